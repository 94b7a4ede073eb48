"""The WebVTT parser keeps the rules of the W3C's file parser; cases are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.formats.webvtt import is_webvtt, parse_webvtt, timings

TIMES = "00:00:00.000 --> 00:00:01.000"


def texts(source: str) -> list[str]:
    return [cue.text for cue in parse_webvtt(source)[0]]


@pytest.mark.parametrize("head", ["WEBVTT", "\ufeffWEBVTT", "WEBVTT x", "WEBVTT\tx", "WEBVTT\n"])
def test_a_signature(head: str) -> None:
    assert is_webvtt(head)
    parse_webvtt(head)


@pytest.mark.parametrize(
    "head", ["", "webvtt", "WEBVT", "WEBVTTX", " WEBVTT", "\nWEBVTT", "WEBVTT-", "WEBVTT\u00a0"]
)
def test_no_signature(head: str) -> None:
    assert not is_webvtt(head)
    with pytest.raises(ValueError, match="signature"):
        parse_webvtt(head)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines(newline: str) -> None:
    source = newline.join(["WEBVTT", "", TIMES, "one", "two", "", TIMES, "three"])
    assert texts(source) == ["one\ntwo", "three"]


def test_nulls_become_replacement_characters() -> None:
    assert texts(f"WEBVTT\n\n{TIMES}\na\0b") == ["a\ufffdb"]


def test_a_cue_may_follow_the_signature_at_once() -> None:
    assert texts(f"WEBVTT\n{TIMES}\none") == ["one"]


def test_header_lines_are_no_cues() -> None:
    cues, rest = parse_webvtt(f"WEBVTT head\nX-KEY: value\n\n{TIMES}\none")
    assert [cue.text for cue in cues] == ["one"]
    assert [(one.why, one.text) for one in rest] == [("header", "head"), ("header", "X-KEY: value")]


def test_times_in_the_header_begin_a_cue() -> None:
    assert texts(f"WEBVTT\nkey: value\n{TIMES}\none") == ["one"]


def test_identifiers() -> None:
    cues, _ = parse_webvtt(f"WEBVTT\n\nan id\n{TIMES}\none\n\n\t\n{TIMES}\ntwo\n\n{TIMES}")
    assert [(cue.id, cue.text) for cue in cues] == [("an id", "one"), ("\t", "two"), ("", "")]


def test_an_arrow_ends_a_cue_and_begins_the_next() -> None:
    assert texts(f"WEBVTT\n\n{TIMES}\none\n{TIMES}\ntwo\nx-->\n{TIMES}\nthree") == [
        "one",
        "two",
        "three",
    ]


def test_only_one_line_of_identifier() -> None:
    cues, rest = parse_webvtt(f"WEBVTT\n\nfirst\nsecond\n{TIMES}\none")
    assert [(cue.id, cue.text) for cue in cues] == [("", "one")]
    assert rest[0].text == "first\nsecond"


@pytest.mark.parametrize("line", [
    "00:00.000 --> 00:01.000", "000:00:00.000 --> 100:00:01.000", "\t00:00.000-->00:01.000", "99:59:59.999 --> 00:00.000",
    "00:00.000 \t --> \t 00:01.000 line:0", "00:00.000 --> 00:01.000line:0",
])  # fmt: skip
def test_valid_times(line: str) -> None:
    assert timings(line)
    assert texts(f"WEBVTT\n\n{line}\none") == ["one"]


@pytest.mark.parametrize("line", [
    "-->", "0:00.000 --> 00:01.000", "00:00.00 --> 00:01.000", "00:00.0000 --> 00:01.000", "00:00,000 --> 00:01.000",
    "00:60.000 --> 00:01.000", "60:00.000 --> 00:01.000", "00:60:00.000 --> 01:00:00.000", "000:00.000 --> 00:01.000",
    "00:00.000 -- > 00:01.000", "00:00.000 ---> 00:01.000", "00:00.000 --> ", "-00:00.000 --> 00:01.000",
    "00:00:000.000 --> 00:01.000", "00:00.000 x --> 00:01.000", "00:00.000 -->> 00:01.000", "\u0660\u0660:00.000 --> 00:01.000",
])  # fmt: skip
def test_invalid_times_are_reported(line: str) -> None:
    cues, rest = parse_webvtt(f"WEBVTT\n\n{line}\nlost words")
    assert not cues
    assert any("lost words" in one.text for one in rest)


def test_settings_and_printed_start() -> None:
    cue = parse_webvtt("WEBVTT\n\n01:02.500 --> 01:03.000 align:start line:0\none")[0][0]
    assert (cue.start, cue.end, cue.printed, cue.settings) == (
        62.5,
        63.0,
        "01:02.500",
        "align:start line:0",
    )


def test_notes_styles_and_regions_are_reported() -> None:
    source = f"WEBVTT\n\nNOTE a\nb\n\nSTYLE\n::cue {{}}\n\nREGION \nid:x\n\n{TIMES}\none\n\nSTYLE\nlate\n\nNOTEWORTHY"
    cues, rest = parse_webvtt(source)
    assert [cue.text for cue in cues] == ["one"]
    assert [one.why for one in rest] == [
        "note",
        "style sheet",
        "region",
        "block without times",
        "block without times",
    ]


def test_a_style_with_an_arrow_ends_there() -> None:
    assert texts(f"WEBVTT\n\nSTYLE\n::cue\n{TIMES}\none") == ["one"]


@given(st.text(alphabet="WEBVT \t\n\r0123456789:.->NOTEab\0"))
def test_anything_is_read_and_no_word_lost(body: str) -> None:
    cues, rest = parse_webvtt("WEBVTT\n\n" + body)
    kept = "".join(cue.text + cue.id for cue in cues) + "".join(one.text for one in rest)
    # lines of times are not words
    assert {char for char in body if char in "ab"} <= set(kept) | (
        {"a", "b"} if "-->" in body else set()
    )
