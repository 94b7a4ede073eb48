"""Pairs of turns -> what became of each turn, and what a human must decide."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.align.gaps import SHORT, SURE
from onrecord.align.likeness import compare, letters_alike
from onrecord.align.records import Alignment, Kind, Link, Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from onrecord.align.records import Words

#: shares of words as in the aligner: of both sides, and of one
BOTH, PART = 0.5, 0.6
#: neighbours without a pair that may be meant instead
NEAR = 3
#: share of a pair's words, and likeness less than its own, at which a neighbour is a rival
RIVAL, CLOSE = 0.8, 0.1
#: turns with fewer words are compared by their letters
FEW = 8


def resolve(
    old: Sequence[Words],
    new: Sequence[Words],
    pairs: Mapping[int, Sequence[Pair]],
    same_label: Callable[[int, int], bool],
) -> Alignment:
    """Give each earlier turn one home at most, and each new turn one id at most."""
    return _Resolver(old, new, pairs, same_label).run()


class _Resolver:
    def __init__(
        self,
        old: Sequence[Words],
        new: Sequence[Words],
        pairs: Mapping[int, Sequence[Pair]],
        same_label: Callable[[int, int], bool],
    ) -> None:
        self.old, self.new, self.pairs, self.same_label = old, new, pairs, same_label
        self.sure = {at: [one for one in found if one.sure] for at, found in pairs.items()}
        self.often = Counter(one.key for one in old)
        self.home: dict[int, Pair] = {}
        self.owner: dict[int, int] = {}
        self.claims: dict[int, list[Pair]] = {}
        #: new turns whose very words several earlier turns had
        self.contested: set[int] = set()

    def run(self) -> Alignment:
        self._settle()
        links = [self._link(at) for at in range(len(self.old))]
        return Alignment(tuple(links), len(self.new))

    def _settle(self) -> None:
        """Give homes: the pair that shares most goes first."""
        every = [one for found in self.sure.values() for one in found]
        for pair in every:
            self.claims.setdefault(pair.new, []).append(pair)
        for there, claims in self.claims.items():
            if sum(self.old[one.old].key == self.new[there].key for one in claims) > 1:
                self.contested.add(there)
        for pair in sorted(every, key=self._rank):
            if pair.old not in self.home and pair.new not in self.owner:
                self.home[pair.old] = pair
                self.owner[pair.new] = pair.old

    def _rank(self, pair: Pair) -> tuple[float, float, int, int]:
        weight = 1.0 if self.same_label(pair.old, pair.new) else 0.5
        return -pair.shared * weight, -pair.of_old - pair.of_new, pair.old, pair.new

    def _link(self, at: int) -> Link:
        home = self.home.get(at)
        if home is None:
            return self._homeless(at)
        parts = [one.new for one in self.sure[at] if one.new not in self.owner]
        sure = self._stands(home) and home.new not in self.contested
        if not sure or self._rivals(home):
            return Link(at, Kind.DOUBTFUL, (home.new, *parts))
        kind = Kind.CHANGED
        if parts:
            kind = Kind.SPLIT
        elif home.moved:
            kind = Kind.MOVED
        elif self._same(at, home.new):
            kind = Kind.SAME
        return Link(at, kind, (home.new, *parts), moved=home.moved)

    def _same(self, at: int, there: int) -> bool:
        old, new = self.old[at], self.new[there]
        return (old.key, old.label) == (new.key, new.label)

    def _homeless(self, at: int) -> Link:
        claimed = sorted(self.sure.get(at, ()), key=self._rank)
        contested = any(one.new in self.contested for one in claimed)
        if claimed and claimed[0].of_old >= PART and not contested:
            return Link(at, Kind.MERGED, (claimed[0].new,), moved=claimed[0].moved)
        perhaps = dict.fromkeys(
            one.new for one in self.pairs.get(at, ()) if one.sure or self._is_open(one.new)
        )
        return Link(at, Kind.DOUBTFUL, tuple(perhaps)) if perhaps else Link(at, Kind.REMOVED)

    def _is_open(self, there: int) -> bool:
        """Whether a new turn may be another than the one whose id it keeps."""
        owner = self.owner.get(there)
        return owner is None or self.old[owner].key != self.new[there].key

    def _stands(self, home: Pair) -> bool:
        """Whether enough of the words came along."""
        old, new = self.old[home.old], self.new[home.new]
        if old.key != new.key and len(old.words) < SHORT and self.often[old.key] > 1:
            return False  # a phrase such as "Yeah." is in many places
        least, most = sorted((home.of_old, home.of_new))
        if least >= BOTH or letters_alike(old, new) >= SURE:
            return True
        if most >= PART and self.same_label(home.old, home.new):
            return True
        if sum(one.of_old for one in self.sure[home.old]) >= PART:
            return home.of_new >= PART or self._filled(home.new)
        return False

    def _filled(self, there: int) -> bool:
        """Whether a new turn is made of earlier ones."""
        return sum(one.of_new for one in self.claims[there]) >= PART

    def _rivals(self, home: Pair) -> bool:
        """Whether a neighbour without a pair could as well be meant."""
        old, new = self.old[home.old], self.new[home.new]
        if old.key == new.key:
            return False
        near_old = range(max(home.old - NEAR, 0), min(home.old + NEAR + 1, len(self.old)))
        near_new = range(max(home.new - NEAR, 0), min(home.new + NEAR + 1, len(self.new)))
        return any(
            self._rival(home, at, home.new) for at in near_old if not self.sure.get(at)
        ) or any(self._rival(home, home.old, at) for at in near_new if at not in self.claims)

    def _rival(self, home: Pair, at: int, there: int) -> bool:
        old, new = self.old[at], self.new[there]
        if min(len(old.words), len(new.words)) < FEW:
            own = letters_alike(self.old[home.old], self.new[home.new])
            return letters_alike(old, new) >= max(own - CLOSE, BOTH)
        shared = compare(at, there, old, new).shared
        return shared > 0 and shared >= RIVAL * home.shared
