"""What a document leads to, noted when it is read: its links and the sentences around them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from onrecord.domain import InterviewDomain
from onrecord.entries import ReferenceEntry
from onrecord.nodes import quotation, said

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"')\]]*\s+|(?<=[。！？])[”」』]*")
_PLACE = re.compile(r"[^:\s]+:[^:\s]+")


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the links of a document (event ``doctree-read``)."""
    docname = app.env.current_document.docname
    domain: Any = app.env.get_domain("interview")
    page = domain.pages.get(docname)
    if page is not None and page.interview:
        return
    found = list(doctree.findall(addnodes.pending_xref))
    quoted = [one for one in doctree.findall() if isinstance(one, (quotation, said))]
    if not found and not quoted:
        return
    page = domain.page(docname)
    for node in found:
        entry = _reference(node)
        if entry:
            page.references.append(entry)
    for one in quoted:
        number = one["number"]
        context = sentence_around(one) if isinstance(one, said) else _heading(one)
        page.quotations[number] = replace(page.quotations[number], context=context)


def _reference(node: addnodes.pending_xref) -> ReferenceEntry | None:
    kind, target = node.get("reftype", ""), node.get("reftarget", "")
    if node.get("refdomain") == "interview":
        return ReferenceEntry(kind, target, sentence_around(node), _anchor(node))
    if kind == "myst" and _PLACE.fullmatch(target):
        return ReferenceEntry("turn", target, sentence_around(node), _anchor(node))
    if kind in {"doc", "myst"}:
        return ReferenceEntry("doc", target, sentence_around(node), _anchor(node))
    return None


def _anchor(node: nodes.Element) -> str:
    """Return the id of the nearest thing around a node that has one."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.document):
        if parent.get("ids"):
            return str(parent["ids"][0])
        parent = parent.parent
    return ""


def _heading(node: nodes.Element) -> str:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return parent[0].astext() if parent is not None and len(parent) else ""


def sentence_around(node: nodes.Element) -> str:
    """Return the sentence of a paragraph, an item or a cell in which a node stands."""
    block: Any = node.parent
    while isinstance(block, nodes.Inline):
        block = getattr(block, "parent", None)
    if block is None:
        return ""
    before: list[str] = []
    after: list[str] = []
    parts = before
    for one in block.findall():
        if one is node:
            parts = after
        if isinstance(one, said):
            parts.append(f"“{one['words']}”")
        elif isinstance(one, nodes.Text):
            parts.append(_titled(one))
    return _cut_sentence("".join(before), "".join(after))


def _titled(text: nodes.Text) -> str:
    """Return a text, or a mark for the title of what it stands for, known when all is read."""
    link = text.parent.parent if text.parent is not None else None
    if (
        isinstance(link, addnodes.pending_xref)
        and link.get("refdomain") == "interview"
        and not link.get("refexplicit")
        and link["reftype"] in {"theme", "interview", "speaker"}
    ):
        return f"\x02{link['reftype']} {link['reftarget']}\x03"
    return str(text)


def _cut_sentence(before: str, after: str) -> str:
    text = before + after
    start, end = 0, len(text)
    for found in _SENTENCE_END.finditer(text):
        if found.end() <= len(before):
            start = found.end()
        elif found.start() > len(before):
            end = found.start()
            break
    return " ".join(text[start:end].split())


def setup_collect(app: Sphinx) -> None:
    """Add the domain, and note the links of each document once it is read."""
    app.add_domain(InterviewDomain)
    app.connect("doctree-read", collect)
