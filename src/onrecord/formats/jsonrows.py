"""The rows of a JSON transcript: speakers, times and words under their many names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from onrecord.formats.cues import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

Data = dict[str, Any]

_SPEAKER_KEYS = (
    "speaker_name",
    "speakerName",
    "speaker_label",
    "speakerLabel",
    "speaker",
    "speaker_id",
    "speakerId",
    "speakerTag",
    "name",
    "who",
    "author",
    "role",
    "label",
    "channel",
)
_TEXT_KEYS = (
    "text",
    "body",
    "transcript",
    "content",
    "words",
    "utterance",
    "sentence",
    "display",
    "value",
    "punctuated_word",
    "word",
    "message",
    "speech",
    "line",
    "caption",
)
_START_KEYS = (
    "start",
    "startTime",
    "start_time",
    "begin",
    "from",
    "offset",
    "timestamp",
    "time",
    "ts",
    "start_ms",
    "startMs",
    "tStartMs",
    "timecode",
)
_END_KEYS = ("end", "endTime", "end_time", "to", "end_ts", "end_ms", "endMs")
LIST_KEYS = (
    "utterances",
    "segments",
    "turns",
    "transcript",
    "transcription",
    "monologues",
    "paragraphs",
    "results",
    "items",
    "captions",
    "cues",
    "dialogue",
    "dialog",
    "entries",
    "data",
    "chunks",
    "sentences",
    "messages",
    "events",
    "script",
    "blocks",
    "lines",
)


def label_of(value: Any, mapping: Data | None = None) -> str | None:
    """Return the label of a speaker as printed; a bare number becomes ``Speaker N``."""
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("name", "label", "id") if value.get(key) is not None), None
        )
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None or isinstance(value, bool) or value == "":
        return None
    if mapping and str(value) in mapping:
        return label_of(mapping[str(value)])
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) or str(value).isdecimal():
        return f"Speaker {value}"
    return " ".join(str(value).split()).rstrip(":：").strip() or None


def number_of(value: Any, scale: float = 1.0) -> str | float | None:
    """Return a time as printed, or in seconds where it is a number."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        bare = value.strip().removesuffix("s")
        if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,12})?", bare):
            return value.strip().replace(",", ".")[:40] or None
        value = float(bare)
    if not isinstance(value, int | float) or not 0 <= value < 1e10:
        return None
    seconds = float(value) * scale
    return int(seconds) if seconds.is_integer() else round(seconds, 3)


def first_of(item: Data, keys: tuple[str, ...]) -> Any:
    """Return the first of several keys that an item has."""
    return next((item[key] for key in keys if item.get(key) is not None), None)


def _whisper_time(item: Data) -> tuple[Any, Any]:
    stamps = item.get("timestamps")
    if isinstance(stamps, dict):
        return stamps.get("from"), stamps.get("to")
    stamp = item.get("timestamp")
    if isinstance(stamp, list) and len(stamp) == 2:
        return stamp[0], stamp[1]
    return first_of(item, _START_KEYS), first_of(item, _END_KEYS)


def words_of(value: Any) -> str:
    """Join what holds words: a text, a list of words, a list of sentences."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = [
            first_of(one, ("punctuated_word", "text", "word", "value", "content"))
            if isinstance(one, dict)
            else one
            for one in value
        ]
        return " ".join(str(part).strip() for part in parts if isinstance(part, str | int | float))
    return ""


def _row(item: Any, index: int, mapping: Data | None, scale: float) -> Piece | None:
    if not isinstance(item, dict):
        return None
    text = ""
    for key in _TEXT_KEYS:
        text = words_of(item.get(key))
        if text.strip():
            break
    if not text.strip() and isinstance(item.get("sentences"), list):
        text = words_of(item["sentences"])
    if not text.strip() and isinstance(item.get("segs"), list):
        text = "".join(str(one.get("utf8", "")) for one in item["segs"] if isinstance(one, dict))
    start, end = _whisper_time(item)
    if "tStartMs" in item or "start_ms" in item or "startMs" in item:
        scale = 0.001
    label = label_of(first_of(item, tuple(key for key in _SPEAKER_KEYS if key in item)), mapping)
    if label is None and isinstance(item.get("words"), list):
        label = _majority(item["words"], mapping)
    return Piece(label, text, number_of(start, scale), number_of(end, scale), index)


def _majority(words: list[Any], mapping: Data | None) -> str | None:
    counts: dict[str, int] = {}
    for word in words:
        label = label_of(word.get("speaker"), mapping) if isinstance(word, dict) else None
        if label:
            counts[label] = counts.get(label, 0) + 1
    return max(counts, key=lambda one: counts[one]) if counts else None


def rows_of(items: Any, mapping: Data | None = None, scale: float = 1.0) -> list[Piece] | None:
    """Read a list of objects as pieces, or ``None`` where it is none."""
    if not isinstance(items, list):
        return None
    found = [_row(item, index, mapping, scale) for index, item in enumerate(items)]
    return [piece for piece in found if piece] or None


def by_word(words: Any) -> list[Piece] | None:
    """Join single words to runs of one speaker, where words have speakers."""
    parts = rows_of(words)
    if not parts or not any(piece.speaker for piece in parts):
        return None
    joined: list[Piece] = []
    texts: list[list[str]] = []
    for piece in parts:
        if joined and piece.speaker in {None, joined[-1].speaker}:
            texts[-1].append(piece.text)
            joined[-1].end = piece.end
        else:
            joined.append(piece)
            texts.append([piece.text])
    for piece, words_of in zip(joined, texts, strict=True):
        piece.text = " ".join(words_of)
    return joined


def tokens_of(tokens: Iterable[tuple[str | None, str, bool, Any, Any]]) -> list[Piece] | None:
    """Join words and punctuation to runs of one speaker."""
    found: list[Piece] = []
    texts: list[list[str]] = []
    for number, (speaker, content, glued, start, end) in enumerate(tokens):
        if not found or (speaker and speaker != found[-1].speaker and not glued):
            found.append(Piece(speaker, "", number_of(start), number_of(end), number))
            texts.append([])
        texts[-1].append(content if glued or not texts[-1] else " " + content)
        found[-1].end = number_of(end) or found[-1].end
    for piece, parts in zip(found, texts, strict=True):
        piece.text = "".join(parts).strip()
    return found or None
