"""JSON of speech recognition and of podcasts -> turns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.formats.cues import Piece, count_labels, label_pieces, merge
from onrecord.formats.jsonkinds import KINDS
from onrecord.formats.records import Imported, ImportProblem, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

#: deeper data is refused
MAX_DEPTH = 2_000


def read_json(
    text: str, *, given: frozenset[str] = frozenset(), names: tuple[str, ...] = ()
) -> Imported:
    """Read a JSON transcript of any of the known kinds.

    Raises:
        ImportProblem: the text is no JSON, or no transcript can be found in it.
    """
    data = _load(text)
    for name, test in KINDS:
        found = test(data)
        if found is not None:
            parts = [piece for piece in found if piece.text.strip()]
            if parts:
                return _imported(name, parts, data, given, names)
    raise ImportProblem(
        "no transcript was found in this JSON: a list of objects with a speaker, a "
        "start and a text is what is read"
    )


def _load(text: str) -> Any:
    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    if deepest > MAX_DEPTH:
        raise ImportProblem(f"the JSON is nested {deepest} deep: no transcript is")
    try:
        return json.loads(text)
    except ValueError as error:
        rows = _json_lines(text)
        if rows:
            return rows
        raise ImportProblem(f"this is not valid JSON: {error}") from error
    except RecursionError as error:
        raise ImportProblem("the JSON is nested too deeply") from error


def _json_lines(text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _imported(
    name: str, parts: list[Piece], data: Any, given: frozenset[str], names: tuple[str, ...]
) -> Imported:
    uses = count_labels(piece.speaker for piece in parts)
    if not uses:
        uses = label_pieces(parts, given, names)
    turns = tuple(merge(parts))
    flags = () if any(turn.speaker for turn in turns) else ("unlabelled",)
    meta = _meta(data)
    skipped = tuple(
        _unread(data, {turn_word for piece in parts for turn_word in [piece.text.strip()]})
    )
    return Imported("json:" + name, turns, skipped, labels=tuple(uses), meta=meta, flags=flags)


def _meta(data: Any) -> dict[str, str]:
    if not isinstance(data, dict):
        return {}
    keys = (
        "title",
        "language",
        "language_code",
        "date",
        "jobName",
        "version",
        "summary",
        "description",
    )
    found = {
        key: str(data[key])[:500] for key in keys if isinstance(data.get(key), str | int | float)
    }
    language = found.pop("language_code", "")
    if language and "language" not in found:
        found["language"] = language
    return found


def _unread(data: Any, read: set[str]) -> Iterator[Skipped]:
    """Yield texts at the top of the file that no turn holds: summaries, titles and the like."""
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if (
            isinstance(value, str)
            and len(value.split()) > 1
            and key not in {"text", "transcript"}
            and value not in read
        ):
            yield Skipped(0, f"field {key!r}", value)
