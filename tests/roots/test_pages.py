"""What authors write: directives, roles and lists, sound and wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support import APPARATUS, SITE, TALK, THEME, build, write

if TYPE_CHECKING:
    from pathlib import Path

LISTS = """\
# Lists

```{claims}
```

```{claims}
:verdict: contradicted
```

```{errata} boats
```

```{gaps} boats
```

```{where-quoted} boats
```

```{coverage} boats
```

```{speakers}
```

```{themes}
```

```{interviews}
```

Counted: {count}`turns`, {count}`claims partly`, {count}`errata`, {count}`turns boats:bo`.
"""
REFERENCE = "# Reference\n\n" + "".join(
    f"```{{onrecord-reference}} {kind}\n```\n\n"
    for kind in ("settings", "directives", "roles", "warnings")
)
TIMELINE = """\
# Timeline

```{timeline} boats
- id: d1
  when: 2024
  kind: figure
  by: bo
  certainty: flat
  statement: A fifth of all boats burn
  words:
    - {turn: t02, words: "20% of all boats do"}
    - {turn: t04, words: "new glue"}
  note: No source.
- {id: d2, when: later, kind: forecast, statement: Nothing}
```
"""


def text_of(element) -> str:
    return " ".join(element.text_content().split())


def test_lists_are_made_from_the_whole_site(tmp_path: Path) -> None:
    found = build(
        write(tmp_path, {**SITE, "lists.md": LISTS, "index.md": SITE["index.md"] + LISTED})
    )
    assert found.warnings == []
    page = found.page("lists")
    text = text_of(page)
    assert "Counted: 4, 1, 1, 2." in text
    assert "There is no such claim." in text
    tables = page.xpath("//table")
    rows = [text_of(row) for table in tables for row in table.xpath(".//tbody/tr")]
    assert "c1 “glue holds for years” ◐ partly ● supported t04 Wood" in rows
    assert any(row.startswith("e1 t04 “new glue” “a new boat” high; translation") for row in rows)
    assert "t03 a pause" in rows
    assert "t02 Bo Berg 1 1 0 Wood" in rows
    assert "2 of 4 turns are cited by at least one theme. Not cited (2): t01, t03" in text
    assert "Ann Ames interviewer A talk about boats “Ann” 2" in rows
    assert "A talk about boats 2024-05-06 English, from Norwegian 4" in rows
    assert "WoodWhy wood." in text


LISTED = "\n```{toctree}\nlists\n```\n"


def test_a_timeline_checks_its_words(tmp_path: Path) -> None:
    site = {**SITE, "lists.md": TIMELINE, "index.md": SITE["index.md"] + LISTED}
    found = build(write(tmp_path, site))
    assert found.warnings == []
    text = text_of(found.page("lists"))
    assert "2024 A fifth of all boats burn" in text
    assert "figure; said by Bo Berg; certainty: flat." in text
    assert "“new glue” t04 [e1: read “a new boat”]" in text
    (tmp_path / "lists.md").write_text(TIMELINE.replace("20%", "30%"), "utf-8")
    again = build(tmp_path)
    assert again.kinds() == ["quote_absent"]
    assert "lists.md:11: WARNING" in again.warnings[0]
    assert "[not found in the transcript]" in text_of(again.page("lists"))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("- id: d1", "- id: [", 6, "timeline"),
        ("kind: figure", "kind: rumour", 4, "kind is one of"),
        ("  statement: A", "  text: A", 4, "at least id, when"),
        ("  note:", "  remark:", 4, "no remark"),
        ("{turn: t04, words:", "{turn: t04, word:", 12, "words are a list"),
    ],
)
def test_a_wrong_timeline_is_told_at_its_line(
    old: str, new: str, line: int, words: str, tmp_path: Path
) -> None:
    site = {**SITE, "lists.md": TIMELINE.replace(old, new), "index.md": SITE["index.md"] + LISTED}
    found = build(write(tmp_path, site))
    assert found.kinds() == ["timeline_invalid"]
    assert f"lists.md:{line}: WARNING" in found.warnings[0]
    assert words in found.warnings[0]


def test_the_reference_is_made_from_the_code(tmp_path: Path) -> None:
    site = {**SITE, "lists.md": REFERENCE, "index.md": SITE["index.md"] + LISTED}
    found = build(write(tmp_path, site))
    assert found.warnings == []
    text = text_of(found.page("lists"))
    for word in ("onrecord_interviews", "{quote}", "{said}", "onrecord.quote_absent", "{coverage}"):
        assert word in text


SAID = """\
---
theme: said
---
# Said

