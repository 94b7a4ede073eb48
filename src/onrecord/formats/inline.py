"""Markdown as people wrote it -> plain text and where it was emphasised.

CommonMark gives up on ``** Moderator: **`` and on ``**Name：**words``; readers do not. Here a run
of two asterisks is a mark wherever it stands, closed or not, and marks end with their line. Every
character that is no mark stays.
"""

from __future__ import annotations

import html
import re
from collections import deque
from dataclasses import dataclass, field

#: brackets nested deeper are no links
_DEEP = 32

_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # escape
    r"|`+"  # code
    r"|!?\["  # image, link
    r"|\]"
    r"|<!--|</?[A-Za-z][^<>\n]*>|<[^\s<>@]{1,80}@[^\s<>@]{1,80}>"
    r"|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
    r"|\{%|\{\{|\{:"  # Liquid, kramdown
    r"|\*+|_+|~~"
    r"|\n"
)
#: the address of a link, parentheses in it two deep
_TARGET = re.compile(
    r"\((?:[^()\n]|\n(?!\n)|\((?:[^()\n]|\n(?!\n)|\((?:[^()\n]|\n(?!\n))*+\))*+\))*+\)"
)
_LIQUID_END = {"{%": "%}", "{{": "}}", "{:": "}"}
_ADDRESS = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
#: elements that HTML has; anything else in angle brackets was said, or is code
_ELEMENT = re.compile(
    r"</?(?:a|abbr|address|article|aside|audio|b|big|blockquote|br|button|center|cite|code|dd|del|details|dfn|"
    r"div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|"
    r"label|li|main|mark|nav|object|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strike|"
    r"strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|h[1-6]|tr|td|th)\b", re.IGNORECASE)


@dataclass(slots=True)
class Inline:
    """Plain text and the stretches of it that were emphasised."""

    text: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    #: what was taken out: images, Liquid tags, comments
    dropped: list[str] = field(default_factory=list)


def read_inline(source: str, references: frozenset[str] = frozenset()) -> Inline:
    """Resolve the inline markup of one paragraph; every newline stays in its place."""
    return _Scanner(source, references).run()


