"""What an alignment is given and what it finds; positions are counted from 0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from onrecord.text import SPACELESS, fold

_WORD = re.compile(rf"[{SPACELESS}]|[^\W{SPACELESS}]+(?:\"[^\W{SPACELESS}]+)*")


class Spoken(NamedTuple):
    """One turn: its label as printed, and its plain words."""

    label: str
    text: str


class Kind(StrEnum):
    """What became of a turn."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REMOVED = "removed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Link:
    """What became of one earlier turn."""

    old: int
    kind: Kind
    #: new turns: its home first, then other parts of a split; of a merged one the turn that has its
    #: words now; of a doubtful one those that may be it, the likeliest first
    new: tuple[int, ...] = ()
    #: whether it stands elsewhere now, whatever else happened to it
    moved: bool = False

    @property
    def home(self) -> int | None:
        """The new turn that keeps the id, if one does."""
        return None if self.kind in _HOMELESS else self.new[0]


_HOMELESS = {Kind.MERGED, Kind.REMOVED, Kind.DOUBTFUL}


@dataclass(frozen=True)
class Alignment:
    """What became of every earlier turn, in their order."""

    links: tuple[Link, ...]
    #: how many new turns there are
    size: int

    @cached_property
    def homes(self) -> dict[int, int]:
        """New turn -> the earlier turn whose id it keeps."""
        return {link.home: link.old for link in self.links if link.home is not None}

    @property
    def inserted(self) -> tuple[int, ...]:
        """New turns that keep no id."""
        return tuple(at for at in range(self.size) if at not in self.homes)

    @property
    def doubtful(self) -> tuple[Link, ...]:
        """What a human must decide."""
        return tuple(link for link in self.links if link.kind is Kind.DOUBTFUL)


class Words:
    """A turn made comparable."""

    __slots__ = ("key", "label", "words")

    def __init__(self, spoken: Spoken) -> None:
        """Fold a turn: letters and digits count, case and marks do not."""
        self.label = " ".join(spoken.label.split())
        self.words = tuple(_WORD.findall(fold(spoken.text).text.casefold()))
        self.key = " ".join(self.words)


class Pair(NamedTuple):
    """An earlier and a new turn that share words."""

    old: int
    new: int
    #: words shared, in runs of three or more
    shared: int
    #: share of the earlier turn's words
    of_old: float
    #: share of the new turn's words
    of_new: float
    #: whether nothing else is nearly as likely
    sure: bool
    moved: bool = False
