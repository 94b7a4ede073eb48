"""The map of an interview: its turns, the pages that lead to them, the claims; one can walk it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.lists import add_list
from onrecord.mapping.html import (
    depart_words,
    map_drawing,
    map_nodes,
    map_words,
    visit_map,
    visit_words,
    wants_map,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def on_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give a page with a map its styles (event ``html-page-context``)."""
    if wants_map(app.env.metadata.get(pagename, {})):
        app.add_css_file("map.css")


def setup_mapping(app: Sphinx) -> None:
    """Draw maps where ``{map}`` asks for them."""
    add_list("map", map_nodes)
    app.add_node(map_drawing, html=(visit_map, None))
    app.add_node(map_words, html=(visit_words, depart_words))
    app.connect("html-page-context", on_page)
