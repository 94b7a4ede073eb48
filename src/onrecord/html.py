"""A turn as HTML, drawn from its words without a docutils node for each paragraph.

The words pass through :mod:`onrecord.markup` and are escaped there; everything else in a turn is
escaped here. Errata open in place with the Popover API, which needs no script and works by
keyboard; copied text holds the printed words and nothing else.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from onrecord import markup
from onrecord.markup import Kind
from onrecord.nodes import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from onrecord.domain import InterviewDomain
    from onrecord.markup import Event
    from onrecord.model import Erratum

#: (start, end, erratum) over the plain words of a turn
Mark = tuple[int, int, "Erratum"]


class Cited(NamedTuple):
    """One page that leads to a turn: its address, its title, and the citing sentence."""

    uri: str
    title: str
    sentence: str


def draw(node: turn, cited: Sequence[Cited]) -> str:
    """Return the HTML of one turn, or of words that belong to no turn."""
    marks = node.get("marks", ())
    words = words_html(node.events(), marks) if marks else markup.draw(node["source"])
    if not node["turn"]:
        return f'<div class="outside-turn">\n{words}</div>\n'
    own, *earlier = node["ids"]
    also = "".join(f'<span id="{escape(one)}"></span>' for one in earlier)
    role = escape(node["role"])
    return (
        f'<div class="turn {("role-" + role) if role else "role-unknown"}" id="{escape(own)}"'
        f' data-speaker="{escape(node["speaker"])}">{also}\n{_head(node, own, role)}'
        f'<div class="turn-words" dir="auto">\n{words}</div>\n'
        f"{notes_html(marks)}{_cited_html(own, cited)}</div>\n"
    )


def _head(node: turn, own: str, role: str) -> str:
    printed = ""
    if node["label"] != node["name"]:
        printed = f' title="printed as “{escape(node["label"])}”"'
    start = f' <time class="turn-time">{escape(node["start"])}</time>' if "start" in node else ""
    shown = f' <span class="turn-role">{role}</span>' if role else ""
    earlier = escape(", ".join(node["ids"][1:]))
    also = f' <span class="turn-also">also {earlier}</span>' if earlier else ""
    return (
        f'<p class="turn-head"><a class="turn-number" href="#{escape(own)}"'
        f' aria-label="Permanent link to turn {escape(own)}">{escape(own)}</a>'
        f' <span class="turn-speaker"{printed}>{escape(node["name"])}</span>{shown}{start}{also}'
        "</p>\n"
    )


def words_html(events: Sequence[Event], marks: Sequence[Mark]) -> str:
    """Draw events with the printed words of errata marked."""
    parts: list[str] = []
    at = 0
    for event in events:
        if event.kind is Kind.TEXT:
            parts.extend(_marked(event.value, at, marks))
        else:
            parts.append(markup.html_of(event))
        at += markup.plain_length(event)
    return "".join(parts)


def _marked(text: str, at: int, marks: Sequence[Mark]) -> Iterator[str]:
    """Draw the text that begins at an offset, cut where an erratum begins or ends."""
    end = at + len(text)
    edges = {at, end}
    for start, stop, _ in marks:
        edges.update(edge for edge in (start, stop) if at < edge < end)
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        shown = escape(text[left - at : right - at], quote=False)
        covering = [one for start, stop, one in marks if start < right and stop > left]
        if covering:
            shown = f'<span class="printed">{shown}</span>'
        yield shown
        for start, stop, one in marks:
            if left < stop <= right and start < stop:
                yield _opener(one)


def _opener(one: Erratum) -> str:
    label = escape(f"Slip {one.id}: “{one.printed}”. Show the reading")
    return (
        f'<button type="button" class="erratum-mark" popovertarget="{escape(one.id)}"'
        f' aria-label="{label}"></button>'
    )


def notes_html(marks: Sequence[Mark]) -> str:
    """Draw the notes that the marks open."""
    return "".join(_note(one) for _, _, one in marks)


def _note(one: Erratum) -> str:
    where = {
        "translation": "slip of the translation",
        "original": "slip of the original",
        "transcription": "slip of the transcription",
    }.get(one.fault.value, "slip of unclear origin")
    original = f"<dt>Original</dt><dd>{escape(one.original)}</dd>\n" if one.original else ""
    reading = escape(one.reading) or "<em>(leave out)</em>"
    return (
        f'<div popover="" class="erratum-note" id="{escape(one.id)}" role="note">\n'
        f'<p class="erratum-title">{escape(one.id)}: {where}, {one.confidence} confidence</p>\n'
        f"<dl><dt>Printed</dt><dd>{escape(one.printed)}</dd>\n<dt>Read</dt><dd>{reading}</dd>\n"
        f"{original}<dt>Why</dt><dd>{escape(one.reason)}</dd></dl>\n</div>\n"
    )


def _cited_html(own: str, cited: Sequence[Cited]) -> str:
    if not cited:
        return ""
    pages = len({one.title for one in cited})
    items = "".join(
        f'<li><a class="reference internal" href="{escape(one.uri)}">{escape(one.title)}</a>'
        f' <q class="citing">{escape(one.sentence)}</q></li>\n'
        for one in cited
    )
    return (
        f'<details class="turn-cited"><summary>Cited by {pages} page{"s" if pages > 1 else ""}'
        f'<span class="visually-hidden"> (turn {escape(own)})</span></summary>\n'
        f"<ul>\n{items}</ul></details>\n"
    )


def cited_by(domain: InterviewDomain, node: turn, uri: Callable[[str], str]) -> list[Cited]:
    """Return the pages that lead to a turn, in the order of their names."""
    place = (node.get("interview", ""), node["turn"])
    return [
        Cited(
            f"{uri(one.docname)}#{one.anchor}" if one.anchor else uri(one.docname),
            domain.title(one.docname),
            one.sentence,
        )
        for one in domain.mentions.get(place, ())
    ]


def visit_turn(self: HTML5Translator, node: turn) -> None:
    """Draw a turn."""
    builder: Any = self.builder
    here = builder.current_docname
    domain = builder.env.get_domain("interview")
    found = cited_by(domain, node, lambda docname: builder.get_relative_uri(here, docname))
    self.body.append(draw(node, found))
    raise nodes.SkipNode


def on_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Complete the inventory (event ``html-collect-pages``: all is written but the inventory)."""
    domain: Any = app.env.get_domain("interview")
    domain.offer_labels()
    return []


def setup_html(app: Sphinx) -> None:
    """Draw turns in HTML."""
    app.connect("html-collect-pages", on_collect_pages)
    app.add_node(turn, html=(visit_turn, None))
