"""What machines read beside the pages: twins, descriptions, cards, lists of pages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from support import CONF, SITE, TALK, build, tree, write

if TYPE_CHECKING:
    from pathlib import Path

    from support import Built

BASE = "https://example.org/boats"
HOSTILE = 'x"><script>alert(1)</script></script><!-- & <b>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(write(tmp_path_factory.mktemp("export"), SITE))


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = write(tmp_path_factory.mktemp("hosted"), SITE)
    return build(root, html_baseurl=BASE, onrecord_card="card.png")


def twin(found: Built, docname: str) -> str:
    return (found.out / f"{docname}.html.md").read_text("utf-8")


def test_a_theme_has_its_words_its_credit_and_its_verdicts(site: Built) -> None:
    text = twin(site, "themes/wood")
    assert text.startswith(
        '---\ntitle: "Wood"\ndescription: "Why wood."\npage: "wood.html"\n---\n\n# Wood\n'
    )
    assert (
        "> Because wood floats, and it bends.\n>\n> — Bo Berg, [Boats 2024, t02](../interviews/boats.html#t02)"
        in text
    )
    assert "As printed: ◐ partly — evidence: [t04](../interviews/boats.html#t04)" in text
    assert not re.search(r"\{\w+\}`|^:::|^```", text, re.MULTILINE)


def test_a_transcript_has_every_turn_with_its_id(site: Built) -> None:
    text = twin(site, "interviews/boats")
    assert (
        "## Wood\n\n**Ann Ames** (interviewer) · [t01](boats.html#t01)\n\nWhy do you build" in text
    )
    assert (
        "**Bo Berg** (interviewee) · [t02](boats.html#t02) · 00:01:02\n\nBecause wood floats, and it *bends*."
        in text
    )
    assert "It also burns, of course — 20% of all boats do." in text
    assert "> e1: printed “new glue”, read “a new boat” (high confidence)." in text


def test_a_page_leads_to_its_twin_and_describes_itself(site: Built) -> None:
    page = site.page("themes/wood")
    assert page.xpath("//link[@type='text/markdown']/@href") == ["wood.html.md"]
    assert page.xpath("//meta[@name='description']/@content") == ["Why wood."]
    assert page.xpath("//meta[@property='og:type']/@content") == ["article"]
    assert page.xpath("//meta[@property='og:title']/@content") == ["Wood"]
    assert not page.xpath("//meta[@property='og:url'] | //meta[@property='og:image']")
    talk = site.page("interviews/boats").xpath("//meta[@name='description']/@content")[0]
    assert talk == (
        "A talk about boats: transcript in 4 turns, with Ann Ames, Bo Berg. "
        "Machine translation from Norwegian. The source does not date the talk."
    )


def test_with_an_address_all_links_are_whole(hosted: Built) -> None:
    page = hosted.page("themes/wood")
    assert page.xpath("//meta[@property='og:url']/@content") == [f"{BASE}/themes/wood.html"]
    assert page.xpath("//meta[@property='og:image']/@content") == [f"{BASE}/_static/card.png"]
    text = twin(hosted, "themes/wood")
    assert f'page: "{BASE}/themes/wood.html"' in text
    assert set(re.findall(r"\]\(([^)#]*)", text)) == {f"{BASE}/interviews/boats.html"}
    found = ET.fromstring((hosted.out / "sitemap.xml").read_bytes())
    assert [one[0].text for one in found] == [
        f"{BASE}/{name}.html" for name in ("index", "interviews/boats", "themes/wood")
    ]


def test_the_list_of_pages(site: Built, hosted: Built) -> None:
    text = (site.out / "llms.txt").read_text("utf-8")
    assert re.findall(r"^## (.*)", text, re.MULTILINE) == ["Interviews", "Themes", "Pages"]
    assert "- [Wood](themes/wood.html.md): Why wood.\n" in text
    for name in re.findall(r"\]\(([^)]*)\)", text):
        assert (site.out / name).is_file()
    assert f"({BASE}/themes/wood.html.md)" in (hosted.out / "llms.txt").read_text("utf-8")
    assert not (site.out / "sitemap.xml").exists()


def test_folders_of_pages(tmp_path: Path) -> None:
    found = build(write(tmp_path, SITE), "dirhtml")
    text = (found.out / "themes/wood/index.html.md").read_text("utf-8")
    assert "[t02](../../interviews/boats/#t02)" in text
    assert 'href="index.html.md"' in (found.out / "themes/wood/index.html").read_text("utf-8")
    assert "(themes/wood/index.html.md)" in (found.out / "llms.txt").read_text("utf-8")
    assert (found.out / "index.html.md").is_file()


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "xml"])
def test_other_builders_have_no_twins(tmp_path: Path, builder: str) -> None:
    found = build(write(tmp_path, SITE), builder, version="1", copyright="x", epub_show_urls="no")
    assert not [name for name in tree(found.out) if name.endswith((".md", "llms.txt"))]


def test_what_a_transcript_says_stays_words(tmp_path: Path) -> None:
    talk = TALK.replace("title: A talk about boats", f"title: '{HOSTILE}'")
    talk = talk.replace("name: Bo Berg,", f"name: '{HOSTILE}', labels: [Bo Berg],")
    talk = talk.replace("# A talk about boats", f"# {HOSTILE}").replace(
        "And glue?", f"And {HOSTILE}?"
    )
    found = build(
        write(
            tmp_path,
            {
                "index.md": "# Home\n\n```{toctree}\ninterviews/boats\n```\n",
                "interviews/boats.md": talk,
            },
        )
    )
    assert not found.page("interviews/boats").xpath(
        "//script[not(@type)][contains(text(), 'alert')]"
    )
    source = (found.out / "interviews/boats.html").read_text("utf-8")
    assert "<script>alert" not in source
    body = twin(found, "interviews/boats").split("---\n", 2)[2]
    assert "<script" not in MarkdownIt("commonmark").render(body)
    assert "<script" not in MarkdownIt("commonmark").render(
        (found.out / "llms.txt").read_text("utf-8")
    )
    head = twin(found, "interviews/boats").splitlines()[1]
    assert json.loads(head.partition(": ")[2])


def test_an_authors_own_description_is_kept(tmp_path: Path) -> None:
    page = "---\nmyst:\n  html_meta:\n    description: Mine.\n---\n# Home\n\nOther words.\n"
    found = build(write(tmp_path, {"index.md": page}))
    assert found.page("index").xpath("//meta[@name='description']/@content") == ["Mine."]


def test_designed_pages_have_their_words(tmp_path: Path) -> None:
    page = "# Home\n\n::::{grid} 2\n:::{grid-item-card} A card\n:link: other\n:link-type: doc\nIts words.\n:::\n::::\n"
    conf = CONF.replace('"onrecord"]', '"sphinx_design", "onrecord"]')
    files = {"index.md": page, "other.md": "---\norphan: true\n---\n# Other\n"}
    text = twin(build(write(tmp_path, files, conf)), "index")
    assert "A card\n\nIts words.\n\n[Other](other.html)" in text


@pytest.mark.parametrize("out", ["_build/html", "public"])
def test_twins_are_no_sources_of_the_next_build(tmp_path: Path, out: str) -> None:
    root = write(tmp_path, SITE)
    for _ in range(2):
        found = build(root, out=root / out, doctrees=tmp_path / out / "doctrees")
        assert found.warnings == []
        assert len(found.env.all_docs) == 3
