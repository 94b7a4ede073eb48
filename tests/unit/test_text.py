"""Folding, word boundaries, the customs of citation and the nearest passage."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.match import MARKS, Quotation, UnreadableError, match
from onrecord.model import Outcome
from onrecord.nearest import marked_difference, nearest
from onrecord.text import fold, inside_word, units

SOURCE = (
    "We tend to keep small teams and take a lot of responsibility. Otherwise you'll have 40 "
    "people in one meeting, arguing. Why do that? “No,” I said — not $340 billion; wait... it "
    "grew 3.5 times, or 20% in [inaudible] non-profit years. He goes on. The end"
)

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


MATCHES = [
    ("We tend to keep small teams", "exact"),
    ("We tend\nto keep  small teams", "exact"),
    ('"No," I said - not $340 billion', "folded"),
    ("“No,” I said—not $340 billion; wait … it grew", "folded"),
    ("take a lot of responsibility", "exact"),
    ("in one meeting", "exact"),
    ("40 people", "exact"),
    ("Why do that?", "exact"),
    ("non-profit years", "exact"),
    ("in [inaudible] non-profit years", "exact"),
    ("We tend [...] responsibility", "elided"),
    ("We tend … responsibility.", "elided"),
    ("We tend ... a lot [ … ] people in one meeting", "elided"),
    ("… small teams …", "elided"),
    ("...small teams", "elided"),
    ("Why do that…", "elided"),
    ("[w]e tend", "emended"),
    ("[O]therwise", "emended"),
    ("“[n]o,” I said", "emended"),
    ("[Wh]y do that?", "emended"),
    ("keep small team[s] and", "emended"),
    ("keep smal[ler] teams", "emended"),
    ("keep small[er] teams and", "emended"),
    ("responsib[le]. Otherwise", "emended"),
    ("responsib[le]", "emended"),
    ("keep small[er] [and happy] teams", "emended"),
    ("keep small[er] … people", "emended"),
    ("We tend to keep [tiny] teams", "emended"),
    ("We [always] tend to", "emended"),
    ("[At OpenAI] we[,]", None),
    ("[At OpenAI] [w]e tend", "emended"),
    ("small teams [of people]", "emended"),
    ("Why do that [, though]", "emended"),
    ("small [sic] teams", "emended"),
    ("Why do th[is]?", "emended"),
    ("goes on[,]", "emended"),
    ("[] small teams", "emended"),
    ("mall teams", None),
    ("team", None),
    ("3", None),
    ("3.5", "exact"),
    ("20", None),
    ("20%", "exact"),
    ("340 billion", None),
    ("you", None),
    ("profit", None),
    ("non", None),
    ("Why do that", None),
    ("Why do th[is]", None),
    ("We tend to keep small teams.", None),
    ("small teams,", None),
    ("We tend to keep tiny teams", None),
    ("[X]e tend", None),
    ("4[1] people", None),
    ("4[0] people", "emended"),
    ("3[.5] times", None),
    ("responsibility … We tend", None),
    ("We … tend", None),
    ("take a … lot", None),
    ("He goes … on", None),
    ("We [have] arguing", None),
    ("teams [x] We", None),
    ("d[istort] lot", None),
    ("keep s[ome] teams", None),
    ("don[e]", None),
    ("small tea … responsibility", None),
    ("small … eams", None),
    ("tend … tend", None),
    ("We tend [to [keep small", None),
    ("tend … zebra … teams", None),
    ("Zebra [or] horse", None),
]


@pytest.mark.parametrize(("quotation", "outcome"), MATCHES)
def test_match(quotation: str, outcome: str | None) -> None:
    found = match(quotation, SOURCE)
    assert (found.outcome.value if found else None) == outcome
    if found and outcome in {"exact", "folded"}:
        ((start, end),) = found.spans
        assert fold(SOURCE[start:end]).text == fold(quotation).text


@pytest.mark.parametrize(
    ("quotation", "text", "outcome"),
    [
        ("我们[的]团队", "我们团队很小", "emended"),
        ("我们[…]小", "我们团队很小", "elided"),
        ("团队", "我们团队很小", "exact"),
        ("队", "我们 团\n队", "exact"),
        ("term", "What of “term”?", "exact"),
        ("“term”", "What of “term”?", "exact"),
        ("What of “term”", "What of “term”?", None),
        ("Really", "Really ! Yes", None),
        ("Really", "Really？", None),
        ("[laughs] Yes", "[laughs] Yes", "exact"),
        ("cafe", "cafe\u0301 noir", None),
        ("café noir", "cafe\u0301 noir", "folded"),
        ("e", "e\u0323\u0301", None),
        ("x", "x\u0323", None),
        ("a b", "a b", "exact"),
        ("small[er]", "a small", "emended"),
        ("a [small]er", "a SMALLer", "emended"),
        ("a b … a b", "a b a b", None),
        ("a b … a b", "a b x a b", "elided"),
        ("👍", "so 👍 good", "exact"),
    ],
)
def test_match_in_other_texts(quotation: str, text: str, outcome: str | None) -> None:
    found = match(quotation, fold(text))
    assert (found.outcome.value if found else None) == outcome


def test_the_closest_passage_is_taken() -> None:
    text = "We go. We stay. We keep teams. We keep teams."
    found = match("We … teams", text)
    assert found is not None
    assert found.spans == ((16, 18), (24, 29))
    assert match("We keep [good] teams", text) is not None


def test_same_words_twice() -> None:
    found = list(Quotation("go on").find_all(fold("go on and go on")))
    assert [one.spans for one in found] == [((0, 5),), ((10, 15),)]


def test_loose() -> None:
    assert Quotation("mall team").find(fold(SOURCE), strict=False)
    assert Quotation("Why … tha").find(fold(SOURCE), strict=False)


@pytest.mark.parametrize("quotation", ["", "  ", "[...]", "… …", "[so]", "[so] … [on]", "?!", "“”"])
def test_nothing_to_compare(quotation: str) -> None:
    with pytest.raises(UnreadableError, match="no words"):
        match(quotation, SOURCE)


def test_too_many_marks() -> None:
    with pytest.raises(UnreadableError, match="more than the 50"):
        match("a…" * (MARKS + 1), SOURCE)


def test_parts_and_units() -> None:
    quotation = Quotation("[W]e keep … “small[er] teams” [sic] and don’t")
    assert quotation.parts == ("[W]e keep", "“small", "teams”", "and don’t")
    assert quotation.units == {"keep", "teams", "and", "don", "t"}
    assert Quotation("a b").parts == ("a b",)
    assert units("Das 我们用 GPT") == {"das", "我们", "们用", "gpt"}


@pytest.mark.parametrize(
    "hostile",
    [
        "a…" * 5000,
        "…" * 5000 + " a",
        "[x]" * 10_000,
        "[x] a " * MARKS,
        "…we keep" * (MARKS - 1) + "…teams",
        "[" * 10_000 + "a",
        "[a" * 5000,
        "'" * 10_000 + "a",
        "- " * 20_000 + "a",
        ". " * 20_000 + "a",
        " " * 50_000 + "a",
        "a" + "\u0301\u0323" * 20_000,
        "\u00ad" * 20_000 + "a",
    ],
)
def test_hostile_input_takes_no_time(hostile: str) -> None:
    text = fold("a b we keep small teams. " * 1000)
    start = time.process_time()
    for one in (hostile, hostile[::-1]):
        try:
            Quotation(one).find(text)
        except UnreadableError:
            continue
        fold(one)
    assert time.process_time() - start < 3


def test_nearest() -> None:
    texts = [fold("Yes."), fold(SOURCE), fold("We keep cats.")]
    near = nearest("We tend to keep tiny teams", texts)
    assert near is not None
    assert (near.index, near.passage) == (1, "We tend to keep small teams")
    assert SOURCE[slice(*near.span)] == near.passage
    near = nearest("it grew 3 times", texts)
    assert near is not None
    assert near.passage == "it grew 3.5 times,"
    short = nearest("We keep some cats.", texts)
    assert short is not None
    assert (short.index, short.passage) == (2, "We keep cats.")
    assert nearest("xylophone quartz", texts) is None
    assert nearest("anything", []) is None
    long = nearest("abc", [fold("x" * 200 + "abc" + "y" * 200)])
    assert long is not None
    assert len(long.passage) == 123


@pytest.mark.parametrize(
    ("quotation", "passage", "shown"),
    [
        (
            "We tend to keep tiny teams",
            "We tend to keep small teams",
            "We tend to keep [-tiny-]{+small+} teams",
        ),
        ("we keep teams", "and we keep small teams, you", "we keep {+small+} teams"),
        ("Why do that", "Why do that?", "Why do that{+?+}"),
        ("you will go", "you'll go", "[-you will-]{+you'll+} go"),
        ("on 3 of", "on 3.5 of", "on [-3-]{+3.5+} of"),
        ("good teams now", "teams", "[-good-] teams [-now-]"),
        ("“so” – it", '"so" -- it', "“so” – it"),
        ("我们团队很大", "我们的团队很小", "我们{+的+}团队很[-大-]{+小+}"),
        ("x", "y", "[-x-]{+y+}"),
        ("bad\u0007 x", "bad x", "bad x"),
        (
            "a " * 30 + "b" + " c" * 30,
            "a " * 30 + "x" + " c" * 30,
            "… a a a a a a [-b-]{+x+} c c c c c c …",
        ),
        ("a " * 30, "a " * 30, "a a a a a a … a a a a a a"),
        (
            "b" + " 我" * 30 + " b",
            "x" + "我" * 30 + "x",
            "[-b-]{+x+} 我 我 我 我 我 我 … 我 我 我 我 我 我 [-b-]{+x+}",
        ),
        ("", "", ""),
    ],
)
def test_marked_difference(quotation: str, passage: str, shown: str) -> None:
    assert marked_difference(quotation, passage) == shown


def test_outcomes_are_fit_for_print() -> None:
    found = match("small teams", SOURCE)
    assert found is not None
    assert found.outcome is Outcome.EXACT
    assert found.outcome.ok
