"""The words of a turn: the same as CommonMark gives, whichever way they are read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import markup
from onrecord.markup import Kind
from unit.reference import REFERENCE, visible

SAMPLES = [
    "Plain words.",
    "Two\nlines",
    "First paragraph.\n\nSecond paragraph,\n  indented.",
    "*emphasis* and **strong** and `code`",
    "[a link](https://example.org) and <https://example.org/x>",
    r"\*not emphasis\* and \[14:23\] and \<b\>",
    "- one\n- two\n\n  more of two\n- three",
    "3. three\n4. four",
    "> quoted\n> words\n\nand after",
    "hard\\\nbreak and  \nanother",
    "fish &amp; chips &copy; &#65; &unknown;",
    "a < b > c & d",
    "before\n\n---\n\nafter",
    "snake_case_word and 2*3*4",
    "[laughs] and [inaudible 00:26:23] and a](b",
    "Ctrl\\Alt and C:\\path",
    "中文，**粗体**：文字。",
    "1986\\. What a year",
]


@pytest.mark.parametrize("source", SAMPLES)
def test_words_are_those_of_commonmark(source: str) -> None:
    expected = visible(REFERENCE.render(source))
    assert visible(markup.html(markup.events(source))) == expected
    assert " ".join(markup.plain(source).split()) == expected
    assert markup.draw(source) == markup.html(markup.events(source))


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="ab *_`[]()<>\\\n-1.&#!:/é中\t", max_size=60))
def test_words_are_those_of_commonmark_for_any_text(source: str) -> None:
    expected = visible(REFERENCE.render(source)).replace(" ", "")
    assert visible(markup.html(markup.events(source))).replace(" ", "") == expected
    assert "".join(markup.plain(source).split()) == expected
    assert markup.draw(source) == markup.html(markup.events(source))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab *_`[]()<>\\\n-1.&\t", max_size=60))
def test_plain_is_what_the_events_say(source: str) -> None:
    parts = [
        event.value if event.kind is Kind.TEXT else "\n" * markup.plain_length(event)
        for event in markup.events(source)
    ]
    assert "".join(parts).split() == markup.plain(source).split()
    assert len(markup.plain(source)) <= sum(map(markup.plain_length, markup.events(source)))


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "[x](../../secret.txt)",
        "[x](#t14)",
        "![alt](https://example.org/x.png)",
        "```{include} /etc/passwd\n```",
        "{{ secret }}",
        "[x]: https://example.org",
        "<img src=x onerror=alert(1)>",
        "[x](data:text/html;base64,AAAA)",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_takes_effect(source: str) -> None:
    drawn = markup.html(markup.events(source))
    assert not re.search(r"<(?!/?(?:p|em|strong|code|br|a)\b)", drawn)
    assert not re.search(r'href="(?!https?:|mailto:)', drawn)
    for word in re.findall(r"\w+", source):
        assert word in visible(drawn) or word in drawn


def test_links_keep_their_title() -> None:
    drawn = markup.html(markup.events('[x](https://example.org "some \\"words\\"")'))
    assert 'title="some &quot;words&quot;"' in drawn


def test_numbered_lists_keep_their_first_number() -> None:
    assert '<ol start="3">' in markup.html(markup.events("3. three"))
    assert "<ol>" in markup.html(markup.events("1. one"))


@pytest.mark.parametrize("source", ["> " * 40 + "deep", " " * 40 + "far\n- x", "- " * 30 + "deep"])
def test_deep_nesting_is_shown_as_it_stands(source: str) -> None:
    assert markup.plain(source).split() == source.split()


def test_deep_emphasis_keeps_its_words() -> None:
    source = "*a **b " * 200 + "c" + "** d*" * 200
    found = markup.events(source)
    depth = deepest = 0
    for event in found:
        if event.value in {"em", "strong"}:
            depth += 1 if event.kind is Kind.OPEN else -1
            deepest = max(deepest, depth)
    assert 0 < deepest <= markup.MAX_DEPTH
    assert visible(markup.html(found)).count("a") == 200


def test_too_many_marks_are_shown_as_they_stand() -> None:
    source = "*x " * (markup.MAX_MARKS + 1)
    assert markup.plain(source).split() == source.split()


def test_nothing_is_nothing() -> None:
    assert markup.events("") == []
    assert markup.plain(" \n ") == ""
