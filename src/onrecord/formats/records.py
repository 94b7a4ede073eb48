"""What an importer finds in a source: turns, what is in no turn, and how labels were judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ImportProblem(ValueError):
    """A source that cannot be read, with the way out in its message."""


class Sureness(StrEnum):
    """How sure the importer is that it found the turns."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class BlockKind(StrEnum):
    """What a block of a turn is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or list item of a turn, as plain text."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    #: number of a numbered item, as printed
    number: str = ""


@dataclass(frozen=True, slots=True)
class ImportedTurn:
    """One turn as the source has it."""

    #: the label as printed, without markup, colon and time; ``None`` where there is none
    speaker: str | None
    blocks: tuple[Block, ...]
    #: the time as printed, without brackets; a number where the source has a number of seconds
    start: str | float | None = None
    end: str | float | None = None
    #: bracketed times inside the turn, as printed
    times: tuple[str, ...] = ()
    #: 1-based first line (or number of the cue, segment, row or element)
    line: int = 0

    @property
    def text(self) -> str:
        """The words, one block a line."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Words of the source that are in no turn, and why."""

    line: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the source, proposed as a section."""

    title: str
    level: int
    #: number of turns before it
    before: int
    line: int
    start: str | float | None = None


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A printed label or what looks like one, and the decision about it."""

    label: str
    count: int
    taken: bool
    why: str
    #: line where it stands first
    line: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything read from one source."""

    #: e.g. ``markdown``, ``webvtt``, ``json:deepgram``
    format: str
    turns: tuple[ImportedTurn, ...]
    skipped: tuple[Skipped, ...] = ()
    headings: tuple[Heading, ...] = ()
    labels: tuple[LabelUse, ...] = ()
    #: what the source says about itself: title, date, speakers, language ...
    meta: Mapping[str, str] = field(default_factory=dict)
    #: names of people that the source declares apart from its labels
    names: tuple[str, ...] = ()
    #: full names behind labels where the source itself says so
    people: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    #: ``chat log``, ``unlabelled``: kinds of source that are no interview as they stand
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """What the curator decided beforehand."""

    #: force this format; empty: detect
    format: str = ""
    #: exactly these labels are speakers; empty: learn them
    labels: tuple[str, ...] = ()
    #: people and their labels: name -> labels
    speakers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def given(self) -> frozenset[str]:
        """The labels that are speakers, and no others; empty where they are to be learnt."""
        if not self.labels:
            return frozenset()
        return frozenset(
            {*self.labels, *(one for labels in self.speakers.values() for one in labels)}
        )

    @property
    def names(self) -> tuple[str, ...]:
        """People and labels that the curator named."""
        return tuple(
            dict.fromkeys(
                [*self.speakers, *(one for labels in self.speakers.values() for one in labels)]
            )
        )
