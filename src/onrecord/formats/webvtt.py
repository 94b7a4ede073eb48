"""WebVTT, read by the rules of the W3C's file parser.

Source: WebVTT, section "WebVTT file parsing" (https://www.w3.org/TR/webvtt1/#file-parsing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNATURE = re.compile(r"WEBVTT(?=[ \t\n]|\Z)")
_TIME = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?\.(\d{3})(?!\d)", re.ASCII)
_SPACE = " \t\f\r\n"
_BLOCK_HEAD = re.compile(r"(STYLE|REGION)[ \t\f]*\Z")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: a stretch of time and its text, markup and all."""

    #: 1-based line of its times
    line: int
    #: seconds
    start: float
    end: float
    #: the start as printed
    printed: str
    text: str
    id: str = ""
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """Lines of the file that are in no cue."""

    line: int
    why: str
    text: str


def is_webvtt(text: str) -> bool:
    """Whether a text carries the signature of WebVTT."""
    return _SIGNATURE.match(text.removeprefix("\ufeff")) is not None


def parse_webvtt(text: str) -> tuple[list[Cue], list[Rest]]:
    """Read the cues of a WebVTT file, and what is in none of them.

    Raises:
        ValueError: the text has no WebVTT signature.
    """
    text = (
        text.removeprefix("\ufeff")
        .replace("\0", "\ufffd")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    if not _SIGNATURE.match(text):
        raise ValueError("the signature 'WEBVTT' is missing")
    return _Parser(text.split("\n")).parse()


def timestamp(text: str, at: int = 0) -> tuple[float, int] | None:
    """Return the seconds of the timestamp at a place and where it ends, or ``None``."""
    found = _TIME.match(text, at)
    if not found:
        return None
    first, second, third, thousandths = found.groups()
    if third is None:
        if len(first) != 2 or int(first) > 59:
            return None
        hours, minutes, seconds = 0, int(first), int(second)
    else:
        if len(first) > 9:
            return None
        hours, minutes, seconds = int(first), int(second), int(third)
    if minutes > 59 or seconds > 59:
        return None
    return hours * 3600 + minutes * 60 + seconds + int(thousandths) / 1000, found.end()


def timings(line: str) -> tuple[float, float, str, str] | None:
    """Return start, end, start as printed and settings of a line of times, or ``None``."""
    at = len(line) - len(line.lstrip(_SPACE))
    start = timestamp(line, at)
    if start is None:
        return None
    printed = line[at : start[1]]
    rest = line[start[1] :].lstrip(_SPACE)
    if not rest.startswith("-->"):
        return None
    rest = rest[3:].lstrip(_SPACE)
    end = timestamp(rest)
    if end is None:
        return None
    return start[0], end[0], printed, rest[end[1] :].strip(_SPACE)


class _Parser:
    """One walk over the lines of a file."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.seen_cue = False
        self.cues: list[Cue] = []
        self.rest: list[Rest] = []

    def parse(self) -> tuple[list[Cue], list[Rest]]:
        """Read the signature, the header, then block after block."""
        head = self.lines[0][6:].strip(_SPACE)
        if head:
            self.rest.append(Rest(1, "header", head))
        self.at = 1
        if self.at < len(self.lines) and self.lines[self.at]:
            self._block(in_header=True)
        while self.at < len(self.lines):
            if self.lines[self.at]:
                self._block(in_header=False)
            else:
                self.at += 1
        return self.cues, self.rest

    def _block(self, *, in_header: bool) -> None:
        first = self.at
        buffer: list[str] = []
        times: tuple[float, float, str, str] | None = None
        arrow_line = -1
        identifier = ""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            count = self.at - first + 1
            if "-->" in line:
                if in_header or count > 2 or arrow_line >= 0:
                    break
                arrow_line = self.at
                times = timings(line)
                if times:
                    identifier, buffer = "\n".join(buffer), []
                    self.seen_cue = True
            elif not line:
                break
            else:
                buffer.append(line)
            self.at += 1
        self._close(first, arrow_line, times, identifier, buffer, in_header=in_header)

    def _close(
        self,
        first: int,
        arrow: int,
        times: tuple[float, float, str, str] | None,
        identifier: str,
        buffer: list[str],
        *,
        in_header: bool,
    ) -> None:
        if times:
            start, end, printed, settings = times
            self.cues.append(
                Cue(arrow + 1, start, end, printed, "\n".join(buffer), identifier, settings)
            )
            return
        text = "\n".join(self.lines[first : self.at])
        if not text.strip():
            return
        head = _BLOCK_HEAD.match(self.lines[first])
        if in_header:
            why = "header"
        elif arrow >= 0:
            why = "cue without valid times"
        elif re.match(r"NOTE(?=[ \t\n]|\Z)", text):
            why = "note"
        elif head and not self.seen_cue:
            why = {"STYLE": "style sheet", "REGION": "region"}[head[1]]
        else:
            why = "block without times"
        self.rest.append(Rest(first + 1, why, text))
