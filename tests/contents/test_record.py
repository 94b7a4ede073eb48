"""The timeline, and people and products: each item with its kind, its voice and its hedge."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from contents.helpers import REPO
from contents.recorded import cells, folded, page, part
from onrecord.frontmatter import read_yaml

if TYPE_CHECKING:
    from onrecord.model import Interview

KINDS = {"told": 12, "figure": 6, "forecast": 8, "question": 1, "document": 1}
SPEAKERS = {"altman", "moderator", "audience"}
#: who speaks where no key of a speaker can say it
OTHERS = {"d02": "Moderator, reporting Jensen", "d18": "the front matter of the post"}
ENTRIES = {
    "People": 4, "Organisations": 5, "Events": 9, "Products": 11, "Models": 8,
    "Concepts and things": 27, "Dates": 7, "Spans of time": 7, "Figures": 16,
}  # fmt: skip
NOT_NAMED = {"the moderator", "the audience", "Sequoia Capital", "7 June 2025"}
LOST_HEDGES = {"t28", "t48", "t50"}


def hedges(certainty: str) -> list[str]:
    """Return the words between quotation marks: the hedges in the speaker's words."""
    return re.findall("“([^”]+)”", certainty)


@pytest.fixture(scope="module")
def items() -> dict[str, dict]:
    """The items of the timeline by id, in the order written."""
    text = page("timeline")
    assert text.count("```{timeline} altman-2025\n") == 1
    body = re.search(r"^```\{timeline\} altman-2025\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1]
    found = read_yaml(body).value
    assert [one["id"] for one in found] == [f"d{number:02}" for number in range(1, 29)]
    return {one["id"]: one for one in found}


@pytest.fixture(scope="module")
def turns(altman: Interview) -> dict[str, tuple[str, str]]:
    """Speaker and folded words of each turn."""
    return {one.id: (one.speaker, folded(one.text)) for one in altman.turns}


# -- timeline --------------------------------------------------------------------------------


def test_every_item_has_a_kind_and_a_voice(items) -> None:
    assert Counter(one["kind"] for one in items.values()) == KINDS
    for key, one in items.items():
        assert one["by"] in SPEAKERS or OTHERS.get(key) == one["by"], key
        assert one["when"], key
        assert one["statement"], key


def test_every_item_but_the_document_has_its_words(items, turns) -> None:
    for key, one in items.items():
        assert bool(one.get("words")) == (one["kind"] != "document"), key
        for said in one.get("words", []):
            assert folded(said["words"]) in turns[said["turn"]][1], (key, said)


def test_the_voice_is_that_of_the_first_turn(items, turns) -> None:
    for key, one in items.items():
        if one["by"] in SPEAKERS:
            assert turns[one["words"][0]["turn"]][0] == one["by"], key


def test_what_is_said_tells_how_surely(items) -> None:
    for key, one in items.items():
        sure = one.get("certainty", "")
        assert bool(sure) == (one["kind"] not in {"question", "document"}), key
        assert re.search("“[^”]+”|no hedge|second-hand|asked", sure) or not sure, key


def test_no_forecast_without_its_hedge_in_the_words_shown(items) -> None:
    forecasts = {key: one for key, one in items.items() if one["kind"] == "forecast"}
    assert len(forecasts) == KINDS["forecast"]
    for key, one in forecasts.items():
        assert hedges(one["certainty"]), key


def test_hedges_are_words_of_the_quotation_beside_them(items) -> None:
    for key, one in items.items():
        shown = " ".join(folded(said["words"]) for said in one.get("words", []))
        for hedge in hedges(one.get("certainty", "")):
            assert folded(hedge).lower() in shown.lower(), (key, hedge)


@pytest.mark.parametrize("word", ["probably", "might", "I think", "I hope", "may", "I predict"])
def test_the_hedges_readers_look_for_are_printed(items, word: str) -> None:
    assert any(word in hedges(one.get("certainty", "")) for one in items.values())


def test_no_hedge_is_said_only_where_none_is_quoted(items) -> None:
    """A common hedge in the words shown is named, whatever the kind."""
    common = r"\b(probably|might|perhaps|maybe|I think|I hope|I predict|may)\b"
    for key, one in items.items():
        if one["kind"] in {"question", "document"}:
            continue
        shown = " ".join(folded(said["words"]) for said in one["words"])
        named = " ".join(hedges(one["certainty"]))
        for hedge in re.findall(common, shown):
            assert hedge in named, (key, hedge)


def test_the_years_to_come_are_forecasts(items) -> None:
    for year in ("2025", "2026", "2027"):
        found = [one for one in items.values() if year in one["when"]]
        assert "forecast" in {one["kind"] for one in found}, year
        assert {one["kind"] for one in found} <= {"forecast", "document"}, year


def test_a_date_without_brackets_is_in_the_words_or_the_note(items) -> None:
    bare_dates = {key: one for key, one in items.items() if "(" not in one["when"]}
    for key, one in bare_dates.items():
        shown = " ".join(said["words"] for said in one.get("words", []))
        told = shown + one.get("note", "")
        if one["kind"] != "document" and one["when"] not in told:
            assert "moderator's question" in told, key


def test_j4_the_figures_carry_the_right_voice(items) -> None:
    assert items["d01"]["when"] == "2016"
    assert items["d01"]["by"] == "moderator"
    assert "$340 billion" in items["d17"]["words"][0]["words"]
    assert "$40 billion" in items["d17"]["words"][0]["words"]
    assert items["d17"]["by"] == "moderator"
    assert items["d17"]["certainty"].startswith("asked")
    assert "70 pounds" in items["d03"]["words"][0]["words"]
    assert "second-hand" in items["d03"]["certainty"]


def test_j4_the_table_of_figures_says_the_same(turns) -> None:
    rows = {row[0]: row for row in cells(part(page("timeline"), "Whose figures they are"))}
    voice = {
        "2016, the start": "Moderator",
        "$340 billion, $40 billion": "Moderator",
        "about 70 pounds, the machine": "second-hand",
        "20–30% of Microsoft's code": "second-hand",
    }
    for figure, expected in voice.items():
        assert expected in " ".join(rows[figure][1:3]), figure
    names = {"Moderator": "moderator", "Altman": "altman"}
    for figure, by, _, where in rows.values():
        cited = re.findall(r"altman-2025:(t\d\d)", where)
        assert cited, figure
        if by in names:
            assert {turns[one][0] for one in cited} == {names[by]}, figure
        for words in hedges(rows[figure][2]):
            assert any(folded(words) in turns[one][1] for one in cited), (figure, words)


def test_j3_the_lost_hedges_are_noted(items) -> None:
    listed = part(page("timeline"), "Hedges that are lost")
    gaps = {
        one["turn"]
        for one in read_yaml(
            (REPO / "interviews/altman-2025.apparatus.yaml").read_text("utf-8")
        ).value["gaps"]
        if "HEDGE" in one["matters"].upper()
    }
    assert gaps == LOST_HEDGES
    assert set(re.findall(r"^- \{turn\}`altman-2025:(t\d\d)`", listed, re.MULTILINE)) == LOST_HEDGES
    for key in ("d19", "d22", "d23"):
        assert "off the cuff" in items[key]["note"], key


def test_the_introduction_tells_the_kinds_apart() -> None:
    intro = " ".join(page("timeline").split("```{timeline}")[0].split())
    for words in ("Told as fact", "Figure", "Forecast", "Question, document"):
        assert words in intro
    assert "says of 2025, 2026 and 2027 is a forecast" in intro


# -- people and products ---------------------------------------------------------------------


def entries_of(text: str) -> dict[str, str]:
    """Return the entries of the glossaries of a text."""
    found = {}
    glossary = r"^```\{glossary\}\n:sorted:\n\n(.*?)^```$"
    for body in re.findall(glossary, text, re.MULTILINE | re.DOTALL):
        for one in re.findall(r"^(\S.*)\n((?:  .*\n?)+)", body, re.MULTILINE):
            assert one[0] not in found
            found[one[0]] = " ".join(one[1].split())
    return found


def test_94_entries_in_nine_groups() -> None:
    text = page("people-and-products")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    groups = {one: len(entries_of(part(text, one))) for one in headings}
    assert groups == ENTRIES
    assert sum(groups.values()) == 94
    assert "in 94 entries" in text


def test_every_entry_has_its_turns_or_says_that_none_names_it(turns) -> None:
    entries = entries_of(page("people-and-products"))
    unnamed = {key for key, text in entries.items() if "Named in no turn." in text}
    assert unnamed == NOT_NAMED
    for key, text in entries.items():
        cited = re.findall(r"\{turn\}`altman-2025:(t\d\d)`", text)
        assert bool(cited) == (key not in NOT_NAMED), key
        assert cited == sorted(set(cited)), key
        assert set(cited) <= set(turns), key
        assert len(re.sub(r"\{turn\}\S+", "", text).split()) >= 3, f"{key} is not explained"


def test_figures_of_others_say_whose_they_are() -> None:
    entries = entries_of(page("people-and-products"))
    for key, voice in {
        "2016": "moderator",
        "$340 billion, $40 billion": "moderator",
        "70 pounds": "second hand",
        "20–30% of the code": "second hand",
        "Microsoft": "second hand",
        "2025": "Forecast",
        "2026": "Forecast",
        "2027": "Forecast",
        "June 2020": "“probably”",
        "about 14 people": "“probably”",
    }.items():
        assert voice in entries[key], key
