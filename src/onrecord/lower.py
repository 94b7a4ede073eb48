"""What an HTML page shows as cards, grids, tabs and folds, as standard nodes for other builders.

Nothing that one must click to read is lost in print: each tab and each fold stands open below its
name, and a card that is a link keeps it on its title. The containers keep a class (``card``,
``tab``, ``dropdown``) for builders that have a form for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: components of sphinx-design that only arrange what they hold
_ARRANGING = frozenset({
    "grid-container", "grid-row", "grid-item", "card-body", "card-header", "card-footer",
    "tab-set", "tab-content", "card-carousel",
})  # fmt: skip


class LowerDesign(SphinxPostTransform):
    """Replace the components of sphinx-design.

    Runs after references are resolved (10): the link of a card must be known.
    """

    default_priority = 20

    def is_supported(self) -> bool:
        """Whether the builder needs it."""
        return self.env._app.builder.format != "html"

    def run(self, **_: object) -> None:
        """Lower what stands inside first."""
        found = [one for one in self.document.findall(nodes.container) if _component(one)]
        for one in reversed(found):
            one.replace_self(list(_lowered(one)))


def _component(node: nodes.Node) -> str:
    return str(node.get("design_component", "")) if isinstance(node, nodes.container) else ""


def _lowered(node: nodes.container) -> Iterator[nodes.Node]:
    kind = _component(node)
    if node["ids"]:
        yield nodes.target("", "", ids=node["ids"])
    if kind in _ARRANGING:
        yield from _inside(node)
    elif kind == "card":
        yield _card(node)
    elif kind in {"card-title", "tab-label"}:
        yield nodes.rubric("", "", *_words(node), classes=[kind])
    elif kind in {"tab-item", "dropdown"}:
        yield nodes.container("", *_inside(node), classes=["tab" if kind == "tab-item" else kind])
    else:
        node.attributes.pop("design_component")
        yield node


def _inside(node: nodes.Element) -> list[nodes.Node]:
    """Return what a component holds; words that stand there by themselves become a paragraph."""
    made: list[nodes.Node] = []
    loose = nodes.paragraph()
    for child in [*node.children, None]:
        if isinstance(child, (nodes.Text, nodes.Inline, nodes.reference)):
            loose += child
            continue
        if loose.astext().strip():
            made.append(loose)
        loose = nodes.paragraph()
        if child is not None:
            made.append(child)
    return made


def _words(node: nodes.Element) -> list[nodes.Node]:
    """Return the words of a title without the paragraph that may hold them."""
    return [
        inner
        for child in node.children
        for inner in (child.children if isinstance(child, nodes.paragraph) else [child])
    ]


def _card(node: nodes.container) -> nodes.container:
    link = next(
        (one for one in node.findall(nodes.reference) if "sd-stretched-link" in one["classes"]),
        None,
    )
    if link is not None:
        _remove(link, node)
    body = [one for one in _inside(node) if one.astext().strip()]
    title = next((one for one in body if isinstance(one, nodes.rubric)), None)
    if link is not None:
        shown = nodes.reference("", "", **{
            key: link[key] for key in ("refuri", "refid", "internal") if key in link
        })  # fmt: skip
        if title is not None:
            shown += title.children
            title.children = []
            title += shown
        else:
            shown += link.children
            body.append(nodes.paragraph("", "", shown))
    return nodes.container("", *body, classes=["card"])


def _remove(link: nodes.Element, top: nodes.Element) -> None:
    """Take out a link, with what held nothing else."""
    one: nodes.Element = link
    while one is not top and one.parent is not top and len(one.parent) == 1:
        one = one.parent
    one.parent.remove(one)


def setup_lower(app: Sphinx) -> None:
    """Lower what other builders do not know."""
    app.add_post_transform(LowerDesign)
