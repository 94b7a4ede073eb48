"""A small site, built whole: what a reader, a writer and another site find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile

from support import SITE, build, write

if TYPE_CHECKING:
    from pathlib import Path

    from support import Built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(write(tmp_path_factory.mktemp("site"), SITE))


def test_it_builds_without_a_warning(site: Built) -> None:
    assert site.warnings == []


def test_each_turn_has_its_address_speaker_and_words(site: Built) -> None:
    page = site.page("interviews/boats")
    turns = page.xpath("//div[contains(@class, 'turn ')]")
    assert [turn.get("id") for turn in turns] == ["t01", "t02", "t03", "t04"]
    names = [turn.xpath("string(.//*[@class='turn-speaker'])") for turn in turns]
    assert names == ["Ann Ames", "Bo Berg", "Ann Ames", "Bo Berg"]
    assert turns[1].xpath("string(.//time)") == "00:01:02"
    words = turns[1].xpath("string(.//*[@class='turn-words'])").split()
    assert words[:5] == ["Because", "wood", "floats,", "and", "it"]
    assert turns[1].xpath(".//em/text()") == ["bends"]
    assert turns[0].xpath("string(.//a[@class='turn-number']/@href)") == "#t01"


def test_an_erratum_opens_without_script(site: Built) -> None:
    page = site.page("interviews/boats")
    button = page.xpath("//div[@id='t04']//button")[0]
    note = page.get_element_by_id(button.get("popovertarget"))
    assert "popover" in note.attrib
    assert "a new boat" in note.text_content()
    assert "The original has boat." in note.text_content()
    assert page.xpath("//div[@id='t04']//*[@class='printed']/text()") == ["new glue"]


def test_a_turn_shows_who_cites_it_and_with_which_sentence(site: Built) -> None:
    cited = site.page("interviews/boats").xpath("//div[@id='t02']//details")[0]
    assert "Cited by 1 page" in cited.text_content()
    sentences = [one.text for one in cited.xpath(".//q")]
    assert "He builds with wood since it floats t02." in sentences
    href = cited.xpath(".//a/@href")[0]
    assert href.startswith("../themes/wood.html#")


def test_a_quotation_is_credited_and_linked(site: Built) -> None:
    quote = site.page("themes/wood").xpath("//blockquote[contains(@class, 'quotation')]")[0]
    assert "Bo Berg" in quote.text_content()
    assert "machine translation" in quote.text_content()
    assert quote.xpath(".//a/@href") == ["../interviews/boats.html#t02"]


def test_a_claim_shows_both_verdicts_by_word(site: Built) -> None:
    claim = site.page("themes/wood").xpath("//div[contains(@class, 'claim ')]")[0]
    text = " ".join(claim.text_content().split())
    assert "As printed: ◐ partly" in text
    assert "In the original: ● supported" in text
    assert "He gives a number." in text
    assert claim.xpath(".//a/@href") == ["../interviews/boats.html#t04"]


def test_the_notice_stands_on_transcript_and_theme(site: Built) -> None:
    for docname in ("interviews/boats", "themes/wood"):
        text = site.page(docname).text_content()
        assert "machine translation of a text in" in text
        assert "does not give the date of the talk" in text


def test_the_inventory_names_everything(site: Built) -> None:
    with (site.out / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda _base, uri: uri)
    names = {kind: set(found) for kind, found in inventory.items() if kind.startswith("interview:")}
    assert names["interview:turn"] == {f"boats:t0{n}" for n in (1, 2, 3, 4)}
    assert names["interview:speaker"] == {"boats:ann", "boats:bo"}
    assert names["interview:interview"] == {"boats"}
    assert names["interview:theme"] == {"wood"}
    assert names["interview:claim"] == {"c1"}


BUILDERS = [
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "xml",
    "gettext",
    "pseudoxml",
    "man",
    "texinfo",
]


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_passes_without_a_warning(builder: str, tmp_path: Path) -> None:
    found = build(write(tmp_path, SITE), builder, epub_show_urls="no")
    assert found.warnings == []


def test_text_and_html_have_the_same_words(site: Built, tmp_path: Path) -> None:
    found = build(write(tmp_path, SITE), "text")
    text = " ".join((found.out / "interviews/boats.txt").read_text("utf-8").split()).replace(
        "*", ""
    )
    for words in site.page("interviews/boats").xpath("//*[@class='turn-words']/p"):
        assert " ".join(words.text_content().split()) in text
    assert "e1: printed “new glue”, read “a new boat” (high). The original has boat." in text


def test_latex_links_reach_the_turns(tmp_path: Path) -> None:
    found = build(write(tmp_path, SITE), "latex")
    tex = next(found.out.glob("*.tex")).read_text("utf-8")
    for turn in ("t01", "t02", "t03", "t04"):
        assert f"\\label{{\\detokenize{{interviews/boats:{turn}}}}}" in tex
    assert "\\hyperref[\\detokenize{interviews/boats:t02}]" in tex
