"""Markdown (Jekyll, Hugo, GitHub ...) -> lines."""

from __future__ import annotations

import re

from onrecord.formats.inline import Inline, read_inline
from onrecord.formats.lines import Line, LineKind, skipped
from onrecord.formats.records import BlockKind

_HEADING = re.compile(r" {0,3}((?:#{1,6}[ \t]+)+|#{1,6}$)(.*)$")
_LIST = re.compile(r"[ \t]*(?:([-+*])|(\d{1,9})[.)])(?:[ \t]+|$)")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_RULE = re.compile(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_REFERENCE = re.compile(r" {0,3}\[([^\[\]\n]{1,100})\]:[ \t]*\S")
_HTML_COMMENT = re.compile(r"[ \t]*<!--.*-->[ \t]*$")


def markdown_lines(lines: list[str], first: int) -> list[Line]:
    """Read the lines of a Markdown body; *first* is the number of the first one."""
    references = frozenset(m[1].strip().lower() for m in map(_REFERENCE.match, lines) if m)
    reader = _Reader(references)
    for number, raw in enumerate(lines, first):
        reader.take(number, raw)
    reader.flush()
    return reader.lines


class _Reader:
    """Collects paragraphs, so that links and code may run over the end of a line."""

    def __init__(self, references: frozenset[str]) -> None:
        self.references = references
        self.lines: list[Line] = []
        #: lines of the paragraph being collected, markers removed
        self.held: list[tuple[Line, str]] = []
        self.blank = True
        self.fence = ""
        self.size = 0

    def take(self, number: int, raw: str) -> None:
        """Read one source line."""
        fence = _FENCE.match(raw)
        if self.fence:
            if fence and fence[1].startswith(self.fence) and not raw[fence.end() :].strip("`~ \t"):
                self.fence = ""
                self._skip(number, "code fence", raw)
            elif raw.strip():
                self.lines.append(Line(number, raw.strip(), first=False, raw=raw))
            return
        if not raw.strip():
            self.flush()
            self.blank = True
            return
        if fence:
            self.fence = fence[1][:3]
            self._skip(number, "code fence", raw)
        elif self._marker(number, raw):
            return
        else:
            self._text(number, raw)

    def _marker(self, number: int, raw: str) -> bool:
        heading = _HEADING.match(raw)
        if heading and (heading[2].strip() or raw.strip().strip("# ") == ""):
            self.flush()
            inline = read_inline(heading[2].strip().rstrip("#").rstrip(), self.references)
            level = min(heading[1].count("#"), 6)
            self.lines.append(
                Line(
                    number,
                    inline.text.strip(),
                    LineKind.HEADING,
                    inline.spans,
                    level=level,
                    raw=raw,
                )
            )
            self.blank = True
            return True
        for pattern, why in (
            (_RULE, "rule"),
            (_REFERENCE, "link address"),
            (_HTML_COMMENT, "comment"),
        ):
            if pattern.match(raw):
                if why == "rule" and self.held and raw.lstrip()[0] in "=-":
                    self._underline(number, raw)
                else:
                    self._skip(number, why, raw)
                return True
        return False

    def _underline(self, number: int, raw: str) -> None:
        """Turn the paragraph above a line of = or - into a heading."""
        short = len(self.held) == 1 and len(self.held[0][1]) < 120
        self.flush()
        last = self.lines[-1] if self.lines else None
        if short and last and last.kind is LineKind.TEXT and ":" not in last.text:
            last.kind, last.level = LineKind.HEADING, 1 if raw.lstrip()[0] == "=" else 2
        self.lines.append(skipped(number, "rule", raw))
        self.blank = True

    def _skip(self, number: int, why: str, raw: str) -> None:
        self.flush()
        self.lines.append(skipped(number, why, raw))
        self.blank = True

    def _text(self, number: int, raw: str) -> None:
        text, quoted = raw, False
        while (quote := _QUOTE.match(text)) and len(raw) - len(text) < 40:
            text, quoted = text[quote.end() :], True
        line = Line(number, "", first=self.blank, raw=raw)
        item = _LIST.match(text)
        if quoted:
            line.block = BlockKind.QUOTE
        if item:
            line.block = BlockKind.BULLET if item[1] else BlockKind.NUMBERED
            line.item = item[2] or ""
            line.first = True
            text = text[item.end() :]
        if line.first or self.size > 100_000:
            self.flush()
        self.held.append((line, text.rstrip()))
        self.size += len(text)
        self.blank = False

    def flush(self) -> None:
        """Resolve the markup of the paragraph collected."""
        if not self.held:
            return
        inline = read_inline("\n".join(text for _, text in self.held), self.references)
        at = span = 0
        texts = inline.text.split("\n")
        for (line, _), text in zip(self.held, texts, strict=False):
            span = _fill(line, text, at, inline, span)
            at += len(text) + 1
            self.lines.append(line)
        whole = [line.raw for line, _ in self.held if line.kind is LineKind.SKIP]
        for gone in inline.dropped:
            if not any(gone in raw for raw in whole):
                self.lines.append(skipped(self.held[0][0].number, "markup inside a line", gone))
        self.held, self.size = [], 0


def _fill(line: Line, text: str, at: int, inline: Inline, span: int) -> int:
    """Give a line its text and its share of the spans; return the first span after it."""
    end = at + len(text)
    spans = inline.spans
    if not text.strip():
        line.kind = LineKind.SKIP
        line.why = "image or markup without words"
        return span
    line.text = text
    while span < len(spans) and spans[span][0] < end:
        a, b, mark = spans[span]
        if b > at:
            line.spans.append((max(a - at, 0), min(b, end) - at, mark))
        if b > end:
            break
        span += 1
    return span
