"""A turn in print: who speaks and its number hang beside the words, slips are notes.

The words come from the events of :mod:`onrecord.markup`, as in HTML; no docutils nodes are made.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from onrecord.book.source import call, string, strings, text, verbatim
from onrecord.book.writing import draws
from onrecord.markup import Event, Kind, plain_length
from onrecord.typography import inner_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.book.writing import Writing
    from onrecord.model import Erratum

    Mark = tuple[int, int, Erratum]

_OPENING = {
    "p": "",
    "ul": "#list",
    "ol": "#enum",
    "li": "[",
    "blockquote": "#passage[",
    "em": "#emph[",
    "strong": "#strong[",
    "code": "#mono[",
}
_CLOSING = {"p": "\n\n", "ul": ";\n\n", "ol": ";\n\n", "li": "]", "blockquote": "];\n\n"}
#: letters that fit into a line beside the words
_LABEL_LINE, _NUMBER_LINE = 20, 26
_LINE = 84


@draws("turn")
def turn(writing: Writing, node: Any) -> str:
    """Write a turn, or words that belong to none."""
    words = words_source(node.events(), node.get("marks", ())).strip()
    if not node["turn"]:
        return f"{words}\n\n"
    names = [writing.label(key) for key in node["ids"]]
    names = [one for one in names if one not in writing.defined]
    writing.defined.update(dict.fromkeys(names))
    more = "".join(f", {one}" for one in (node["role"], node.get("start", "")) if one)
    lines = -(-len(node["name"]) // _LABEL_LINE) + -(-len(node["turn"] + more) // _NUMBER_LINE)
    short = max(0, lines - _lines(node.astext()))
    level = min(writing.level + writing.depth, 6)
    return (
        f"#turn({level}, {string(node['name'])}, {string(node['turn'])}, {string(more)}, {short},"
        f" {strings(names)})[{words}{_quoted_in(writing, node)}];\n\n"
    )


def _lines(words: str) -> int:
    return sum(-(-max(len(line), 1) // _LINE) for line in words.split("\n"))


def _quoted_in(writing: Writing, node: Any) -> str:
    """Return the pages that lead to a turn, and where each does."""
    found: dict[str, list[str]] = {}
    for one in writing.domain.mentions.get((node.get("interview", ""), node["turn"]), ()):
        found.setdefault(one.docname, []).append(writing.label(one.anchor, one.docname))
    if not found:
        return ""
    led = text("; ").join(
        f"#cited({strings(list(dict.fromkeys(labels)))})[{text(writing.domain.title(docname))}];"
        for docname, labels in found.items()
    )
    writing.used.update(dict.fromkeys(one for labels in found.values() for one in labels))
    return call("line", text("Cited in: ") + led, kind=string("cited"))


def words_source(events: Sequence[Event], marks: Sequence[Mark]) -> str:
    """Return the words of a turn as Typst source, each slip with a note after its last letter."""
    parts: list[str] = []
    at = 0
    for event in events:
        if event.kind is Kind.TEXT:
            parts.append(_marked(event.value, at, marks))
        elif event.kind is Kind.OPEN:
            parts.append(_open(event))
        elif event.kind is Kind.CLOSE:
            parts.append(_CLOSING.get(event.value, "];"))
        elif event.kind is Kind.BREAK:
            parts.append("#linebreak();")
        else:
            parts.append("#pause();\n\n")
        at += plain_length(event)
    return "".join(parts)


def _open(event: Event) -> str:
    if event.value == "a":
        return f"#link({string(event.target)})["
    if event.value == "ol" and event.target not in {"", "1"}:
        return f"#enum(start: {int(event.target)})"
    return _OPENING[event.value]


def _marked(value: str, at: int, marks: Sequence[Mark]) -> str:
    """Write the text that begins at an offset, with the notes of what ends in it."""
    end = at + len(value)
    edges = sorted({at, end}.union(edge for mark in marks for edge in mark[:2] if at < edge < end))
    parts = []
    for left, right in pairwise(edges):
        piece = verbatim(value[left - at : right - at].replace("\n", " "))
        covered = any(start < right and stop > left for start, stop, _ in marks)
        parts.append(call("printed", piece) if covered else piece)
        parts.extend(
            _note(one) for start, stop, one in marks if left < stop <= right and start < stop
        )
    return "".join(parts)


def _note(one: Erratum) -> str:
    read = f"read “{inner_marks(one.reading)}”" if one.reading else "leave out"
    words = f"“{inner_marks(one.printed)}”: {read} ({one.confidence} confidence). {one.reason}"
    return call("footnote", call("words", text(one.id), kind=string("slip")) + text(f" {words}"))
