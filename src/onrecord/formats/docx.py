"""Word documents (.docx) -> lines: a bounded reading of the one part that holds the text."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from onrecord.formats.lines import Line, LineKind
from onrecord.formats.records import BlockKind, ImportProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: a part that unpacks to more is refused
MAX_PART = 128 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
#: parts whose words are no talk, and why
_AROUND = {
    "word/footnotes.xml": "footnote",
    "word/endnotes.xml": "endnote",
    "word/comments.xml": "comment",
}


def is_zip(data: bytes) -> bool:
    """Whether data begin as a zip archive does."""
    return data.startswith(b"PK\x03\x04")


def docx_lines(data: bytes) -> list[Line]:
    """Read the paragraphs of a Word document.

    Raises:
        ImportProblem: the data are no Word document, damaged, encrypted or too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ImportProblem(f"this archive is damaged: {error}") from error
    with archive:
        names = set(archive.namelist())
        if "word/document.xml" not in names:
            raise ImportProblem(
                "this is a zip archive and no Word document: unpack it and import the files"
            )
        reader = _Reader()
        reader.read(_part(archive, "word/document.xml"))
        extras = [(name, why) for name, why in _AROUND.items() if name in names]
        extras += [
            (name, "page header or footer")
            for name in sorted(names)
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
        ][:20]
        for name, why in extras:
            reader.aside(_part(archive, name), why)
    return reader.lines


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        with archive.open(name) as file:
            data = file.read(MAX_PART + 1)
    except (
        zipfile.BadZipFile,
        RuntimeError,
        OSError,
        EOFError,
        zlib.error,
        NotImplementedError,
    ) as error:
        raise ImportProblem(f"{name} cannot be unpacked: {error}") from error
    if len(data) > MAX_PART:
        raise ImportProblem(f"{name} unpacks to more than {MAX_PART:,} bytes: it is refused")
    try:
        root: Element = ElementTree.fromstring(
            data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode())
        )
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise ImportProblem(f"{name} is not well-formed: {error}") from error
    return root


class _Reader:
    """One walk over the body."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.count = 0
        self.gap = True

    def read(self, root: Element) -> None:
        """Read paragraphs in order; a row of a table is one line, its cells divided by tabs."""
        stack = [root]
        while stack:
            element = stack.pop()
            name = element.tag.removeprefix(_W)
            if name == "p":
                self._paragraph([element])
            elif name == "tr":
                cells = [list(cell.iter(f"{_W}p")) for cell in element.findall(f"{_W}tc")]
                self._row([cell for cell in cells if cell])
            elif not name.endswith("Fallback"):
                stack.extend(reversed(element))

    def aside(self, root: Element, why: str) -> None:
        """Report the words of a part that is no talk."""
        for paragraph in root.iter(f"{_W}p"):
            text = "".join(one.text or "" for one in paragraph.iter(f"{_W}t")).strip()
            if text:
                self.lines.append(Line(self.count, "", LineKind.SKIP, why=why, raw=text))

    def _row(self, cells: list[list[Element]]) -> None:
        parts = [_runs(cell) for cell in cells]
        text, spans = "", []
        for words, marks in parts:
            if not words.strip():
                continue
            if text:
                text = text.rstrip() + ("\t" if not text.rstrip().endswith((":", "：")) else " ")
            spans += [(a + len(text), b + len(text), mark) for a, b, mark in marks]
            text += words.replace("\n", " ")
        self.count += 1
        if text.strip():
            self.lines.append(Line(self.count, text, spans=spans))

    def _paragraph(self, elements: list[Element]) -> None:
        self.count += 1
        self._deleted(elements[0])
        text, spans = _runs(elements)
        if not text.strip():
            return
        style = _style(elements[0])
        if style.startswith(("heading", "title", "subtitle", "berschrift", "überschrift")):
            level = int(style[-1]) if style[-1:].isdigit() else 1
            self.lines.append(
                Line(self.count, " ".join(text.split()), LineKind.HEADING, level=level)
            )
            return
        at = 0
        block = (
            BlockKind.BULLET
            if elements[0].find(f"{_W}pPr/{_W}numPr") is not None
            else BlockKind.PARAGRAPH
        )
        for number, part in enumerate(text.split("\n")):
            if part.strip():
                cut = [
                    (max(a - at, 0), min(b - at, len(part)), mark)
                    for a, b, mark in spans
                    if a < at + len(part) and b > at
                ]
                self.lines.append(Line(self.count, part, spans=cut, first=number == 0, block=block))
            at += len(part) + 1

    def _deleted(self, element: Element) -> None:
        gone = "".join(one.text or "" for one in element.iter(f"{_W}delText")).strip()
        if gone:
            self.lines.append(
                Line(self.count, "", LineKind.SKIP, why="deleted with changes tracked", raw=gone)
            )


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(f"{_W}val") or "").lower() if style is not None else ""


def _runs(paragraphs: list[Element]) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of paragraphs and where it is bold or italic."""
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = 0
    for number, paragraph in enumerate(paragraphs):
        if number:
            parts.append("\n")
            length += 1
        for run in _in_order(paragraph):
            text = _text(run)
            mark = _mark(run)
            if mark and text.strip():
                if spans and spans[-1][1] == length and spans[-1][2] == mark:
                    spans[-1] = (spans[-1][0], length + len(text), mark)
                else:
                    spans.append((length, length + len(text), mark))
            parts.append(text)
            length += len(text)
    return "".join(parts), spans


def _in_order(paragraph: Element) -> list[Element]:
    """Return the runs of a paragraph, those in links and insertions too, no deleted ones."""
    found: list[Element] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
        if name == "r":
            found.append(element)
        elif name not in {"del", "moveFrom", "pPr"} and not name.endswith("Fallback"):
            stack.extend(reversed(element))
    return found


def _text(run: Element) -> str:
    parts = []
    for element in run:
        name = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
        if name == "t":
            parts.append(element.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name in {"br", "cr"}:
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _mark(run: Element) -> str:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return ""
    style = properties.find(f"{_W}rStyle")
    if style is not None and (style.get(f"{_W}val") or "").lower() in {"strong", "speaker"}:
        return "b"
    for name, mark in (("b", "b"), ("i", "i"), ("u", "i")):
        found = properties.find(f"{_W}{name}")
        if found is not None and (found.get(f"{_W}val") or "1").lower() not in {
            "0",
            "false",
            "none",
        }:
            return mark
    return ""
