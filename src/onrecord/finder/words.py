"""A text as search words: the same rule as ``words`` in ``static/find/engine.js``.

Letters are folded (compatibility forms, case, accents); a word is a run of letters, digits and
marks. Scripts that are written without spaces are cut into single characters and pairs, so that any
two neighbours can be found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: longer words are cut: nobody types them
LONGEST = 64
#: Thai to Lao, Burmese, Khmer, kana, Han
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
#: accents, and the vowel signs that Hebrew and Arabic mostly leave out
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]"
)
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
#: a text whose only letters are those of ASCII, as most English ones are
_PLAIN = re.compile("[\x00-\x7f\xa0«»‐-―‘’“”•…]*+")
_CHARACTER = re.compile(f"[{_UNSPACED}]")


def fold(text: str) -> str:
    """Return a text with what makes no difference to a search taken away."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower())
    return unicodedata.normalize("NFC", bare).replace("ß", "ss").replace("ς", "σ")


def words(text: str) -> list[tuple[int, str]]:
    """Return (position, word) of each search word, positions counted from 0 in the order of speech.

    In a run of unspaced script each character has a position, and at it stand the character and,
    where another follows, the pair.
    """
    plain = _PLAIN.fullmatch(text) is not None
    folded = text.lower() if plain else fold(text)
    if plain or folded.isascii():
        return list(enumerate(_cut(_PLAIN_WORD.findall(folded))))
    return list(_mixed(folded))


def _cut(found: list[str]) -> list[str]:
    if max(map(len, found), default=0) > LONGEST:
        return [one[:LONGEST] for one in found]
    return found


def _mixed(folded: str) -> Iterator[tuple[int, str]]:
    at = 0
    for found in _word().finditer(folded):
        run = found[0]
        if not _CHARACTER.match(run):
            yield at, run[:LONGEST]
            at += 1
            continue
        for place, sign in enumerate(run):
            yield at, sign
            if place + 1 < len(run):
                yield at, run[place : place + 2]
            at += 1


@cache
def _word() -> re.Pattern[str]:
    """Return what a word is: a run of unspaced script, or of other letters, digits and marks."""
    marks = "".join(
        re.escape(chr(code))
        for code in range(0x300, 0xFE30)
        if unicodedata.category(chr(code)).startswith("M") and not _CHARACTER.match(chr(code))
    )
    return re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\\W_]|[{marks}])+")
