"""JSON of speech recognition and of podcasts -> turns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.formats.cues import Piece, count_labels, label_pieces, merge
from onrecord.formats.records import Imported, ImportProblem, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Data = dict[str, Any]

#: deeper data is refused
MAX_DEPTH = 60

_SPEAKER_KEYS = ("speaker_name", "speakerName", "speaker_label", "speakerLabel", "speaker", "speaker_id", "speakerId",
                 "speakerTag", "name", "who", "author", "role", "label", "channel")  # fmt: skip
_TEXT_KEYS = ("text", "body", "transcript", "content", "words", "utterance", "sentence", "display", "value",
              "punctuated_word", "word", "message", "speech", "line", "caption")  # fmt: skip
_START_KEYS = ("start", "startTime", "start_time", "begin", "from", "offset", "timestamp", "time", "ts",
               "start_ms", "startMs", "tStartMs", "timecode")  # fmt: skip
_END_KEYS = ("end", "endTime", "end_time", "to", "end_ts", "end_ms", "endMs")
_LIST_KEYS = ("utterances", "segments", "turns", "transcript", "transcription", "monologues", "paragraphs", "results",
              "items", "captions", "cues", "dialogue", "dialog", "entries", "data", "chunks", "sentences",
              "messages", "events", "script", "blocks", "lines")  # fmt: skip


def read_json(
    text: str, *, given: frozenset[str] = frozenset(), names: tuple[str, ...] = ()
) -> Imported:
    """Read a JSON transcript of any of the known kinds.

    Raises:
        ImportProblem: the text is no JSON, or no transcript can be found in it.
    """
    data = _load(text)
    for name, test in _KINDS:
        found = test(data)
        if found is not None:
            parts = [piece for piece in found if piece.text.strip()]
            if parts:
                return _imported(name, parts, data, given, names)
    raise ImportProblem("no transcript was found in this JSON: a list of objects with a speaker, a start and "
                        "a text is what is read")  # fmt: skip


def _load(text: str) -> Any:
    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    if deepest > 2000:
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


# -- the kinds ---------------------------------------------------------------------------------


def _label(value: Any, mapping: Data | None = None) -> str | None:
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
        return _label(mapping[str(value)])
    if isinstance(value, int | float) or str(value).isdigit():
        return f"Speaker {int(value)}"
    return " ".join(str(value).split()).rstrip(":：").strip() or None


def _number(value: Any, scale: float = 1.0) -> str | float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        try:
            value = (
                float(value.rstrip("s"))
                if value.replace(".", "", 1).rstrip("s").isdigit()
                else value
            )
        except ValueError:
            return value
        if isinstance(value, str):
            return value.replace(",", ".") or None
    if not isinstance(value, int | float) or not 0 <= value < 1e10:
        return None
    value = value * scale
    return int(value) if value == int(value) else round(value, 3)


def _first(item: Data, keys: tuple[str, ...]) -> Any:
    return next((item[key] for key in keys if item.get(key) is not None), None)


def _whisper_time(item: Data) -> tuple[Any, Any]:
    stamps = item.get("timestamps")
    if isinstance(stamps, dict):
        return stamps.get("from"), stamps.get("to")
    stamp = item.get("timestamp")
    if isinstance(stamp, list) and len(stamp) == 2:
        return stamp[0], stamp[1]
    return _first(item, _START_KEYS), _first(item, _END_KEYS)


def _words(value: Any) -> str:
    """Join what holds words: a text, a list of words, a list of sentences."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = [_first(one, ("punctuated_word", "text", "word", "value", "content")) if isinstance(one, dict) else one
                 for one in value]  # fmt: skip
        return " ".join(str(part).strip() for part in parts if isinstance(part, str | int | float))
    return ""


def _row(item: Any, index: int, mapping: Data | None, scale: float) -> Piece | None:
    if not isinstance(item, dict):
        return None
    text = ""
    for key in _TEXT_KEYS:
        text = _words(item.get(key))
        if text.strip():
            break
    if not text.strip() and isinstance(item.get("sentences"), list):
        text = _words(item["sentences"])
    if not text.strip() and isinstance(item.get("segs"), list):
        text = "".join(str(one.get("utf8", "")) for one in item["segs"] if isinstance(one, dict))
    start, end = _whisper_time(item)
    if "tStartMs" in item or "start_ms" in item or "startMs" in item:
        scale = 0.001
    label = _label(_first(item, tuple(key for key in _SPEAKER_KEYS if key in item)), mapping)
    if label is None and isinstance(item.get("words"), list):
        label = _majority(item["words"], mapping)
    return Piece(label, text, _number(start, scale), _number(end, scale), index)


def _majority(words: list[Any], mapping: Data | None) -> str | None:
    counts: dict[str, int] = {}
    for word in words:
        label = _label(word.get("speaker"), mapping) if isinstance(word, dict) else None
        if label:
            counts[label] = counts.get(label, 0) + 1
    return max(counts, key=lambda one: counts[one]) if counts else None