He does not care what people say, {said}`“steel is stronger” <boats:t02>`, and says so.
Of course: {said}`It also burns [...] 20% of all boats do`.
She asks {said}`And glue? <boats:t03>`. He adds {said}`new glue <boats:t04>`.
It goes on; see {theme}`wood`, [there](#boats:t04), {interview}`boats`, {speaker}`boats:bo`,
{speaker}`bo`, {claim}`c1` and {turn}`his words <boats:t02>`.
"""


def test_inline_quotations_and_links(tmp_path: Path) -> None:
    found = build(write(tmp_path, {**SITE, "themes/said.md": SAID}))
    assert found.warnings == []
    page = found.page("themes/said")
    text = text_of(page)
    assert "“‘steel is stronger’” [Bo Berg, reporting another voice: people who sell steel]" in text
    assert "“And glue?” [Ann Ames, interviewer]" in text
    assert "“new glue” [e1: read “a new boat”]" in text
    assert "see Wood, there, A talk about boats, Bo Berg, Bo Berg, c1 and his words." in text
    assert page.xpath("//p/a[.='c1']/@href") == ["wood.html#claim-c1"]
    mentioned = text_of(
        found.page("themes/wood").xpath("//div[contains(@class,'mentioned-in')]")[0]
    )
    assert mentioned.startswith("Mentioned in Said: It goes on; see Wood, there")
    cited = text_of(found.page("interviews/boats").get_element_by_id("t03").xpath(".//details")[0])
    assert "She asks “And glue?”." in cited


WRONG = {
    "{turn}`boats:t99`": "no turn is called 'boats:t99'",
    "{theme}`none`": "no theme is called 'none'",
    "{claim}`c9`": "no claim is called 'c9'",
    "{speaker}`boats:cy`": "no speaker is called 'boats:cy'",
    "{interview}`rafts`": "no interview is called 'rafts'",
    "[x](#boats:t99)": "boats:t99",
    "{said}`no such words <boats:t02>`": "quotation absent",
    "{said}`And glue?`": "quotation absent",
    "{said}`words <boats:t99>`": "quotation uncheckable",
    "{said}`words <rafts:t01>`": "quotation uncheckable",
    "{count}`stars`": "nothing to count",
    "```{errata} rafts\n```": "no interview is called 'rafts'",
    "```{errata}\n```": "errata needs the id of an interview",
    ":::{claim} c2\n:verdict: maybe\n:evidence: boats:t02\nx\n:::": ":verdict: is one of",
    ":::{claim} c2\n:verdict: partly\nx\n:::": "names its evidence",
    ":::{claim} c2\n:verdict: partly\n:evidence: t02\nx\n:::": "names no turn",
    ":::{claim} c2\n:verdict: partly\n:evidence: boats:t99\nx\n:::": "does not exist",
    ":::{claim} C 2\n:verdict: partly\n:evidence: boats:t02\nx\n:::": "is no id for a claim",
    ":::{claim} c2\n:verdict: partly\n:evidence: boats:t02\n:::": "the body of a claim",
    ":::{claim} c1\n:verdict: partly\n:evidence: boats:t02\nx\n:::": "claim 'c1' is also in",
    ":::{quote} boats:t02\n:speaker: ann\nBecause wood floats\n:::": "quotation absent",
    ":::{quote} boats:t02\n:::": "quotation uncheckable",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_at_its_place(text: str, tmp_path: Path) -> None:
    found = build(write(tmp_path, {**SITE, "themes/wrong.md": f"# Wrong\n\n{text}\n"}))
    assert len(found.warnings) >= 1
    assert WRONG[text] in found.warnings[0]
    assert "themes/wrong.md:" in found.warnings[0] or "themes/wood.md:" in found.warnings[0]


def test_an_inline_quotation_is_told_at_its_own_line(tmp_path: Path) -> None:
    said = SAID.replace("new glue <boats", "old glue <boats")
    found = build(write(tmp_path, {**SITE, "themes/said.md": said}))
    assert "themes/said.md:8: WARNING: quotation absent: “old glue”" in found.warnings[0]


def test_two_pages_cannot_be_the_same(tmp_path: Path) -> None:
    files = {
        **SITE,
        "themes/again.md": THEME.replace("c1", "c2"),
        "interviews/old/boats.md": TALK,
        "index.md": "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n",
        "themes/odd.md": "---\ntheme: An odd key!\n---\n# Odd\n",
    }
    found = build(write(tmp_path, files))
    assert sorted(found.kinds()) == ["duplicate_interview", "duplicate_theme", "front_matter"]


def test_renamed_ids_still_work(tmp_path: Path) -> None:
    talk = TALK.replace("{#t04}", '{#t04a was="t04"}')
    found = build(write(tmp_path, {**SITE, "interviews/boats.md": talk}))
    assert found.warnings == []
    page = found.page("interviews/boats")
    assert page.get_element_by_id("t04") is not None
    assert page.get_element_by_id("t04a").get("class").startswith("turn")
    inventory = build(tmp_path).out / "objects.inv"
    assert inventory.exists()


def test_a_released_address_that_is_gone_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    build(root, "addresses", onrecord_released="released.txt")
    released = (root / "released.txt").read_text("utf-8").splitlines()
    assert "turn boats:t04 interviews/boats#t04" in released
    assert build(root, onrecord_released="released.txt").warnings == []
    (root / "interviews/boats.md").write_text(TALK.replace("{#t03}", "{#t03x}"), "utf-8")
    found = build(root, onrecord_released="released.txt")
    assert sorted(found.kinds()) == ["address_gone", "apparatus_turn"]
    line = released.index("turn boats:t03 interviews/boats#t03") + 1
    assert (
        f"released.txt:{line}: WARNING: the released address of the turn 'boats:t03'"
        in "\n".join(found.warnings)
    )


def test_the_quotes_builder_writes_no_pages_and_tells(tmp_path: Path) -> None:
    root = write(tmp_path, {**SITE, "themes/said.md": SAID})
    found = build(root, "quotes")
    assert found.code == 0
    assert sorted(path.name for path in found.out.iterdir()) == ["quotes.jsonl", "report.txt"]
    rows = [
        json.loads(line) for line in (found.out / "quotes.jsonl").read_text("utf-8").splitlines()
    ]
    outcomes = [row["outcome"] for row in rows if row["kind"] == "quotation"]
    assert outcomes == ["exact", "elided", "exact", "exact", "exact"]
    assert [row["verdict"] for row in rows if row["kind"] == "claim"] == ["partly"]
    assert "all is well" in (found.out / "report.txt").read_text("utf-8")
    (root / "themes/wood.md").write_text(THEME.replace("wood floats", "woods float"), "utf-8")
    again = build(root, "quotes")
    assert again.code == 1
    assert again.kinds() == ["quote_absent"]
    assert "! absent" in (again.out / "report.txt").read_text("utf-8")


def test_a_wrong_apparatus_is_told_in_its_own_file(tmp_path: Path) -> None:
    site = {**SITE, "interviews/boats.apparatus.yaml": APPARATUS.replace("new glue", "old glue")}
    found = build(write(tmp_path, site))
    assert found.kinds() == ["erratum_not_found"]
    assert "interviews/boats.apparatus.yaml:2: WARNING" in found.warnings[0]
    (tmp_path / "interviews/boats.apparatus.yaml").write_bytes(b"\xff\xfe")
    assert build(tmp_path).kinds() == ["apparatus_invalid"]


def test_a_file_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    (root / "themes/bad.md").write_bytes(b"# Caf\xe9\n")
    (root / "themes/odd.md").mkdir()
    found = build(root)
    assert "unreadable" in found.kinds()
    assert "not UTF-8 (byte 6): save the file as UTF-8; the page is left out" in "\n".join(
        found.warnings
    )
    assert (found.out / "themes/wood.html").exists()


def test_side_bars_do_not_list_transcripts(tmp_path: Path) -> None:
    files = dict(SITE)
    for number in range(5):
        files[f"interviews/talk-{number}.md"] = TALK.replace("about boats", f"number {number}")
    found = build(write(tmp_path, files), html_theme="alabaster")
    assert found.warnings == []
    page = (found.out / "interviews/talk-1.html").read_text("utf-8")
    assert "number 3" not in page
    assert "number 3" in (found.out / "index.html").read_text("utf-8")
