"""What importing again finds and decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Interview


class State(StrEnum):
    """What became of a turn of the transcript, or where a turn comes from."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REMOVED = "removed"
    INSERTED = "inserted"
    #: the curator changed it, the source did not
    BY_HAND = "kept as changed by hand"
    #: the curator took it out; the source still has it
    TAKEN_OUT = "left out as before"
    #: nobody can tell what became of it
    DOUBTFUL = "doubtful"
    #: the curator and the source changed it
    CONFLICT = "changed on both sides"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the plan."""

    #: id in the transcript
    id: str
    state: State
    #: words before and after
    before: str = ""
    after: str = ""
    #: id of the turn that has the words now
    into: str = ""
    #: which new turn, from 0, or -1
    new: int = -1
    #: new turns that may be meant, likeliest first
    choices: tuple[int, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a human must decide."""
        return self.state in {State.DOUBTFUL, State.CONFLICT}


@dataclass(slots=True)
class Out:
    """A turn of the transcript to be written."""

    #: id, or empty: a new one is to be given
    id: str
    #: turn of the transcript whose place and headings it has, or -1
    current: int = -1
    #: new turn, or -1
    new: int = -1
    #: whether the words are those of the source
    from_source: bool = False
    label: str = ""
    start: str | None = None
    end: str | None = None
    aliases: list[str] = field(default_factory=list)
    #: what it is in the plan
    state: State = State.SAME
    #: id of the turn from which it was split
    part_of: str = ""


@dataclass
class Merge:
    """The turns to be written in their order, and what is to be told about them."""

    outs: list[Out] = field(default_factory=list)
    #: turns of the transcript that go
    removed: list[int] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def undecided(self) -> list[Change]:
        """What a human must decide."""
        return [one for one in self.changes if one.open]


@dataclass(frozen=True)
class Sides:
    """The three sides: the source as it was, the transcript as it is, the source as it is now."""

    base: Interview
    current: Interview
    new: Interview
