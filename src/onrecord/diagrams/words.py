"""A diagram in words: a list that says what the drawing says, with the same links."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from onrecord.diagrams.svg import TURN

if TYPE_CHECKING:
    from collections.abc import Callable

    #: a target as written and the words that show it -> a link, or the words alone
    Link = Callable[[str, str], nodes.Node]

_BREAK = re.compile(r"\s*(?:<br\s*/?>|\\n)\s*", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|code|em|i|small|strong|sub|sup|u)>", re.IGNORECASE)
_ENTITY = re.compile(r"#(\w+);")
_TURNS = re.compile(r"\(?t\d+[a-z]?(?:(?:\s*[,–-]\s*|\s+)t\d+[a-z]?)*\)?")
_ARROWS = {"arrow_open": "—", "double_arrow_point": "↔"}


def in_words(model: dict[str, Any], link: Link) -> nodes.Element | None:
    """Return a diagram as a list, or ``None`` for a kind that has none."""
    if model["type"] == "flowchart":
        return _Flowchart(model, link).told()
    if model["type"] == "timeline":
        return _timeline(model, link)
    return None


def label(text: str) -> str:
    """Return the words of a label."""
    plain = _TAG.sub("", _BREAK.sub(" ", text.strip("`")))
    return " ".join(html.unescape(_ENTITY.sub(_entity, plain)).split())


def _entity(found: re.Match[str]) -> str:
    return f"&#{found[1]};" if found[1].isdigit() else f"&{found[1]};"


def name_and_turns(text: str) -> tuple[str, str]:
    """Divide a label into what it says and the turns on its last line."""
    *above, last = _BREAK.split(text.strip())
    if above and _TURNS.fullmatch(last.strip()):
        return label(" ".join(above)), last.strip().strip("()")
    return label(text), ""


def with_turns(text: str, link: Link) -> list[nodes.Node]:
    """Return words in which each turn that is named is a link."""
    return [
        link(part, part) if at % 2 else nodes.Text(part)
        for at, part in enumerate(TURN.split(text))
        if part
    ]


def _item(*content: nodes.Node) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", *content))


class _Flowchart:
    """Nodes in the order of the source, those of a group below it, each with what it leads to."""

    def __init__(self, model: dict[str, Any], link: Link) -> None:
        self.link = link
        self.nodes: dict[str, Any] = model["nodes"]
        self.edges: list[dict[str, Any]] = model["edges"]
        found = model.get("subgraphs") or []
        groups = found.values() if isinstance(found, dict) else found
        self.groups: dict[str, Any] = {one["id"]: one for one in groups}
        self.inside = {key for one in groups for key in one.get("nodes", [])}

    def told(self) -> nodes.Element:
        made = nodes.bullet_list("", bullet="-")
        made += [self._node(key) for key in self.nodes if self._stands(key, self.inside)]
        made += [self._group(key) for key in self.groups if key not in self.inside]
        return made

    def _stands(self, key: str, inside: set[str]) -> bool:
        return key not in inside and key not in self.groups

    def _group(self, key: str) -> nodes.list_item:
        group = self.groups[key]
        entry = _item(nodes.Text(self._title(key)), *self._leads(key))
        members = group.get("nodes", [])
        below = nodes.bullet_list("", bullet="-")
        below += [
            self._node(one) for one in self.nodes if one in members and one not in self.groups
        ]
        below += [self._group(one) for one in self.groups if one in members and one != key]
        if len(below):
            entry += below
        return entry

    def _node(self, key: str) -> nodes.list_item:
        one = self.nodes[key]
        name, turns = name_and_turns(one.get("text") or key)
        target = one.get("link")
        shown = [self.link(target, name)] if target else with_turns(name, self.link)
        if turns:
            shown += [nodes.Text(" ("), *with_turns(turns, self.link), nodes.Text(")")]
        return _item(*shown, *self._leads(key))

    def _title(self, key: str) -> str:
        if key in self.groups:
            return label(self.groups[key].get("title") or key)
        return name_and_turns(self.nodes.get(key, {}).get("text") or key)[0]

    def _leads(self, key: str) -> list[nodes.Node]:
        """Return the ends of the edges that start at a node, those of one kind together."""
        ends: dict[str, list[list[nodes.Node]]] = {}
        for edge in self.edges:
            if edge["start"] != key or edge.get("stroke") == "invisible":
                continue
            said: list[nodes.Node] = [nodes.Text(f"“{self._title(edge['end'])}”")]
            if edge.get("text"):
                note = with_turns(label(edge["text"]), self.link)
                said += [nodes.Text(" ("), *note, nodes.Text(")")]
            ends.setdefault(_ARROWS.get(edge.get("type", ""), "→"), []).append(said)
        made: list[nodes.Node] = []
        for arrow, told in ends.items():
            made.append(nodes.Text(f"{';' if made else ''} {arrow} "))
            for at, said in enumerate(told):
                made += [nodes.Text(", "), *said] if at else said
        return made


def _timeline(model: dict[str, Any], link: Link) -> nodes.Element:
    made = nodes.bullet_list("", bullet="-")
    below = made
    section = None
    for period in model["periods"]:
        if period.get("section") and period["section"] != section:
            section = period["section"]
            below = nodes.bullet_list("", bullet="-")
            entry = _item(nodes.Text(label(section)))
            entry += below
            made += entry
        events = "; ".join(label(event) for event in period["events"])
        text = f"{label(period['text'])}: {events}" if events else label(period["text"])
        below += _item(*with_turns(text, link))
    return made
