"""Tables, their columns as wide as what stands in them asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from onrecord.book.writing import draws

if TYPE_CHECKING:
    from onrecord.book.writing import Writing

#: a column of words is at most so many times as wide as the narrowest one
_WIDEST = 60


@draws("table")
def table(writing: Writing, node: nodes.Element) -> str:
    """Write a table whose headings stand on each of its pages."""
    group = next(iter(node.findall(nodes.tgroup)), None)
    if group is None:
        return writing.inside(node)
    titles = "".join(writing.draw(one) for one in node.children if isinstance(one, nodes.title))
    head = [row for part in group.findall(nodes.thead) for row in _rows(part)]
    body = [row for part in group.findall(nodes.tbody) for row in _rows(part)]
    made = "".join(_cell(writing, one) for row in head for one in _cells(row))
    lead = f"table.header({made}), " if head else ""
    rest = "".join(_cell(writing, one) for row in body for one in _cells(row))
    wide = ", ".join(f"{one:g}fr" for one in widths([*head, *body]))
    start = writing.anchors(node) + titles
    return f"{start}#listing(columns: ({wide},), {lead}{rest});\n\n"


def _rows(part: nodes.Element) -> list[nodes.Element]:
    return [one for one in part.children if isinstance(one, nodes.row)]


def _cells(row: nodes.Element) -> list[nodes.Element]:
    return [one for one in row.children if isinstance(one, nodes.entry)]


def _cell(writing: Writing, node: nodes.Element) -> str:
    over = node.get("morecols", 0) + 1
    down = node.get("morerows", 0) + 1
    body = f"[{writing.anchors(node)}{writing.inside(node).strip()}]"
    if over == 1 and down == 1:
        return f"{body}, "
    return f"table.cell(colspan: {over}, rowspan: {down}){body}, "


def widths(rows: list[nodes.Element]) -> list[float]:
    """Return the relative widths of columns: by their longest word and by how much they hold."""
    count = max((sum(one.get("morecols", 0) + 1 for one in _cells(row)) for row in rows), default=1)
    longest, most, total = [1] * count, [1] * count, [0] * count
    for row in rows:
        at = 0
        for one in _cells(row):
            words = one.astext().split()
            # the page of a link is printed after it
            links = sum(1 for _ in one.findall(nodes.reference))
            size = sum(map(len, words)) + len(words) + 6 * links
            if one.get("morecols", 0) == 0 and at < count:
                longest[at] = max(longest[at], *map(len, words), 6 if links else 1)
                most[at] = max(most[at], size)
                total[at] += size
            at += one.get("morecols", 0) + 1
    rows_count = max(len(rows), 1)
    return [
        round(max(min(word, 18) + 2, min((many + whole / rows_count) / 2, _WIDEST)) ** 0.85, 2)
        for word, many, whole in zip(longest, most, total, strict=True)
    ]
