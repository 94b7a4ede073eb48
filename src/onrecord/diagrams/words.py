"""A diagram in words: a list that says what the drawing says, with the same links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    Link = Callable[[str, str], nodes.Node]

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


def in_words(model: dict[str, Any], link: Link) -> nodes.Element | None:
    """Return a diagram as a list, or ``None`` for a kind that has none.

    *link* makes a link out of a target as written and the words that show it.
    """
    if model["type"] == "flowchart":
        return _flowchart(model, link)
    if model["type"] == "timeline":
        return _timeline(model)
    return None


def label(text: str) -> str:
    """Return the words of a label."""
    return " ".join(_BREAK.sub(" ", text).split())


def _item(*content: nodes.Node) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", *content))


def _flowchart(model: dict[str, Any], link: Link) -> nodes.Element:
    named: dict[str, Any] = model["nodes"]
    titles = {one["id"]: one.get("title") or one["id"] for one in _groups(model)}
    inside = {key for one in _groups(model) for key in one.get("nodes", [])}
    outer = [key for key in named if key not in inside and key not in titles]
    made = nodes.bullet_list("", bullet="-")
    for key in outer:
        made += _node(key, named, titles, model, link)
    for group in _groups(model):
        members = [key for key in named if key in group.get("nodes", [])]
        entry = _item(
            nodes.Text(label(titles[group["id"]]) + _leads(group["id"], named, titles, model))
        )
        if members:
            below = nodes.bullet_list("", bullet="-")
            for key in members:
                below += _node(key, named, titles, model, link)
            entry += below
        made += entry
    return made


def _groups(model: dict[str, Any]) -> list[dict[str, Any]]:
    found = model.get("subgraphs") or []
    return list(found.values()) if isinstance(found, dict) else list(found)


def _node(
    key: str, named: dict[str, Any], titles: dict[str, str], model: dict[str, Any], link: Link
) -> nodes.list_item:
    one = named[key]
    words = label(one.get("text") or key)
    shown = link(one["link"], words) if one.get("link") else nodes.Text(words)
    leads = _leads(key, named, titles, model)
    return _item(shown, nodes.Text(leads)) if leads else _item(shown)


def _leads(key: str, named: dict[str, Any], titles: dict[str, str], model: dict[str, Any]) -> str:
    found = []
    for edge in model["edges"]:
        if _end(edge, "from", "start", "source") == key:
            other = _end(edge, "to", "end", "target")
            text = titles.get(other) or named.get(other, {}).get("text") or other
            note = f" ({label(edge['text'])})" if edge.get("text") else ""
            found.append(f"“{label(text)}”{note}")
    return f" → {', '.join(found)}" if found else ""


def _end(edge: dict[str, Any], *names: str) -> str:
    return str(next((edge[name] for name in names if name in edge), ""))


def _timeline(model: dict[str, Any]) -> nodes.Element:
    made = nodes.bullet_list("", bullet="-")
    for period in model["periods"]:
        section = f"{label(period['section'])}, " if period.get("section") else ""
        events = "; ".join(label(event) for event in period["events"])
        made += _item(nodes.Text(f"{section}{label(period['text'])}: {events}"))
    return made
