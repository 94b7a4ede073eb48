"""The bytes of a source -> what was imported, its format told by its content."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.formats.cues import looks_like_cues, read_srt, read_webvtt
from onrecord.formats.decode import Decoded, decode
from onrecord.formats.documents import Document, read_document
from onrecord.formats.docx import docx_lines, is_zip
from onrecord.formats.frontdata import FrontData, read_front
from onrecord.formats.htmltext import html_lines
from onrecord.formats.jsonfiles import read_json
from onrecord.formats.markdown import markdown_lines
from onrecord.formats.plaintext import text_lines
from onrecord.formats.records import Imported, ImportProblem, Options, Skipped
from onrecord.formats.tables import looks_like_table, read_csv
from onrecord.formats.xmlfiles import looks_like_xml, read_xml

if TYPE_CHECKING:
    from onrecord.formats.lines import Line

#: the names that ``--format`` takes
FORMATS = ("markdown", "text", "html", "docx", "webvtt", "srt", "json", "csv", "xml", "chat")

_CHAT = re.compile(
    r"\s*\[?(?:\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?\]?,?\s*(?:-\s*)?"
    r"(?:<[^<>\s]{1,30}>|\*+\s+\S+\s+(?:joined|left|has|quit)|-!-)",
    re.IGNORECASE,
)
_NICKED = re.compile(r"\s*<[@+ ]?[\w|`\[\]{}^-]{1,30}>\s")
_WHATSAPP = re.compile(
    r"\[?\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?[APap][Mm])?\]?"
    r"\s*(?:-\s*)?[^:\n]{1,40}:"
)
_MARKUP = re.compile(
    r"^#{1,6} |^\s*\*\*|\*\*[^*\n]+\*\*|^_[^_\n]+_|\[[^\[\]\n]{1,300}\]\(|^__|"
    r"</?(?:b|strong|i|em|p|br|cite)\b[^<>\n]{0,99}>|\\\[|^\s*[*_]",
    re.MULTILINE,
)


def detect(data: bytes) -> str:
    """Return the format of a source, by its content.

    Raises:
        ImportProblem: it is no text and no Word document.
    """
    return "docx" if is_zip(data) else _detect(decode(data).text)


def _detect(text: str) -> str:
    head = text.lstrip("\ufeff \t\n")
    if head[:1] in "{[" and re.match(r"[\[{]\s*(?:[\"{\[\]}]|$)", head):
        return "json"
    if looks_like_xml(head):
        return "xml"
    cues = looks_like_cues(head)
    if cues:
        return cues
    lines = head.split("\n")
    front = read_front(lines)
    body = "\n".join(lines[front.lines :]) if front.lines else head
    if _is_html(body):
        return "html"
    if not front.lines and looks_like_table(head):
        return "csv"
    if _is_chat(body):
        return "chat"
    return "markdown" if front.lines or _MARKUP.search(body[:400_000]) else "text"


def _is_html(text: str) -> bool:
    """Whether a text is HTML rather than Markdown with a tag here and there."""
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or "<html" in head[:400]:
        return True
    if re.match(r"<(?:dl|table|div|section|article|body|p)\b", head) and head.count("</") > 1:
        return True
    sample = text[:200_000]
    lines = [line.strip() for line in sample.split("\n") if line.strip()]
    tagged = sum(
        1
        for line in lines
        if re.match(r"</?(?:p|div|cite|time|h[1-6]|br|li|td|tr|span|font)\b", line, re.IGNORECASE)
    )
    return len(lines) > 0 and tagged > 0.4 * len(lines)


def _is_chat(text: str) -> bool:
    lines = [line for line in text[:100_000].split("\n") if line.strip()]
    hits = sum(
        1 for line in lines if _CHAT.match(line) or _NICKED.match(line) or _WHATSAPP.match(line)
    )
    return hits > 3 and hits > 0.5 * len(lines)


def read_source(data: bytes, options: Options | None = None) -> Imported:
    """Read one source.

    Raises:
        ImportProblem: it cannot be read; the message says what to do.
    """
    options = options or Options()
    if options.format and options.format not in FORMATS:
        raise ImportProblem(
            f"there is no format {options.format!r}; there are {', '.join(FORMATS)}"
        )
    if is_zip(data):
        lines = docx_lines(data)
        document = read_document(lines, options.names, options.given, unit_is_line=False)
        return _from_document("docx", document, FrontData())
    decoded = decode(data)
    if not decoded.text.strip():
        raise ImportProblem("the source is empty")
    name = options.format or _detect(decoded.text)
    if name == "docx":
        raise ImportProblem("this is not a Word document")
    found = _read(name, decoded.text, options)
    return replace(found, encoding=decoded.encoding, notes=(*_decoding(decoded), *found.notes))


def _decoding(decoded: Decoded) -> tuple[str, ...]:
    return decoded.notes


def _read(name: str, text: str, options: Options) -> Imported:
    given, names = options.given, options.names
    if name == "webvtt":
        try:
            return read_webvtt(text.lstrip("\ufeff \t\n"), given=given, names=names)
        except ValueError as error:
            raise ImportProblem(str(error)) from error
    if name == "srt":
        return read_srt(text, given=given, names=names)
    if name == "json":
        return read_json(text.lstrip("\ufeff"), given=given, names=names)
    if name == "xml":
        return read_xml(text, given=given)
    if name == "csv":
        return read_csv(text)
    return _read_document(name, text, options)


def _read_document(name: str, text: str, options: Options) -> Imported:
    lines = text.removeprefix("\ufeff").replace("\f", "\n").split("\n")
    front = read_front(lines)
    body, first = lines[front.lines :], front.lines + 1
    read: list[Line]
    if name == "html":
        read = html_lines("\n".join(body), first)
    elif name == "markdown":
        read = markdown_lines(body, first)
    else:
        read = text_lines(body, first)
    names = (*front.names, *options.names)
    document = read_document(read, names, options.given, unit_is_line=name != "html")
    found = _from_document(name, document, front)
    if front.lines:
        head = Skipped(1, "front matter", "\n".join(lines[: front.lines]))
        found = replace(found, skipped=(head, *found.skipped))
    return replace(found, flags=("chat log", *found.flags)) if name == "chat" else found


def _from_document(name: str, document: Document, front: FrontData) -> Imported:
    notes = (*((front.note,) if front.note else ()), *document.notes)
    return Imported(
        name,
        tuple(document.turns),
        tuple(document.skipped),
        tuple(document.headings),
        tuple(document.labels),
        dict(front.meta),
        front.names,
        flags=tuple(document.flags),
        notes=notes,
    )
