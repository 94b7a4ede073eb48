"""A turn that the source no longer has: its address lives, and says where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.inventory import InventoryFile

from support import SITE, TALK, THEME, build, write

if TYPE_CHECKING:
    from pathlib import Path

GONE = '{#t03 was="t02b" gone="not in the source since its second edition" into="t04"}\n'
LOST = TALK.replace("{#t03}\n**Ann:** And glue?\n", GONE)
PAGES = {
    **SITE,
    "interviews/boats.md": LOST,
    "interviews/boats.apparatus.yaml": "gaps: []\n",
}


def test_the_address_lives_and_says_where_it_went(tmp_path: Path) -> None:
    pages = {**PAGES, "themes/wood.md": THEME + "\nAnd {turn}`boats:t03`, {turn}`boats:t02b`.\n"}
    built = build(write(tmp_path, pages))
    assert built.warnings == []
    page = built.page("interviews/boats")
    (left,) = page.xpath("//p[contains(@class, 'turn-gone')]")
    assert left.text_content() == (
        "Turn t03 is no longer in the transcript: not in the source since its second edition."
        " See t04."
    )
    assert [one.get("href") for one in left.xpath("a")] == ["#t04"]
    assert page.xpath("count(//*[@id='t03'])") == page.xpath("count(//*[@id='t02b'])") == 1
    assert left.getprevious().get("id") == "t02"
    links = [one.get("href") for one in built.page("themes/wood").xpath("//a[@href]")]
    assert {"../interviews/boats.html#t03", "../interviews/boats.html#t02b"} <= set(links)
    with (built.out / "objects.inv").open("rb") as file:
        known = InventoryFile.load(file, "", lambda a, b: a + b)
    assert {"boats:t03", "boats:t02b"} <= set(known["interview:turn"])


def test_it_cannot_be_quoted_nor_prove_anything(tmp_path: Path) -> None:
    theme = THEME.replace("boats:t04", "boats:t03") + "\n:::{quote} boats:t03\nAnd glue?\n:::\n"
    built = build(write(tmp_path, {**PAGES, "themes/wood.md": theme}))
    assert sorted(built.kinds()) == ["claim_invalid", "quote_uncheckable"]
    said = " ".join(built.warnings)
    assert "Its words are in t04: cite that, or leave the quotation out." in said
    assert "'boats:t03' does not exist: Turn t03 is no longer in the transcript" in said


def test_every_builder_keeps_it(tmp_path: Path) -> None:
    root = write(tmp_path, PAGES)
    for name in ("text", "latex", "xml", "pseudoxml", "man", "texinfo", "epub"):
        built = build(root, name, epub_show_urls="no", version="1", copyright="nobody")
        assert [one for one in built.warnings if "turn" in one] == [], name
    text = (root / "_build/text/interviews/boats.txt").read_text("utf-8")
    assert "Turn t03 is no longer in the transcript" in text


def test_the_apparatus_is_told(tmp_path: Path) -> None:
    apparatus = "gaps:\n  - {turn: t03, missing: a pause}\n"
    built = build(write(tmp_path, {**PAGES, "interviews/boats.apparatus.yaml": apparatus}))
    assert built.kinds() == ["apparatus_turn"]
    assert "Take this entry out, or give it another turn." in built.warnings[0]


def test_what_is_wrong_is_reported(tmp_path: Path) -> None:
    talk = LOST.replace('into="t04"', 'into="t99" start="00:01:00"') + "\n" + GONE
    built = build(write(tmp_path, {**PAGES, "interviews/boats.md": talk}))
    assert sorted(built.kinds()) == ["duplicate_id"] * 2 + ["turn_attribute"] * 2
    said = " ".join(built.warnings)
    assert "t03 went into 't99', but there is no such turn" in said
    assert "a turn that is gone has no attribute 'start'; it has gone, into, was" in said
