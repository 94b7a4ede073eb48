"""Ids for turns that have none yet: never one that was ever given."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_STEM = re.compile(r"(.*?[0-9])[a-z]{0,2}")
_NUMBERED = re.compile(r"t([0-9]+)")


def give_ids(ids: Sequence[str], used: Iterable[str]) -> list[str]:
    """Return *ids* with the empty ones filled in.

    A turn after t14 is t14a, t14b ... t14z, t14aa ...; one before the first is t00a; those after
    the last go on counting. *used*: every id that was ever given.
    """
    taken = {*used, *ids}
    last = max((at for at, one in enumerate(ids) if one), default=-1)
    given = []
    stem = "t00"
    for at, one in enumerate(ids):
        new = one
        if one:
            stem = _stem(one)
        elif at > last:
            new = _next(taken)
        else:
            new = next(stem + letters for letters in _letters() if stem + letters not in taken)
        taken.add(new)
        given.append(new)
    return given


def _stem(turn_id: str) -> str:
    found = _STEM.fullmatch(turn_id)
    return found[1] if found else f"{turn_id}-1"


def _next(taken: set[str]) -> str:
    numbers = [found[1] for one in taken if (found := _NUMBERED.fullmatch(one))]
    width = max(map(len, numbers), default=2)
    return f"t{max(map(int, numbers), default=0) + 1:0{width}d}"


def _letters() -> Iterator[str]:
    for number in count():
        high, low = divmod(number, 26)
        yield (chr(96 + high) if high else "") + chr(97 + low)
