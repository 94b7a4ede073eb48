"""The node of a diagram -> its drawing and its words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.mermaid import mermaid

from onrecord.diagnostics import Warn, warn
from onrecord.diagrams.draw import DiagramError, Drawing, draw
from onrecord.diagrams.html import diagram_words, drawing
from onrecord.diagrams.source import interview_of, line_in_file
from onrecord.diagrams.still import still
from onrecord.diagrams.svg import TURN, named_in
from onrecord.diagrams.words import in_words, label

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class DrawDiagrams(SphinxPostTransform):
    """Replace each diagram.

    Runs before references are resolved (10), as all that makes links does.
    """

    default_priority = 5

    def run(self, **_: object) -> None:
        """Draw all diagrams of the document."""
        for number, node in enumerate(list(self.document.findall(mermaid)), 1):
            figure = node.parent if isinstance(node.parent, nodes.figure) else None
            made = _Diagram(self.env, node, figure, number).made()
            (node if figure is None else figure).replace_self(made)


class _Diagram:
    """One diagram, with the figure that holds it and its caption, if it has one."""

    def __init__(
        self, env: BuildEnvironment, node: mermaid, figure: nodes.figure | None, number: int
    ) -> None:
        self.env = env
        self.builder: Any = env._app.builder
        self.node = node
        self.code: str = node["code"]
        self.number = number
        self.ids = [*(figure["ids"] if figure else ()), *node["ids"]]
        self.align = str((figure or node).get("align", "default"))
        self.caption = next(iter(figure.findall(nodes.caption)), None) if figure else None
        self.interview = interview_of(self.code)
        #: each target as written -> the reference it was resolved to
        self.found: dict[str, nodes.reference | None] = {}

    def made(self) -> list[nodes.Node]:
        """Return what stands in the place of the diagram."""
        try:
            drawn = draw(self.code)
        except DiagramError as error:
            message = f"this diagram cannot be drawn: {error}"
            warn(Warn.DIAGRAM_SYNTAX, message, self._place(error.line))
            return self._told(self._source())
        told = in_words(drawn.model, self._link) or self._source()
        if self.builder.format == "typst":
            return self._printed(drawn, told)
        return self._figure(drawn, told) if self.builder.format == "html" else self._told(told)

    def _source(self) -> nodes.Element:
        return nodes.literal_block(
            self.code, self.code, language="none", classes=["diagram-source"]
        )

    def _told(self, told: nodes.Element) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        if self.ids:
            # LaTeX anchors no ids of a list
            made.append(nodes.target("", "", ids=self.ids))
        if self.caption is not None:
            words = nodes.strong("", "", *self.caption.children)
            made.append(nodes.paragraph("", "", words, classes=["diagram-caption"]))
        return [*made, told]

    def _printed(self, drawn: Drawing, told: nodes.Element) -> list[nodes.Node]:
        """Return a picture, and below it its words, whose links a picture has not."""
        title, description = self._title(drawn)
        shown = drawing(
            svg=still(drawn.svg),
            prefix=f"drawing-{self.number}",
            title=title,
            description=description,
        )
        figure = nodes.figure("", shown, ids=self.ids, classes=["diagram"])
        if self.caption is not None:
            figure += self.caption
        return [figure, nodes.rubric("", "The diagram in words"), told]

    def _figure(self, drawn: Drawing, told: nodes.Element) -> list[nodes.Node]:
        title, description = self._title(drawn)
        shown = drawing(
            svg=drawn.svg, prefix=f"drawing-{self.number}", title=title, description=description
        )
        for target in named_in(drawn.svg):
            found = self._resolved(target)
            if found is not None:
                link = self._reference(found)
                link["written"] = target
                shown += link
        figure = nodes.figure("", shown, ids=self.ids, classes=["diagram"], align=self.align)
        if self.caption is not None:
            figure += self.caption
        return [figure, diagram_words("", told)]

    def _title(self, drawn: Drawing) -> tuple[str, str]:
        """Return what names a diagram, and what else describes it."""
        model = drawn.model
        names = [
            self.caption.astext() if self.caption is not None else "",
            label(str(model.get("title") or "")),
            label(str(model.get("accTitle") or "")),
        ]
        told = str(self.node.get("alt") or label(str(model.get("accDescr") or "")))
        title = next(filter(None, names), "")
        return (title, told) if title else (told or f"Diagram ({model['type']})", "")

    def _link(self, target: str, words: str) -> nodes.Node:
        found = self._resolved(target)
        return nodes.Text(words) if found is None else self._reference(found, words)

    def _reference(self, found: nodes.reference, words: str = "") -> nodes.reference:
        attributes = {
            key: found[key] for key in ("refuri", "refid", "reftitle", "internal") if key in found
        }
        if self.builder.name == "singlehtml" and attributes.get("refuri", "").count("#") > 1:
            # Sphinx has the place of the document before that of the thing in it
            attributes["refuri"] = "#" + attributes["refuri"].rpartition("#")[2]
        return nodes.reference("", words, **attributes)

    def _resolved(self, target: str) -> nodes.reference | None:
        """Return the reference for a target as written, or for a turn named in a label."""
        if target not in self.found:
            if TURN.fullmatch(target):
                place = f"{self.interview}:{target}"
                self.found[target] = self._lookup(place) if self.interview else None
            elif target.startswith(("https://", "http://")):
                self.found[target] = nodes.reference("", "", refuri=target)
            else:
                self.found[target] = self._lookup(target[1:]) if target.startswith("#") else None
                if self.found[target] is None:
                    self._lost(target)
        return self.found[target]

    def _lookup(self, name: str) -> nodes.reference | None:
        docname = self.env.current_document.docname
        shown = nodes.inline("", name)
        node = addnodes.pending_xref(
            "", shown, refdoc=docname, refdomain="", reftype="any", reftarget=name, refexplicit=True
        )
        for domain in self.env.domains.sorted():
            try:
                found = domain.resolve_any_xref(self.env, docname, self.builder, name, node, shown)
            except NotImplementedError:
                continue
            for _, reference in found:
                if isinstance(reference, nodes.reference):
                    return reference
        return None

    def _lost(self, target: str) -> None:
        lines = self.code.splitlines()
        at = next((at for at, line in enumerate(lines, 1) if f'"{target}"' in line), 0)
        led = f"links to {target!r}, which is nothing on this site"
        if target == "about:blank":
            led = "has a link of a kind that is not allowed"
        message = (
            f"a node of this diagram {led}; write"
            ' "#interview:turn", "#" and the name of a page\'s label, or a web address'
        )
        warn(Warn.DIAGRAM_TARGET, message, self._place(at))

    def _place(self, line: int) -> tuple[str, int | None]:
        """Return the document and the line in it for a line of the diagram."""
        source, near = _above(self.node)
        docname = self.env.path2doc(source) if source else None
        if docname not in self.env.all_docs:
            return self.env.current_document.docname, near or None
        try:
            text = Path(source).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return docname, near or None
        return docname, line_in_file(text, self.code, line, near) or None


def _above(node: nodes.Element) -> tuple[str, int]:
    """Return the file and the line of the nearest thing around a node that has a line."""
    above: Any = node
    while above is not None and (above.line is None or above.source is None):
        above = above.parent
    return (str(above.source), int(above.line)) if above is not None else ("", 0)
