"""The index of a book: the entries of Sphinx's index, and where each leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.environment.adapters.indexentries import IndexEntries

from onrecord.book.source import string, strings, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def index_source(builder: Any, terms: Mapping[str, Sequence[str]], defined: set[str]) -> str:
    """Return the index as Typst source, or nothing if there are no entries.

    *terms* has, for the label of an entry of a glossary, the labels that the entry leads to: the
    index leads there too. Labels that are not *defined* in the book are left out.
    """
    made = []
    for letter, entries in IndexEntries(builder.env).create_index(builder):
        inside = [
            f"#index-entry({depth}, {strings(_labels(uris, terms, defined))})[{text(name)}];"
            for name, uris, depth in _entries(entries)
        ]
        made.append(f"#index-letter({string(letter)});\n" + "\n".join(inside))
    return "\n\n".join(made)


def _entries(entries: Any) -> Iterator[tuple[str, list[str], int]]:
    for name, (links, below, _) in entries:
        yield name, [uri for _, uri in links], 0
        for lower, more in below:
            yield lower, [uri for _, uri in more], 1


def _labels(
    uris: Sequence[str], terms: Mapping[str, Sequence[str]], defined: set[str]
) -> list[str]:
    labels = [uri.removeprefix("%") for uri in uris]
    more = [led for one in labels for led in terms.get(one, ())]
    return [one for one in dict.fromkeys([*labels, *more]) if one in defined]
