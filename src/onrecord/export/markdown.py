"""A resolved doctree as CommonMark (with the tables of GitHub's dialect).

What is written reads back as the same words in any Markdown reader: every character that could be
markup is escaped (``tests/unit/test_export_markdown.py``). What has no form in Markdown is written
as its words; what is only for one builder (``raw``), or only for a program, is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MARK = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:[#+\-=>:]|([0-9]{1,9})([.)])(?=\s|$))", re.MULTILINE)
_LINE_EDGE = re.compile(r"[^\S\n]*\n\s*")
_IN_ADDRESS = re.compile(r"[\s<>()\\\"]")
_ADMONITIONS = {
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning",
    "seealso",
}  # fmt: skip
#: not shown
_LEFT_OUT = {
    "raw", "comment", "meta", "index", "pending", "substitution_definition",
    "system_message", "drawing", "map_drawing", "colspec", "docinfo", "decoration",
}  # fmt: skip


def escape(text: str) -> str:
    """Return a text whose characters no Markdown reader takes for markup, inside a line."""
    return _MARK.sub(r"\\\g<0>", text)


def escape_lines(text: str) -> str:
    """Return lines of Markdown that are one paragraph, whatever they begin with."""
    return _LINE_START.sub(
        lambda mark: f"{mark[1]}\\{mark[2]}" if mark[1] else f"\\{mark[0]}",
        _LINE_EDGE.sub("\n", text.strip()),
    )


def address(uri: str) -> str:
    """Return an address as it stands between the brackets of a link."""
    return _IN_ADDRESS.sub(lambda mark: f"%{ord(mark[0]):02X}", uri)


def code(text: str) -> str:
    """Return a code span."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    shown = " ".join(text.split())
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown else ""


def indented(text: str, first: str, rest: str) -> str:
    """Return lines with a mark before the first and another before the rest."""
    lines = text.split("\n")
    shown = [f"{rest}{line}".rstrip() for line in lines[1:]]
    return "\n".join([f"{first}{lines[0]}".rstrip(), *shown])


