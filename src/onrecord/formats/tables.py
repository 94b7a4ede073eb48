"""CSV (Oral History as Data and its kin) -> turns."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING

from onrecord.formats.cues import count_labels
from onrecord.formats.names import likeness
from onrecord.formats.records import Block, Imported, ImportedTurn, ImportProblem, Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPEAKERS = (
    "speaker",
    "speakers",
    "speaker_name",
    "speaker name",
    "name",
    "who",
    "person",
    "participant",
    "sprecher",
)
_WORDS = (
    "words",
    "transcript",
    "text",
    "transcription",
    "content",
    "utterance",
    "dialogue",
    "dialog",
    "quote",
    "speech",
    "line",
    "sentence",
    "body",
)
_STARTS = (
    "timestamp",
    "start",
    "start_time",
    "start time",
    "time",
    "timecode",
    "begin",
    "in",
    "starttime",
)
_ENDS = ("end", "end_time", "end time", "out", "endtime")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")


def looks_like_table(text: str) -> bool:
    """Whether a text is CSV: rows of the same width, or a header that names a column of words."""
    head = [line for line in text[:20_000].split("\n") if line.strip()][:40]
    if len(head) < 2:
        return False
    first = [cell.strip().strip("\ufeff\"'").lower() for cell in re.split(r"[,;\t]", head[0])]
    named = set(first) & set(_WORDS) and set(first) & {*_SPEAKERS, *_STARTS}
    if len(first) > 1 and named:
        return True
    if "**" in head[0] or head[0].startswith(("#", "---")):
        return False
    quoted = sum(
        1
        for line in head
        if line.count('","') or re.match(r'[^",]{0,40},"', line) or re.match(r'"[^"]{1,40}",', line)
    )
    return quoted > 0.6 * len(head)


def read_csv(text: str) -> Imported:
    """Read a table with a column of words and, if there is one, a column of speakers.

    Raises:
        ImportProblem: no column of words can be told.
    """
    rows = _rows(text)
    if not rows:
        raise ImportProblem("the table has no rows")
    columns, header = _columns(rows)
    if "words" not in columns:
        raise ImportProblem(
            "no column of words was found: name the columns, e.g. speaker,words,timestamp"
        )
    turns: list[ImportedTurn] = []
    skipped: list[Skipped] = []
    open_turn: list[Block] = []
    names = (
        [cell.strip() for cell in rows[0]]
        if header
        else [f"column {n + 1}" for n in range(len(rows[0]))]
    )
    for number, row in enumerate(rows[header:], 1 + header):
        _aside(row, columns, names, number, skipped)
        label, start, end, blocks = _row(row, columns)
        if label or not turns:
            if blocks or label:
                open_turn = blocks
                turns.append(ImportedTurn(label, tuple(blocks), start, end, (), number))
        elif blocks and any(turn.speaker for turn in turns):
            open_turn.extend(blocks)
            last = turns[-1]
            turns[-1] = ImportedTurn(
                last.speaker, tuple(open_turn), last.start, end or last.end, (), last.line
            )
        elif blocks:
            turns.append(ImportedTurn(None, tuple(blocks), start, end, (), number))
    uses = count_labels(turn.speaker for turn in turns)
    flags = () if uses else ("unlabelled",)
    return Imported("csv", tuple(turns), tuple(skipped), labels=tuple(uses), flags=flags)


def _rows(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(16 * 1024 * 1024)
    try:
        rows = list(
            csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        )
    except csv.Error as error:
        raise ImportProblem(f"the table cannot be read: {error}") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Return which column is what, and how many rows of header there are."""
    names = [cell.strip().strip("\ufeff").lower() for cell in rows[0]]
    found: dict[str, int] = {}
    for role, known in (
        ("words", _WORDS),
        ("speaker", _SPEAKERS),
        ("start", _STARTS),
        ("end", _ENDS),
    ):
        hit = next((names.index(name) for name in known if name in names), None)
        if hit is not None and hit not in found.values():
            found[role] = hit
    if "words" in found:
        return found, 1
    return _guess(rows), 0


def _guess(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    width = max(len(row) for row in rows)
    lengths = [sum(len(row[n]) for row in rows if n < len(row)) for n in range(width)]
    words = max(range(width), key=lambda n: lengths[n])
    found = {"words": words}
    for n in range(width):
        cells = [row[n].strip() for row in rows if n < len(row) and row[n].strip()]
        if n == words or not cells:
            continue
        timed = sum(1 for cell in cells if re.match(r"[\[(]?\d{1,2}:\d\d", cell))
        labels = sum(1 for cell in cells if likeness(cell.rstrip(":")) > 0)
        if timed > 0.6 * len(cells) and "start" not in found:
            found["start"] = n
        elif (
            labels > 0.8 * len(cells)
            and len(set(cells)) < 0.5 * len(cells) + 2
            and "speaker" not in found
        ):
            found["speaker"] = n
    return found


def _cell(row: Sequence[str], columns: dict[str, int], role: str) -> str:
    at = columns.get(role, -1)
    return row[at].strip() if 0 <= at < len(row) else ""


def _row(
    row: Sequence[str], columns: dict[str, int]
) -> tuple[str | None, str | None, str | None, list[Block]]:
    label = (
        " ".join(html.unescape(_cell(row, columns, "speaker")).split()).rstrip(":： ").strip("*_ ")
    )
    words = html.unescape(_TAG.sub(" ", _cell(row, columns, "words")))
    blocks = [
        Block(" ".join(part.split())) for part in re.split(r"\n[ \t]*\n", words) if part.strip()
    ]
    start = _cell(row, columns, "start").strip("[]() ").replace(",", ".")
    return label or None, start or None, _cell(row, columns, "end").strip("[]() ") or None, blocks


def _aside(
    row: Sequence[str],
    columns: dict[str, int],
    names: Sequence[str],
    number: int,
    skipped: list[Skipped],
) -> None:
    for at, cell in enumerate(row):
        if cell.strip() and at not in columns.values():
            name = names[at] if at < len(names) and names[at] else f"column {at + 1}"
            skipped.append(Skipped(number, f"column {name!r}", cell.strip()))
