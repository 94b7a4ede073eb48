"""A map as an SVG: turns in blocks on the left, pages on the right, a line for each lead.

Everything is placed by counting; no two runs differ. Colours come from the style sheet
(``map.css``); what a colour tells is told by form as well.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from onrecord.verdicts import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.mapping.facts import Chart, ClaimSpot, PageSpot, Spot

#: pixels of the drawing: its width, where the pages begin, what fits in a row
WIDTH, RIGHT = 730, 392
BLOCK, IN_ROW = 30, 8
CLAIM, CLAIMS_IN_ROW = 25, 13
HUES = 6
_SIDE = 24


class Placed(NamedTuple):
    """Something with its upper edge."""

    top: float
    height: float


def draw(chart: Chart, name: str, uri: Callable[[str, str], str]) -> str:
    """Return the SVG; *uri* gives the address for a kind (turn, page, claim) and a name."""
    heights = [_group_height(len(spots)) for _, spots in chart.groups]
    sides = [_page_height(page) for page in chart.pages]
    total = max(sum(heights), sum(sides), 60)
    groups, pages = spread(heights, total), spread(sides, total)
    led = Counter(at for page in chart.pages for at in (*page.quoted, *page.named))
    points: list[tuple[float, float]] = []
    blocks: list[str] = []
    for (title, spots), place in zip(chart.groups, groups, strict=True):
        blocks.append(_heading(title, place.top))
        for at, spot in enumerate(spots):
            x, y = at % IN_ROW * BLOCK, place.top + 20 + at // IN_ROW * BLOCK
            points.append((x + _SIDE, y + _SIDE / 2))
            blocks.append(_turn(spot, led[len(points) - 1], x, y, uri))
    right = [
        _page(page, at % HUES, place.top, points, uri)
        for at, (page, place) in enumerate(zip(chart.pages, pages, strict=True))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {WIDTH + 8} {total + 8:g}"'
        f' role="group" aria-label="{escape(name)}">\n'
        # the turns are drawn over the lines
        f"{''.join(right)}{''.join(blocks)}</svg>\n"
    )


def spread(heights: Sequence[float], total: float) -> list[Placed]:
    """Place things below each other with equal gaps, so that they fill *total*."""
    gap = (total - sum(heights)) / len(heights) if heights else 0
    placed, top = [], gap / 2
    for height in heights:
        placed.append(Placed(round(top, 1), height))
        top += height + gap
    return placed


def shorten(text: str, room: int) -> str:
    """Return a text in at most *room* columns; a wide character takes two."""
    columns = 0
    for at, char in enumerate(text):
        columns += 2 if east_asian_width(char) in "WF" else 1
        if columns > room:
            return text[: max(at - 1, 0)].rstrip() + "…"
    return text


def _group_height(turns: int) -> float:
    return 20 + -(-turns // IN_ROW) * BLOCK + 6


def _page_height(page: PageSpot) -> float:
    return 26 + -(-len(page.claims) // CLAIMS_IN_ROW) * CLAIM + 10


def _heading(title: str, top: float) -> str:
    if not title:
        return ""
    whole = f"<title>{escape(title)}</title>"
    shown = escape(shorten(title, 38))
    return f'<text class="map-section" x="0" y="{top + 12:g}">{whole}{shown}</text>\n'


def _turn(spot: Spot, leads: int, x: float, y: float, uri: Callable[[str, str], str]) -> str:
    told = f"{spot.id}, {spot.speaker or 'unknown speaker'}: "
    told += f"{leads} page{'s' if leads != 1 else ''}" if leads else "no page"
    short = spot.id[1:].lstrip("0") if spot.id[1:].isdigit() else spot.id
    kind = f"map-turn map-{spot.role or 'other'}" + ("" if leads else " map-alone")
    return (
        f'<a class="{kind}" href="{escape(uri("turn", spot.id))}" aria-label="{escape(told)}">'
        f'<title>{escape(told)}</title><rect x="{x:g}" y="{y:g}" width="{_SIDE}" height="{_SIDE}"'
        f' rx="4"/><text x="{x + _SIDE / 2:g}" y="{y + 16:g}">{escape(shorten(short, 4))}</text>'
        "</a>\n"
    )


def _page(
    page: PageSpot,
    hue: int,
    top: float,
    points: Sequence[tuple[float, float]],
    uri: Callable[[str, str], str],
) -> str:
    """Return a page: its lines, its name and its claims."""
    y = top + 13
    leads = [(at, "") for at in page.quoted] + [(at, " map-named") for at in page.named]
    lines = "".join(_line(*points[at], y, kind) for at, kind in sorted(leads))
    told = f"{page.title}: {len(leads)} turn{'s' if len(leads) != 1 else ''}"
    title = (
        f'<a class="map-page" href="{escape(uri("page", page.docname))}"><title>{escape(told)}'
        f'</title><circle cx="{RIGHT}" cy="{y:g}" r="5"/>'
        f'<text x="{RIGHT + 14}" y="{y + 5:g}">{escape(shorten(page.title, 44))}</text></a>\n'
    )
    claims = "".join(
        _claim(
            one,
            RIGHT + 14 + at % CLAIMS_IN_ROW * CLAIM,
            top + 26 + at // CLAIMS_IN_ROW * CLAIM,
            uri,
        )
        for at, one in enumerate(page.claims)
    )
    return f'<g class="map-lead map-hue-{hue}">{lines}{title}{claims}</g>\n'


def _line(x: float, y: float, to: float, kind: str) -> str:
    bend = (BLOCK * IN_ROW + RIGHT) / 2
    path = f"M{x:g} {y:g}C{bend:g} {y:g} {bend:g} {to:g} {RIGHT} {to:g}"
    return f'<path class="map-line{kind}" d="{path}"/>'


def _claim(one: ClaimSpot, x: float, y: float, uri: Callable[[str, str], str]) -> str:
    words = {verdict.value: shown[1] for verdict, shown in SHOWN.items()}
    told = f"{one.id}, {words.get(one.verdict, 'no verdict')}"
    cx, cy = x + 7, y + 12
    return (
        f'<a class="map-claim verdict-{one.verdict}" href="{escape(uri("claim", one.id))}"'
        f' aria-label="{escape(told)}"><title>{escape(told)}: “{escape(one.text)}”</title>'
        f'<rect class="map-touch" x="{x - 5:g}" y="{y:g}" width="24" height="24"/>'
        f"{_shape(one.verdict, cx, cy)}</a>\n"
    )


def _shape(verdict: str, x: float, y: float) -> str:
    """Return the form of a verdict: full, half full, crossed, empty."""
    ring = f'<circle class="map-ring" cx="{x:g}" cy="{y:g}" r="6"/>'
    if verdict == "supported":
        return f'<circle class="map-full" cx="{x:g}" cy="{y:g}" r="6"/>'
    if verdict == "partly":
        half = f"M{x:g} {y - 6:g}A6 6 0 0 0 {x:g} {y + 6:g}Z"
        return f'{ring}<path class="map-full" d="{half}"/>'
    if verdict == "contradicted":
        cross = f"M{x - 5:g} {y - 5:g}l10 10m0 -10l-10 10"
        return f'<path class="map-cross" d="{cross}"/>'
    return ring
