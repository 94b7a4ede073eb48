"""Lines of a document -> turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.formats.candidates import LEAD_TIME, Candidate, lead_time
from onrecord.formats.clock import PRINTED
from onrecord.formats.labels import ENDS, Learned, learn
from onrecord.formats.lines import Line, LineKind
from onrecord.formats.names import is_generic, is_stage, known_forms
from onrecord.formats.records import (
    Block,
    BlockKind,
    Heading,
    ImportedTurn,
    ImportProblem,
    LabelUse,
    Skipped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

#: a longer document is refused
MAX_LINES = 500_000

_INNER_TIME = re.compile(rf"[\[(（【]\s*({PRINTED})\s*[\])）】]:?")
_END_MARK = re.compile(
    r"\W*(?:完|终|終|全文完|本文完|the end|end|fin|ende|fine|конец|終わり|끝|"
    r"end of (?:the )?(?:transcript|transcription|interview|recording|tape|audio|episode)|"
    r"\[?end of (?:audio|recording|transcript)\]?|whereupon[^.]*adjourned\.?)\W*$",
    re.IGNORECASE,
)
_RESIDUE = re.compile(
    r"\W*(?:see more|read more|show more|see less|share(?: this)?|related(?: posts?)?|comments?|"
    r"back to top|subscribe|previous|next|loading\W*|advertisement|查看更多|阅读更多|阅读全文|展开全文|"
    r"阅读原文|もっと見る|weiterlesen|mehr anzeigen|leer más|lire la suite)\W*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\W*transcri(?:bed|ption|pt) (?:by|from)\b.{0,100}$", re.IGNORECASE)
_EDITOR = re.compile(r"\W*(?:editor[’']?s note|ed\. note|note from the editor|anm\. d\. red|编者注|编者按)",
                     re.IGNORECASE)  # fmt: skip
_TRANSCRIPT = re.compile(
    r"transcri|transkri|interview|conversation|访谈|对话|文字|实录|文字起こし", re.IGNORECASE
)


@dataclass(slots=True)
class Document:
    """What the lines of a document came to."""

    turns: list[ImportedTurn] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    labels: list[LabelUse] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    density: float = 0.0


@dataclass(slots=True)
class _Open:
    """A turn being collected."""

    speaker: str | None
    start: str | None
    line: int
    lines: list[tuple[Line, str]] = field(default_factory=list)
    labelled: bool = True
    #: number of headings before it
    headings: int = 0
    #: begun by an empty label
    void: bool = False


def read_document(
    lines: Sequence[Line], names: tuple[str, ...] = (), given: frozenset[str] = frozenset(),
    *, unit_is_line: bool = True,
) -> Document:  # fmt: skip
    """Find the turns of a document.

    Raises:
        ImportProblem: it has too many lines.
    """
    if len(lines) > MAX_LINES:
        raise ImportProblem(f"the source has {len(lines):,} lines; the limit is {MAX_LINES:,}")
    learned = learn(lines, known_forms(names), given)
    reader = _Reader(lines, learned, unit_is_line=unit_is_line)
    return reader.read()


class _Reader:
    """One walk over the lines of a document."""

    def __init__(self, lines: Sequence[Line], learned: Learned, *, unit_is_line: bool) -> None:
        self.lines = lines
        self.learned = learned
        self.document = Document(labels=learned.uses, density=learned.density)
        self.found = learned.found
        self.opened: _Open | None = None
        self.kept: list[_Open] = []
        self.unit_is_line = unit_is_line
        self.paragraph_lines = self._lines_are_paragraphs()
        self.after_image = False
        #: a talk without labels: a turn is a section
        self.by_section = False

    # -- what kind of document -----------------------------------------------------------------

    def _lines_are_paragraphs(self) -> bool:
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

    def _timed(self) -> bool:
        texts = [line for line in self.lines if line.kind is LineKind.TEXT]
        timed = sum(1 for line in texts if lead_time(line.text)[0])
        return timed > 2 and timed >= 0.4 * len(texts)

    def _is_talk(self, first: int, last: int) -> bool:
        """Whether unlabelled text is the talk itself: only questions and answers after it are labelled."""
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

    # -- reading -------------------------------------------------------------------------------

    def read(self) -> Document:
        """Read the document by its labels, by its times, or line by line."""
        labelled = [at for at, found in enumerate(self.found) if found]
        if not labelled:
            self._read_unlabelled()
            return self.document
        first, last = labelled[0], labelled[-1]
        talk = self._is_talk(first, last)
        end = len(self.lines) if talk else self._end_of_talk(first, last)
        for at, line in enumerate(self.lines):
            if at < first and not talk:
                self._skip(line, self._before(line))
            elif at >= end:
                self._skip(line, self._after(line))
            else:
                self._take(at, line)
        self._close()
        return self.document

    def _before(self, line: Line) -> str:
        if line.kind is LineKind.SKIP:
            return line.why
        return "heading before the talk" if line.kind is LineKind.HEADING else "before the talk"

    def _after(self, line: Line) -> str:
        return line.why if line.kind is LineKind.SKIP else "after the talk"

    def _end_of_talk(self, first: int, last: int) -> int:
        """Return the index of the first line after the talk: a last short section without labels."""
        if self._open_sections(first, last) > 1:
            return len(self.lines)
        for at in range(last + 1, len(self.lines)):
            if self.lines[at].kind is LineKind.HEADING:
                return at if _length(self.lines[at:]) < 5000 else len(self.lines)
        return len(self.lines)

    def _skip(self, line: Line, why: str) -> None:
        text = line.text or line.raw.strip()
        if text.strip():
            self.document.skipped.append(Skipped(line.number, why, text.strip()))

    def _take(self, at: int, line: Line) -> None:
        found = self.found[at]
        if found:
            self._begin(line, found)
        elif line.kind is LineKind.SKIP:
            self._skip(line, line.why)
            self.after_image = "image" in line.why
            return
        elif line.kind is LineKind.HEADING:
            self._heading(line)
        else:
            why = self._aside(at, line)
            if why:
                self._skip(line, why)
            else:
                self._continue(line)
        self.after_image = False

    def _aside(self, at: int, line: Line) -> str:
        """Return why a line is no part of the talk, or an empty string."""
        text = line.text.strip()
        end, mark = line.lead(len(line.text) - len(line.text.lstrip()))
        whole = mark == "i" and not line.text[end:].strip(" .)")
        if whole and self.after_image:
            return "image caption"
        if _EDITOR.match(text) and (whole or text[:1] in "([（【"):
            return "editor's note"
        rest = [one for one in self.lines[at + 1 :][:3] if one.kind is LineKind.TEXT]
        if _END_MARK.match(text) and (not rest or text[:1] in "([（【-—*"):
            return "end mark"
        if not rest and _RESIDUE.match(text):
            return "residue of a web page"
        if not rest and _CREDIT.match(text):
            return "credit of the transcriber"
        return ""

    def _begin(self, line: Line, found: Candidate) -> None:
        self._close()
        rest = line.text[found.at :]
        if found.shape.end == "dash" and found.label:
            rest = self._undouble(rest, found, line.number)
        self.opened = _Open(found.label or None, found.time, line.number,
                            headings=len(self.document.headings), void=not found.label)  # fmt: skip
        if found.shape.mark == "h":
            return
        if rest.strip():
            self.opened.lines.append((line, rest))

    def _undouble(self, rest: str, found: Candidate, number: int) -> str:
        """Take away a label that is printed twice, once in bold and once more."""
        again = re.match(rf"\s*{re.escape(found.label)}\s*[-–—:：]", rest)
        if not again:
            return rest
        self.document.skipped.append(Skipped(number, "label printed twice", again[0].strip()))
        return rest[again.end() :]

    def _heading(self, line: Line) -> None:
        self._close()
        level = line.level or 2
        self._skip(line, "heading")
        self.document.headings.append(
            Heading(line.text.strip(), level, len(self.document.turns), line.number)
        )

    def _continue(self, line: Line) -> None:
        if self.opened is None:
            time, at = lead_time(line.text)
            timed = time is not None and line.text[at : at + 1] in {":", "："}
            self.opened = _Open(None, time if timed else None, line.number, labelled=False)
            if timed:
                line = _without(line, at + 1)
        self.opened.lines.append((line, line.text))

    def _close(self) -> None:
        opened, self.opened = self.opened, None
        if opened is None:
            return
        blocks, times = self._blocks(opened)
        if opened.start is None and times and not blocks:
            opened.start = times[0]
        stage = opened.speaker is not None and is_stage(opened.speaker)
        if not blocks and stage:
            self.document.skipped.append(
                Skipped(opened.line, "a sound or a pause, no words", opened.speaker or "")
            )
            return
        if (
            not blocks
            and not opened.void
            and opened.labelled
            and opened.start is None
            and not times
        ):
            self.document.notes.append(
                f"line {opened.line}: the label {opened.speaker!r} has no words"
            )
        if blocks or opened.labelled:
            self.document.turns.append(
                ImportedTurn(
                    opened.speaker, tuple(blocks), opened.start, None, tuple(times), opened.line
                )
            )

    def _blocks(self, opened: _Open) -> tuple[list[Block], list[str]]:
        """Join the lines of a turn to paragraphs; take the bracketed times out."""
        times: list[str] = []
        parts: list[tuple[Line, list[str]]] = []
        gap = True
        for line, text in opened.lines:
            clean = _INNER_TIME.sub(lambda found: times.append(found[1]) or " ", text)  # type: ignore[func-returns-value]
            clean = " ".join(clean.split())
            gap = gap or line.first or self.paragraph_lines
            if not clean:
                gap = True
                continue
            if gap or line.block is not parts[-1][0].block:
                parts.append((line, [clean]))
            else:
                parts[-1][1].append(clean)
            gap = False
        return [Block(" ".join(words), line.block, line.item) for line, words in parts], times

    # -- without labels --------------------------------------------------------------------------

    def _read_unlabelled(self) -> None:
        timed = self._timed()
        self.by_section = sum(1 for line in self.lines if line.kind is LineKind.HEADING) > 1
        self.document.flags.append("unlabelled")
        if not timed and self._bold_questions():
            self._read_questions()
            return
        started = not timed
        for line in self.lines:
            if line.kind is LineKind.SKIP:
                self._skip(line, line.why)
            elif line.kind is LineKind.HEADING:
                self._heading(line)
            else:
                self._unlabelled_line(line, timed=timed, started=started)
                started = started or lead_time(line.text)[0] is not None
        self._close()

    def _is_bold(self, line: Line) -> bool:
        """Whether a paragraph is bold as a whole."""
        start = len(line.text) - len(line.text.lstrip())
        end, mark = line.lead(start)
        return mark == "b" and not line.text[end:].strip(" .?") and line.kind is LineKind.TEXT

    def _bold_questions(self) -> bool:
        bold = [line for line in self.lines if line.first and self._is_bold(line)]
        asked = [line for line in bold if line.text.rstrip(' *”"').endswith(("?", "？"))]
        return len(asked) > 1 and len(asked) > 0.6 * len(bold)

    def _read_questions(self) -> None:
        """Read an interview whose questions are bold and whose answers are not; nobody is named."""
        self.document.notes.append("no labels: questions are told by their bold print")
        begun, bold = False, False
        for line in self.lines:
            if line.kind is LineKind.SKIP:
                self._skip(line, line.why)
            elif line.kind is LineKind.HEADING:
                self._heading(line)
            elif not begun and not self._is_bold(line):
                self._skip(line, "before the talk")
            else:
                if not begun or (line.first and self._is_bold(line) != bold):
                    self._close()
                begun, bold = True, self._is_bold(line)
                self._continue(line)
        self._close()

    def _unlabelled_line(self, line: Line, *, timed: bool, started: bool) -> None:
        time, at = lead_time(line.text)
        if timed and time:
            self._close()
            after = LEAD_TIME.match(line.text)
            at = after.end() if after else at
            self.opened = _Open(None, time, line.number)
            self.opened.lines.append((line, line.text[at:].lstrip(":： ")))
        elif timed:
            if started:
                self._continue(line)
            else:
                self._skip(line, "before the talk")
        else:
            if not self.by_section and (line.first or self.unit_is_line):
                self._close()
            self._continue(line)


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines if line.kind is LineKind.TEXT)


def _without(line: Line, start: int) -> Line:
    return Line(line.number, line.text[start:], line.kind, [], line.first, line.block, line.item)
