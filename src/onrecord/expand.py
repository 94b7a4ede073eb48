"""Turns as standard nodes, for every builder that does not draw them itself.

The words are those that :mod:`onrecord.html` draws: both read the events of
:mod:`onrecord.markup`. What HTML opens on demand (readings, citing pages) is printed below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from onrecord.links import link
from onrecord.markup import Event, Kind
from onrecord.nodes import turn
from onrecord.typography import inner_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from onrecord.entries import Mention
    from onrecord.model import Erratum

    Mark = tuple[int, int, Erratum]

_ELEMENTS: dict[str, type[nodes.Element]] = {
    "p": nodes.paragraph,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
    "blockquote": nodes.block_quote,
    "em": nodes.emphasis,
    "strong": nodes.strong,
    "code": nodes.literal,
}


def word_nodes(events: Sequence[Event]) -> list[nodes.Node]:
    """Make standard nodes out of the events of a turn."""
    top = nodes.container()
    stack: list[nodes.Element] = [top]
    for event in events:
        if event.kind is Kind.TEXT:
            stack[-1].append(nodes.Text(event.value))
        elif event.kind is Kind.OPEN:
            made = _element(event)
            stack[-1].append(made)
            stack.append(made)
        elif event.kind is Kind.CLOSE:
            stack.pop()
        elif event.kind is Kind.BREAK:
            stack[-1].append(nodes.Text("\n"))
        else:
            stack[-1].append(nodes.paragraph("", "* * *"))
    return list(top.children)


def _element(event: Event) -> nodes.Element:
    if event.value == "a":
        return nodes.reference("", "", refuri=event.target, internal=False)
    made = _ELEMENTS[event.value]()
    if event.value == "ul":
        made["bullet"] = "-"
    if event.value == "ol":
        made["enumtype"], made["prefix"], made["suffix"] = "arabic", "", "."
        if event.target not in {"", "1"}:
            made["start"] = int(event.target)
    return made


class ExpandTurns(SphinxPostTransform):
    """Replace each turn by standard nodes.

    Runs before references are resolved (10), so that the links it makes are resolved with the rest.
    """

    default_priority = 6

    def is_supported(self) -> bool:
        """Whether the builder needs it."""
        return self.env._app.builder.format not in {"html", "typst"}

    def run(self, **_: object) -> None:
        """Expand all turns of the document."""
        domain: Any = self.env.get_domain("interview")
        for node in list(self.document.findall(turn)):
            mentions = domain.mentions.get((node.get("interview", ""), node["turn"]), [])
            node.replace_self(_expanded(node, mentions))


def _expanded(node: turn, mentions: Sequence[Mention]) -> list[nodes.Node]:
    words = word_nodes(node.events())
    if not node["turn"]:
        return words
    label = nodes.strong("", f"{node['name']} ")
    note = f"({node['turn']}" + (f", {node['start']}" if "start" in node else "") + ")"
    head = nodes.paragraph("", "", label, nodes.Text(note), classes=["turn-head"])
    body = nodes.container("", head, *words, classes=["turn"])
    marks: list[Mark] = node.get("marks", [])
    for _, _, one in marks:
        body += _erratum(one)
    if mentions:
        body += _cited(mentions)
    return [nodes.target("", "", ids=node["ids"]), body]


def _erratum(one: Erratum) -> nodes.paragraph:
    reading = f"read “{inner_marks(one.reading)}”" if one.reading else "leave out"
    printed = f"{one.id}: printed “{inner_marks(one.printed)}”, {reading}"
    text = f"{printed} ({one.confidence}). {one.reason}"
    return nodes.paragraph("", text, classes=["erratum"])


def _cited(mentions: Sequence[Mention]) -> nodes.paragraph:
    made = nodes.paragraph("", "Cited by: ", classes=["turn-cited"])
    pages = sorted({one.docname for one in mentions})
    for at, docname in enumerate(pages):
        if at:
            made += nodes.Text(", ")
        made += link("doc", docname)
    return made


def setup_expand(app: Sphinx) -> None:
    """Expand turns where the writer does not know them."""
    app.add_post_transform(ExpandTurns)
