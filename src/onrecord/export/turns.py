"""A turn as Markdown, from its source: most turns mean the same in any Markdown and are copied."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.expand import word_nodes
from onrecord.export.markdown import escape, escape_lines, indented

if TYPE_CHECKING:
    from onrecord.export.markdown import MarkdownWriter
    from onrecord.model import Erratum
    from onrecord.nodes import turn

#: what means something else in a turn than in any other Markdown
_OTHER = ("![", "](", "]:", "][")
#: a line that begins a block, or would in any other Markdown
_BLOCK = re.compile(
    r"^[^\S\n]*(?:[#>+\-=:`]|[*_](?:\s|$)|([*_])[ ]*\1[ ]*\1|[0-9]{1,9}[.)])|^ ", re.MULTILINE
)
_MARKS = "*_`[\\"
#: more marks than this are read one by one
_MANY = 60


def _copied(source: str) -> bool:
    """Whether the source of a turn is read alike everywhere, and can be taken as it is."""
    if "<" in source or "~" in source or "|" in source or "\t" in source:
        return False
    if "]" in source:
        for mark in _OTHER:
            if mark in source:
                return False
    if (_BLOCK.search if "\n" in source else _BLOCK.match)(source):
        return False
    return sum(map(source.count, _MARKS)) <= _MANY


def words(writer: MarkdownWriter, node: turn) -> str:
    """Return the words of a turn, read as :mod:`onrecord.markup` reads them."""
    source: str = node.attributes["source"].strip()
    return source if _copied(source) else writer.blocks(word_nodes(node.events()))


def turn_markdown(writer: MarkdownWriter, node: turn, page: str) -> str:
    """Return a turn: who speaks, its id linked to *page* (an address), its words, its errata."""
    told = words(writer, node)
    # the node's own look-up is slow, and there are very many turns
    found = node.attributes
    number = found["turn"]
    if not number:
        return told
    role = f" ({found['role']})" if found["role"] else ""
    start = f" · {found['start']}" if "start" in found else ""
    # an id is letters, digits and hyphens: it means itself in a link
    head = f"**{_name(found['name'])}**{role} · [{number}]({page}#{number}){start}"
    if "marks" not in found:
        return f"{head}\n\n{told}" if told else head
    marks: list[tuple[int, int, Erratum]] = found["marks"]
    return "\n\n".join([head, told, *(_erratum(one) for _, _, one in marks)])


@lru_cache(maxsize=1024)
def _name(text: str) -> str:
    return escape(" ".join(text.split()))


def _erratum(one: Erratum) -> str:
    reading = f"read “{one.reading}”" if one.reading else "leave out"
    text = f"{one.id}: printed “{one.printed}”, {reading} ({one.confidence} confidence)."
    return indented(escape_lines(escape(f"{text} {one.reason}")), "> ", "> ")
