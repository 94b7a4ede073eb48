"""The Markdown twin of a page: the same words in a file beside it, ``page.html.md``.

It is made from the doctree the page is drawn from, so quotations have their credit and claims their
verdict; links lead to the pages, whose addresses are the permanent ones.
"""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING, Any

from docutils import nodes

from onrecord.export.markdown import MarkdownWriter, address
from onrecord.export.pages import absolute, page_file, page_uri
from onrecord.export.turns import turn_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from onrecord.nodes import turn


def twin_file(app: Sphinx, docname: str) -> Path:
    """Return where the twin of a page is."""
    path = page_file(app, docname)
    return path.with_name(f"{path.name}.md")


def twin(app: Sphinx, docname: str, doctree: nodes.document, about: str) -> str:
    """Return the twin: a head of three keys, which is YAML and JSON, and the words."""
    page = page_uri(app, docname)
    shown = address(page)
    builder: Any = app.builder

    def link(node: nodes.Element) -> str:
        if isinstance(node, nodes.image):
            name = builder.images.get(node["uri"])
            uri = posixpath.join(builder.imgpath, name) if name else node["uri"]
        elif "filename" in node:
            uri = posixpath.join(builder.dlpath, node["filename"])
        else:
            uri = node.get("refuri") or (f"#{node['refid']}" if "refid" in node else "")
        return absolute(app, docname, uri) if uri else ""

    def spoken(node: Any) -> str:
        found: turn = node
        return turn_markdown(writer, found, shown)

    writer = MarkdownWriter(link, {"turn": spoken})
    title = app.env.titles[docname].astext() if docname in app.env.titles else docname
    head = {"title": title, "description": about, "page": page}
    lines = "".join(
        f"{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in head.items()
    )
    return f"---\n{lines}---\n\n{writer.blocks(doctree.children)}\n"


def write_twin(app: Sphinx, docname: str, doctree: nodes.document, about: str) -> None:
    """Write the twin of a page."""
    path = twin_file(app, docname)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(twin(app, docname, doctree, about), "utf-8")


def head_of(path: Path) -> dict[str, str]:
    """Return the head of a twin, or nothing where there is no twin."""
    try:
        with path.open(encoding="utf-8") as file:
            lines = [next(file, "") for _ in range(4)]
    except OSError:
        return {}
    found = {}
    for line in lines[1:]:
        key, _, text = line.partition(": ")
        found[key] = str(json.loads(text)) if text else ""
    return found
