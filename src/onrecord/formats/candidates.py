"""Where a line may begin a turn: the ways in which transcripts print a label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.formats.clock import PRINTED
from onrecord.formats.lines import Line, LineKind
from onrecord.formats.names import TITLED, is_initials

if TYPE_CHECKING:
    from collections.abc import Iterator

#: longest label looked for, in characters
MAX_LABEL = 60
_SPAN = rf"{PRINTED}(?:\s*(?:-->|[-–—])\s*{PRINTED})?"
LEAD_TIME = re.compile(
    rf"\s*(?:[\[(（【]\s*({_SPAN})\s*[\])）】]?|({_SPAN})(?=\s|$))(?:\s*[-–—|•](?=\s))?\s*"
)
_TAIL_TIME = re.compile(
    rf"[\s,|•·–—-]*(?:[\[(（【]?\s*({_SPAN})\s*[\])）】]?"
    rf"|[\[(]\s*(\d{{1,2}}(?:: ?\d{{2}}){{1,2}})\s*[\])])\s*$"
)
_AFTER = re.compile(rf"\s*(?:[\[(（【]\s*({_SPAN})\s*[\])）】][:：]?|({_SPAN})(?=\s*$))")
_OUT = re.compile(rf"\s*(?:[\[(（【]?\s*({_SPAN})\s*[\])）】]?)?\s*([:：]+)")
_CHEVRONS = re.compile(r"\s*(?:>>+|›{2,}|»)\s*")
_BRACKET = re.compile(
    r"([\[(（【])([^\[\](){}（）【】\n]{1,60})([\])）】])\s*(?:[\[(]\s*("
    + _SPAN
    + r")\s*[\])])?\s*[:：]?\s*"
)
_NICK = re.compile(r"<\s*([^<>\n]{1,40})>\s*:?\s+")
_TAB = re.compile(r"([^\t\n]{1,40}?)(?:[ ]*\t[ \t]*|[ ]{3,})(?=\S)")
_DASH = re.compile(r"([^\n–—]{1,40}?)(?:\s+[-–—]+\s+|\s*—\s*)(?=\S)")
_QA = re.compile(r"([QA])\s*(?:\d{1,3}\s*)?[.)]\s+")
_STOP = re.compile(r"([A-Z][^\n:;?!]{1,50}?)\.\s+(?=[^\s])")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a label is printed: its emphasis and what ends it."""

    #: ``b``, ``i``, ``c``, ``h`` (a heading) or empty
    mark: str
    #: ``in`` / ``out``: colon inside or after the emphasis; ``colon``, ``own``, ``time`` ...
    end: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of the beginning of a line as a label."""

    shape: Shape
    label: str
    #: where the words of the turn begin in the line
    at: int
    time: str | None = None
    #: the emphasis runs on into the words (the whole question is bold)
    long: bool = False


def lead_time(text: str) -> tuple[str | None, int]:
    """Return the time at the beginning of a line and where it ends."""
    found = LEAD_TIME.match(text)
    if not found:
        return None, len(text) - len(text.lstrip())
    return found[1] or found[2], found.end()


def candidates(line: Line) -> Iterator[Candidate]:
    """Yield every way to read a line as the beginning of a turn, most telling first."""
    text = line.text
    time, at = lead_time(text)
    if line.kind is LineKind.HEADING:
        label, tail = _split_time(text[at:].rstrip(": "))
        if label:
            yield Candidate(Shape("h", "own"), label, len(text), tail or time)
        return
    chevrons = _CHEVRONS.match(text, at)
    if chevrons:
        at = chevrons.end()
    end, mark = line.lead(at)
    if mark:
        yield from _emphasised(text, at, end, mark, time)
    else:
        yield from _plain(text, at, time)


def _colon(text: str, start: int, end: int) -> int:
    """Return where the first colon stands that is in no time, or -1."""
    for at in range(start, min(end, start + MAX_LABEL + 30, len(text))):
        if text[at] in ":：":
            digits = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
            if not digits and not text.startswith("//", at + 1):
                return at
    return -1


def _split_time(text: str) -> tuple[str, str | None]:
    found = _TAIL_TIME.search(text[-60:]) if text else None
    if not found:
        return text.strip(" *_\t"), None
    return text[: len(text) - (len(text[-60:]) - found.start())].strip(" *_\t"), (
        found[1] or found[2]
    ).replace(" ", "")


def _made(
    shape: Shape, label: str, text: str, at: int, time: str | None, *, long: bool = False
) -> Candidate | None:
    """Finish a candidate: take the time out of the label or from behind it."""
    label, inner = _split_time(label)
    label = re.sub(r"\s+", " ", label).strip(" \t:：*_–—-").lstrip(".,;!? ")
    if label[:1] in "[(（【" and label[-1:] in "])）】":
        label = label[1:-1].strip()
    time = time or inner
    if time is None:
        after = _AFTER.match(text, at)
        if after:
            time, at = after[1] or after[2], after.end()
    if len(label) > MAX_LABEL or (label and not any(char.isalnum() for char in label)):
        return None
    return Candidate(shape, label, at, time, long)


def _emphasised(text: str, at: int, end: int, mark: str, time: str | None) -> Iterator[Candidate]:
    inner_end = len(text[:end].rstrip())
    colon = _colon(text, at, inner_end)
    found: Candidate | None = None
    if colon >= 0:
        stop = colon + 1
        while text[stop : stop + 1] in {":", "："}:
            stop += 1
        rest = text[stop:inner_end].strip()
        long = bool(rest) and not _AFTER.fullmatch(text[stop:inner_end])
        found = _made(Shape(mark, "in"), text[at:colon], text, stop, time, long=long)
    else:
        found = _without_colon(text, at, end, inner_end, mark, time)
    if found:
        yield found


def _without_colon(
    text: str, at: int, end: int, inner_end: int, mark: str, time: str | None
) -> Candidate | None:
    out = _OUT.match(text, end) if end < len(text) else None
    inner = text[at:inner_end]
    if out:
        return _made(Shape(mark, "out"), inner, text, out.end(), time or out[1])
    dash = re.search(r"(?<=\S)[-–—]", inner[:MAX_LABEL])
    rest = text[end:].strip()
    if dash and (dash.end() == len(inner) or inner[dash.end()] != " "):
        long = dash.end() < len(inner)
        return _made(
            Shape(mark, "dash"), inner[: dash.start()], text, at + dash.end(), time, long=long
        )
    if not rest or _AFTER.fullmatch(text[end:].rstrip()):
        return _made(Shape(mark, "own"), inner, text, end, time)
    return _made(Shape(mark, "run"), inner, text, end, time)


def _plain(text: str, at: int, time: str | None) -> Iterator[Candidate]:
    colon = _colon(text, at, len(text))
    if colon > at and (
        text[colon] == "："
        or text[colon + 1 : colon + 2] in {"", " ", "\t", "\xa0", "\n", ":"}
        or not text[colon + 1].isascii()
        or text[colon + 1] in "\"'[(*"
    ):
        stop = colon + 1
        while text[stop : stop + 1] in {":", "："}:
            stop += 1
        found = _made(Shape("", "colon"), text[at:colon], text, stop, time)
        if found and found.label:
            yield found
    yield from _closed(text, at, time)
    short = text[at:].rstrip()
    if len(short) <= MAX_LABEL + 20:
        label, tail = _split_time(short)
        label = label.strip("[]() ")
        if (
            (tail or time)
            and any(map(str.isalnum, label))
            and not label.endswith((".", "?", "!", ",", ":", "："))
        ):
            yield Candidate(Shape("", "time"), label, len(text), time or tail)
        elif label and len(label) <= 40 and not re.search(r"[.?!,;:]$", label):
            yield Candidate(Shape("", "own"), label, len(text), time)


def _closed(text: str, at: int, time: str | None) -> Iterator[Candidate]:
    bracket = _BRACKET.match(text, at)
    if bracket and not LEAD_TIME.fullmatch(bracket[2]):
        rest = bracket.end()
        end = "time" if bracket[4] else "bracket"
        yield Candidate(Shape("", end), bracket[2].strip(), rest, time or bracket[4])
    nick = _NICK.match(text, at)
    if nick:
        yield Candidate(Shape("", "nick"), nick[1].strip(), nick.end(), time)
    yield from _stopped(text, at, time)
    tab = _TAB.match(text, at)
    if tab and not tab[1].rstrip().endswith((":", "：", ".", ",")):
        yield Candidate(Shape("", "tab"), tab[1].strip(), tab.end(), time)
    dash = _DASH.match(text, at)
    if dash:
        yield Candidate(Shape("", "dash"), dash[1].strip(), dash.end(), time)


def _stopped(text: str, at: int, time: str | None) -> Iterator[Candidate]:
    """Yield labels that a full stop ends: titles with names, shouted names, Q. and A."""
    titled = TITLED.match(text, at)
    if titled:
        yield Candidate(Shape("", "stop"), titled[0].strip(), titled.end() + 1, time)
        return
    stop = _QA.match(text, at) or _STOP.match(text, at)
    if stop and (len(stop[1]) == 1 or _shouted(stop[1])):
        yield Candidate(Shape("", "stop"), stop[1].strip(), stop.end(), time)


def _shouted(label: str) -> bool:
    words = label.split()
    return len(words) <= 4 and words[-1].isupper() and len(words[-1]) > 2 and not is_initials(label)
