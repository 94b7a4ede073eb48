"""What the environment remembers of a document: small frozen records, never nodes.

They are pickled with the environment and merged between processes; each list is keyed by document,
so that forgetting one document and merging two environments cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from onrecord.model import Outcome, Role, Verdict

if TYPE_CHECKING:
    from onrecord.model import Speaker

#: an interview and a turn of it
Place = tuple[str, str]


def claim_anchor(claim_id: str) -> str:
    """Return the id of a claim on its page."""
    return f"claim-{claim_id}"


@dataclass(frozen=True, slots=True)
class InterviewEntry:
    """One transcript as the rest of the site needs it: all but its words."""

    docname: str
    id: str
    title: str
    short: str
    #: turn ids in order
    turns: tuple[str, ...]
    #: earlier id -> id
    aliases: dict[str, str]
    speakers: dict[str, Speaker]
    #: speaker key of each turn
    spoken_by: tuple[str | None, ...]
    #: words of each turn
    words: tuple[int, ...]
    #: what became of each turn that is gone, by any of its ids
    gone: dict[str, str] = field(default_factory=dict)
    published: str = ""
    held: str = ""
    language: str = "en"
    translated_from: str = ""
    translation: str = ""
    original: str = ""
    recording: str = ""
    source: str = ""

    def turn_id(self, turn: str) -> str | None:
        """Return the present id of a turn named by any of its ids, or ``None``."""
        if turn in self.places:
            return turn
        return self.aliases.get(turn)

    @property
    def places(self) -> dict[str, int]:
        """Position of each turn, from 0."""
        return _places(self)

    def speaker_of(self, turn: str) -> Speaker | None:
        """Return who says a turn."""
        key = self.spoken_by[self.places[turn]]
        return self.speakers.get(key) if key else None


_PLACES: dict[int, tuple[tuple[str, ...], dict[str, int]]] = {}


def _places(entry: InterviewEntry) -> dict[str, int]:
    """Position of each turn; kept beside the record, which is pickled without it."""
    kept = _PLACES.get(id(entry.turns))
    if kept is None or kept[0] is not entry.turns:
        kept = (entry.turns, {turn: at for at, turn in enumerate(entry.turns)})
        _PLACES[id(entry.turns)] = kept
    return kept[1]


@dataclass(frozen=True, slots=True)
class QuotationEntry:
    """A quotation as its author wrote it."""

    number: int
    words: str
    interview: str | None
    turn: str | None
    speaker: str | None
    line: int
    #: id on the page
    anchor: str
    #: heading or sentence in which it stands
    context: str = ""
    inline: bool = False


class Around(NamedTuple):
    """A turn shown beside a quotation: the one quoted, or a neighbour.

    Attributes:
        turn: its id.
        speaker: who says it.
        text: its words, or their beginning.
        spans: (start, end) of the quoted words in *text*; none in a neighbour.
    """

    turn: str
    speaker: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """What the check of a quotation found."""

    outcome: Outcome
    interview: str = ""
    turn: str = ""
    speaker: str = ""
    role: Role = Role.OTHER
    #: whose words they are where they are not the speaker's own
    voice: str = ""
    #: (id, printed, reading) of each erratum that the words touch
    errata: tuple[tuple[str, str, str], ...] = ()
    #: the turn with its neighbours, for a block quotation
    around: tuple[Around, ...] = ()
    message: str = ""
    #: the nearest passage with the difference marked, where the words are absent
    near: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A link to a turn, a theme, a claim, a speaker or an interview."""

    #: object type, e.g. ``turn``
    type: str
    #: name as written, e.g. ``altman-2025:t14``
    target: str
    #: the sentence in which it stands
    sentence: str
    #: id on the page, or of the section around it
    anchor: str


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim and how it stands."""

    id: str
    text: str
    verdict: Verdict | None
    original: Verdict | None
    evidence: tuple[Place, ...]
    reason: str
    original_reason: str
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A topical page."""

    key: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One dated item of a timeline."""

    interview: str
    id: str
    when: str
    kind: str
    by: str
    certainty: str
    statement: str
    note: str
    #: numbers of the quotations of the document on which it rests
    words: tuple[int, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of the site that leads to a turn, as the turn shows it."""

    docname: str
    anchor: str
    sentence: str
    #: ``quotation``, ``reference`` or ``claim``
    kind: str


@dataclass(slots=True)
class PageEntry:
    """All that one document adds."""

    interview: InterviewEntry | None = None
    theme: ThemeEntry | None = None
    quotations: list[QuotationEntry] = field(default_factory=list)
    references: list[ReferenceEntry] = field(default_factory=list)
    claims: list[ClaimEntry] = field(default_factory=list)
    timeline: list[TimelineEntry] = field(default_factory=list)
    #: whether the page shows lists made from the whole site
    generated: bool = False
