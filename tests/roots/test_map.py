"""The map of an interview: everything on it links, nothing in it takes effect, all is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.mapping.draw import draw, shorten, spread
from onrecord.mapping.facts import Chart, ClaimSpot, PageSpot, Spot
from support import SITE, TALK, THEME, build, tree, write

if TYPE_CHECKING:
    from pathlib import Path

    from support import Built

PAGE = "---\norphan: true\n---\n# Map\n\n```{map} boats\n```\n"
SVG = "//*[local-name()='svg'][@aria-label='Map of A talk about boats']"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(write(tmp_path_factory.mktemp("map"), {**SITE, "map.md": PAGE}))


def test_every_node_links_to_its_place(site: Built) -> None:
    page = site.page("map")
    links = [one.get("href") for one in page.xpath(f"{SVG}//a")]
    assert links == [
        "themes/wood.html", "themes/wood.html#claim-c1",
        *(f"interviews/boats.html#t0{at}" for at in range(1, 5)),
    ]  # fmt: skip
    assert len(page.xpath(f"{SVG}//path[@class='map-line']")) == 1
    assert page.xpath(f"{SVG}//a/@aria-label") == [
        "c1, partly", "t01, Ann Ames: no page", "t02, Bo Berg: 1 page", "t03, Ann Ames: no page",
        "t04, Bo Berg: no page",
    ]  # fmt: skip
    assert "4 turns, 1 of them quoted or named by 1 page; 1 claim." in page.text_content()
    assert page.xpath("//link[contains(@href, 'map.css')]")
    assert "map.css" not in (site.out / "index.html").read_text("utf-8")


def test_the_words_say_the_same(site: Built) -> None:
    words = site.page("map").xpath("//details[@class='map-words']")[0]
    row = [" ".join(cell.text_content().split()) for cell in words.xpath(".//tbody//td")]
    assert row == ["Wood", "t02", "◐ partly: c1"]
    assert "| [Wood](themes/wood.html) | [t02](interviews/boats.html#t02) |" in (
        site.out / "map.html.md"
    ).read_text("utf-8")


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "xml"])
def test_other_builders_have_the_words(tmp_path: Path, builder: str) -> None:
    found = build(write(tmp_path, {**SITE, "map.md": PAGE.replace("---\norphan: true\n---\n", ""),
                                   "index.md": SITE["index.md"].replace("themes/*", "themes/*\nmap")}), builder)  # fmt: skip
    assert found.warnings == []
    assert any(
        b"4 turns, 1 of them quoted or named by 1" in one.replace(b"\n", b" ")
        for one in tree(found.out).values()
    )


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\"'&"
    talk = TALK.replace("## Wood", f"## {hostile}").replace(
        "Bo Berg, role", f"'{hostile.replace(chr(39), '')}', labels: [Bo Berg], role"
    )
    theme = THEME.replace("# Wood", "# Wood \\<script>alert(1)\\</script>").replace(
        "glue holds for years", hostile
    )
    found = build(
        write(
            tmp_path, {**SITE, "interviews/boats.md": talk, "themes/wood.md": theme, "map.md": PAGE}
        )
    )
    assert not found.page("map").xpath("//script[contains(text(), 'alert')][not(@type)]")
    assert len(found.page("map").xpath(f"{SVG}//a")) == 6


def test_an_interview_that_nothing_leads_to(tmp_path: Path) -> None:
    files = {
        "index.md": SITE["index.md"].replace("themes/*\n", "map\n"),
        "interviews/boats.md": TALK,
        "map.md": PAGE[len("---\norphan: true\n---\n") :],
    }
    found = build(write(tmp_path, files))
    assert found.warnings == []
    assert "No theme leads to this interview yet." in found.page("map").text_content()


def test_an_interview_that_is_not_there(tmp_path: Path) -> None:
    found = build(write(tmp_path, {**SITE, "map.md": PAGE.replace("boats", "rafts")}))
    assert found.kinds() == ["list_target"]


def test_nothing_overlaps_and_all_is_inside() -> None:
    spots = tuple(Spot(f"t{at:04d}", "Bo", "interviewee") for at in range(1, 1201))
    pages = tuple(
        PageSpot(f"p{at}", "題" * 60, tuple(range(at * 20, at * 20 + 9)), (0,),
                 tuple(ClaimSpot(f"c{at}-{n}", "words", verdict) for n in range(5)
                       for verdict in ("supported", "partly", "contradicted", "not-in-transcript", "none")))
        for at in range(30)
    )  # fmt: skip
    made = draw(
        Chart((("", spots[:600]), ("Second", spots[600:])), pages),
        "Map",
        lambda kind, name: f"{kind}-{name}",
    )
    assert made.count("<a ") == 1200 + 30 + 30 * 25
    assert made.count('class="map-line"') == 30 * 9 - 0
    assert made.count('class="map-line map-named"') == 30
    assert len(made) < 1_000_000


def test_heights_are_spread_and_titles_shortened() -> None:
    assert [one.top for one in spread([10, 20], 50)] == [5, 25]
    assert spread([], 10) == []
    assert shorten("short", 5) == "short"
    assert shorten("longer", 5) == "long…"
    assert shorten("題題題題", 5) == "題…"
