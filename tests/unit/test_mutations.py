"""What may differ between a quotation and its source, tried out one character at a time."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.match import match
from onrecord.model import Outcome
from onrecord.text import fold

SENTENCES = [
    "We opened the first workshop in 1998 with 14 people and a borrowed lathe.",
    "“Nobody orders 300 chairs,” my father said, “unless somebody else's chairs broke.”",
    "In the second year — and I don't say this lightly — we lost 62.5% of our customers.",
    "The bank wanted $1,250,000 back by 3:30 on a Friday; we had $40.",
    "So we rang every non-profit between Leeds and York… and sold them benches!",
    "Would I do it again? I've asked myself that for twenty-five years.",
    "It isn't the wood you pay for – it's the hand (or rather, both hands) that knows it.",
    "My co-founder, J. P. Aalto, still calls it 'the 9/11 of furniture'.",
]
TEXT = "\n".join(SENTENCES)
FOLDED = fold(TEXT)
INNER = [" ".join(sentence.split()[1:-1]).rstrip(",;") for sentence in SENTENCES]
QUOTATIONS = SENTENCES + INNER


def accepted(quotation: str) -> bool:
    return match(quotation, FOLDED) is not None


@pytest.mark.parametrize("quotation", QUOTATIONS)
def test_the_quotation_itself(quotation: str) -> None:
    found = match(quotation, FOLDED)
    assert found is not None
    assert found.outcome is Outcome.EXACT


@pytest.mark.parametrize("quotation", QUOTATIONS)
def test_no_letter_or_digit_may_differ(quotation: str) -> None:
    for at, char in enumerate(quotation):
        if char.isalpha():
            others = {char.swapcase(), "q", "é", chr(ord(char) ^ 1)} - {char}
        elif char.isdigit():
            others = set("0123456789") - {char}
        else:
            continue
        for other in others:
            assert not accepted(quotation[:at] + other + quotation[at + 1 :])
        assert not accepted(quotation[:at] + char + quotation[at:])
        if at:
            assert not accepted(quotation[:at] + quotation[at + 1 :])


@pytest.mark.parametrize("quotation", QUOTATIONS)
def test_no_word_may_differ(quotation: str) -> None:
    words = quotation.replace("…", "").split()
    if "…" in quotation:
        assert not accepted(quotation.replace("…", ""))
        return
    for at, word in enumerate(words):
        for other in {"not", "workshop", "1998", word + "s", word[::-1] + "x"} - {word}:
            assert not accepted(" ".join([*words[:at], other, *words[at + 1 :]]))
        assert not accepted(" ".join([*words[:at], "never", *words[at:]]))
        if 0 < at < len(words) - 1 and any(char.isalnum() for char in word):
            assert not accepted(" ".join(words[:at] + words[at + 1 :]))


@pytest.mark.parametrize("quotation", QUOTATIONS)
def test_no_mark_may_differ_but_the_last(quotation: str) -> None:
    for hit in re.finditer(r"[.,;!?()%$/:]", quotation[:-1]):
        assert not accepted(quotation[: hit.start()] + quotation[hit.end() :])
        assert not accepted(quotation[: hit.start()] + "*" + quotation[hit.end() :])
    if quotation[-1] not in ".!?…":
        assert not accepted(quotation + "?")
        assert not accepted(quotation + "!")


def test_what_may_be_dropped_at_the_end() -> None:
    for sentence in SENTENCES:
        assert accepted(sentence[:-1]) is (sentence[-1] != "!")
        assert accepted(sentence[:-1] + "…")


QUOTES = ["'", '"', "’", "‘", "“", "”", "„", "«", "»", "‹", "›", "`", "´", "′", "″", "「", "』"]
DASHES = ["-", "‐", "‑", "–", "—", "―", "−", "--", "---", " – ", " -", "-- ", "\u00a0— "]
BLANKS = [" ", "  ", "\n", "\t", "\u00a0", "\u202f", "\u3000", " \n ", "\u200b ", " \u00ad"]
DOTS = ["…", "...", ". . .", "……", " …", "... ", " . . . ", "⋯"]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(QUOTATIONS), st.integers(0, 2**32))
def test_only_quotation_marks_dashes_and_white_space_differ(quotation: str, seed: int) -> None:
    chance = random.Random(seed)

    def other(hit: re.Match[str]) -> str:
        for marks in (QUOTES, DASHES, BLANKS, DOTS):
            if hit[0] in marks:
                return chance.choice(marks)
        return hit[0] + chance.choice(["", "", "\u00ad", "\u200b"])

    changed = re.sub(r"['’‘“”]|[-–—]|…| |\w", other, quotation)
    found = match(changed, FOLDED)
    assert found is not None
    assert found.outcome in {Outcome.EXACT, Outcome.FOLDED}
    (start, end) = found.spans[0]
    original = match(quotation, FOLDED)
    assert original is not None
    assert (start, end) == original.spans[0]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_every_passage_of_whole_words_is_found(first: int, second: int) -> None:
    low, high = sorted((first, second))
    passage = TEXT[low:high]
    words = [hit.span() for hit in re.finditer(r"\S+", TEXT)]
    whole = any(low == start for start, _ in words) and any(high == end for _, end in words)
    if whole and not passage.endswith("—"):
        assert accepted(passage)


@settings(max_examples=300, deadline=None)
@given(
    st.sets(st.integers(0, len(TEXT.split())), min_size=4, max_size=4),
    st.sampled_from([" [...] ", " … ", " ... ", " [ … ] "]),
)
def test_elisions_keep_the_order(cuts: set[int], mark: str) -> None:
    words = TEXT.split()
    first, last, second, end = sorted(cuts)
    parts = [" ".join(words[first:last]), " ".join(words[second:end])]
    assert accepted(mark.join(parts)) or not re.search(r"\w", "".join(parts))
    if len(parts[0]) > 20 and len(parts[1]) > 20:
        assert not accepted(mark.join(reversed(parts)))
