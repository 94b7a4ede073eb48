"""The kinds of JSON transcripts, told by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.formats.cues import Piece
from onrecord.formats.jsonrows import (
    LIST_KEYS,
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


def _deepgram(data: Any) -> list[Piece] | None:
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, dict) or "channels" not in results:
        return None
    spoken = rows_of(results.get("utterances"))
    if spoken and any(piece.speaker for piece in spoken):
        return spoken
    found: list[Piece] = []
    for channel in results["channels"] if isinstance(results["channels"], list) else []:
        best = (
            next(iter(channel.get("alternatives") or []), {}) if isinstance(channel, dict) else {}
        )
        paragraphs = (
            (best.get("paragraphs") or {}).get("paragraphs")
            if isinstance(best.get("paragraphs"), dict)
            else None
        )
        found += rows_of(paragraphs) or by_word(best.get("words")) or rows_of([best]) or []
    return found or spoken


def _aws(data: Any) -> list[Piece] | None:
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, dict) or not isinstance(results.get("items"), list):
        return None
    who: Data = {}
    labels = results.get("speaker_labels")
    for segment in labels.get("segments") or [] if isinstance(labels, dict) else []:
        for item in segment.get("items") or []:
            who[str(item.get("start_time"))] = item.get("speaker_label") or segment.get(
                "speaker_label"
            )
    return tokens_of(
        (
            label_of(item.get("speaker_label") or who.get(str(item.get("start_time")))),
            str(first_of(next(iter(item.get("alternatives") or [{}])), ("content",)) or ""),
            item.get("type") == "punctuation",
            item.get("start_time"),
            item.get("end_time"),
        )
        for item in results["items"]
        if isinstance(item, dict)
    )


def _google(data: Any) -> list[Piece] | None:
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, list) or not results:
        return None
    best = [
        next(iter(one.get("alternatives") or []), {}) for one in results if isinstance(one, dict)
    ]
    if best and all(isinstance(one, dict) and "content" in one for one in best):
        return tokens_of((label_of(one.get("speaker")), str(one["content"]), result.get("type") == "punctuation",
                        result.get("start_time"), result.get("end_time"))
                       for one, result in zip(best, results, strict=True))  # fmt: skip
    tagged = [
        one
        for one in best
        if any("speakerTag" in word for word in one.get("words") or [] if isinstance(word, dict))
    ]
    if tagged:
        return by_word(tagged[-1]["words"])
    return rows_of(best) if any("transcript" in one for one in best) else None


def _rev(data: Any) -> list[Piece] | None:
    if not isinstance(data, dict) or not isinstance(data.get("monologues"), list):
        return None
    people = data.get("speakers")
    mapping = (
        {str(one.get("id")): one.get("name") for one in people if isinstance(one, dict)}
        if isinstance(people, list)
        else None
    )
    found = []
    for number, one in enumerate(data["monologues"]):
        elements = [part for part in one.get("elements") or [] if isinstance(part, dict)]
        text = "".join(str(part.get("value", "")) for part in elements)
        start = next((part.get("ts") for part in elements if part.get("ts") is not None), None)
        found.append(
            Piece(label_of(one.get("speaker"), mapping), text, number_of(start), None, number)
        )
    return found or None


def _assemblyai(data: Any) -> list[Piece] | None:
    if not isinstance(data, dict) or not any(
        key in data for key in ("audio_url", "acoustic_model", "utterances")
    ):
        return None
    rows = data.get("utterances")
    if isinstance(rows, list) and rows:
        whole = all(isinstance(row, dict) and float(row.get("start") or 0).is_integer() for row in rows if isinstance(row, dict)
                    and isinstance(row.get("start"), int | float | None))  # fmt: skip
        return rows_of(rows, scale=0.001 if (whole and "audio_url" in data) or _far(rows) else 1.0)
    if "audio_url" in data and isinstance(data.get("text"), str):
        return rows_of(data.get("words"), scale=0.001) and [
            Piece(None, data["text"], None, None, 0)
        ]
    return None


def _far(rows: list[Any]) -> bool:
    """Whether whole numbers are so large against the words that they must be milliseconds."""
    last = next((row for row in reversed(rows) if isinstance(row, dict)), {})
    end, start = last.get("end"), last.get("start")
    if not isinstance(end, int) or not isinstance(start, int):
        return False
    words = len(words_of(last.get("text") or "").split())
    return end - start > 60 * max(words, 1)


def _whisper(data: Any) -> list[Piece] | None:
    if isinstance(data, dict) and isinstance(data.get("segments"), list) and "speakers" not in data:
        return rows_of(data["segments"])
    return None


def _podcast(data: Any) -> list[Piece] | None:
    if isinstance(data, dict) and isinstance(data.get("segments"), list):
        first = next((one for one in data["segments"] if isinstance(one, dict)), {})
        if "body" in first:
            return rows_of(data["segments"])
    return None


def _mapped(data: Any) -> list[Piece] | None:
    if not isinstance(data, dict) or "speakers" not in data:
        return None
    people = data["speakers"]
    if isinstance(people, list):
        mapping = {str(one.get("id", one.get("label", number))): one.get("name") or one.get("label")
                   if isinstance(one, dict) else one for number, one in enumerate(people)
                   if isinstance(one, dict)}  # fmt: skip
    else:
        mapping = people if isinstance(people, dict) else {}
    for key in LIST_KEYS:
        found = rows_of(data.get(key), {k: v for k, v in mapping.items() if v is not None})
        if found and any(piece.text.strip() for piece in found):
            return found
    return None


def _plain(data: Any, depth: int = 0) -> list[Piece] | None:
    if isinstance(data, list):
        if data and all(isinstance(one, str) for one in data):
            return [Piece(None, one, None, None, number) for number, one in enumerate(data)]
        if data and all(isinstance(one, list) and len(one) == 2 for one in data):
            return [
                Piece(label_of(one[0]), str(one[1]), None, None, number)
                for number, one in enumerate(data)
            ]
        found = rows_of(data)
        if found and any(piece.text.strip() for piece in found):
            return found
        return (
            next(filter(None, (_plain(one, depth + 1) for one in data[:3])), None)
            if depth < 4
            else None
        )
    if isinstance(data, dict) and depth < 4:
        keys = [key for key in LIST_KEYS if isinstance(data.get(key), list | dict)]
        for key in [
            *keys,
            *(key for key in data if key not in keys and isinstance(data[key], list | dict)),
        ]:
            found = _plain(data[key], depth + 1)
            if found:
                return found
        if isinstance(data.get("text"), str):
            return [Piece(None, data["text"], None, None, 0)]
    return None


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
