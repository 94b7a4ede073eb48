"""How much two turns have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, LCSseq

from onrecord.align.records import Pair

if TYPE_CHECKING:
    from onrecord.align.records import Words

#: words in a row that are no accident
ROW = 3
#: turns whose lengths multiply to more are compared by their beginnings
LARGEST = 400_000_000
#: letters compared of a turn
LETTERS = 2000


def shared_words(old: Words, new: Words) -> int:
    """Return how many words stand in both in the same order, in rows of three or more."""
    if old.key == new.key:
        return len(old.words)
    size = int(LARGEST**0.5)
    before, after = old.words, new.words
    if len(before) * len(after) > LARGEST:
        before, after = before[:size], after[:size]
    whole = min(len(before), len(after))
    rows = (
        block.size
        for block in LCSseq.opcodes(before, after).as_matching_blocks()
        if block.size >= min(ROW, whole)
    )
    return sum(rows)


def compare(at: int, there: int, old: Words, new: Words) -> Pair:
    """Return a pair of turns with what they share."""
    shared = shared_words(old, new)
    of_old, of_new = shared / max(len(old.words), 1), shared / max(len(new.words), 1)
    return Pair(at, there, shared, of_old, of_new, sure=False)


def letters_alike(old: Words, new: Words) -> float:
    """Return how alike two turns are, letter by letter: 0 to 1."""
    if old.key == new.key:
        return 1.0
    return Indel.normalized_similarity(old.key[:LETTERS], new.key[:LETTERS])
