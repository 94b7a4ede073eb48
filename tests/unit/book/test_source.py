"""Typst source: no word acts as markup."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.book import source
from onrecord.book.source import call, elsewhere_source, string, strings, text, verbatim


def test_the_examples_of_the_module() -> None:
    assert doctest.testmod(source).failed == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a  b\nc", '#"a b c";'),
        ("", ""),
        ('#panic("x")', '#"#panic(\\"x\\")";'),
        ("*a* _b_ $c$ @d <e> `f` // g", '#"*a* _b_ $c$ @d <e> `f` // g";'),
        ("nul \x00 and \ud800", '#"nul \ufffd and \ufffd";'),
    ],
)
def test_words(words: str, expected: str) -> None:
    assert text(words) == expected


def test_code_keeps_its_white_space() -> None:
    assert verbatim("a  b") == '#"a  b";'
    assert verbatim("") == ""


def test_calls() -> None:
    assert call("pause") == "#pause();"
    assert (
        call("area", "a", "b", kind='"x"', is_open="true")
        == '#area(kind: "x", is-open: true)[a][b];'
    )
    assert strings(["a", 'b"']) == '("a", "b\\"", )'


def test_what_is_elsewhere() -> None:
    assert elsewhere_source({}) == "#let elsewhere = (\n  :)\n"
    assert elsewhere_source({"a#b": ("c.pdf", 2)}) == (
        '#let elsewhere = (\n  "a#b": ("c.pdf", 2),\n)\n'
    )


@given(st.text())
def test_any_string_ends_where_it_ends(value: str) -> None:
    made = string(value)
    inside = made[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "\\" not in inside