def _rows(items: Any, mapping: Data | None = None, scale: float = 1.0) -> list[Piece] | None:
    if not isinstance(items, list):
        return None
    found = [_row(item, index, mapping, scale) for index, item in enumerate(items)]
    return [piece for piece in found if piece] or None


def _deepgram(data: Any) -> list[Piece] | None:
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, dict) or "channels" not in results:
        return None
    spoken = _rows(results.get("utterances"))
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
        found += _rows(paragraphs) or _by_word(best.get("words")) or _rows([best]) or []
    return found or spoken


def _by_word(words: Any) -> list[Piece] | None:
    """Join single words to runs of one speaker, where words have speakers."""
    parts = _rows(words)
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
    return _tokens(
        (
            _label(item.get("speaker_label") or who.get(str(item.get("start_time")))),
            str(_first(next(iter(item.get("alternatives") or [{}])), ("content",)) or ""),
            item.get("type") == "punctuation",
            item.get("start_time"),
            item.get("end_time"),
        )
        for item in results["items"]
        if isinstance(item, dict)
    )


def _tokens(tokens: Iterable[tuple[str | None, str, bool, Any, Any]]) -> list[Piece] | None:
    """Join words and punctuation to runs of one speaker."""
    found: list[Piece] = []
    texts: list[list[str]] = []
    for number, (speaker, content, glued, start, end) in enumerate(tokens):
        if not found or (speaker and speaker != found[-1].speaker and not glued):
            found.append(Piece(speaker, "", _number(start), _number(end), number))
            texts.append([])
        texts[-1].append(content if glued or not texts[-1] else " " + content)
        found[-1].end = _number(end) or found[-1].end
    for piece, parts in zip(found, texts, strict=True):
        piece.text = "".join(parts).strip()
    return found or None


def _google(data: Any) -> list[Piece] | None:
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, list) or not results:
        return None
    best = [
        next(iter(one.get("alternatives") or []), {}) for one in results if isinstance(one, dict)
    ]
    if best and all(isinstance(one, dict) and "content" in one for one in best):
        return _tokens((_label(one.get("speaker")), str(one["content"]), result.get("type") == "punctuation",
                        result.get("start_time"), result.get("end_time"))
                       for one, result in zip(best, results, strict=True))  # fmt: skip
    tagged = [
        one
        for one in best
        if any("speakerTag" in word for word in one.get("words") or [] if isinstance(word, dict))
    ]
    if tagged:
        return _by_word(tagged[-1]["words"])
    return _rows(best) if any("transcript" in one for one in best) else None


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
        found.append(Piece(_label(one.get("speaker"), mapping), text, _number(start), None, number))
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
        return _rows(rows, scale=0.001 if whole and "audio_url" in data or _far(rows) else 1.0)
    if "audio_url" in data and isinstance(data.get("text"), str):
        return _rows(data.get("words"), scale=0.001) and [Piece(None, data["text"], None, None, 0)]
    return None


def _far(rows: list[Any]) -> bool:
    """Whether whole numbers are so large against the words that they must be milliseconds."""
    last = next((row for row in reversed(rows) if isinstance(row, dict)), {})
    end, start = last.get("end"), last.get("start")
    if not isinstance(end, int) or not isinstance(start, int):
        return False
    words = len(_words(last.get("text") or "").split())
    return end - start > 60 * max(words, 1)


def _whisper(data: Any) -> list[Piece] | None:
    if isinstance(data, dict) and isinstance(data.get("segments"), list) and "speakers" not in data:
        return _split_by_word(data["segments"]) or _rows(data["segments"])
    return None


def _split_by_word(segments: list[Any]) -> list[Piece] | None:
    """WhisperX: words carry speakers; a segment's own speaker is what counts, if it has one."""
    if any(isinstance(one, dict) and "speaker" in one for one in segments):
        return None
    return None


def _podcast(data: Any) -> list[Piece] | None:
    if isinstance(data, dict) and isinstance(data.get("segments"), list):
        first = next((one for one in data["segments"] if isinstance(one, dict)), {})
        if "body" in first:
            return _rows(data["segments"])
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
    for key in _LIST_KEYS:
        found = _rows(data.get(key), {k: v for k, v in mapping.items() if v is not None})
        if found and any(piece.text.strip() for piece in found):
            return found
    return None


def _plain(data: Any, depth: int = 0) -> list[Piece] | None:
    if isinstance(data, list):
        if data and all(isinstance(one, str) for one in data):
            return [Piece(None, one, None, None, number) for number, one in enumerate(data)]
        if data and all(isinstance(one, list) and len(one) == 2 for one in data):
            return [
                Piece(_label(one[0]), str(one[1]), None, None, number)
                for number, one in enumerate(data)
            ]
        found = _rows(data)
        if found and any(piece.text.strip() for piece in found):
            return found
        return (
            next(filter(None, (_plain(one, depth + 1) for one in data[:3])), None)
            if depth < 4
            else None
        )
    if isinstance(data, dict) and depth < 4:
        keys = [key for key in _LIST_KEYS if isinstance(data.get(key), list | dict)]
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


_KINDS: tuple[tuple[str, Callable[[Any], list[Piece] | None]], ...] = (
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
