"""Sphinx's own search, fed at a fraction of the cost: a word once a text, a stem once a build.

The index is the same, byte for byte (``tests/roots``): it holds sets of documents, and a stem
depends on nothing but its word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage, languages
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_STEMS: dict[str, str] = {}
#: word -> what it is indexed by
_KEYS: dict[str, str] = {}


class OnceEnglish(SearchEnglish):
    """English, with repeated words dropped before they are stemmed."""

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name
        """Return one word for each stem of a text, and all words whose stem is not indexed."""
        words = dict.fromkeys(super().split(input))
        for word in [one for one in words if one not in _KEYS]:
            stem = self.stem(word)
            _KEYS[word] = stem if self.word_filter(stem) else f"\0{word}"
        return list(dict(zip(map(_KEYS.__getitem__, words), words, strict=True)).values())

    def stem(self, word: str) -> str:
        """Return the stem of a word."""
        found = _STEMS.get(word)
        if found is None:
            found = _STEMS[word] = super().stem(word)
        return found


def setup_search(app: Sphinx) -> None:
    """Use it unless another extension has put a language of its own there."""
    current: type[SearchLanguage] | str | None = languages.get("en")
    if current is SearchEnglish:
        app.add_search_language(OnceEnglish)
