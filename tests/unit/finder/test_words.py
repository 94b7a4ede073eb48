from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.finder import codes
from onrecord.finder.words import LONGEST, fold, words


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Small teams, GPT-4o!", ["small", "teams", "gpt", "4o"]),
        ("don’t stop", ["don", "t", "stop"]),
        ("Élan NAÏVE Åse", ["elan", "naive", "ase"]),
        ("Straße ΟΔΟΣ ﬁt", ["strasse", "οδοσ", "fit"]),
        ("İstanbul", ["istanbul"]),
        ("한국 й", ["한국", "и"]),
        ("", []),
        ("…—!", []),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert [word for _, word in words(text)] == expected


def test_unspaced_script_gives_characters_and_pairs_at_their_places() -> None:
    assert words("用AI智能") == [(0, "用"), (1, "ai"), (2, "智"), (2, "智能"), (3, "能")]


def test_vowel_signs_stay_in_their_words() -> None:
    assert [word for _, word in words("हिन्दी भाषा")] == ["हिन्दी", "भाषा"]


def test_long_words_are_cut() -> None:
    assert words("a" * 500) == [(0, "a" * LONGEST)]
    assert words("é" * 500) == [(0, "e" * LONGEST)]


@given(st.text())
def test_folding_twice_changes_nothing_more_for_a_search(text: str) -> None:
    once = [word for _, word in words(text)]
    assert all(word and len(word) <= LONGEST for word in once)
    assert [at for at, _ in words(text)] == sorted(at for at, _ in words(text))
    assert fold(text.casefold()) is not None


@given(st.lists(st.integers(0, 1 << 40)))
def test_numbers_come_back(numbers: list[int]) -> None:
    text = b"".join(codes.encode(one) for one in numbers).decode("ascii")
    assert codes.decode(text) == numbers
    assert '"' not in text
    assert "\\" not in text


def test_the_table_holds_the_same_digits() -> None:
    assert codes.table()[:5000] == [codes.encode(one) for one in range(5000)]