class _Scanner:
    """One pass over a paragraph."""

    def __init__(self, source: str, references: frozenset[str]) -> None:
        self.source = source
        self.references = references
        self.out: list[str] = []
        self.length = 0
        self.found = Inline("")
        self.open: dict[str, int] = {}
        #: open brackets: index into *out*, place in the plain text, whether an image
        self.brackets: deque[tuple[int, int, bool]] = deque(maxlen=_DEEP)
        self.at = 0
        self.misses: set[str] = set()

    def run(self) -> Inline:
        source = self.source
        while True:
            token = _TOKEN.search(source, self.at)
            if token is None:
                break
            self._put(source[self.at : token.start()])
            self.at = token.end()
            self._take(token[0], token.start())
        self._put(source[self.at :])
        self._end_line()
        self.found.text = "".join(self.out)
        self.found.spans.sort()
        return self.found

    def _put(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.length += len(text)

    def _take(self, mark: str, start: int) -> None:
        first = mark[0]
        if mark == "\n":
            self._end_line()
            self._put(mark)
        elif first == "\\":
            self._put(mark[1])
        elif first == "`":
            self._code(mark)
        elif first in "*_":
            self._emphasis(mark, start)
        elif first == "<":
            self._tag(mark, start)
        elif first == "&":
            text = html.unescape(mark)
            self._put(text if text != "\0" else mark)
        elif first == "{":
            self._drop_to(mark, _LIQUID_END[mark], start)
        elif mark == "]":
            self._close_bracket(start)
        elif first in "![":
            self.brackets.append((len(self.out), self.length, first == "!"))
            self._put(mark)

    def _code(self, mark: str) -> None:
        if mark in self.misses:
            self._put(mark)
            return
        end = self.at
        while True:
            end = self.source.find(mark, end)
            if end < 0:
                self.misses.add(mark)
                self._put(mark)
                return
            if self.source[end : end + len(mark) + 1] != mark + "`":
                break
            while end < len(self.source) and self.source[end] == "`":
                end += 1
        text = self.source[self.at : end]
        self.at = end + len(mark)
        self._put(
            text[1:-1] if text.startswith(" ") and text.endswith(" ") and text.strip() else text
        )

    def _emphasis(self, mark: str, start: int) -> None:
        before = self.source[start - 1 : start] or " "
        after = self.source[self.at : self.at + 1] or " "
        if mark[0] == "_" and before.isalnum() and after.isalnum():
            self._put(mark)
            return
        if len(mark) >= 2:
            if len(mark) > 3:
                self._put(mark)
                return
            self._toggle("b")
        if len(mark) % 2 == 1:
            key = "i" + mark[0]
            closes = key in self.open and not before.isspace()
            if not closes and (after.isspace() or not self._is_closed(mark[0])):
                if len(mark) == 1:
                    self._put(mark)
                return
            self._toggle(key)

    def _is_closed(self, mark: str) -> bool:
        if mark in self.misses:
            return False
        if self.source.find(mark, self.at) < 0:
            self.misses.add(mark)
        return mark not in self.misses

    def _toggle(self, key: str) -> None:
        start = self.open.pop(key, None)
        if start is None:
            self.open[key] = self.length
        elif self.length > start:
            self.found.spans.append((start, self.length, key[0]))

    def _end_line(self) -> None:
        for key, start in self.open.items():
            if self.length > start:
                self.found.spans.append((start, self.length, key[0]))
        italics = [key for key in self.open if key[0] == "i"]
        self.open.clear()
        # italics may run over the end of a line, bold that is not closed is a slip
        for key in italics:
            self.open[key] = self.length + 1

    def _tag(self, mark: str, start: int) -> None:
        if mark == "<!--":
            self._drop_to(mark, "-->", start)
        elif _ADDRESS.fullmatch(mark):
            self._put(mark[1:-1])
        elif not _ELEMENT.match(mark):
            self._put(mark)
        elif re.match(r"</?(?:b|strong)\b", mark, re.IGNORECASE):
            self._toggle_tag("b", closes=mark[1] == "/")
        elif re.match(r"</?(?:i|em)\b", mark, re.IGNORECASE):
            self._toggle_tag("i<", closes=mark[1] == "/")
        elif re.match(r"</?cite\b", mark, re.IGNORECASE):
            self._toggle_tag("c", closes=mark[1] == "/")
        elif _BLOCK_TAG.match(mark):
            self._put(" ")

    def _toggle_tag(self, key: str, *, closes: bool) -> None:
        if closes == (key in self.open):
            self._toggle(key)

    def _drop_to(self, mark: str, end_mark: str, start: int) -> None:
        if end_mark in self.misses:
            self._put(mark)
            return
        end = self.source.find(end_mark, self.at)
        if end < 0:
            self.misses.add(end_mark)
            self._put(mark)
            return
        self.at = end + len(end_mark)
        gone = self.source[start : self.at]
        self.found.dropped.append(gone)
        self._put("\n" * gone.count("\n"))

    def _close_bracket(self, start: int) -> None:
        if not self.brackets:
            self._put("]")
            return
        index, place, image = self.brackets.pop()
        end = self._target_end()
        inner = "".join(self.out[index + 1 :]) if image or end or self._may_be_note(index) else ""
        note = inner.startswith("^") and not end and self.source[self.at : self.at + 1] != ":"
        if not end and not note:
            self._put("]")
            return
        breaks = self.source.count("\n", self.at, end or self.at)
        if end:
            self.at = end
        if image or note:
            self.found.dropped.append(inner)
            kept = "\n" * inner.count("\n")
        else:
            kept = inner
        del self.out[index:]
        self._shift(place, 2 if image else 1, len(kept))
        self.out.append(kept)
        self.length = place + len(kept)
        self._put("\n" * breaks)

    def _may_be_note(self, index: int) -> bool:
        return index + 1 < len(self.out) and self.out[index + 1].startswith("^")

    def _shift(self, place: int, width: int, kept: int) -> None:
        """Move the spans inside a bracket to where its text now stands."""
        limit = place + kept
        spans = self.found.spans
        for number in range(len(spans) - 1, -1, -1):
            start, end, mark = spans[number]
            if end <= place:
                break
            spans[number] = (
                min(max(start - width, min(start, place)), limit),
                min(end - width, limit),
                mark,
            )
        for key, start in self.open.items():
            if start > place:
                self.open[key] = min(start - width, limit)

    def _target_end(self) -> int:
        """Return where the target of a link ends, or 0 where there is none."""
        source, at = self.source, self.at
        if source.startswith("(", at):
            found = _TARGET.match(source, at)
            return found.end() if found else 0
        if source.startswith("[", at) and self.references:
            end = source.find("]", at, at + 200)
            if end > 0 and source[at + 1 : end].strip().lower() in self.references:
                return end + 1
        return 0
