"""The node of a diagram -> its drawing and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.mermaid import mermaid

from onrecord.diagnostics import Warn, warn
from onrecord.diagrams.draw import DiagramError, Drawing, draw
from onrecord.diagrams.svg import inline_svg
from onrecord.diagrams.words import in_words, label
from onrecord.links import anchor_link

if TYPE_CHECKING:
    from onrecord.domain import InterviewDomain, Target


class DrawDiagrams(SphinxPostTransform):
    """Replace each diagram.

    Runs before references are resolved (10): the words of a diagram hold some.
    """

    default_priority = 5
    _kinds: ClassVar = ("turn", "speaker", "interview", "theme", "claim")

    def run(self, **_: object) -> None:
        """Draw all diagrams of the document."""
        for number, node in enumerate(list(self.document.findall(mermaid)), 1):
            node.replace_self(self._drawn(node, number))

    def _drawn(self, node: mermaid, number: int) -> list[nodes.Node]:
        source = node["code"]
        try:
            found = draw(source)
        except DiagramError as error:
            line = _line(node) + error.line
            place = (self.env.current_document.docname, line or None)
            warn(Warn.DIAGRAM_SYNTAX, f"this diagram cannot be drawn: {error}", place)
            return [nodes.literal_block(source, source, classes=["diagram-source"])]
        words = in_words(found.model, self._link)
        if self.env._app.builder.format != "html":
            return [words or nodes.literal_block(source, source)]
        svg = inline_svg(
            found.svg,
            f"diagram-{number}",
            _title(node, found),
            lambda target: self._address(node, target),
        )
        made: list[nodes.Node] = [
            nodes.raw("", f'<div class="diagram" tabindex="0">{svg}</div>\n', format="html")
        ]
        if words:
            opening = '<details class="diagram-words"><summary>The diagram in words</summary>\n'
            made += [
                nodes.raw("", opening, format="html"),
                words,
                nodes.raw("", "</details>\n", format="html"),
            ]
        return made

    def _find(self, target: str) -> Target | None:
        domain: InterviewDomain = self.env.get_domain("interview")  # type: ignore[assignment]
        name = target.removeprefix("#")
        return next(filter(None, (domain.find(kind, name) for kind in self._kinds)), None)

    def _address(self, node: mermaid, target: str) -> str | None:
        if target.startswith(("https://", "http://")):
            return target
        found = self._find(target)
        if not found:
            docname = self.env.current_document.docname
            message = f"a node of this diagram links to {target!r}, which is nothing on this site"
            warn(Warn.DIAGRAM_TARGET, message, (docname, _line(node) or None))
            return None
        builder: Any = self.env._app.builder
        uri = builder.get_relative_uri(self.env.current_document.docname, found.docname)
        return f"{uri}#{found.anchor}" if found.anchor else str(uri)

    def _link(self, target: str, words: str) -> nodes.Node:
        if target.startswith(("https://", "http://")):
            return nodes.reference("", words, refuri=target)
        found = self._find(target)
        return anchor_link(found.docname, found.anchor, words) if found else nodes.Text(words)


def _line(node: mermaid) -> int:
    above: Any = node
    while above is not None and above.line is None:
        above = above.parent
    return int(above.line) if above is not None else 0


def _title(node: mermaid, found: Drawing) -> str:
    """Return what names a diagram: its alternative text, its caption, its own title."""
    if node.get("alt"):
        return str(node["alt"])
    if isinstance(node.parent, nodes.figure):
        for caption in node.parent.findall(nodes.caption):
            return str(caption.astext())
    return label(str(found.model.get("title") or "")) or f"Diagram ({found.model['type']})"
