"""Which turns share what stands once on either side, and which of these pairs keep the order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.align.records import Words

#: words of a run that stands for its turn
RUN = 4

Votes = dict[tuple[int, int], int]


def label_map(old: Sequence[Words], new: Sequence[Words]) -> dict[str, str]:
    """Return what earlier labels are called now, learnt from turns whose words are the same."""
    votes: dict[str, Counter[str]] = {}
    for before, after in _whole(old, range(len(old)), new, range(len(new))):
        votes.setdefault(old[before].label, Counter())[new[after].label] += 1
    found = {}
    for label, counter in votes.items():
        (best, count), *_ = counter.most_common(1)
        if count >= 2 and 2 * count > counter.total():
            found[label] = best
    return found


def vote(
    old: Sequence[Words], of_old: Iterable[int], new: Sequence[Words], of_new: Iterable[int]
) -> Votes:
    """Return how many words that stand once on either side speak for each pair of turns."""
    before, after = list(of_old), list(of_new)
    votes = _whole(old, before, new, after)
    done = {one for one, _ in votes}, {one for _, one in votes}
    runs = _runs(old, (at for at in before if at not in done[0]))
    found = _runs(new, (at for at in after if at not in done[1]))
    for run, at in runs.items():
        there = found.get(run, -1)
        if at >= 0 and there >= 0:
            votes[at, there] = votes.get((at, there), 0) + 1
    return votes


def _whole(
    old: Sequence[Words], of_old: Iterable[int], new: Sequence[Words], of_new: Iterable[int]
) -> Votes:
    """Pairs of turns whose words are the same and stand once on either side."""
    before, after = _unique(old, of_old), _unique(new, of_new)
    return {
        (at, after[key]): len(old[at].words)
        for key, at in before.items()
        if at >= 0 and after.get(key, -1) >= 0
    }


def _unique(turns: Sequence[Words], places: Iterable[int]) -> dict[str, int]:
    """Key of each turn of some length -> its place, or -1 where there are several."""
    found: dict[str, int] = {}
    for at in places:
        if len(turns[at].words) >= RUN:
            found[turns[at].key] = -1 if turns[at].key in found else at
    return found


def _runs(turns: Sequence[Words], places: Iterable[int]) -> dict[int, int]:
    """Hash of each run of words -> the one turn that has it, or -1 where several have."""
    found: dict[int, int] = {}
    for at in places:
        words = turns[at].words
        for start in range(len(words) - RUN + 1):
            run = hash(words[start : start + RUN])
            if found.setdefault(run, at) != at:
                found[run] = -1
    return found


def chain(votes: Votes, size: int) -> list[tuple[int, int]]:
    """Return the heaviest list of pairs in which neither side goes back.

    *size*: how many new turns there are. Takes time in proportion to n log n (a Fenwick tree of the
    best weights so far).
    """
    pairs = sorted(votes)
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    before = [-1] * len(pairs)
    best = (0, -1)
    for number, pair in enumerate(pairs):
        at, top = pair[1] + 1, (0, -1)
        while at > 0:
            top = max(top, tree[at])
            at -= at & -at
        before[number] = top[1]
        mine = (top[0] + votes[pair], number)
        best = max(best, mine)
        at = pair[1] + 1
        while at <= size:
            tree[at] = max(tree[at], mine)
            at += at & -at
    found = []
    number = best[1]
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
