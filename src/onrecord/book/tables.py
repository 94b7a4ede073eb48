"""Tables, their columns as wide as what stands in them asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from onrecord.book.writing import draws

if TYPE_CHECKING:
    from onrecord.book.writing import Writing

#: letters: of a line of the page, of a word that gets its room, of a cell that asks for more
_PAGE, _LONGEST_WORD, _MOST = 112, 34, 240
#: a row of cells no longer than this is not divided between pages
_SHORT = 900
#: a table of so many columns begins in the margin
_MANY = 4


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
    cells = [one for row in body for one in _cells(row)]
    whole = str(all(len(one.astext()) < _SHORT for one in cells)).lower()
    outdented = str(wide.count(",") + 1 >= _MANY).lower()
    options = f"columns: ({wide},), whole: {whole}, outdented: {outdented}"
    return f"{start}#listing({options}, {lead}{rest});\n\n"


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
    """Return the relative widths of columns, in letters of a page as wide as a table.

    Each has room for its longest word; what is left goes to those that hold more.
    """
    count = max((sum(one.get("morecols", 0) + 1 for one in _cells(row)) for row in rows), default=1)
    longest, most = [2] * count, [2] * count
    for row in rows:
        at = 0
        for one in _cells(row):
            if one.get("morecols", 0) == 0 and at < count:
                longest[at] = max(longest[at], _longest(one))
                most[at] = max(most[at], _size(one))
            at += one.get("morecols", 0) + 1
    narrow = [min(one, _LONGEST_WORD) + 2 for one in longest]
    asked = [max(0, min(many, _MOST) - least) for many, least in zip(most, narrow, strict=True)]
    left = max(0, _PAGE - sum(narrow))
    shares = [one**0.7 for one in asked]
    total = sum(shares) or 1
    return [
        round(least + min(left * share / total, want), 2)
        for least, share, want in zip(narrow, shares, asked, strict=True)
    ]


def _longest(cell: nodes.Element) -> int:
    words = [len(one) for one in cell.astext().split()]
    # fixed letters are wider
    code = [
        round(1.25 * len(word))
        for one in cell.findall(nodes.literal)
        for word in one.astext().split()
    ]
    return max([0, *words, *code])


def _size(cell: nodes.Element) -> int:
    # the page of a link is printed after it
    links = sum(1 for _ in cell.findall(nodes.reference))
    return len(cell.astext()) + 6 * links
