"""Words and what stands among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from onrecord.book.source import call, string, text, verbatim
from onrecord.book.writing import draws

if TYPE_CHECKING:
    from onrecord.book.writing import Writing

_FUNCTIONS = {
    "emphasis": "emph",
    "title_reference": "emph",
    "literal_emphasis": "emph",
    "strong": "strong",
    "literal_strong": "strong",
    "subscript": "sub",
    "superscript": "super",
}
#: classes of inline nodes that have a form of their own in print
_SHOWN = ("reading", "speaker", "citing", "claim-source", "sd-badge")
_OUTSIDE = ("https://", "http://", "mailto:")


@draws("Text")
def plain(writing: Writing, node: nodes.Text) -> str:
    """Write words."""
    return text(node.astext())


@draws(*_FUNCTIONS)
def marked(writing: Writing, node: nodes.Element) -> str:
    """Write emphasis."""
    return writing.wrapped(_FUNCTIONS[type(node).__name__], node)


@draws("literal", "kbd", "math")
def code(writing: Writing, node: nodes.Element) -> str:
    """Write code; what refers to something stays a link."""
    return writing.anchors(node) + call("mono", verbatim(node.astext()))


@draws("inline", "abbreviation", "PassthroughTextElement")
def inline(writing: Writing, node: nodes.Element) -> str:
    """Write words with a class, some of which have a form of their own."""
    classes: list[str] = node.get("classes", [])
    verdict = next((one for one in classes if one.startswith("verdict-")), "")
    if verdict:
        return writing.wrapped("verdict", node, kind=string(verdict.removeprefix("verdict-")))
    for one in _SHOWN:
        if one in classes:
            return writing.wrapped("words", node, kind=string(one))
    return writing.anchors(node) + writing.inside(node)


@draws("reference", "number_reference")
def reference(writing: Writing, node: nodes.Element) -> str:
    """Write a link: inside the book with its page, to the outside with its address in a note."""
    label = writing.target(node)
    start = writing.anchors(node)
    if label is not None and writing.outside(label):
        return start + writing.inside(node)
    if label is not None:
        return start + writing.lead(label, writing.quietly(node))
    uri = node.get("refuri", "")
    if not uri.startswith(_OUTSIDE):
        return start + writing.inside(node)
    made = start + f"#link({string(uri)})[{writing.quietly(node)}];"
    shown = node.astext()
    if writing.plain or shown in {uri, uri.removeprefix("mailto:")}:
        return made
    return made + call("footnote", f"#link({string(uri)});")


@draws("footnote_reference")
def note(writing: Writing, node: nodes.Element) -> str:
    """Write a note at the place that refers to it; the second time, its number."""
    key = node.get("refid", "")
    found = writing.notes.get(key)
    if found is None or writing.plain:
        return writing.inside(node)
    label = writing.label(f"note:{key}")
    if key in writing.noted:
        return f"#footnote(label({string(label)}));"
    writing.noted.add(key)
    writing.plain += 1
    body = "".join(writing.draw(one) for one in found if not isinstance(one, nodes.label))
    writing.plain -= 1
    return f"#footnote[{body.strip()}]#label({string(label)});"


@draws("target")
def target(writing: Writing, node: nodes.Element) -> str:
    """Write a place that links lead to."""
    return writing.anchors(node) + writing.inside(node)


@draws("problematic", "generated")
def as_it_is(writing: Writing, node: nodes.Element) -> str:
    """Write what it holds."""
    return writing.inside(node)
