"""The records everything else is made of: frozen, typed, and free of Sphinx.

Text in these records is plain text (markup resolved) unless a field says *source*.
Offsets are in characters of the plain text of a turn, counted from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Role(StrEnum):
    """What a speaker does in an interview."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    AUDIENCE = "audience"
    NARRATOR = "narrator"
    OTHER = "other"


class Verdict(StrEnum):
    """How a claim stands against a transcript."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    NOT_IN_TRANSCRIPT = "not-in-transcript"


class Outcome(StrEnum):
    """What the check of a quotation found; the last three are warnings."""

    #: every character agrees (white space apart)
    EXACT = "exact"
    #: agrees after folding quotation marks, dashes, ellipses and Unicode composition
    FOLDED = "folded"
    #: agrees, with words left out where the quotation says so
    ELIDED = "elided"
    #: agrees, with the editor's words in square brackets
    EMENDED = "emended"
    #: the words are not in the turn
    ABSENT = "absent"
    #: no turn is named and the words stand in more than one place
    AMBIGUOUS = "ambiguous"
    #: there is no such interview or turn, or nothing to compare
    UNCHECKABLE = "uncheckable"

    @property
    def ok(self) -> bool:
        """Whether the quotation may be printed as it is."""
        return self not in {Outcome.ABSENT, Outcome.AMBIGUOUS, Outcome.UNCHECKABLE}


class Confidence(StrEnum):
    """How sure the editor is of a reading."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Fault(StrEnum):
    """Where an erratum came into the text."""

    TRANSLATION = "translation"
    ORIGINAL = "original"
    TRANSCRIPTION = "transcription"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One declared speaker of an interview."""

    #: key in the front matter, e.g. ``altman``
    key: str
    #: name as readers see it, e.g. ``Sam Altman``
    name: str
    role: Role = Role.OTHER
    #: printed labels that mean this speaker; the name itself always counts
    labels: tuple[str, ...] = ()
    #: several people under one label, never one person
    group: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next speaks."""

    #: permanent id within the interview, e.g. ``t14``
    id: str
    #: key of a declared speaker, or ``None`` where the label is unknown
    speaker: str | None
    #: the label as printed, without the bold marks and the colon
    label: str
    #: the words as Markdown source, label removed
    source: str
    #: the words as plain text: blocks joined by one newline
    text: str
    #: 1-based line of the label in the transcript file
    line: int
    #: earlier ids of this turn, which still work
    aliases: tuple[str, ...] = ()
    #: time codes ``HH:MM:SS[.mmm]`` into the recording
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """What is left of a turn that the source no longer has: its address, and where it went."""

    id: str
    #: why it is gone, a phrase or a sentence
    why: str
    #: id of the turn that has its words now, or empty
    into: str
    #: number of turns before it
    before: int
    #: number of sections opened before it
    sections: int
    #: 1-based line
    line: int
    #: earlier ids, which still work
    aliases: tuple[str, ...] = ()

    @property
    def story(self) -> str:
        """What became of it, as a sentence."""
        why = f": {self.why.rstrip('.')}" if self.why else ""
        return f"Turn {self.id} is no longer in the transcript{why}."


@dataclass(frozen=True, slots=True)
class Section:
    """An editor's heading and where it stands among the turns."""

    title: str
    level: int
    #: number of turns before the heading
    before: int
    line: int


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of a transcript file that belong to no turn."""

    source: str
    #: number of turns before these words
    before: int
    #: number of sections opened before these words
    sections: int
    line: int


@dataclass(frozen=True, slots=True)
class Erratum:
    """A slip in the printed words, with the reading proposed beside it."""

    id: str
    turn: str
    printed: str
    reading: str
    confidence: Confidence
    reason: str
    fault: Fault = Fault.UNCLEAR
    #: the words of the original language on which the reading rests
    original: str = ""
    changes_meaning: bool = False
    #: which occurrence in the turn is meant, counted from 1
    occurrence: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class Voice:
    """Words inside a turn that are not the speaker's own."""

    turn: str
    words: str
    #: whose words they are, e.g. ``people who ask him``
    voice: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the transcript is known to leave out at a turn."""

    turn: str
    missing: str
    matters: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The critical apparatus of one transcript."""

    errata: tuple[Erratum, ...] = ()
    voices: tuple[Voice, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class Interview:
    """One recorded conversation: its metadata, speakers, turns and apparatus."""

    id: str
    title: str
    speakers: Mapping[str, Speaker]
    turns: tuple[Turn, ...]
    sections: tuple[Section, ...] = ()
    prose: tuple[Prose, ...] = ()
    gone: tuple[Gone, ...] = ()
    apparatus: Apparatus = field(default_factory=Apparatus)
    #: how print names it, e.g. ``Altman 2025``
    short: str = ""
    #: day the source was published, ISO 8601, or empty
    published: str = ""
    #: day the talk was held, ISO 8601, or empty where the source does not say
    held: str = ""
    #: BCP 47 tag of the text
    language: str = "en"
    #: BCP 47 tag of the language it was translated from, or empty
    translated_from: str = ""
    #: how it was translated, e.g. ``machine``, or empty
    translation: str = ""
    #: path of the source as received, relative to the transcript
    original: str = ""
    #: address of the recording, or empty
    recording: str = ""
    #: address of the page where the source was published, or empty
    source: str = ""

    @cached_property
    def by_id(self) -> dict[str, Turn]:
        """Turns by id and by alias."""
        found = {alias: turn for turn in self.turns for alias in turn.aliases}
        found.update((turn.id, turn) for turn in self.turns)
        return found

    @cached_property
    def gone_by_id(self) -> dict[str, Gone]:
        """Turns that are gone, by id and by alias."""
        return {key: one for one in self.gone for key in (*one.aliases, one.id)}

    def speaker_of(self, turn: Turn) -> Speaker | None:
        """Return the declared speaker of a turn, or ``None`` where the label is unknown."""
        return self.speakers.get(turn.speaker) if turn.speaker else None

    def with_apparatus(self, apparatus: Apparatus) -> Interview:
        """Return the same interview with its apparatus."""
        return replace(self, apparatus=apparatus)

    def neighbours(self, turn: Turn) -> Iterator[Turn]:
        """Yield the turn before and the turn after, where there are any."""
        at = self.turns.index(turn)
        yield from self.turns[max(at - 1, 0) : at]
        yield from self.turns[at + 1 : at + 2]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a source file; the caller decides how loud to be."""

    #: a subtype of :class:`onrecord.diagnostics.Warn`, e.g. ``duplicate_id``
    kind: str
    #: what is wrong and what to do about it
    message: str
    #: 1-based line, or 0 for the file as a whole
    line: int = 0
