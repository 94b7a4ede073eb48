"""How a document is laid out: where the talk begins and ends, what a line is, what stands aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.formats.candidates import Candidate, lead_time
from onrecord.formats.evidence import ENDS
from onrecord.formats.lines import Line, LineKind
from onrecord.formats.names import is_generic, is_stage

if TYPE_CHECKING:
    from collections.abc import Sequence

_END_MARK = re.compile(
    r"\W*(?:完|终|終|全文完|本文完|the end|end|fin|ende|fine|конец|終わり|끝|"
    r"end of (?:the )?(?:transcript|transcription|interview|recording|tape|audio|episode)|"
    r"\[?end of (?:audio|recording|transcript)\]?|whereupon[^.]*adjourned\.?)\W*$",
    re.IGNORECASE,
)
_RESIDUE = re.compile(
    r"\W*(?:see more|read more|show more|see less|share(?: this)?|related(?: posts?)?|comments?|"
    r"back to top|subscribe|previous|next|loading\W*|advertisement|"
    r"查看更多|阅读更多|阅读全文|展开全文|"
    r"阅读原文|もっと見る|weiterlesen|mehr anzeigen|leer más|lire la suite)\W*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\W*transcri(?:bed|ption|pt) (?:by|from)\b.{0,100}$", re.IGNORECASE)
_EDITOR = re.compile(
    r"\W*(?:editor[’']?s note|ed\. note|note from the editor|anm\. d\. red|编者注|编者按)",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(
    r"transcri|transkri|interview|conversation|访谈|对话|文字|实录|文字起こし", re.IGNORECASE
)


def aside(lines: Sequence[Line], at: int, *, after_image: bool) -> str:
    """Return why a line is no part of the talk, or an empty string."""
    line = lines[at]
    text = line.text.strip()
    end, mark = line.lead(len(line.text) - len(line.text.lstrip()))
    whole = mark == "i" and not line.text[end:].strip(" .)")
    if whole and after_image:
        return "image caption"
    if _EDITOR.match(text) and (whole or text[:1] in "([（【"):
        return "editor's note"
    rest = [one for one in lines[at + 1 : at + 4] if one.kind is LineKind.TEXT]
    if _END_MARK.match(text) and (not rest or text[:1] in "([（【-—*"):
        return "end mark"
    if not rest and _RESIDUE.match(text):
        return "residue of a web page"
    if not rest and _CREDIT.match(text):
        return "credit of the transcriber"
    return ""


def is_bold(line: Line) -> bool:
    """Whether a paragraph is bold as a whole."""
    start = len(line.text) - len(line.text.lstrip())
    end, mark = line.lead(start)
    return mark == "b" and not line.text[end:].strip(" .?") and line.kind is LineKind.TEXT


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines if line.kind is LineKind.TEXT)


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a document and which of them begin a turn."""

    lines: Sequence[Line]
    found: Sequence[Candidate | None]

    def lines_are_paragraphs(self) -> bool:
        """Whether each line is a paragraph.

        So it is where turns follow each other without a blank line, unless lines break off in
        mid-sentence: then they are hard-wrapped.
        """
        inside = [
            not line.first for line, label in zip(self.lines, self.found, strict=True) if label
        ]
        if sum(inside) <= 0.5 * len(inside):
            return False
        stops = (*ENDS, ";", "；")
        ends = [
            before.text.rstrip().endswith(stops)
            for before, line, label in zip(self.lines, self.lines[1:], self.found[1:], strict=False)
            if not label and not line.first and line.kind is LineKind.TEXT
        ]
        return sum(ends) >= 0.6 * len(ends)

    def timed(self) -> bool:
        """Whether the lines of a document without labels begin with times."""
        texts = [line for line in self.lines if line.kind is LineKind.TEXT]
        timed = sum(1 for line in texts if lead_time(line.text)[0])
        return timed > 2 and timed >= 0.4 * len(texts)

    def is_talk(self, first: int, last: int) -> bool:
        """Whether unlabelled text is the talk itself, with labelled questions after it."""
        before = _length(self.lines[:first])
        if (
            before > 3000
            and before > 0.3 * (before + _length(self.lines[first:]))
            and not self._announced(first)
        ):
            return True
        labels = [
            found.label
            for found in self.found
            if found and found.label and not is_stage(found.label)
        ]
        generic = sum(1 for label in labels if is_generic(label))
        return generic > 0.8 * len(labels) and (
            before > 600 or self._open_sections(first, last) > 1
        )

    def _announced(self, first: int) -> bool:
        """Whether a heading above the first label says that the transcript begins here."""
        above = self.lines[max(first - 3, 0) : first]
        return any(
            line.kind is LineKind.HEADING and _TRANSCRIPT.search(line.text) for line in above
        )

    def _open_sections(self, first: int, last: int) -> int:
        """Count headings among the turns that are followed by unlabelled text."""
        count = 0
        for at in range(first, last):
            if self.lines[at].kind is LineKind.HEADING and self.found[at] is None:
                after = next(
                    (n for n in range(at + 1, last) if self.lines[n].kind is not LineKind.SKIP),
                    None,
                )
                if after and self.lines[after].kind is LineKind.TEXT and self.found[after] is None:
                    count += 1
        return count

    def end_of_talk(self, first: int, last: int) -> int:
        """Return the index of the first line after the talk.

        A last short section without labels is no part of it.
        """
        if self._open_sections(first, last) > 1:
            return len(self.lines)
        for at in range(last + 1, len(self.lines)):
            if self.lines[at].kind is LineKind.HEADING:
                return at if _length(self.lines[at:]) < 5000 else len(self.lines)
        return len(self.lines)

    def bold_questions(self) -> bool:
        """Whether the questions of a document without labels are bold."""
        bold = [line for line in self.lines if line.first and is_bold(line)]
        asked = [line for line in bold if line.text.rstrip(' *”"').endswith(("?", "？"))]
        return len(asked) > 1 and len(asked) > 0.6 * len(bold)
