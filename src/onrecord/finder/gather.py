"""A document that is read -> its records for the search.

Works on doctrees as they are kept, before anything is resolved: what a page quotes and lists of
others is found where it stands, and only the words of the page itself are found on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from onrecord import nodes as own
from onrecord.entries import claim_anchor
from onrecord.finder.records import Kind, Page, PageKind, Record
from onrecord.lists import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.domain import InterviewDomain
    from onrecord.entries import Place
    from onrecord.html import Mark

_SILENT = (
    nodes.comment,
    nodes.raw,
    nodes.system_message,
    nodes.substitution_definition,
    nodes.target,
    nodes.title,
    nodes.docinfo,
    nodes.field_list,
    nodes.image,
    addnodes.toctree,
    addnodes.index,
)
#: after these a new line begins
_BLOCKS = (nodes.TextElement, nodes.list_item, nodes.row, nodes.definition_list_item)


class Gatherer:
    """Makes pages of documents; what needs the whole site is worked out once."""

    def __init__(self, domain: InterviewDomain) -> None:
        """Take a domain that is complete."""
        self._domain = domain
        self._citing = _citing(domain)
        self._figures: dict[str, int] = {}

    def page(self, docname: str, url: str, doctree: nodes.document) -> Page:
        """Return the page of a document.

        *url* is its address from the root of the site.
        """
        entry = self._domain.pages.get(docname)
        title = self._domain.title(docname)
        if entry is not None and entry.interview:
            interview = entry.interview.id
            found = tuple(self._spoken(interview, doctree))
            return Page(url, entry.interview.short, PageKind.TRANSCRIPT, found)
        theme = (entry.theme.key,) if entry is not None and entry.theme else ()
        kind = PageKind.THEME if theme else PageKind.OTHER
        return Page(url, title, kind, tuple(self._authored(docname, doctree, theme)))

    # -- transcripts ---------------------------------------------------------------------------

    def _spoken(self, interview: str, doctree: nodes.document) -> Iterator[Record]:
        for node in doctree.findall():
            if isinstance(node, own.turn) and node["turn"]:
                yield self._turn((interview, node["turn"]), node)
            elif isinstance(node, own.turn):
                yield Record(Kind.SECTION, "", node.astext())
            elif isinstance(node, nodes.section):
                yield Record(Kind.SECTION, node["ids"][0], "", node[0].astext())

    def _turn(self, place: Place, node: own.turn) -> Record:
        marks: Sequence[Mark] = node.get("marks", ())
        readings = ((one.printed, one.reading) for _, _, one in marks)
        return Record(
            Kind.TURN,
            place[1],
            node.astext(),
            speaker=node["name"],
            role=node["role"],
            readings=tuple(pair for pair in readings if pair[1]),
            themes=self._citing.get(place, ()),
        )

    # -- authored pages ------------------------------------------------------------------------

    def _authored(
        self, docname: str, doctree: nodes.document, themes: tuple[str, ...]
    ) -> Iterator[Record]:
        found = list(doctree.findall(nodes.section))
        for number, section in enumerate(found):
            anchor = section["ids"][0] if number and section["ids"] else ""
            title = section[0].astext() if isinstance(section[0], nodes.title) else ""
            text = self._text(docname, section)
            yield Record(Kind.SECTION, anchor, text, title, themes=themes)
        entry = self._domain.pages.get(docname)
        for one in entry.claims if entry else ():
            text = "\n".join(filter(None, (one.text, one.reason, one.original_reason)))
            yield Record(Kind.CLAIM, claim_anchor(one.id), text, one.id, themes=themes)

    def _text(self, docname: str, section: nodes.section) -> str:
        """Return the words of a section without those of the sections in it."""
        parts: list[str] = []
        for child in section.children:
            if not isinstance(child, nodes.section):
                self._speak(docname, child, parts)
        lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
        return "\n".join(line for line in lines if line)

    def _speak(self, docname: str, node: nodes.Node, parts: list[str]) -> None:
        if isinstance(node, nodes.Text):
            parts.append(str(node))
            return
        if isinstance(node, _SILENT):
            return
        shown = self._placeholder(docname, node)
        if shown is not None:
            parts.append(shown)
            return
        for child in node.children:
            self._speak(docname, child, parts)
        if isinstance(node, _BLOCKS) and not isinstance(node, nodes.Inline):
            parts.append("\n")

    def _placeholder(self, docname: str, node: nodes.Node) -> str | None:
        """Return what a node will show that is made later, or ``None`` for any other node."""
        if isinstance(node, own.said):
            return f"“{node['words']}”"
        if isinstance(node, own.quotation):
            return f"\n“{node['words']}”\n"
        if isinstance(node, own.count):
            return counted(self._domain, node["of"], self._figures) or "?"
        if isinstance(node, addnodes.pending_xref) and not node.get("refexplicit"):
            found = self._title_of(node)
            return found or None
        return None

    def _title_of(self, node: addnodes.pending_xref) -> str:
        kind, target = node.get("reftype", ""), node.get("reftarget", "")
        if node.get("refdomain") == "interview" and kind != "turn":
            found = self._domain.find(kind, target)
            return found.title if found else ""
        if kind in {"doc", "myst"} and target in self._domain.env.titles and not node.astext():
            return self._domain.title(target)
        return ""


def _citing(domain: InterviewDomain) -> dict[Place, tuple[str, ...]]:
    """Return the themes that lead to each turn."""
    keys: dict[str, str] = {docname: key for key, (docname, _) in domain.themes.items()}
    found: dict[Place, tuple[str, ...]] = {}
    for place, mentions in domain.mentions.items():
        named: Any = dict.fromkeys(keys[one.docname] for one in mentions if one.docname in keys)
        if named:
            found[place] = tuple(sorted(named))
    return found
