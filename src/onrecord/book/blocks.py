"""Paragraphs, headings, lists, boxes, pictures."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes

from onrecord.book.source import call, string, strings, text, verbatim
from onrecord.book.writing import draws

if TYPE_CHECKING:
    from onrecord.book.writing import Writing

#: containers that have a form of their own in print
_AREAS = ("claim", "mentioned-in", "speakers", "card", "tab", "dropdown")
#: paragraphs that have one
_LINES = (
    "excerpt", "claim-words", "claim-verdict", "timeline-facts", "timeline-words",
    "diagram-caption", "reading",
)  # fmt: skip
_ADMONITIONS = (
    "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip",
    "warning", "versionmodified",
)  # fmt: skip
#: letters of a third of a page
_SHORT = 900
_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})


@draws("paragraph")
def paragraph(writing: Writing, node: nodes.Element) -> str:
    """Write a paragraph."""
    body = writing.anchors(node) + writing.inside(node)
    kind = next((one for one in _LINES if one in node.get("classes", ())), "")
    return call("line", body, kind=string(kind)) + "\n\n" if kind else f"{body}\n\n"


@draws("section")
def section(writing: Writing, node: nodes.Element) -> str:
    """Write a section; its ids are the heading's, so that a link leads to the heading."""
    writing.depth += 1
    made = writing.inside(node)
    writing.depth -= 1
    return made


@draws("title")
def title(writing: Writing, node: nodes.Element) -> str:
    """Write a heading, or the title of a box or table."""
    body = writing.quietly(node)
    if not isinstance(node.parent, (nodes.section, nodes.document)):
        return call("box-title", writing.anchors(node) + body) + "\n\n"
    level = min(writing.level + max(writing.depth - 1, 0), 6)
    first = writing.depth <= 1 and writing.label() not in writing.defined
    names = [writing.label()] if first else []
    names += [writing.label(key) for one in (node.parent, node) for key in one["ids"]]
    new = [one for one in dict.fromkeys(names) if one not in writing.defined]
    writing.defined.update(dict.fromkeys(new))
    name = "document-title" if first else "section-title"
    return f"#{name}({level}, {strings(new)})[{body}];\n\n"


@draws("subtitle", "rubric")
def rubric(writing: Writing, node: nodes.Element) -> str:
    """Write a heading that is in no table of contents."""
    return call("rubric", writing.anchors(node) + writing.quietly(node)) + "\n\n"


@draws("bullet_list", "enumerated_list")
def plain_list(writing: Writing, node: nodes.Element) -> str:
    """Write a list, close together where each entry is one paragraph."""
    options = {}
    tight = all(len(one.children) == 1 or len(one.astext()) < 100 for one in node.children)
    if not tight:
        options["tight"] = "false"
    if isinstance(node, nodes.enumerated_list) and node.get("start", 1) != 1:
        options["start"] = str(int(node["start"]))
    name = "enum" if isinstance(node, nodes.enumerated_list) else "list"
    bodies = [
        writing.anchors(one) + writing.inside(one).strip()
        for one in node.children
        if isinstance(one, nodes.Element)
    ]
    return (writing.anchors(node) + call(name, *bodies, **options) + "\n\n") if bodies else ""


@draws("definition_list_item")
def definition(writing: Writing, node: nodes.Element) -> str:
    """Write terms and what they mean; those of a glossary are remembered for the index."""
    terms = [one for one in node.children if isinstance(one, nodes.term)]
    rest = [one for one in node.children if not isinstance(one, nodes.term)]
    before = dict(writing.used)
    places = "".join(map(writing.anchors, [node, *terms]))
    shown = text(", ").join(writing.inside(one) for one in terms)
    body = "".join(map(writing.draw, rest)).strip()
    led = [one for one in writing.used if one not in before]
    for term in terms:
        for key in term["ids"]:
            writing.terms[writing.label(key)] = led
    return call("definition", places + shown, body) + "\n\n"


@draws("classifier")
def classifier(writing: Writing, node: nodes.Element) -> str:
    """Write what kind of thing a term is."""
    return text(" : ") + writing.wrapped("emph", node)


@draws("field")
def field(writing: Writing, node: nodes.Element) -> str:
    """Write a named fact."""
    name, *rest = node.children
    body = "".join(map(writing.draw, rest)).strip()
    assert isinstance(name, nodes.Element)
    return call("fact", writing.inside(name), body) + "\n\n"


@draws("option_list_item")
def option(writing: Writing, node: nodes.Element) -> str:
    """Write an option of a command."""
    group, *rest = node.children
    body = "".join(map(writing.draw, rest)).strip()
    return call("definition", call("mono", verbatim(group.astext())), body) + "\n\n"


