"""The order of a book: the tables of contents of the site, from its first page on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator


class Part(NamedTuple):
    """A document in its place, or the title of a part of the book (without a document).

    Attributes:
        level: level of its title among all headings, from 1.
        docname: the document.
        caption: the title of a part.
    """

    level: int
    docname: str = ""
    caption: str = ""


def in_order(env: Any) -> list[Part]:
    """Return every document once, in the order of the tables of contents.

    A caption of the first page's tables of contents is the title of a part. Documents that no
    table of contents names come last.
    """
    root = env.config.root_doc
    seen: set[str] = {root}
    made = [Part(1, root)]
    for caption, docnames in _tables(env, root):
        inside = [part for one in docnames for part in _below(env, one, 2 if caption else 1, seen)]
        if caption and inside:
            made.append(Part(1, caption=caption))
        made += inside
    left = [one for one in sorted(env.found_docs) if one not in seen]
    return made + [part for one in left for part in _below(env, one, 1, seen)]


def _below(env: Any, docname: str, level: int, seen: set[str]) -> Iterator[Part]:
    """Yield a document and those below it; no recursion, for a table may be deep."""
    stack = [(docname, level)]
    while stack:
        one, at = stack.pop()
        if one in seen or one not in env.found_docs:
            continue
        seen.add(one)
        yield Part(at, one)
        below = [name for _, names in _tables(env, one) for name in names]
        stack += [(name, at + 1) for name in reversed(below)]


def _tables(env: Any, docname: str) -> Iterator[tuple[str, list[str]]]:
    if not env.toctree_includes.get(docname):
        return
    for node in env.get_doctree(docname).findall(addnodes.toctree):
        yield node.get("caption") or "", list(node["includefiles"])
