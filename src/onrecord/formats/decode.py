"""Bytes -> text: UTF-8, then what the file declares, then Windows-1252."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.formats.records import ImportProblem

#: a larger source is refused: the longest transcripts are a tenth of this
MAX_BYTES = 64 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,100}\bencoding|<meta[^>]{0,200}\bcharset|@charset)\s*=?\s*["']?([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BINARY = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"ID3",
    b"OggS",
    b"\x1f\x8b",
    b"fLaC",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a source and how it was read."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the text of a source, lines ended by newlines, without NUL and other controls.

    Raises:
        ImportProblem: the source is too large, or no text.
    """
    if len(data) > MAX_BYTES:
        raise ImportProblem(f"the source has {len(data):,} bytes; the limit is {MAX_BYTES:,}")
    if data.startswith(_BINARY):
        raise ImportProblem(
            "this is a recording, a picture or a PDF, not a transcript: "
            "export its text and import that"
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportProblem("this is an old Word file (.doc): save it as .docx and import that")
    if data.startswith(b"{\\rtf"):
        raise ImportProblem("this is RTF: save it as .docx and import that")
    text, encoding, notes = _text(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    clean, count = _CONTROL.subn("\ufffd", text)
    if count > max(20, len(clean) // 10):
        raise ImportProblem("this is not text: more than a tenth of it are control characters")
    if count:
        notes = (*notes, f"{count} control characters were replaced by U+FFFD")
    return Decoded(clean, encoding, notes)


def _text(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(name, "replace")
            return text, name, _lost(text, name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    if data[:200].count(0) > 20:
        name = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        text = data.decode(name, "replace")
        return text, name, _lost(text, name)
    declared = _declared(data)
    if declared:
        text = data.decode(declared, "replace")
        return text, declared, _lost(text, declared)
    if _mostly_utf8(data):
        text = data.decode("utf-8", "replace")
        return text, "utf-8", _lost(text, "utf-8")
    text = data.decode("cp1252", "replace")
    note = "the source is not UTF-8 and declares nothing: read as Windows-1252, look at its accents"
    return text, "cp1252", (note, *_lost(text, "cp1252"))


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    if not found:
        return ""
    name = found[1].decode("ascii", "replace").lower()
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    try:
        info = codecs.lookup(name)
        "x".encode(name).decode(name)
    except (LookupError, UnicodeError, TypeError, AttributeError):
        return ""
    # codecs such as zlib_codec are no text encodings
    return (
        ""
        if not getattr(info, "_is_text_encoding", True) or name.startswith("utf-8")
        else info.name
    )


def _mostly_utf8(data: bytes) -> bool:
    """Whether some multi-byte sequences are right and few bytes are wrong."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for char in text if ord(char) > 0x7F) - wrong
    return right > 4 * wrong


def _lost(text: str, name: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    return (f"{count} places could not be read as {name}: U+FFFD stands there",) if count else ()
