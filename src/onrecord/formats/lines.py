"""The common ground of all documents: lines of plain text that remember their emphasis."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.formats.records import BlockKind


class LineKind(StrEnum):
    """What a line of a document is."""

    TEXT = "text"
    HEADING = "heading"
    #: in no turn, for the reason given
    SKIP = "skip"


@dataclass(slots=True)
class Line:
    """One line (Markdown, text) or one paragraph (HTML, Word) of a document."""

    number: int
    #: markup resolved
    text: str
    kind: LineKind = LineKind.TEXT
    #: (start, end, mark) in *text*, in order; the mark is ``b`` for bold, ``i`` for italic, ``c``
    #: for cited
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    #: whether it begins a block of text, i.e. stands after a blank line
    first: bool = True
    block: BlockKind = BlockKind.PARAGRAPH
    #: printed number of a list item
    item: str = ""
    #: level of a heading
    level: int = 0
    #: why it is skipped
    why: str = ""
    #: the source text of the line where it differs, for the report
    raw: str = ""

    def lead(self, at: int = 0) -> tuple[int, str]:
        """Return where the emphasis that covers a place ends, and its mark."""
        for start, end, mark in self.spans:
            if start > at:
                break
            if at < end:
                return _joined(self, end, mark), mark
        return 0, ""


def _joined(line: Line, end: int, mark: str) -> int:
    """Follow runs of the same mark that only white space divides (Word splits runs at will)."""
    for start, stop, other in line.spans:
        if start < end:
            continue
        if other != mark or line.text[end:start].strip():
            break
        end = stop
    return end


def skipped(number: int, why: str, raw: str) -> Line:
    """Return a line that is in no turn."""
    return Line(number, "", LineKind.SKIP, why=why, raw=raw)
