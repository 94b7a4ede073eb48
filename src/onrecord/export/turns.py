"""A turn as Markdown, from its source: most turns hold nothing to escape and are copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.expand import word_nodes
from onrecord.export.markdown import address, escape, escape_lines, indented

if TYPE_CHECKING:
    from onrecord.export.markdown import MarkdownWriter
    from onrecord.model import Erratum
    from onrecord.nodes import turn

#: without these, and in one line, a text means itself
_MARKUP = re.compile(r"[\\`*_\[\]<>~|&\n#]")
_FIRST = re.compile(r"\s|[+\-=:]|[0-9]{1,9}[.)]")
_GAP = re.compile(r"\n[ \t]*\n\s*")


def _plain(source: str) -> bool:
    return _MARKUP.search(source) is None and _FIRST.match(source) is None


def words(writer: MarkdownWriter, node: turn) -> str:
    """Return the words of a turn, read as :mod:`onrecord.markup` reads them."""
    source: str = node["source"]
    if _plain(source):
        return source.rstrip()
    paragraphs = _GAP.split(source.strip())
    if all(map(_plain, paragraphs)):
        return "\n\n".join(one.rstrip() for one in paragraphs)
    return writer.blocks(word_nodes(node.events()))


def turn_markdown(writer: MarkdownWriter, node: turn, page: str) -> str:
    """Return a turn: who speaks, its id linked to its place on *page*, its words, its errata."""
    told = words(writer, node)
    if not node["turn"]:
        return told
    role = f" ({node['role']})" if node["role"] else ""
    start = f" · {node['start']}" if "start" in node else ""
    number = node["turn"]
    link = f"[{escape(number)}]({address(f'{page}#{number}')})"
    head = f"**{escape(' '.join(node['name'].split()))}**{role} · {link}{start}"
    marks: list[tuple[int, int, Erratum]] = node.get("marks", [])
    notes = [_erratum(one) for _, _, one in marks]
    return "\n\n".join(one for one in (head, told, *notes) if one)


def _erratum(one: Erratum) -> str:
    reading = f"read “{one.reading}”" if one.reading else "leave out"
    text = f"{one.id}: printed “{one.printed}”, {reading} ({one.confidence} confidence)."
    return indented(escape_lines(escape(f"{text} {one.reason}")), "> ", "> ")
