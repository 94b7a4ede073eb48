"""The customs of citation."""

from __future__ import annotations

import time

import pytest

from onrecord.match import MARKS, Quotation, UnreadableError, match
from onrecord.model import Outcome
from onrecord.text import fold, units

SOURCE = (
    "We tend to keep small teams and take a lot of responsibility. Otherwise you'll have 40 "
    "people in one meeting, arguing. Why do that? “No,” I said — not $340 billion; wait... it "
    "grew 3.5 times, or 20% in [inaudible] non-profit years. He goes on. The end"
)

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


def test_outcomes_are_fit_for_print() -> None:
    found = match("small teams", SOURCE)
    assert found is not None
    assert found.outcome is Outcome.EXACT
    assert found.outcome.ok
