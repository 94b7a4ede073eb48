"""Three sides -> one: what the source changed is taken, what the curator changed is kept.

Turns that were aligned form groups: earlier turns of the source, those of the transcript, and new
ones. In a group where the source says what it said, the transcript stays; where the transcript says
what the source said, the source is followed; where both changed, the curator decides (diff3 of
Khanna, Kunal and Pierce, over turns).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from onrecord.align import Kind, Link, Spoken, align
from onrecord.reimport.groups import Group, groups
from onrecord.reimport.records import Change, Merge, Out, Sides, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.model import Turn

_T = TypeVar("_T")
#: decisions beside the number of a new turn
GONE, MINE, SOURCE = "gone", "mine", "source"
_STATES = {
    Kind.SAME: State.SAME,
    Kind.CHANGED: State.CHANGED,
    Kind.MOVED: State.MOVED,
    Kind.SPLIT: State.SPLIT,
}


def merge(sides: Sides, decisions: Mapping[str, str | int]) -> Merge:
    """Merge three sides.

    *decisions*: id of a turn -> ``gone``, ``mine``, ``source`` or the number of a new turn, from 0.
    What is doubtful and not decided is in the changes, and the turns are then a proposal only.
    """
    return _Merger(sides, decisions).run()


def spoken(turns: Sequence[Turn]) -> list[Spoken]:
    """Return turns as they are aligned."""
    return [Spoken(one.label, one.text) for one in turns]


def _said(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in turns]


class _Merger:
    def __init__(self, sides: Sides, decisions: Mapping[str, str | int]) -> None:
        self.sides, self.decisions = sides, decisions
        self.merge = Merge()
        base, current = spoken(sides.base.turns), spoken(sides.current.turns)
        if base == current:
            self.to_current = tuple(Link(at, Kind.SAME, (at,)) for at in range(len(base)))
        else:
            self.to_current = align(base, current).links
        self.to_new = list(align(base, spoken(sides.new.turns)).links)
        #: new turn -> turns to be written in its place
        self.slots: dict[int, list[Out]] = {}

    def run(self) -> Merge:
        self._decide()
        for group in groups(self.to_current, self.to_new, self.sides):
            self._group(group)
        self._order()
        return self.merge

    # -- doubts ----------------------------------------------------------------------------------

    def _decide(self) -> None:
        """Put what was decided, or else what is likeliest, in the place of what is doubtful."""
        taken = {link.home for link in self.to_new if link.home is not None}
        for at, link in enumerate(self.to_new):
            partners = self.to_current[at].new
            if link.kind is not Kind.DOUBTFUL:
                continue
            if not partners:
                self.to_new[at] = Link(at, Kind.REMOVED)
                continue
            turn = self.sides.current.turns[partners[0]]
            chosen = self.decisions.get(turn.id)
            if chosen is None:
                after = self.sides.new.turns[link.new[0]].text
                self.merge.changes.append(
                    Change(turn.id, State.DOUBTFUL, turn.text, after, choices=link.new)
                )
                chosen = next((one for one in link.new if one not in taken), GONE)
            if isinstance(chosen, int):
                kind = Kind.MERGED if chosen in taken else Kind.CHANGED
                taken.add(chosen)
                self.to_new[at] = Link(at, kind, (chosen,))
            else:
                self.to_new[at] = Link(at, Kind.REMOVED)

    # -- groups ----------------------------------------------------------------------------------

    def _group(self, group: Group) -> None:
        base = [self.sides.base.turns[at] for at in group.base]
        current = [self.sides.current.turns[at] for at in group.current]
        new = [self.sides.new.turns[at] for at in group.new]
        if not base:
            for at in group.new:
                self._put(at, self._fresh(at, State.INSERTED))
            for at in group.current:
                self._keep([at], [], State.BY_HAND)
        elif not current:
            for at, turn in zip(group.new, new, strict=True):
                self._tell(Change("", State.TAKEN_OUT, "", turn.text, new=at))
        elif len(base) == len(current) == len(new) == 1:
            self._single(group)
        elif _said(new) == _said(base):
            same = _said(current) == _said(base)
            self._keep(group.current, group.new, State.SAME if same else State.BY_HAND)
        elif _said(current) == _said(base):
            self._follow(dict(zip(group.base, group.current, strict=True)), group)
        else:
            self._conflict(group)

    def _tell(self, change: Change) -> None:
        self.merge.changes.append(change)

    def _put(self, new: int, out: Out) -> None:
        self.slots.setdefault(new, []).append(out)

    def _fresh(self, new: int, state: State, part_of: str = "") -> Out:
        turn = self.sides.new.turns[new]
        return Out(
            "", -1, new, True, turn.label, turn.start, turn.end, state=state, part_of=part_of
        )

    def _kept(self, current: int, new: int, state: State) -> Out:
        turn = self.sides.current.turns[current]
        aliases = list(turn.aliases)
        return Out(turn.id, current, new, False, turn.label, turn.start, turn.end, aliases, state)

    def _keep(self, current: Sequence[int], new: Sequence[int], state: State) -> None:
        """Leave turns of the transcript as they are."""
        for number, at in enumerate(current):
            if not new:
                # beside the turn that it stands beside now; see _order
                self._put(-1, self._kept(at, -1, state))
            else:
                self._put(new[min(number, len(new) - 1)], self._kept(at, -1, state))

    def _single(self, group: Group) -> None:
        """One turn on each side: words, label and times each go their way."""
        (b,), (c,), (n,) = group.base, group.current, group.new
        base, current, new = (
            self.sides.base.turns[b], self.sides.current.turns[c], self.sides.new.turns[n],
        )  # fmt: skip
        out = self._kept(c, n, _STATES.get(self.to_new[b].kind, State.CHANGED))
        ours = self.decisions.get(current.id)
        if _clash(base.text, current.text, new.text) and ours not in {MINE, SOURCE}:
            self._tell(Change(current.id, State.CONFLICT, current.text, new.text, new=n))
        out.from_source = new.text != base.text and (current.text == base.text or ours == SOURCE)
        out.from_source = out.from_source and new.text != current.text
        out.label = _pick(base.label, current.label, new.label, source=ours == SOURCE)
        out.start = _pick(base.start, current.start, new.start, source=ours == SOURCE)
        out.end = _pick(base.end, current.end, new.end, source=ours == SOURCE)
        by_hand = (current.label, current.text) != (base.label, base.text)
        if not out.from_source and out.label == current.label and out.state is not State.MOVED:
            out.state = State.BY_HAND if by_hand else State.SAME
        self._put(n, out)

    def _follow(self, own: Mapping[int, int], group: Group) -> None:
        """Do what the source did; *own*: earlier turn -> turn of the transcript."""
        self._apply([self.to_new[at] for at in group.base], own, group.new)

    def _apply(self, links: Sequence[Link], own: Mapping[int, int], places: Sequence[int]) -> None:
        homes = {link.home: link for link in links if link.home is not None}
        parts = {at: link for link in links if link.kind is Kind.SPLIT for at in link.new[1:]}
        made: dict[int, Out] = {}
        for at in places:
            if at in homes:
                made[at] = self._moved_home(own[homes[at].old], at, homes[at])
            else:
                link = parts.get(at)
                origin = self.sides.current.turns[own[link.old]].id if link else ""
                made[at] = self._fresh(at, State.SPLIT if link else State.INSERTED, origin)
            self._put(at, made[at])
        for link in links:
            if link.home is not None:
                continue
            gone = own[link.old]
            turn = self.sides.current.turns[gone]
            if link.kind is Kind.MERGED:
                there = made[link.new[0]]
                there.aliases += [turn.id, *turn.aliases]
                self._tell(Change(turn.id, State.MERGED, turn.text, new=there.new))
            else:
                self.merge.removed.append(gone)
                self._tell(Change(turn.id, State.REMOVED, turn.text))

    def _moved_home(self, current: int, new: int, link: Link) -> Out:
        before, turn = self.sides.current.turns[current], self.sides.new.turns[new]
        out = self._kept(current, new, _STATES[link.kind])
        out.from_source = before.text != turn.text
        out.label = turn.label
        out.start, out.end = turn.start or before.start, turn.end or before.end
        return out

    def _conflict(self, group: Group) -> None:
        turns = [self.sides.current.turns[at] for at in group.current]
        chosen = next((self.decisions[one.id] for one in turns if one.id in self.decisions), None)
        if chosen not in {MINE, SOURCE}:
            after = "\n".join(self.sides.new.turns[at].text for at in group.new)
            before = "\n".join(one.text for one in turns)
            self._tell(Change(turns[0].id, State.CONFLICT, before, after))
        if chosen != SOURCE:
            self._keep(group.current, group.new, State.BY_HAND)
            return
        found = align(spoken(turns), spoken([self.sides.new.turns[at] for at in group.new])).links
        links = []
        homes = {link.home for link in found}
        for link in found:
            new = tuple(group.new[at] for at in link.new)
            kind = link.kind
            if kind is Kind.DOUBTFUL:  # its words were in these turns, and no other has them
                kind = Kind.MERGED if link.new[0] in homes else Kind.CHANGED
                homes.add(link.new[0])
            links.append(replace(link, kind=kind, new=new))
        self._apply(links, dict(enumerate(group.current)), group.new)

    # -- order -----------------------------------------------------------------------------------

    def _order(self) -> None:
        """Put the turns in the order of the source; what the source lacks follows its neighbour."""
        loose = {out.current: out for out in self.slots.pop(-1, [])}
        outs = [out for at in sorted(self.slots) for out in self.slots[at]]
        placed = {out.current for out in outs}
        after: dict[int, list[Out]] = {}
        neighbour = -1
        for at in range(len(self.sides.current.turns)):
            if at in loose:
                after.setdefault(neighbour, []).append(loose[at])
            elif at in placed:
                neighbour = at
        self.merge.outs = list(after.get(-1, []))
        for out in outs:
            self.merge.outs.append(out)
            if out.current >= 0:
                self.merge.outs += after.get(out.current, [])


def _clash(base: str, current: str, new: str) -> bool:
    return base not in {current, new} and current != new


def _pick(base: _T, current: _T, new: _T, *, source: bool) -> _T:
    """Return what was changed, by whichever side."""
    if current == base or source:
        return new
    return current
