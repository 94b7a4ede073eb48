"""Groups of turns that belong together on three sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.align import Link
    from onrecord.reimport.records import Sides


class Group(NamedTuple):
    """Positions of turns on each side, in order; a side may have none."""

    base: tuple[int, ...]
    current: tuple[int, ...]
    new: tuple[int, ...]


def groups(to_current: Sequence[Link], to_new: Sequence[Link], sides: Sides) -> Iterator[Group]:
    """Yield the groups: turns that are linked, directly or through others (union and find)."""
    sizes = [len(side.turns) for side in (sides.base, sides.current, sides.new)]
    parent = list(range(sum(sizes)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for links, offset in ((to_current, sizes[0]), (to_new, sizes[0] + sizes[1])):
        for link in links:
            for there in link.new:
                parent[find(offset + there)] = find(link.old)
    found: dict[int, tuple[list[int], list[int], list[int]]] = {}
    for at in range(sum(sizes)):
        sides_of = found.setdefault(find(at), ([], [], []))
        side = 0 if at < sizes[0] else 1 if at < sizes[0] + sizes[1] else 2
        sides_of[side].append(at - sum(sizes[:side]))
    for base, current, new in found.values():
        yield Group(tuple(base), tuple(current), tuple(new))
