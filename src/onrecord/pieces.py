"""The customs of citation: a quotation cut into pieces at its brackets and ellipses.

See :mod:`onrecord.match` for what each mark allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from onrecord.text import SPACELESS

Span = tuple[int, int]

#: a mark of the editor, in folded text
MARK = re.compile(r"\[([^\[\]]*)\]|…")
_TIGHT = re.compile(rf"[^\W{SPACELESS}]")


class Link(IntEnum):
    """How a piece hangs on to the one before."""

    #: directly
    NEXT = 0
    #: over a bracket
    EDIT = 1
    #: over an ellipsis, or it is the first piece
    GAP = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Folded words that stand together, and how they hang on to the piece before."""

    text: str
    #: where these words stand in the folded quotation
    at: Span = (0, 0)
    #: places of letters of which the case may differ
    cased: tuple[int, ...] = ()
    #: what stands before
    after: Link = Link.GAP
    #: the word before this piece may end in another way
    inflected: bool = False


def shown_by(mark: re.Match[str]) -> str:
    """Return what a mark shows of the source: nothing, or the letters of a word it is part of."""
    return mark[1] if kind_of(mark) is None else ""


def kind_of(mark: re.Match[str]) -> Link | None:
    """Return what a mark does; ``None`` where its letters belong to the word around it."""
    words, quotation = mark[1], mark.string
    if words in {None, "…"}:
        return Link.GAP
    before = _TIGHT.match(quotation, mark.start() - 1) if mark.start() else None
    if before and before[0].isalpha() and words[:1].isalpha():
        return None if _TIGHT.match(quotation, mark.end()) else Link.NEXT
    glued = (before and words[:1].isalnum()) or _TIGHT.match(quotation, mark.end())
    return None if glued and words.isalnum() else Link.EDIT


class _Reader:
    """Cuts a folded quotation into pieces."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.text = ""
        self.start = 0
        self.cased: list[int] = []
        self.after = Link.GAP
        self.inflected = False

    def cut(self, end: int, kind: Link) -> None:
        """Close the piece at hand before a mark of some kind, or before the end."""
        text = self.text if self.after == Link.NEXT else self.text.lstrip()
        lead = len(self.text) - len(text)
        if kind != Link.NEXT:
            text = text.rstrip()
        if text:
            cased = tuple(place - lead for place in self.cased)
            piece = Piece(text, (self.start, end), cased, self.after, self.inflected)
            self.pieces.append(piece)
            self.after, self.inflected = kind, kind == Link.NEXT
        else:
            self.after = max(self.after, kind)
        self.text, self.cased = "", []


def cut_pieces(quotation: str, marks: list[re.Match[str]]) -> tuple[Piece, ...]:
    """Return the pieces of a folded quotation; an empty last one stands for a mark at the end."""
    reader = _Reader()
    done = 0
    for mark in marks:
        reader.text += quotation[done : mark.start()]
        done = mark.end()
        kind = kind_of(mark)
        if kind is None:
            size = len(reader.text)
            reader.cased += range(size, size + len(mark[1]))
            reader.text += mark[1]
        else:
            reader.cut(mark.start(), kind)
            reader.start = done
    reader.text += quotation[done:]
    if reader.text:
        reader.cut(len(quotation), Link.GAP)
    else:
        reader.pieces.append(Piece("", after=reader.after, inflected=reader.inflected))
    return tuple(reader.pieces)
