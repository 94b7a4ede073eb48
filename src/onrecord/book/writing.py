"""What is written for each kind of node; the rooms beside this one say how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes

from onrecord.book.source import call, string

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[["Writing", Any], str]
    D = TypeVar("D", bound=Callable[["Writing", Any], str])

_HANDLERS: dict[str, Draw] = {}
_LOCAL = re.compile(r"%(?P<docname>[^#]*)(?:.*#(?P<id>.*))?", re.DOTALL)


def draws(*names: str) -> Callable[[D], D]:
    """Register how nodes of these classes are written."""

    def register(function: D) -> D:
        for name in names:
            _HANDLERS[name] = function
        return function

    return register


class Writing:
    """One document on its way into the book.

    Attributes:
        docname: the document.
        level: level of its title among all headings, from 1.
        defined: labels that it defines.
        used: labels that it leads to.
        terms: label of an entry of a glossary -> labels that the entry leads to.
        images: path of an image in the book's folder -> path below the source folder.
        data: name of a file to be written -> its text.
    """

    def __init__(self, docname: str, level: int, document: nodes.document, env: Any) -> None:
        self.docname = docname
        self.level = level
        self.env = env
        self.domain: Any = env.get_domain("interview")
        self.defined: dict[str, None] = {}
        self.used: dict[str, None] = {}
        self.terms: dict[str, list[str]] = {}
        self.images: dict[str, str] = {}
        self.data: dict[str, str] = {}
        self.depth = 0
        #: inside a heading or a note, where no note can hang
        self.plain = 0
        self.notes: dict[str, nodes.footnote] = {}
        for one in document.findall(nodes.footnote):
            ids: list[str] = one["ids"]
            self.notes.update(dict.fromkeys(ids, one))
        self.noted: set[str] = set()
        self.document = document

    def label(self, key: str = "", docname: str = "") -> str:
        """Return the label of an id; without one, that of the whole document."""
        return f"{docname or self.docname}#{key}"

    def anchors(self, node: nodes.Element) -> str:
        """Return the places that links lead to, for the ids of a node."""
        made = []
        ids: list[str] = node.get("ids", [])
        for key in ids:
            label = self.label(key)
            if label not in self.defined:
                self.defined[label] = None
                made.append(f"#anchor({string(label)});")
        return "".join(made)

    def target(self, node: nodes.Element) -> str | None:
        """Return the label that a reference inside the book leads to, or ``None``."""
        if "refid" in node:
            return self.label(node["refid"])
        found = _LOCAL.fullmatch(node.get("refuri", ""))
        return self.label(found["id"] or "", found["docname"]) if found else None

    def outside(self, label: str) -> bool:
        """Whether a label is on a page that only a site has, such as its search."""
        return label.partition("#")[0] not in self.env.found_docs

    def lead(self, label: str, body: str) -> str:
        """Return a link inside the book; the page it leads to is printed after it."""
        self.used[label] = None
        name = "inner" if self.plain else "xref"
        return f"#{name}({string(label)})[{body}];"

    def draw(self, node: nodes.Node) -> str:
        """Write a node: what is unknown is written as what it holds, so that no word is lost."""
        for kind in type(node).__mro__:
            handler = _HANDLERS.get(kind.__name__)
            if handler is not None:
                return handler(self, node)
        return self.anchors(node) + self.inside(node) if isinstance(node, nodes.Element) else ""

    def inside(self, node: nodes.Element) -> str:
        """Write what a node holds."""
        return "".join(map(self.draw, node.children))

    def wrapped(self, name: str, node: nodes.Element, **options: str) -> str:
        """Write what a node holds as the body of a function of the template."""
        return self.anchors(node) + call(name, self.inside(node), **options)

    def quietly(self, node: nodes.Element) -> str:
        """Write what a node holds where no note can hang and no page is told."""
        self.plain += 1
        try:
            return self.inside(node)
        finally:
            self.plain -= 1
