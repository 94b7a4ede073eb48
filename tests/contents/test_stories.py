"""The user stories, on the built site and on copies of its sources that are changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from contents.helpers import theme_files

if TYPE_CHECKING:
    from lxml import html as lxml_html

    from contents.helpers import Copy
    from support import Built

PAGE = "interviews/altman-2025"
#: greetings and thanks; every other turn has contents
FRAME = {"t01", "t02", "t03", "t04", "t55", "t56"}


@pytest.fixture(scope="module")
def themes(site: Built) -> dict[str, lxml_html.HtmlElement]:
    """The article of each theme page, by key."""
    found = {}
    for path in theme_files():
        key = re.search(r"^theme: *(\S+)$", path.read_text("utf-8"), re.MULTILINE)[1]
        found[key] = site.page(f"themes/{path.stem}").xpath("//article")[0]
    assert len(found) == 13
    return found


def text_of(node: lxml_html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def turns_of(node: lxml_html.HtmlElement) -> list[str]:
    """Return the turns to which a part of a page leads, in order."""
    links = (re.search(r"altman-2025\.html#(t\d\d)$", one) for one in node.xpath(".//a/@href"))
    return [one[1] for one in links if one]


# -- reader ----------------------------------------------------------------------------------


def test_r2_the_notice_stands_at_the_head(site: Built, themes) -> None:
    transcript = site.page(PAGE).xpath("//article")[0]
    for key, article in {PAGE: transcript, **themes}.items():
        (notice,) = article.xpath(".//div[contains(@class, 'source-notice')]")
        text = text_of(notice)
        assert "machine translation of a text in Chinese" in text, key
        assert "not what was said word for word" in text, key
        assert "published on 2025-06-07" in text, key
        assert "does not give the date of the talk" in text, key
        assert "When you cite it" in text, key
        before = notice.getparent()
        assert before.tag == "section", key
        assert before.xpath("count(ancestor::section)") == 0, key
        assert notice.xpath("count(preceding-sibling::section)") == 0, key
        assert notice.xpath("count(preceding-sibling::*)") <= 2, key
    for article in themes.values():
        (notice,) = article.xpath(".//div[contains(@class, 'source-notice')]")
        assert notice.xpath(".//a/@href") == ["../interviews/altman-2025.html"]


def test_r4_every_content_turn_is_cited_by_a_theme(site: Built, themes, altman) -> None:
    content = {one.id for one in altman.turns} - FRAME
    assert len(content) == 50
    cited = {turn for article in themes.values() for turn in turns_of(article)}
    assert content <= cited
    transcript = site.page(PAGE)
    for turn in content:
        back = transcript.get_element_by_id(turn).xpath(".//details//a/@href")
        assert any(one.startswith("../themes/") for one in back), turn


def test_r4_every_key_statement_leads_to_a_turn(themes) -> None:
    counted = 0
    for key, article in themes.items():
        (section,) = article.xpath(".//section[@id='key-statements']")
        items = section.xpath(".//li")
        assert items, key
        for item in items:
            assert turns_of(item), f"{key}: {text_of(item)}"
        counted += len(items)
    assert counted >= 13 * 4


def test_a_theme_page_opens_with_its_excerpt_in_one_paragraph(themes) -> None:
    for path in theme_files():
        meta = yaml.safe_load(path.read_text("utf-8").split("---")[1])
        article = themes[meta["theme"]]
        (excerpt,) = article.xpath(".//p[contains(@class, 'excerpt')]")
        assert text_of(excerpt) == " ".join(meta["excerpt"].split())


def test_r5_and_s1_have_their_pages(site: Built, altman) -> None:
    """Words that a reader looks for are on the page: printed ones and readings."""
    index = "".join(one.read_text("utf-8") for one in (site.out / "_search").rglob("w*.js"))
    for word in ("trillion", "compute", "arithmetic"):
        assert f'"{word}"' in index, word
    t48 = site.page(PAGE).get_element_by_id("t48")
    assert "trillion" in text_of(t48)
    assert t48.get("data-speaker") == "altman"
    for turn, reading in (("t42", "comput"), ("t33", "Deep Research")):
        notes = site.page(PAGE).get_element_by_id(turn).xpath(".//*[@popover]")
        assert any(reading.lower() in text_of(one).lower() for one in notes), turn


# -- journalist ------------------------------------------------------------------------------


def test_j1_a_citation_has_all_it_needs(site: Built) -> None:
    page = site.page(PAGE)
    (facts,) = page.xpath("//*[@data-cite-title]")
    assert facts.get("data-cite-title") == "Sam Altman at AI Ascent 2025"
    assert facts.get("data-cite-short") == "Altman 2025"
    assert facts.get("data-cite-notes").split("|") == [
        "Machine translation from Chinese",
        "Source published 2025-06-07",
        "Date of the talk not given in the source",
    ]
    for turn in page.xpath("//div[contains(concat(' ', @class, ' '), ' turn ')]"):
        assert turn.xpath("string(.//*[@class='turn-speaker'])") in {
            "Sam Altman", "Moderator", "Audience",
        }  # fmt: skip
        assert turn.xpath("string(.//a[@class='turn-number']/@href)") == f"#{turn.get('id')}"
        assert turn.xpath(".//div[@class='turn-words']/*")


def test_j1_the_script_builds_the_citation_of_these_parts(site: Built) -> None:
    script = (site.out / "_static/cite.js").read_text("utf-8")
    for part in (
        ".turn-words",
        ".turn-speaker",
        "citeTitle",
        "citeNotes",
        "location.href",
        "turn.id",
    ):
        assert part in script


def test_j2_every_way_of_misquoting_is_a_warning_of_its_type(copy: Copy) -> None:
    text = """---
orphan: true
---
# Misquoted

{said}`We have no plan at all <altman-2025:t22>`

:::{quote} altman-2025:t13
:speaker: altman
You've published very fast in the last six months.
:::

{said}`words <altman-2025:t99>` and {turn}`altman-2025:t99`
"""
    built = copy.build({"misquoted": text}, "html")
    kinds = sorted(built.kinds())
    assert kinds == ["quote_absent", "quote_absent", "quote_uncheckable"]
    assert any("no turn is called 'altman-2025:t99'" in one for one in built.warnings)
    shown = text_of(built.page("misquoted").xpath("//article")[0])
    assert shown.count("not found in the transcript") == 3


# -- student ---------------------------------------------------------------------------------


def test_s2_one_theme_through_the_talk(themes) -> None:
    assert {"t13", "t14"} <= set(turns_of(themes["release-rhythm"]))
    models = next(article for key, article in themes.items() if key.startswith("models"))
    cited = set(turns_of(models))
    assert len(cited) >= 13
    assert {"t16", "t42", "t48", "t52"} <= cited


def test_s5_kinds_of_dated_items(site: Built, domain) -> None:
    items = [one for page in domain.pages.values() for one in page.timeline]
    assert len(items) == 28
    assert {one.kind for one in items} <= {"told", "figure", "forecast", "question", "document"}
    dated = {
        year: [one for one in items if re.search(rf"\b{year}\b", one.when)]
        for year in (2025, 2026, 2027)
    }
    for year, found in dated.items():
        assert any(one.kind == "forecast" for one in found), year
        assert all(one.kind in {"forecast", "document"} for one in found), year
    shown = site.page("record/timeline").xpath("//article")[0]
    text = text_of(shown)
    assert all(" ".join(one.statement.split()) in text for one in items)
