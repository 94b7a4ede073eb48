"""Lines of a document -> turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.formats.candidates import LEAD_TIME, Candidate, lead_time
from onrecord.formats.clock import PRINTED
from onrecord.formats.labels import learn
from onrecord.formats.layout import Layout, aside, is_bold
from onrecord.formats.lines import Line, LineKind
from onrecord.formats.names import is_stage, known_forms
from onrecord.formats.records import (
    Block,
    Heading,
    ImportedTurn,
    ImportProblem,
    LabelUse,
    Skipped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.formats.evidence import Learned

#: a longer document is refused
MAX_LINES = 500_000

_INNER_TIME = re.compile(rf"[\[(（【]\s*({PRINTED})\s*[\])）】]:?")


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
    #: begun by an empty label
    void: bool = False


def read_document(
    lines: Sequence[Line],
    names: tuple[str, ...] = (),
    given: frozenset[str] = frozenset(),
    *,
    unit_is_line: bool = True,
) -> Document:
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
        self.unit_is_line = unit_is_line
        self.layout = Layout(lines, learned.found)
        self.paragraph_lines = self.layout.lines_are_paragraphs()
        self.after_image = False
        #: a talk without labels: a turn is a section
        self.by_section = False

    # -- reading -------------------------------------------------------------------------------

    def read(self) -> Document:
        """Read the document by its labels, by its times, or line by line."""
        labelled = [at for at, found in enumerate(self.found) if found]
        if not labelled:
            self._read_unlabelled()
            return self.document
        first, last = labelled[0], labelled[-1]
        talk = self.layout.is_talk(first, last)
        end = len(self.lines) if talk else self.layout.end_of_talk(first, last)
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
            why = aside(self.lines, at, after_image=self.after_image)
            if why:
                self._skip(line, why)
            else:
                self._continue(line)
        self.after_image = False

    def _begin(self, line: Line, found: Candidate) -> None:
        self._close()
        rest = line.text[found.at :]
        if found.shape.end == "dash" and found.label:
            rest = self._undouble(rest, found, line.number)
        self.opened = _Open(found.label or None, found.time, line.number, void=not found.label)
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
            times = list(dict.fromkeys([*filter(None, [opened.start]), *times]))
            text = " ".join([opened.speaker or "", *times])
            self.document.skipped.append(Skipped(opened.line, "a sound or a pause, no words", text))
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
        timed = self.layout.timed()
        self.by_section = sum(1 for line in self.lines if line.kind is LineKind.HEADING) > 1
        self.document.flags.append("unlabelled")
        if not timed and self.layout.bold_questions():
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

    def _read_questions(self) -> None:
        """Read an interview whose questions are bold and whose answers are not; nobody is named."""
        self.document.notes.append("no labels: questions are told by their bold print")
        begun, bold = False, False
        for line in self.lines:
            if line.kind is LineKind.SKIP:
                self._skip(line, line.why)
            elif line.kind is LineKind.HEADING:
                self._heading(line)
            elif not begun and not is_bold(line):
                self._skip(line, "before the talk")
            else:
                if not begun or (line.first and is_bold(line) != bold):
                    self._close()
                begun, bold = True, is_bold(line)
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


def _without(line: Line, start: int) -> Line:
    return Line(line.number, line.text[start:], line.kind, [], line.first, line.block, line.item)
