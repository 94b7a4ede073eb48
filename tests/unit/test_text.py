"""One form for what is no difference of words, and where words begin and end."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text import fold, inside_word

FOLDS = [
    ("", ""),
    ("plain words", "plain words"),
    ("  a \n\t b\u00a0c  ", "a b c"),
    ("“a” ‘b’ «c» „d‟ ‹e› 「f」 『g』 `h´ ′i″", '"a" "b" "c" "d" "e" "f" "g" "h" "i"'),
    ("``a'' ’’b‘‘", '"a" "b"'),
    ("« Oui », dit-il", '"Oui", dit-il'),
    ("die »Tat« war", 'die "Tat" war'),
    ("don’t dont", 'don"t dont'),
    ("a - b – c—d--e --- f −1 —— g - - h", "a-b-c-d-e-f-1-g-h"),
    ("a ... b. . . c… d …… e", "a…b…c…d…e"),
    ("We agree. ... So", "We agree…So"),
    ("v. .NET 3.5 ..", "v. .NET 3.5 .."),
    ("co\u00adop\u200bera\ufefftion \u200b now\u2069", "cooperation now"),
    ("a\u200bb\u200b", "ab"),
    ("cafe\u0301", "café"),
    ("\u200be\u200b\u0301 ", "é"),
    ("我们\n认为 他", "我们认为他"),
    ("用 GPT 做", "用 GPT 做"),
    ("「好」\n他说 “好”。", '"好"他说"好"。'),
    ("»Nein,« sagte er »(nie)« und »… ja«", '"Nein," sagte er "(nie)" und "…ja"'),
    ("👨\u200d👩", "👨\u200d👩"),
    ("한국", unicodedata.normalize("NFC", "한국")),
]


@pytest.mark.parametrize(("text", "folded"), FOLDS)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert fold(folded).text == folded


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        ("  He said -- “well” ", "well", "well"),
        ("a  b -  c", "b-c", "b -  c"),
        ("x\u00ad y . . . z", "y…z", "y . . . z"),
        ("cafe\u0301 du  mate\u0301", "maté", "mate\u0301"),
        ("e\u0323\u0301 e\u0301\u0323 end", "end", "end"),
        ("a\u200b b", "a b", "a\u200b b"),
        ("we -", "we-", "we -"),
    ],
)
def test_way_back(text: str, words: str, original: str) -> None:
    folded = fold(text)
    at = folded.text.index(words)
    start, end = folded.span(at, at + len(words))
    assert text[start:end] == original


ALPHABET = "abé e\u0301\u0323 \n\u00a0-–—.…'’“”«»`\u00ad\u200b我们ー한\u1112\u1161\u11ab1😀\u200d[]"


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=40))
def test_fold_properties(text: str) -> None:
    folded = fold(text)
    assert fold(folded.text).text == folded.text
    assert unicodedata.is_normalized("NFC", folded.text)
    before = 0
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert before <= start <= end <= len(text) or end <= start
        before = start
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert fold(text[start:end]).text == folded.text


@pytest.mark.parametrize(
    "shown",
    [
        "s·m·a·l·l| |t·e·a·m·s",
        "d·o·n·'·t",
        "d·o·n·’·t",
        "n·o·n·-·p·r·o·f·i·t",
        "3·.·5",
        "1·0·,·0·0·0",
        "1·0·\u00a0·0·0·0",
        "2·0·%",
        "2·0· ·%",
        "$·3·4",
        "U·S·$·3",
        "3·4·€",
        "5·0·+",
        "U·.·S|.",
        "N·o·d·e·.·j·s",
        "e·n·d|.|N·o·w",
        "C·+·+",
        "R·&·D",
        "3·–·5",
        "a| |-·5",
        "a| |-| |5",
        "Y·o·r·k|–|L·o·n",
        "a|—|b",
        "p·r·e|-| |o·r",
        "我|们|用|G·P·T",
        "我|3·0|个",
        "c·o\u00ad·o·p",
        "e\u0301·x",
        "x·\u0323",
        "👨·\u200d·👩",
        "👍·🏽",
        "🇩·🇪",
        "#·1",
        "·5| |x",
    ],
)
def test_inside_word(shown: str) -> None:
    """``·`` is a place inside a word, ``|`` one between words; others are not asked for."""
    text = shown.translate({ord("·"): None, ord("|"): None})
    at = 0
    for char in shown:
        if char in "·|":
            assert inside_word(text, at) is (char == "·" and at > 0), (text, at)
        else:
            at += 1


def test_inside_word_at_the_ends() -> None:
    assert not inside_word("ab", 0)
    assert not inside_word("ab", 2)
    assert not inside_word("", 0)
    assert inside_word("x .5", 3)
    assert inside_word("a\u0301b", 2)
