"""What search finds: one record a turn, a claim, and a section of an authored page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

#: roles in the order of their numbers in the index; 0 is a speaker without one
ROLES = ("", "interviewer", "interviewee", "audience", "narrator", "other")


class PageKind(IntEnum):
    """What kind of page a record stands on; the number is the one in the index."""

    TRANSCRIPT = 0
    THEME = 1
    OTHER = 2


class Kind(IntEnum):
    """What a record is."""

    TURN = 0
    CLAIM = 1
    SECTION = 2


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that search finds."""

    kind: Kind
    #: id on its page, or empty for the page itself
    anchor: str
    #: the words as plain text
    text: str
    #: heading of a section, id of a claim; empty for a turn
    title: str = ""
    #: name of who speaks, or the printed label; empty for what nobody says
    speaker: str = ""
    role: str = ""
    #: (printed, reading) of each erratum: found by the reading as well
    readings: tuple[tuple[str, str], ...] = ()
    #: keys of the themes that cite it, or on whose page it stands
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page and its records, in the order of the page."""

    #: address from the root of the site
    url: str
    title: str
    kind: PageKind
    records: tuple[Record, ...]
