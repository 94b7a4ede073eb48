"""The 80 statements of the post's summary: each once, with its words, verdicts and evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pytest

from contents.helpers import REPO, bare, post_lines, quoted_alike

VERDICTS = {
    "supported": "● supported",
    "partly": "◐ partly",
    "contradicted": "✕ contradicted",
    "not-in-transcript": "○ not in this transcript",
}
PRINTED = {"supported": 39, "partly": 34, "contradicted": 1, "not-in-transcript": 6}
ORIGINAL = {"supported": 45, "partly": 31, "not-in-transcript": 4}
IDS = [f"c{number:02}" for number in range(1, 81)]


@dataclass(frozen=True)
class Claim:
    """A claim as its page writes it."""

    id: str
    docname: str
    options: dict[str, str]
    words: str
    reasons: list[str]

    @property
    def evidence(self) -> list[str]:
        return re.findall(r"t\d\d", self.options.get("evidence", ""))


def claims_of(docname: str, text: str) -> list[Claim]:
    found = []
    for one in re.finditer(
        r"^:::\{claim\} (\S+)\n((?::\w+:.*\n)*)((?:.*\n)*?):::$", text, re.MULTILINE
    ):
        options = dict(re.findall(r"^:(\w+): *(.*)$", one[2], re.MULTILINE))
        words, *reasons = (" ".join(part.split()) for part in re.split(r"(?m)^---$", one[3]))
        found.append(Claim(one[1], docname, options, words, reasons))
    return found


@pytest.fixture(scope="module")
def claims() -> dict[str, Claim]:
    """All claims of the sources by id; each is written once."""
    pages = [path for folder in ("themes", "record") for path in (REPO / folder).glob("*.md")]
    found = [
        claim
        for path in [REPO / "index.md", *pages]
        for claim in claims_of(
            path.relative_to(REPO).with_suffix("").as_posix(), path.read_text("utf-8")
        )
    ]
    assert sorted(one.id for one in found) == IDS
    return {one.id: one for one in found}


@pytest.fixture(scope="module")
def rows(site):
    """Rows of the ledger by id of the claim."""
    table = site.page("record/claims").xpath(
        "//section[@id='the-ledger']//table[contains(@class, 'claims')]/tbody/tr"
    )
    ids = [row.xpath("string(td[1])").strip() for row in table]
    assert ids == IDS
    return dict(zip(ids, table, strict=True))


def cell(row, number: int) -> str:
    return " ".join(row.xpath(f"string(td[{number}])").split())


def test_the_words_stand_in_the_post_at_their_line(claims: dict[str, Claim]) -> None:
    lines = post_lines()
    for one in claims.values():
        numbers = [int(number) for number in re.findall(r"\d+", one.options["source"])]
        assert numbers, one.id
        text = " ".join(lines[number] for number in numbers)
        at = bare(text)
        for part in re.split(r"\[?(?:…|\.\.\.)\]?", one.words):
            assert bare(part) in at, (one.id, part, text)


def test_the_summary_ends_where_the_transcript_begins(claims: dict[str, Claim]) -> None:
    for one in claims.values():
        assert all(int(number) < 94 for number in re.findall(r"\d+", one.options["source"]))


def test_each_claim_has_both_verdicts_a_reason_and_evidence(claims: dict[str, Claim]) -> None:
    for one in claims.values():
        assert one.options["verdict"] in VERDICTS, one.id
        assert one.options["original"] in VERDICTS, one.id
        assert one.reasons, one.id
        assert one.reasons[0], one.id
        assert one.evidence or one.options["verdict"] == "not-in-transcript", one.id
        if one.options["verdict"] != one.options["original"]:
            assert len(one.reasons) == 2, f"{one.id}: the verdicts differ, and nothing says why"


def test_verdicts_are_counted_in_sources_and_ledger(claims: dict[str, Claim], rows) -> None:
    printed = Counter(one.options["verdict"] for one in claims.values())
    original = Counter(one.options["original"] for one in claims.values())
    assert printed == PRINTED
    assert original == ORIGINAL
    for number, wanted in ((3, printed), (4, original)):
        shown = Counter(cell(row, number) for row in rows.values())
        assert shown == {VERDICTS[key]: count for key, count in wanted.items()}


def test_the_summary_of_the_ledger_is_counted(site) -> None:
    table = site.page("record/claims").xpath("(//table)[1]/tbody/tr")
    shown = {cell(row, 1): (int(cell(row, 2)), int(cell(row, 3))) for row in table}
    assert shown == {
        label: (PRINTED.get(key, 0), ORIGINAL.get(key, 0)) for key, label in VERDICTS.items()
    }


def test_exactly_one_claim_is_contradicted(claims: dict[str, Claim], rows) -> None:
    wrong = [key for key, one in claims.items() if one.options["verdict"] == "contradicted"]
    assert len(wrong) == 1
    assert [key for key, row in rows.items() if "contradicted" in row.text_content()] == wrong


def test_rows_say_what_the_pages_say(claims: dict[str, Claim], rows) -> None:
    for key, one in claims.items():
        row = rows[key]
        assert quoted_alike(cell(row, 2)) == quoted_alike(f"“{one.words}”")
        assert cell(row, 3) == VERDICTS[one.options["verdict"]]
        assert cell(row, 4) == VERDICTS[one.options["original"]]


def test_a_row_leads_to_the_claim_and_to_its_turns(claims: dict[str, Claim], rows, site) -> None:
    for key, one in claims.items():
        links = rows[key].xpath(".//a/@href")
        assert links[0] == f"../{one.docname}.html#claim-{key}"
        turns = [f"../interviews/altman-2025.html#{turn}" for turn in one.evidence]
        assert links[1 : 1 + len(turns)] == turns
        assert f"../{one.docname}.html" in links[1 + len(turns) :]


def test_claim_and_turn_lead_to_each_other(claims: dict[str, Claim], site) -> None:
    transcript = site.page("interviews/altman-2025")
    pages = {docname: site.page(docname) for docname in {one.docname for one in claims.values()}}
    for key, one in claims.items():
        (mark,) = pages[one.docname].xpath(f"//*[@id='claim-{key}']")
        shown = mark if "claim " in (mark.get("class") or "") else mark.getnext()
        assert "claim" in shown.get("class").split()
        text = " ".join(shown.text_content().split())
        assert one.id in text
        assert f"As printed: {VERDICTS[one.options['verdict']]}" in text
        assert f"In the original: {VERDICTS[one.options['original']]}" in text
        assert bare(one.reasons[0]) in bare(text)
        to_turns = shown.xpath(".//a/@href")
        for turn in one.evidence:
            assert f"../interviews/altman-2025.html#{turn}" in to_turns
            back = transcript.get_element_by_id(turn).xpath(".//a/@href")
            assert f"../{one.docname}.html#claim-{key}" in back


def test_what_is_not_in_the_transcript_is_not_called_invented(claims: dict[str, Claim]) -> None:
    harsh = r"\b(invent(ed|ion|s)?|made[- ]up|fabricat\w*|fals(e|ely|ified)|fake\w*|lies?|lied)\b"
    for one in claims.values():
        assert not re.search(harsh, " ".join(one.reasons), re.IGNORECASE), one.id


def test_the_builder_counts_the_same(claims: dict[str, Claim], records: list[dict]) -> None:
    found = [one for one in records if one["kind"] == "claim"]
    assert [one["id"] for one in found] == IDS
    assert Counter(one["verdict"] for one in found) == PRINTED
    assert Counter(one["original"] for one in found) == ORIGINAL
    for one in found:
        assert [place.removeprefix("altman-2025:") for place in one["evidence"]] == claims[
            one["id"]
        ].evidence
