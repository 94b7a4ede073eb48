"""Cues of WebVTT and SubRip -> turns: a turn is a run of cues of one speaker."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.formats.candidates import Shape
from onrecord.formats.labels import learn
from onrecord.formats.lines import Line
from onrecord.formats.names import known_forms
from onrecord.formats.records import Block, Imported, ImportedTurn, LabelUse, Skipped
from onrecord.formats.webvtt import Cue, is_webvtt, parse_webvtt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TIMES = re.compile(
    r"^[ \t]*(\d{1,3}(?::\d{1,2}){1,2}(?:[.,:]\d{1,3})?)[ \t]*--?>[ \t]*"
    r"(\d{1,3}(?::\d{1,2}){1,2}(?:[.,:]\d{1,3})?)[^\n]*$",
    re.MULTILINE,
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t\n]+([^<>]*))?>|</v>")
_TAG = re.compile(
    r"</?(?:[cibuvs]|lang|ruby|rt|font|span|p|em|strong)(?:[.\s/][^<>]{0,200})?>|<\d[\d:.]*>|\{\\[^{}]{0,200}\}"
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CHEVRON = re.compile(r"\s*(?:>{2,}|&gt;&gt;)\s*")


@dataclass(slots=True)
class Piece:
    """Words of one voice in one cue."""

    speaker: str | None
    text: str
    start: str | float | None
    end: str | float | None
    line: int
    #: the cue says that another speaker begins, and not who
    change: bool = False


@dataclass(slots=True)
class CueFile:
    """Cues and what stood around them."""

    cues: list[Cue]
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_webvtt(
    text: str, *, given: frozenset[str] = frozenset(), names: tuple[str, ...] = ()
) -> Imported:
    """Read WebVTT; a file whose times are all of SubRip's kind is read as SubRip, and says so."""
    cues, rest = parse_webvtt(text)
    file = CueFile(cues, [Skipped(one.line, one.why, one.text) for one in rest])
    if not cues and TIMES.search(text):
        loose = split_srt(text)
        loose.notes.append("the times are not those of WebVTT: read as SubRip")
        return _imported("webvtt", loose, given, names)
    return _imported("webvtt", file, given, names)


def read_srt(
    text: str, *, given: frozenset[str] = frozenset(), names: tuple[str, ...] = ()
) -> Imported:
    """Read SubRip, with or without numbers, with commas or points in its times."""
    return _imported("srt", split_srt(text), given, names)


def looks_like_cues(text: str) -> str:
    """Return ``webvtt`` or ``srt`` where a text is one, else an empty string."""
    if is_webvtt(text):
        return "webvtt"
    head = text[:20_000]
    found = TIMES.search(head)
    if not found:
        return ""
    before = [line for line in head[: found.start()].split("\n") if line.strip()]
    return "srt" if len(before) <= 3 or len(TIMES.findall(head)) > 3 else ""


def split_srt(text: str) -> CueFile:
    """Split at the lines of times; what stands before the first one is no cue."""
    file = CueFile([])
    marks = list(TIMES.finditer(text))
    line, counted = 1, 0
    head = text[: marks[0].start()] if marks else text
    head = _without_number(head)
    if head.strip():
        file.skipped.append(Skipped(1, "before the first cue", head.strip()))
    for number, mark in enumerate(marks):
        line += text.count("\n", counted, mark.start())
        counted = mark.start()
        last = number + 1 == len(marks)
        body = text[mark.end() : len(text) if last else marks[number + 1].start()]
        body = (body if last else _without_number(body)).strip("\n")
        printed = _printed(mark[1])
        file.cues.append(Cue(line, 0.0, 0.0, printed, body, settings=_printed(mark[2])))
    return file


def _printed(time: str) -> str:
    head, _, tail = time.rpartition(":")
    if time.count(":") == 3:
        return f"{head}.{tail}"
    return time.replace(",", ".")


def _without_number(body: str) -> str:
    return (
        re.sub(r"(?:^|\n)[ \t]*\d{1,9}[ \t]*\n*\Z", "\n", body[-60:]).join([body[:-60], ""])
        if body
        else ""
    )


