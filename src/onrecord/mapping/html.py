"""What a map is on a page: a figure that scrolls in its own box, and the same in words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from onrecord.diagnostics import Warn, warn
from onrecord.links import link
from onrecord.lists import Cell, table, turn_links
from onrecord.mapping.draw import draw
from onrecord.mapping.facts import chart
from onrecord.model import Verdict
from onrecord.verdicts import SHOWN, verdict_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.writers.html5 import HTML5Translator

    from onrecord.domain import InterviewDomain
    from onrecord.entries import InterviewEntry
    from onrecord.mapping.facts import Chart, ClaimSpot


class map_drawing(nodes.General, nodes.Element):  # noqa: N801 - node classes are lower case in docutils
    """A map; its children are the links of its nodes, ``keys`` names them in their order.

    Attributes: ``chart``, ``keys``: (kind, name) of each child, ``title``, ``key``.
    """


class map_words(nodes.General, nodes.Element):  # noqa: N801
    """The words of a map, below it."""


def map_nodes(domain: InterviewDomain, entry: InterviewEntry) -> list[nodes.Node]:
    """Return the map of an interview; for builders without pages its words alone."""
    found = chart(domain, entry)
    if not found.pages:
        return [nodes.paragraph("", "No theme leads to this interview yet.")]
    told = _told(entry, found)
    if domain.env._app.builder.name not in {"html", "dirhtml"}:
        return [_summary(entry, found), told]
    drawn = map_drawing(chart=found, title=f"Map of {entry.title}", key=entry.id, keys=[])
    for spot in found.spots:
        _add(drawn, "turn", spot.id, link("turn", f"{entry.id}:{spot.id}"))
    for page in found.pages:
        _add(drawn, "page", page.docname, link("doc", page.docname))
        for one in page.claims:
            _add(drawn, "claim", one.id, link("claim", one.id))
    return [_summary(entry, found), drawn, map_words("", told)]


def _add(drawn: map_drawing, kind: str, name: str, to: nodes.Element) -> None:
    drawn["keys"].append((kind, name))
    drawn += to


def _summary(entry: InterviewEntry, found: Chart) -> nodes.paragraph:
    led = {at for page in found.pages for at in (*page.quoted, *page.named)}
    claims = sum(len(page.claims) for page in found.pages)
    text = (
        f"{len(found.spots)} turns, {len(led)} of them quoted or named by "
        f"{_count(len(found.pages), 'page')}"
    )
    text += f"; {_count(claims, 'claim')}." if claims else "."
    return nodes.paragraph("", text, classes=["map-summary"])


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _told(entry: InterviewEntry, found: Chart) -> nodes.Element:
    """Return the map as a table: page, turns, claims by verdict."""
    spots = found.spots
    rows: list[Sequence[Cell]] = []
    for page in found.pages:
        leads = sorted((*page.quoted, *page.named))
        places = turn_links((entry.id, spots[at].id) for at in leads)
        rows.append(([link("doc", page.docname)], places or "–", _verdicts(page.claims) or "–"))
    return table(("Page", "Turns", "Claims"), rows, "map-table")


def _verdicts(claims: Sequence[ClaimSpot]) -> list[nodes.Node]:
    made: list[nodes.Node] = []
    for verdict in (*Verdict, None):
        value = verdict.value if verdict else "none"
        own = [one for one in claims if one.verdict == value]
        if own:
            made.append(nodes.Text(("; " if made else "") + f"{verdict_text(verdict)}: "))
            for at, one in enumerate(own):
                made += [nodes.Text(", " if at else ""), link("claim", one.id)]
    return made


def visit_map(self: HTML5Translator, node: map_drawing) -> None:
    """Draw a map with the addresses that its links were given."""
    found: dict[tuple[str, str], str] = {}
    for key, child in zip(node["keys"], node.children, strict=False):
        if isinstance(child, nodes.reference):
            found[key] = child["refuri"] if "refuri" in child else f"#{child['refid']}"
    if len(found) != len(node["keys"]):
        warn(Warn.LIST_TARGET, "a node of the map has no address", node)
    svg = draw(node["chart"], node["title"], lambda kind, name: found.get((kind, name), "#"))
    shapes = ", ".join(f"{shape} {words}" for shape, words in SHOWN.values())
    after = f"after-map-{escape(node['key'])}"
    self.body.append(
        f'<figure class="map"><a class="map-skip" href="#{after}">Skip the map</a>\n'
        f'<div class="map-box" role="group" aria-label="{escape(node["title"])}" tabindex="0">{svg}'
        f'</div>\n<figcaption id="{after}" tabindex="-1">Left: the turns in their sections; with a '
        "frame, the questions. Right: the pages that quote them (line) or name them (dashes), and "
        f"what was claimed: {escape(shapes)}. Everything is a link.</figcaption></figure>\n"
    )
    raise nodes.SkipNode


def visit_words(self: HTML5Translator, node: map_words) -> None:
    """Open the words."""
    self.body.append('<details class="map-words"><summary>The map in words</summary>\n')


def depart_words(self: HTML5Translator, node: map_words) -> None:
    """Close the words."""
    self.body.append("</details>\n")


def wants_map(metadata: dict[str, Any]) -> bool:
    """Whether a page has a map, by what its directive noted."""
    return "onrecord-map" in metadata