@draws("block_quote")
def block_quote(writing: Writing, node: nodes.Element) -> str:
    """Write a block quotation."""
    if "quotation" not in node.get("classes", ()):
        return writing.wrapped("passage", node) + "\n\n"
    return writing.wrapped("quotation", node, whole=_whole(node)) + "\n\n"


def _whole(node: nodes.Element) -> str:
    """Whether it is short enough to stand on one page, so that it is not divided."""
    return str(len(node.astext()) < _SHORT).lower()


@draws("attribution")
def attribution(writing: Writing, node: nodes.Element) -> str:
    """Write who said it."""
    return writing.wrapped("credit", node) + "\n\n"


@draws("container", "compound", "topic", "sidebar")
def container(writing: Writing, node: nodes.Element) -> str:
    """Write an area; some have a form of their own."""
    kind = next((one for one in _AREAS if one in node.get("classes", ())), "")
    if kind:
        return writing.wrapped("area", node, kind=string(kind), whole=_whole(node)) + "\n\n"
    return writing.anchors(node) + writing.inside(node) + "\n\n"


@draws("admonition", *_ADMONITIONS)
def admonition(writing: Writing, node: nodes.Element) -> str:
    """Write a box with a title."""
    name = type(node).__name__
    head = "" if name == "admonition" else call("box-title", text(_title_of(name)))
    kind = string("notice" if "source-notice" in node.get("classes", ()) else name)
    body = writing.anchors(node) + head + writing.inside(node)
    return call("boxed", body, kind=kind) + "\n\n"


def _title_of(name: str) -> str:
    return {"seealso": "See also", "versionmodified": "Changed"}.get(name, name.capitalize())


@draws("literal_block", "doctest_block", "math_block", "raw_block")
def code_block(writing: Writing, node: nodes.Element) -> str:
    """Write code as it is."""
    return (
        writing.anchors(node)
        + f"#raw(block: true, lang: {string(_language(node))}, {string(node.astext())});\n\n"
    )


def _language(node: nodes.Element) -> str:
    found = node.get("language", "")
    return found if found in {"python", "yaml", "json", "html", "markdown", "sh", "toml"} else "txt"


@draws("line_block")
def line_block(writing: Writing, node: nodes.Element) -> str:
    """Write lines that end where they end."""
    body = "".join(
        writing.draw(one)
        if isinstance(one, nodes.line_block)
        else f"{writing.draw(one)}#linebreak();"
        for one in node.children
    )
    return writing.anchors(node) + body + "\n\n"


@draws("transition")
def transition(writing: Writing, node: nodes.Element) -> str:
    """Write a pause."""
    return "#pause();\n\n"


@draws("figure")
def figure(writing: Writing, node: nodes.Element) -> str:
    """Write a picture with its caption."""
    captions = [one for one in node.children if isinstance(one, nodes.caption)]
    rest = [one for one in node.children if not isinstance(one, nodes.caption)]
    body = "".join(map(writing.draw, rest)).strip()
    shown = "".join(map(writing.quietly, captions))
    return call("picture", writing.anchors(node) + body, shown) + "\n\n"


@draws("caption")
def caption(writing: Writing, node: nodes.Element) -> str:
    """Write the title of code or of a list."""
    return writing.wrapped("box-title", node) + "\n\n"


@draws("image")
def image(writing: Writing, node: nodes.Element) -> str:
    """Write a picture; one of a kind that the engine does not know is told in words."""
    uri = node.get("uri", "")
    alt = node.get("alt", "")
    suffix = PurePosixPath(uri).suffix.lower()
    if "://" in uri or suffix not in _PICTURES:
        return call("emph", text(f"[{alt or posixpath.basename(uri)}]"))
    name = f"images/{len(uri)}-{posixpath.basename(uri)}"
    writing.images[name] = uri
    return f"#shown-image({string('/' + name)}, {string(alt)});"


@draws("drawing")
def drawing(writing: Writing, node: nodes.Element) -> str:
    """Write a diagram."""
    name = f"images/{writing.docname.replace('/', '-')}-{node['prefix']}.svg"
    writing.data[name] = node["svg"]
    alt = ". ".join(filter(None, (node["title"], node["description"])))
    return f"#diagram({string('/' + name)}, {string(alt)});"


@draws(
    "comment", "raw", "toctree", "index", "meta", "substitution_definition", "footnote",
    "system_message", "pending", "colspec", "tabular_col_spec", "label",
    "start_of_file", "only",
)  # fmt: skip
def left_out(writing: Writing, node: nodes.Element) -> str:
    """Write nothing: it is for other builders, or stands elsewhere."""
    return writing.anchors(node)


@draws("footnote")
def footnote(writing: Writing, node: nodes.Element) -> str:
    """Write a note that nothing refers to; the others hang where they are referred to."""
    if writing.noted.intersection(node["ids"]):
        return ""
    return writing.anchors(node) + writing.inside(node) + "\n\n"
