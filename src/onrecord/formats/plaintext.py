"""Plain text -> lines: no markup but what the eye makes of it."""

from __future__ import annotations

import re

from onrecord.formats.lines import Line, LineKind, skipped

_RULE = re.compile(r"\s*([-=_*~#.+])\s*(?:\1\s*){3,}$")
_PAGE = re.compile(
    r"\s*(?:\[\[?\s*page\s+[\divxlc]+\s*\]?\]|-\s*\d{1,4}\s*-|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*$",
    re.IGNORECASE,
)


def text_lines(lines: list[str], first: int) -> list[Line]:
    """Read the lines of a plain text; *first* is the number of the first one."""
    indented = _first_line_indents(lines)
    found: list[Line] = []
    blank = True
    for number, raw in enumerate(lines, first):
        text = raw.strip()
        if not text:
            blank = True
            continue
        if _RULE.match(raw):
            found.append(skipped(number, "rule", raw))
            continue
        if _PAGE.match(raw):
            found.append(skipped(number, "page number", raw))
            continue
        starts = blank or (indented and raw[:1].isspace())
        line = Line(number, text.expandtabs() if "\t" not in text else text, first=starts, raw=raw)
        heading = starts and _centred(raw)
        if heading:
            line.kind, line.level = LineKind.HEADING, 2
        found.append(line)
        blank = heading
    return found


def _first_line_indents(lines: list[str]) -> bool:
    """Whether paragraphs begin with an indent (hearings, books), not with a blank line."""
    filled = [line for line in lines if line.strip()]
    deep = sum(1 for line in filled if 2 <= len(line) - len(line.lstrip(" \t\u3000")) <= 12)
    return 0.03 * len(filled) < deep < 0.8 * len(filled)


def _centred(raw: str) -> bool:
    indent = len(raw) - len(raw.lstrip())
    text = raw.strip()
    return indent >= 14 and text.isupper() and len(text) < 60 and ":" not in text
