"""The kinds of JSON transcripts, told by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.formats.cues import Piece
from onrecord.formats.jsonrows import (
    LIST_KEYS,
    Data,
    by_word,
    first_of,
    label_of,
    number_of,
    rows_of,
    tokens_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def dicts(value: Any) -> list[Data]:
    """Return the objects of a list; nothing where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def within(data: Any, *path: str) -> Any:
    """Return what lies at a path of keys, or ``None``."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _best(item: Data) -> Data:
    """Return the first alternative of a result."""
    return next(iter(dicts(item.get("alternatives"))), {})


def _deepgram(data: Any) -> list[Piece] | None:
    channels = within(data, "results", "channels")
    if channels is None:
        return None
    spoken = rows_of(within(data, "results", "utterances"))
    if spoken and any(piece.speaker for piece in spoken):
        return spoken
    found: list[Piece] = []
    for channel in dicts(channels):
        best = _best(channel)
        paragraphs = rows_of(within(best, "paragraphs", "paragraphs"))
        found += paragraphs or by_word(best.get("words")) or rows_of([best]) or []
    return found or spoken


def _aws(data: Any) -> list[Piece] | None:
    items = within(data, "results", "items")
    if not isinstance(items, list):
        return None
    who: Data = {}
    for segment in dicts(within(data, "results", "speaker_labels", "segments")):
        for item in dicts(segment.get("items")):
            label = item.get("speaker_label") or segment.get("speaker_label")
            who[str(item.get("start_time"))] = label
    return tokens_of(
        (
            label_of(item.get("speaker_label") or who.get(str(item.get("start_time")))),
            str(_best(item).get("content") or ""),
            item.get("type") == "punctuation",
            item.get("start_time"),
            item.get("end_time"),
        )
        for item in dicts(items)
    )


def _google(data: Any) -> list[Piece] | None:
    """Read Google's results (speaker tags in the last one) and Speechmatics' (a token each)."""
    results = dicts(within(data, "results"))
    if not results:
        return None
    best = [_best(one) for one in results]
    if all("content" in one for one in best):
        return tokens_of(
            (
                label_of(one.get("speaker")),
                str(one["content"]),
                result.get("type") == "punctuation",
                result.get("start_time"),
                result.get("end_time"),
            )
            for one, result in zip(best, results, strict=True)
        )
    tagged = [one for one in best if any("speakerTag" in word for word in dicts(one.get("words")))]
    if tagged:
        return by_word(tagged[-1]["words"])
    return rows_of(best) if any("transcript" in one for one in best) else None


def _rev(data: Any) -> list[Piece] | None:
    monologues = dicts(within(data, "monologues"))
    people = {str(one.get("id")): one.get("name") for one in dicts(within(data, "speakers"))}
    mapping = {key: name for key, name in people.items() if name}
    found = []
    for number, one in enumerate(monologues):
        elements = dicts(one.get("elements"))
        text = "".join(str(part.get("value", "")) for part in elements)
        start = next((part.get("ts") for part in elements if part.get("ts") is not None), None)
        label = label_of(one.get("speaker"), mapping)
        found.append(Piece(label, text, number_of(start), None, number))
    return found or None


def _assemblyai(data: Any) -> list[Piece] | None:
    rows = dicts(within(data, "utterances"))
    if rows:
        known = "audio_url" in data or "acoustic_model" in data
        whole = all(isinstance(row.get("start", 0), int) for row in rows)
        return rows_of(rows, scale=0.001 if whole and (known or _far(rows)) else 1.0)
    text = within(data, "text")
    if within(data, "audio_url") is not None and isinstance(text, str):
        return [Piece(None, text, None, None, 0)]
    return None


def _far(rows: list[Data]) -> bool:
    """Whether whole numbers are so large against the words that they must be milliseconds."""
    last = rows[-1]
    end, start = last.get("end"), last.get("start")
    if not isinstance(end, int) or not isinstance(start, int):
        return False
    return end - start > 60 * max(len(words_of(last.get("text") or "").split()), 1)


def _podcast(data: Any) -> list[Piece] | None:
    segments = dicts(within(data, "segments"))
    return rows_of(segments) if segments and "body" in segments[0] else None


def _mapped(data: Any) -> list[Piece] | None:
    """Read segments whose speakers are named in a table of the same file."""
    people = within(data, "speakers")
    if isinstance(people, list):
        named = {
            str(one.get("id", one.get("label"))): first_of(one, ("name", "label"))
            for one in dicts(people)
        }
    else:
        named = people if isinstance(people, dict) else {}
    mapping = {str(key): value for key, value in named.items() if isinstance(value, str | dict)}
    for key in LIST_KEYS if mapping else ():
        found = rows_of(within(data, key), mapping)
        if found and any(piece.text.strip() for piece in found):
            return found
    return None


def _whisper(data: Any) -> list[Piece] | None:
    return rows_of(within(data, "segments"))


def _plain(data: Any, depth: int = 0) -> list[Piece] | None:
    """Look for a list of rows wherever it may be."""
    if isinstance(data, list):
        return _plain_list(data, depth)
    if not isinstance(data, dict) or depth > 4:
        return None
    likely = [key for key in LIST_KEYS if isinstance(data.get(key), list | dict)]
    rest = [
        key for key, value in data.items() if isinstance(value, list | dict) and key not in likely
    ]
    for key in [*likely, *rest]:
        found = _plain(data[key], depth + 1)
        if found:
            return found
    return [Piece(None, data["text"], None, None, 0)] if isinstance(data.get("text"), str) else None


def _plain_list(data: list[Any], depth: int) -> list[Piece] | None:
    if data and all(isinstance(one, str) for one in data):
        return (
            [Piece(None, one, None, None, number) for number, one in enumerate(data)]
            if depth < 2
            else None
        )
    if data and all(
        isinstance(one, list) and len(one) == 2 and isinstance(one[1], str) for one in data
    ):
        return [
            Piece(label_of(one[0]), one[1], None, None, number) for number, one in enumerate(data)
        ]
    found = rows_of(data)
    if found and any(piece.text.strip() for piece in found):
        return found
    return (
        next(filter(None, (_plain(one, depth + 1) for one in data[:3])), None)
        if depth < 4
        else None
    )


#: name and reader of each kind, the most particular first
KINDS: tuple[tuple[str, Callable[[Any], list[Piece] | None]], ...] = (
    ("deepgram", _deepgram),
    ("aws", _aws),
    ("rev", _rev),
    ("google", _google),
    ("assemblyai", _assemblyai),
    ("podcast", _podcast),
    ("speakers", _mapped),
    ("whisper", _whisper),
    ("list", _plain),
)