def pieces(cue: Cue) -> list[Piece]:
    """Split a cue by its voices; resolve its tags and entities."""
    end: str | float | None = cue.end if cue.end > cue.start else None
    if not cue.end:
        end = cue.settings or None
    text = _BREAK.sub("\n", cue.text)
    found: list[Piece] = []
    at, voice = 0, None
    for tag in _VOICE.finditer(text):
        _add(found, voice, text[at : tag.start()], cue, end)
        voice = " ".join(html.unescape(tag[1]).split()) or None if tag[1] else None
        at = tag.end()
    _add(found, voice, text[at:], cue, end)
    return found


def _add(
    found: list[Piece], voice: str | None, source: str, cue: Cue, end: str | float | None
) -> None:
    source = _TAG.sub("", source)
    change = _CHEVRON.match(source)
    text = html.unescape(source[change.end() :] if change else source)
    text = text.replace("\u200e", "").replace("\u200f", "").strip()
    if text:
        found.append(Piece(voice, text, cue.printed, end, cue.line, change is not None))


def _imported(name: str, file: CueFile, given: frozenset[str], names: tuple[str, ...]) -> Imported:
    parts = [piece for cue in file.cues for piece in pieces(cue)]
    silent = [cue for cue in file.cues if not _TAG.sub("", cue.text).strip()]
    skipped = file.skipped + [Skipped(cue.line, "cue without words", cue.printed) for cue in silent]
    uses: list[LabelUse] = []
    if not any(piece.speaker for piece in parts):
        uses = label_pieces(parts, given, names)
    elif parts:
        uses = count_labels(piece.speaker for piece in parts)
    turns = merge(parts)
    flags = () if any(turn.speaker for turn in turns) else ("unlabelled",)
    return Imported(
        name, tuple(turns), tuple(skipped), labels=tuple(uses), flags=flags, notes=tuple(file.notes)
    )


def count_labels(speakers: Iterable[str | None]) -> list[LabelUse]:
    """Report labels that the format itself marks as such."""
    counts: dict[str, int] = {}
    for speaker in speakers:
        if speaker:
            counts[speaker] = counts.get(speaker, 0) + 1
    return [
        LabelUse(label, count, True, "marked as the speaker by the format")
        for label, count in counts.items()
    ]


def label_pieces(
    parts: list[Piece], given: frozenset[str], names: tuple[str, ...]
) -> list[LabelUse]:
    """Find labels printed in the words of cues, and take them out of the words."""
    lines = [Line(piece.line, " ".join(piece.text.split())) for piece in parts]
    learned = learn(lines, known_forms(names), given)
    for piece, line, found in zip(parts, lines, learned.found, strict=True):
        if found and found.label and found.shape != Shape("", "own"):
            piece.speaker = found.label
            piece.text = line.text[found.at :].strip()
    return learned.uses


def merge(parts: Sequence[Piece]) -> list[ImportedTurn]:
    """Join pieces of one speaker to turns; where nobody is named every piece stays a turn."""
    if not any(piece.speaker for piece in parts) and not any(piece.change for piece in parts):
        return [_turn([piece]) for piece in parts]
    turns: list[ImportedTurn] = []
    run: list[Piece] = []
    for piece in parts:
        other = piece.speaker is not None and run and piece.speaker != run[0].speaker
        unknown = piece.speaker is None and piece.change
        if run and (other or unknown):
            turns.append(_turn(run))
            run = []
        run.append(piece)
    if run:
        turns.append(_turn(run))
    return turns


def _turn(run: Sequence[Piece]) -> ImportedTurn:
    first, last = run[0], run[-1]
    texts: list[list[str]] = [[]]
    for piece in run:
        for number, part in enumerate(re.split(r"\n[ \t]*\n", piece.text)):
            if number:
                texts.append([])
            texts[-1].append(" ".join(part.split()))
    blocks = tuple(Block(" ".join(words).strip()) for words in texts if any(words))
    return ImportedTurn(first.speaker, blocks, first.start, last.end, (), first.line)
