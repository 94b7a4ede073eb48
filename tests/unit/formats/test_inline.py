"""Markdown as people wrote it: marks go, words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.formats.inline import read_inline


@pytest.mark.parametrize(("source", "text"), [
    ("plain", "plain"), ("**bold** x", "bold x"), ("** Ann: ** x", " Ann:  x"), ("**open", "open"), ("a*b*c", "abc"),
    ("2 * 3 * 4", "2 * 3 * 4"), ("snake_case_name", "snake_case_name"), ("_it_ __b__", "it b"), (r"\*no\* \[x\]", "*no* [x]"),
    ("`a*b` ``c`d``", "a*b c`d"), ("`open", "`open"), ("[t](u)", "t"), ("[t *i*](u(1)(2) 'x') y", "t i y"), ("[laughs]", "[laughs]"),
    ("![alt](x.png)", ""), ("[![alt](x)](y) z", " z"), ("a[^1] b", "a b"), ("[^1]: note", "[^1]: note"), ("[a [b] c](u)", "a [b] c"),
    ("a <br> b <em>c</em>", "a   b c"), ("Vec<T> and <laughs>", "Vec<T> and <laughs>"), ("<https://x.org/>", "https://x.org/"),
    ("<a@b.org>", "a@b.org"), ("<!-- x --> y", " y"), ("<!-- open", "<!-- open"), ("&amp; &#8212; &nosuch;", "& — &nosuch;"),
    ("{% image x %}y {{ z }}", "y "), ("{: .cls}x", "x"), ("{% open", "{% open"), ("***both*** x", "both x"), ("[x](", "[x]("),
    ("]", "]"), ("a\n**b\nc** d", "a\nb\nc d"), ("[two\nlines](u) x", "two\nlines x"), ("~~gone~~", "gone"), ("*a\nb* c", "a\nb c"),
])  # fmt: skip
def test_words(source: str, text: str) -> None:
    assert read_inline(source).text == text


def test_references() -> None:
    assert read_inline("[a][B] [a][c]", frozenset({"b"})).text == "a [a][c]"


@pytest.mark.parametrize(("source", "spans"), [
    ("**Ann:** x", [(0, 4, "b")]), ("** Ann: ** x", [(0, 6, "b")]), ("**Ann", [(0, 3, "b")]), ("_Ann:_ x", [(0, 4, "i")]),
    ("**a** [**b**](u)", [(0, 1, "b"), (2, 3, "b")]), ("<b>a</b>", [(0, 1, "b")]), ("<cite>a</cite>", [(0, 1, "c")]), ("**a\nb", [(0, 1, "b")]),
])  # fmt: skip
def test_emphasis(source: str, spans: list[tuple[int, int, str]]) -> None:
    assert read_inline(source).spans == spans


@given(st.text(alphabet="ab *_`[]()!<>&;\\{}%:\n#1"))
def test_no_letter_is_lost_and_lines_stay(source: str) -> None:
    read = read_inline(source)
    assert read.text.count("\n") == source.count("\n")
    assert all(0 <= start < end <= len(read.text) for start, end, _ in read.spans)


@given(st.text(alphabet="ab1 .,;-é漢\n"))
def test_text_without_marks_is_itself(source: str) -> None:
    assert read_inline(source).text == source