class MarkdownWriter:
    """Writes blocks; *link* gives the address of a reference, *image* that of an image.

    *special* writes the nodes that docutils does not know, by their class name.
    """

    def __init__(
        self,
        link: Callable[[nodes.Element], str],
        special: dict[str, Callable[[nodes.Element], str]] | None = None,
    ) -> None:
        """Take the functions that know the site."""
        self.link = link
        self.special = special or {}
        self.level = 0

    # -- blocks ------------------------------------------------------------------------------

    def blocks(self, found: Iterable[Any]) -> str:
        """Return blocks with a line between them; neighbouring inline nodes are one paragraph."""
        made: list[str] = []
        run: list[nodes.Node] = []
        for node in found:
            special = self.special.get(type(node).__name__)
            if special is None and _is_inline(node):
                run.append(node)
                continue
            if run:
                made.append(self._lines(run))
                run = []
            made.append(special(node) if special else self.block(node))
        return "\n\n".join(one for one in [*made, self._lines(run)] if one)

    def block(self, node: nodes.Node) -> str:
        """Return one block, or nothing."""
        name = type(node).__name__
        if name in _LEFT_OUT or not isinstance(node, nodes.Element):
            return ""
        if name in _ADMONITIONS:
            titled = node.children and isinstance(node[0], nodes.title)
            head = "" if titled else f"**{name.capitalize()}**"
            return self._quoted(head, node.children)
        known = self._BLOCKS.get(name)
        if known is not None:
            return known(self, node)
        return self.blocks(node.children)

    def _lines(self, found: Iterable[nodes.Node]) -> str:
        return escape_lines("".join(map(self.inline, found)))

    def _paragraph(self, node: nodes.Element) -> str:
        return self._lines(node.children)

    def _section(self, node: nodes.Element) -> str:
        self.level += 1
        made = self.blocks(node.children)
        self.level -= 1
        return made

    def _title(self, node: nodes.Element) -> str:
        words = " ".join(self._words(node).split())
        if isinstance(node.parent, nodes.section):
            return f"{'#' * min(max(self.level, 1), 6)} {words}"
        return f"**{words}**"

    def _strong_line(self, node: nodes.Element) -> str:
        words = " ".join(self._words(node).split())
        return f"**{words}**" if words else ""

    def _quoted(self, head: str, children: Iterable[nodes.Node]) -> str:
        body = self.blocks(children)
        return indented("\n\n".join(one for one in (head, body) if one), "> ", "> ")

    def _quote(self, node: nodes.Element) -> str:
        return self._quoted("", node.children)

    def _attribution(self, node: nodes.Element) -> str:
        return f"— {self._lines(node.children)}"

    def _list(self, node: nodes.Element) -> str:
        ordered = isinstance(node, nodes.enumerated_list)
        items: list[str] = []
        for at, one in enumerate(node.children, int(node.get("start", 1))):
            mark = f"{at}. " if ordered else "- "
            body = self.blocks(one.children) if isinstance(one, nodes.Element) else ""
            items.append(indented(body, mark, " " * len(mark)))
        tight = all("\n\n" not in one for one in items)
        return ("\n" if tight else "\n\n").join(items)

    def _named(self, node: nodes.Element) -> str:
        """Write definitions and fields: a list of names, each with what is said of it."""
        items: list[str] = []
        for one in node.children:
            if not isinstance(one, nodes.Element):
                continue
            names = [
                " ".join(self._words(term).split())
                for term in one.children
                if isinstance(term, (nodes.term, nodes.field_name))
            ]
            told = [
                self.blocks(body.children)
                for body in one.children
                if isinstance(body, (nodes.definition, nodes.field_body))
            ]
            body = "\n\n".join(told)
            items.append(indented(f"**{', '.join(names)}**: {body}", "- ", "  "))
        return "\n".join(items)

    def _literal_block(self, node: nodes.Element) -> str:
        text = node.astext().rstrip("\n")
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        language = re.sub(r"[^\w+-]", "", node.get("language", ""))
        language = "" if language in {"none", "default"} else language
        return f"{fence}{language}\n{text}\n{fence}"

    def _table(self, node: nodes.Element) -> str:
        rows = [[self._cell(cell) for cell in row.children] for row in node.findall(nodes.row)]
        if not rows:
            return ""
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        titles = [self._strong_line(one) for one in node.children if isinstance(one, nodes.title)]
        return "\n\n".join([*titles, "\n".join(lines)])

    def _cell(self, node: nodes.Node) -> str:
        blocks = self.blocks(node.children)
        return " ".join(blocks.split())

    def _transition(self, node: nodes.Element) -> str:
        return "* * *"

    def _footnote(self, node: nodes.Element) -> str:
        label = next((one.astext() for one in node.findall(nodes.label)), "")
        body = self.blocks(one for one in node.children if not isinstance(one, nodes.label))
        return indented(f"[^{escape(label)}]: {body}", "", "    ")

    _BLOCKS: ClassVar[dict[str, Callable[[MarkdownWriter, nodes.Element], str]]] = {
        "section": _section,
        "title": _title,
        "paragraph": _paragraph,
        "line": _paragraph,
        "rubric": _strong_line,
        "caption": _strong_line,
        "block_quote": _quote,
        "admonition": _quote,
        "attribution": _attribution,
        "bullet_list": _list,
        "enumerated_list": _list,
        "definition_list": _named,
        "field_list": _named,
        "literal_block": _literal_block,
        "doctest_block": _literal_block,
        "math_block": _literal_block,
        "table": _table,
        "transition": _transition,
        "footnote": _footnote,
        "citation": _footnote,
    }

    # -- inside a block ------------------------------------------------------------------------

    def _words(self, node: nodes.Node) -> str:
        return "".join(map(self.inline, node.children))

    def inline(self, node: nodes.Node) -> str:
        """Return what stands inside a line."""
        if isinstance(node, nodes.Text):
            return escape(str(node))
        name = type(node).__name__
        if name in _LEFT_OUT or not isinstance(node, nodes.Element):
            return ""
        if isinstance(node, nodes.image):
            return f"![{escape(node.get('alt', ''))}]({address(self.link(node))})"
        if isinstance(node, (nodes.literal, nodes.math)):
            return code(node.astext())
        if isinstance(node, nodes.footnote_reference):
            return f"[^{escape(node.astext())}]"
        words = self._words(node)
        if isinstance(node, nodes.emphasis):
            return _around(words, "*")
        if isinstance(node, nodes.strong):
            return _around(words, "**")
        if isinstance(node, nodes.reference) or name == "download_reference":
            to = self.link(node)
            return f"[{' '.join(words.split())}]({address(to)})" if words and to else words
        return words


def _around(words: str, mark: str) -> str:
    """Return words between marks, the white space at their edges outside."""
    bare = words.strip()
    if not bare:
        return words
    left = len(words) - len(words.lstrip())
    return f"{words[:left]}{mark}{bare}{mark}{words[left + len(bare) :]}"


def _is_inline(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Text):
        return True
    if isinstance(node, nodes.image):
        return True
    if isinstance(node, nodes.reference):
        return not any(isinstance(one, nodes.Body) for one in node.children)
    return isinstance(node, nodes.Inline) and not isinstance(node, nodes.raw)


__all__ = ["MarkdownWriter", "address", "code", "escape", "escape_lines", "indented"]
