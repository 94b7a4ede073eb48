"""What a diagram is on an HTML page: a figure that scrolls in its own box, and its words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from onrecord.diagrams.svg import inline_svg

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class drawing(nodes.General, nodes.Element):  # noqa: N801 - node classes are lower case in docutils
    """A drawing; lives from the post-transform to the writer.

    Attributes: ``svg``, ``prefix``, ``title``, ``description``. Its children are references, so
    that a builder that changes addresses finds them; ``written`` is the target in the source.
    """


class diagram_words(nodes.General, nodes.Element):  # noqa: N801
    """The words of a diagram, below it."""


def visit_drawing(self: HTML5Translator, node: drawing) -> None:
    """Write the drawing, its links as the builder has them."""
    links = {
        one["written"]: one["refuri"] if "refuri" in one else f"#{one['refid']}"
        for one in node.children
        if isinstance(one, nodes.reference) and "written" in one
    }
    title = node["title"]
    svg = inline_svg(node["svg"], node["prefix"], title, links, node["description"])
    name = escape(title)
    self.body.append(
        f'<div class="diagram-box" role="group" aria-label="{name}" tabindex="0">{svg}</div>\n'
    )
    raise nodes.SkipNode


def visit_words(self: HTML5Translator, node: diagram_words) -> None:
    """Open the words."""
    self.body.append('<details class="diagram-words"><summary>The diagram in words</summary>\n')


def depart_words(self: HTML5Translator, node: diagram_words) -> None:
    """Close the words."""
    self.body.append("</details>\n")


def add_nodes(app: Sphinx) -> None:
    """Add the nodes; only HTML builders ever meet them."""
    app.add_node(drawing, html=(visit_drawing, None))
    app.add_node(diagram_words, html=(visit_words, depart_words))
