"""Every warning this package gives: one enum, one function.

Each has the type ``onrecord`` and the member's value as its subtype, so that one alone can be
silenced: ``suppress_warnings = ["onrecord.unknown_label"]``. The reference in the guide is
generated from this enum.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes

_logger = logging.getLogger(__name__)


class Warn(StrEnum):
    """Subtypes of the warnings of type ``onrecord``."""

    FRONT_MATTER = "front_matter"
    """The front matter of a transcript is missing, is not YAML, or has a key that is not read."""
    NO_TURNS = "no_turns"
    """A transcript has no turn."""
    UNKNOWN_LABEL = "unknown_label"
    """A label that no declared speaker has."""
    TURN_LABEL = "turn_label"
    """A line with an id is not followed by a label."""
    TURN_ATTRIBUTE = "turn_attribute"
    """A turn has an attribute that is not read, or a time that is none."""
    MISSING_ID = "missing_id"
    """A turn has no id above it."""
    BAD_ID = "bad_id"
    """An id that no turn may have."""
    DUPLICATE_ID = "duplicate_id"
    """Two turns have the same id, or an id is also an earlier id of another turn."""
    EMPTY_TURN = "empty_turn"
    """A turn has a label and no words."""
    TEXT_OUTSIDE_TURN = "text_outside_turn"
    """Words after the first turn that belong to none, mostly below a heading."""
    DUPLICATE_INTERVIEW = "duplicate_interview"
    """Two transcripts have the same file name, and so the same id."""
    UNREADABLE = "unreadable"
    """A source file is not UTF-8, or is no plain file; the page is left out."""
    APPARATUS_INVALID = "apparatus_invalid"
    """The critical apparatus is not YAML, or an entry lacks something or has too much."""
    APPARATUS_TURN = "apparatus_turn"
    """An entry of the apparatus names a turn that the transcript does not have."""
    ERRATUM_NOT_FOUND = "erratum_not_found"
    """The printed words of an erratum are not in their turn."""
    ERRATUM_AMBIGUOUS = "erratum_ambiguous"
    """The printed words of an erratum stand more than once in their turn."""
    VOICE_NOT_FOUND = "voice_not_found"
    """The words of a reported voice are not in their turn."""
    QUOTE_ABSENT = "quote_absent"
    """A quotation is not word for word in the transcript."""
    QUOTE_AMBIGUOUS = "quote_ambiguous"
    """A quotation names no turn, and its words stand in more than one."""
    QUOTE_UNCHECKABLE = "quote_uncheckable"
    """A quotation names an interview or a turn that does not exist, or has no words."""
    CLAIM_INVALID = "claim_invalid"
    """A claim lacks its verdict or its evidence, or has one that does not exist."""
    DUPLICATE_CLAIM = "duplicate_claim"
    """Two claims have the same id."""
    DUPLICATE_THEME = "duplicate_theme"
    """Two pages are the same theme."""
    TIMELINE_INVALID = "timeline_invalid"
    """An item of a timeline lacks something or has too much."""
    LIST_TARGET = "list_target"
    """A generated list is asked of an interview that does not exist."""
    ADDRESS_GONE = "address_gone"
    """An address that was released no longer exists."""
    DIAGRAM_SYNTAX = "diagram_syntax"
    """A diagram cannot be drawn."""
    DIAGRAM_TARGET = "diagram_target"
    """A node of a diagram links to something that does not exist."""
    BOOK_LINK = "book_link"
    """A link leads to a place that the book does not have."""
    BOOK_TYPESET = "book_typeset"
    """The book could not be typeset, or not as asked."""


def warn(
    kind: Warn, message: str, location: nodes.Node | tuple[str, int | None] | str | None
) -> None:
    """Give one warning at a node, at a (document, line), at a document, or nowhere.

    Warnings are given under -W as errors; the build goes on to report the others.
    """
    _logger.warning("%s", message, type="onrecord", subtype=kind.value, location=location)
