"""Where a diagram stands in its file, and which interview its turns are of."""

from __future__ import annotations

import re
from itertools import takewhile

_INTERVIEW = re.compile(r"^\s*%%\s*interview:\s*(\S+)\s*$", re.MULTILINE)
_CLICKED = re.compile(r"^\s*click\s+\S+\s.*?[\"']#([^\s\"':]+):[^\s\"']+[\"']", re.MULTILINE)


def interview_of(code: str) -> str:
    """Return the interview whose turns the labels name (``t14``), or nothing.

    It is named by a comment, ``%% interview: altman-2025``; otherwise it is the one that all links
    to turns lead to.
    """
    named = _INTERVIEW.search(code)
    if named:
        return named[1]
    clicked = set(_CLICKED.findall(code))
    return clicked.pop() if len(clicked) == 1 else ""


def line_in_file(text: str, code: str, line: int, near: int) -> int:
    """Return the line of a file for a line of a diagram in it, or *near* if it is not there.

    *line* counts from 1 within *code*; *near* is a line at which or after which the diagram starts.
    The directive may have put front matter before the code, which the file does not have.
    """
    lines = [one.strip() for one in code.splitlines()]
    before = 0
    if lines and lines[0] == "---":
        before = 2 + len(list(takewhile(lambda one: one != "---", lines[1:])))
        lines = lines[before:]
    within = [one.strip().removeprefix("> ").strip() for one in text.splitlines()]
    if not lines:
        return near
    starts = [
        at for at in range(len(within) - len(lines) + 1) if within[at : at + len(lines)] == lines
    ]
    if not starts:
        return near
    start = next((at for at in starts if at + 1 >= near), starts[-1])
    return start + max(line - before, 1)
