"""The alignment: the spine, what was moved, the gaps, and what became of each turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.align.gaps import Gap
from onrecord.align.likeness import compare
from onrecord.align.records import Alignment, Pair, Words
from onrecord.align.resolve import resolve
from onrecord.align.votes import RUN, chain, label_map, vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.align.records import Spoken

#: shares of a turn's words: of both for a turn that was changed, of one for a part or a whole
BOTH, PART = 0.5, 0.6
#: share of both for a turn found elsewhere
ELSEWHERE = 0.8
#: share of either below which two turns have nothing to do with each other
TRACE = 0.25
#: times that turns are looked for elsewhere
PASSES = 50
#: turns joined to a neighbour at once
JOINED = 5
#: turns on either side among which twins are looked for
AROUND = 20


def align(old: Sequence[Spoken], new: Sequence[Spoken]) -> Alignment:
    """Align what was said before with what is said now.

    Takes time in proportion to the words, apart from gaps, which are bounded.
    """
    return _Aligner([Words(one) for one in old], [Words(one) for one in new]).run()


class _Aligner:
    def __init__(self, old: list[Words], new: list[Words]) -> None:
        self.old, self.new = old, new
        self.labels = label_map(old, new)
        #: pairs by earlier turn
        self.pairs: dict[int, list[Pair]] = {}
        #: new turns in a sure pair
        self.taken: set[int] = set()

    def run(self) -> Alignment:
        self._spine()
        for _ in range(PASSES):
            if not self._elsewhere():
                break
        self._gaps()
        self._join_neighbours()
        self._strays()
        return resolve(self.old, self.new, self.pairs, self.same_label)

    def same_label(self, at: int, there: int) -> bool:
        label = self.old[at].label
        return self.labels.get(label, label) == self.new[there].label

    def _add(self, pair: Pair) -> None:
        self.pairs.setdefault(pair.old, []).append(pair)
        if pair.sure:
            self.taken.add(pair.new)

    def _left(self) -> tuple[list[int], list[int]]:
        old = [at for at in range(len(self.old)) if not self._is_sure(at)]
        return old, [at for at in range(len(self.new)) if at not in self.taken]

    def _is_sure(self, at: int) -> bool:
        return any(pair.sure for pair in self.pairs.get(at, ()))

    def _spine(self) -> None:
        votes = vote(self.old, range(len(self.old)), self.new, range(len(self.new)))
        for at, there in chain(votes, len(self.new)):
            pair = compare(at, there, self.old[at], self.new[there])
            most, least = max(pair.of_old, pair.of_new), min(pair.of_old, pair.of_new)
            if pair.shared < RUN or most < TRACE:
                continue
            sure = least >= BOTH or most >= PART
            self._add(pair._replace(sure=sure))

    def _elsewhere(self) -> bool:
        """Look for turns that stand elsewhere now; return whether one was found."""
        left = self._left()
        moved = False
        for at, there in chain(vote(self.old, left[0], self.new, left[1]), len(self.new)):
            pair = compare(at, there, self.old[at], self.new[there])
            most, least = max(pair.of_old, pair.of_new), min(pair.of_old, pair.of_new)
            sure = most >= ELSEWHERE and least >= BOTH
            if sure:
                moved = True
                self._add(pair._replace(sure=True, moved=True))
            elif pair.shared >= RUN and most >= PART and not self._known(at, there):
                self._add(pair._replace(moved=True))
        return moved

    def _known(self, at: int, there: int) -> bool:
        return any(pair.new == there for pair in self.pairs.get(at, ()))

    # -- between what is certain -----------------------------------------------------------------

    def _gaps(self) -> None:
        """Align runs of turns without a pair with the runs beside their neighbours' pairs."""
        free = [at not in self.taken for at in range(len(self.new))]
        for start, end in _stretches([not self._is_sure(at) for at in range(len(self.old))]):
            left = self._last(start - 1) if start else -1
            right = self._first(end) if end < len(self.old) else len(self.new)
            if left == right:
                continue  # what stood between two turns that are one now
            after, before = _run_from(free, left + 1), _run_to(free, right)
            rows = range(start, end)
            if after == before:
                self._solve(rows, after)
            else:
                self._ends(rows, after, before)

    def _last(self, at: int) -> int:
        return max(pair.new for pair in self.pairs[at] if pair.sure)

    def _first(self, at: int) -> int:
        return min(pair.new for pair in self.pairs[at] if pair.sure)

    def _solve(self, rows: range, columns: range) -> None:
        for found in Gap(self.old, rows, self.new, columns, self.same_label).solve():
            for there in found.new:
                pair = compare(found.old, there, self.old[found.old], self.new[there])
                self._add(pair._replace(sure=found.sure))

    def _ends(self, rows: range, after: range, before: range) -> None:
        """At the edge of what was moved: only what is the same, and follows without a gap."""
        head = self._same_run(rows, after)
        tail = self._same_run(rows[::-1], before[::-1])
        met = {at for at, _ in head} & {at for at, _ in tail}
        moved = {
            "head": rows.start > 0 and self._is_moved(rows.start - 1),
            "tail": rows.stop < len(self.old) and self._is_moved(rows.stop),
        }
        for side, pairs in (("head", head), ("tail", tail)):
            for at, there in pairs:
                pair = compare(at, there, self.old[at], self.new[there])
                self._add(pair._replace(sure=at not in met, moved=moved[side]))

    def _is_moved(self, at: int) -> bool:
        return any(pair.moved for pair in self.pairs[at] if pair.sure)

    def _same_run(self, rows: Iterable[int], columns: Iterable[int]) -> list[tuple[int, int]]:
        found = []
        for at, there in zip(rows, columns, strict=False):
            if self.old[at].key != self.new[there].key or not self.same_label(at, there):
                break
            found.append((at, there))
        return found

    def _join_neighbours(self) -> None:
        """Find short turns whose words now begin or end the turn of a neighbour."""
        for at in sorted(self.pairs):
            for pair in [one for one in self.pairs[at] if one.sure and not one.moved]:
                for step in (-1, 1):
                    self._join(at, pair.new, step)

    def _join(self, at: int, there: int, step: int) -> None:
        run: list[int] = []
        for one in range(at + step, at + step * (JOINED + 1), step):
            if not 0 <= one < len(self.old) or one in self.pairs:
                break
            run.append(one)
        same = [one for one in run if self.same_label(one, there)]
        joined = self._edge(same, at, there, step)
        sure = bool(joined) and self._whole(joined, at, there) and not self._twins(joined)
        for one in joined or self._edge(run, at, there, step):
            pair = compare(one, there, self.old[one], self.new[there])
            self._add(pair._replace(sure=sure))

    def _whole(self, joined: list[int], at: int, there: int) -> bool:
        """Whether so much was joined, or a new turn so wholly made of it, that it is sure."""
        count = sum(len(self.old[one].words) for one in joined)
        return count >= RUN or count + len(self.old[at].words) == len(self.new[there].words)

    def _twins(self, joined: list[int]) -> bool:
        """Whether another turn near by with the same words, and no place, may be meant."""
        keys = {self.old[one].key for one in joined}
        low, high = max(min(joined) - AROUND, 0), max(joined) + AROUND + 1
        return any(
            turn.key in keys and one not in joined and not self._is_sure(one)
            for one, turn in enumerate(self.old[low:high], low)
        )

    def _edge(self, run: list[int], at: int, there: int, step: int) -> list[int]:
        """Return the longest beginning of a run that now begins (-1) or ends (1) a new turn."""
        own, whole = self.old[at].words, self.new[there].words
        words: tuple[str, ...] = ()
        best = 0
        for number, one in enumerate(run, 1):
            more = self.old[one].words
            words = more + words if step < 0 else words + more
            size = len(words)
            cut = slice(size) if step < 0 else slice(-size, None)
            if 0 < size < len(whole) and whole[cut] == words != own[cut]:
                best = number
        return run[:best]

    def _strays(self) -> None:
        """Find turns too short to be sure of that stand elsewhere now, and nowhere else."""
        sides = []
        for turns, places in zip((self.old, self.new), self._left(), strict=True):
            found: dict[str, int] = {}
            for at in places:
                key = turns[at].key
                found[key] = -1 if key in found or len(turns[at].words) < 2 else at
            sides.append(found)
        for key, at in sides[0].items():
            there = sides[1].get(key, -1)
            if at >= 0 and there >= 0 and at not in self.pairs:
                pair = compare(at, there, self.old[at], self.new[there])
                self._add(pair._replace(moved=True))


def _stretches(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs of what is true, as (start, end)."""
    found = []
    start = -1
    for at, flag in enumerate([*flags, False]):
        if flag and start < 0:
            start = at
        elif not flag and start >= 0:
            found.append((start, at))
            start = -1
    return found


def _run_from(free: Sequence[bool], at: int) -> range:
    end = at
    while end < len(free) and free[end]:
        end += 1
    return range(at, end)


def _run_to(free: Sequence[bool], at: int) -> range:
    start = at
    while start > 0 and free[start - 1]:
        start -= 1
    return range(start, at)
