"""Diagrams on a page, for every builder."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from support import CONF, SITE, build, write

pytest.importorskip("mermaid_render")

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = CONF.replace('"onrecord"]', '"sphinxcontrib.mermaid", "onrecord"]')
PAGE = """\
# Page

```{mermaid}
:alt: How wood is chosen

flowchart LR
  a["Wood floats<br/>t02"] --> b["Boats"]
  click a href "#boats:t02"
  click b href "#wood"
```
"""
FIGURES = """\
(a-label)=
# Figures

```{mermaid}
:caption: Two *years*
:alt: From then to now
:name: years

timeline
  %% interview: boats
  1999 : wood (t02) : a label (t99)
```

```{mermaid}
flowchart TD
  a --> b
  click a href "#a-label"
  click b href "https://example.org/?a=1&b=2"
```

```{mermaid}
sequenceDiagram
  A->>B: hello
```

See [the years](#years).
"""


def svg(page, path: str = ""):
    return page.xpath(f"//figure[contains(@class, 'diagram')]//*[local-name()='svg']{path}")


def hrefs(page) -> list[str]:
    return svg(page, "//*[local-name()='a']/@href")


def test_it_is_inline_linked_and_told_in_words(tmp_path: Path) -> None:
    found = build(write(tmp_path, {**SITE, "themes/drawn.md": PAGE}, DRAWN))
    assert found.warnings == []
    page = found.page("themes/drawn")
    assert hrefs(page) == ["../interviews/boats.html#t02", "wood.html"]
    words = page.xpath("//details[@class='diagram-words']")[0]
    assert words.xpath(".//li//a/@href") == [
        "../interviews/boats.html#t02", "../interviews/boats.html#t02", "wood.html",
    ]  # fmt: skip
    assert "Wood floats (t02) → “Boats”" in words.text_content()
    drawing = svg(page)[0]
    assert drawing.xpath("string(./*[1])") == "How wood is chosen"
    box = drawing.getparent()
    assert (box.get("tabindex"), box.get("aria-label")) == ("0", "How wood is chosen")


def test_a_caption_a_name_and_every_kind(tmp_path: Path) -> None:
    found = build(write(tmp_path, {**SITE, "themes/figures.md": FIGURES}, DRAWN))
    assert found.warnings == []
    page = found.page("themes/figures")
    figures = page.xpath("//figure[contains(@class, 'diagram')]")
    assert len(figures) == 3
    assert figures[0].get("id") == "years"
    assert "Two years" in figures[0].xpath("string(.//figcaption)")
    assert page.xpath("//a[@href='#years']")
    first, second, third = svg(page)
    assert first.xpath("./*[local-name()='title']/text()") == ["Two years"]
    assert first.xpath("./*[local-name()='desc']/text()") == ["From then to now"]
    assert first.xpath(".//*[local-name()='a']/@href") == ["../interviews/boats.html#t02"]
    assert second.xpath(".//*[local-name()='a']/@href") == [
        "#a-label", "https://example.org/?a=1&b=2",
    ]  # fmt: skip
    assert third.xpath("string(./*[1])") == "Diagram (sequence)"
    assert "A->>B: hello" in page.xpath("//details[@class='diagram-words']")[2].text_content()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", [PAGE, FIGURES])
@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "xml", "man", "texinfo", "gettext"],
)
def test_every_builder(builder: str, page: str, tmp_path: Path) -> None:
    files = {**SITE, "themes/drawn.md": page}
    found = build(write(tmp_path, files, DRAWN), builder, epub_show_urls="no")
    assert found.warnings == []
    text = "".join(
        one.read_text("utf-8", errors="replace") for one in found.out.rglob("*.*") if one.is_file()
    )
    if builder not in {"gettext", "epub"}:
        assert ("Wood floats" if page == PAGE else "1999") in text


def test_each_builder_has_its_addresses(tmp_path: Path) -> None:
    root = write(tmp_path, {**SITE, "themes/drawn.md": PAGE}, DRAWN)
    flat = build(root, "dirhtml").page("themes/drawn/index")
    assert hrefs(flat) == ["../../interviews/boats/#t02", "../wood/"]
    one = build(root, "singlehtml").page("index")
    assert hrefs(one) == ["#t02", "#document-themes/wood"]
    assert set(one.xpath("//@id")) >= {"t02", "document-themes/wood"}


def test_a_book_is_well_formed(tmp_path: Path) -> None:
    files = {**SITE, "themes/drawn.md": PAGE, "themes/figures.md": FIGURES}
    found = build(write(tmp_path, files, DRAWN), "epub", epub_show_urls="footnote")
    assert found.warnings == []
    book = zipfile.ZipFile(next(found.out.glob("*.epub")))
    pages = {
        name: etree.fromstring(book.read(name))
        for name in book.namelist()
        if name.endswith(".xhtml")
    }
    links = "//*[local-name()='svg']//*[local-name()='a']/@href"
    assert pages["themes/drawn.xhtml"].xpath(links) == [
        "../interviews/boats.xhtml#t02", "wood.xhtml",
    ]  # fmt: skip


def test_nothing_is_fetched(tmp_path: Path) -> None:
    files = {**SITE, "themes/drawn.md": PAGE, "themes/figures.md": FIGURES}
    found = build(write(tmp_path, files, DRAWN))
    for path in found.out.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "mermaid" not in text
        assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//", text)
        assert "cdn" not in text


def test_faults_have_their_line(tmp_path: Path) -> None:
    broken = PAGE.replace('a["Wood floats<br/>t02"] -->', "a[[[ -->")
    dead = PAGE.replace("#boats:t02", "#boats:t99").replace("# Page", "# Dead")
    titled = dead.replace(":alt:", ":title:").replace("boats:t99", "boats:t98")
    files = {
        **SITE, "themes/broken.md": broken, "themes/dead.md": dead, "themes/titled.md": titled,
    }  # fmt: skip
    found = build(write(tmp_path, files, DRAWN))
    assert sorted(found.kinds()) == ["diagram_syntax", "diagram_target", "diagram_target"]
    text = "\n".join(found.warnings)
    assert "themes/broken.md:7: WARNING: this diagram cannot be drawn" in text
    assert "themes/dead.md:8: WARNING: a node of this diagram links to '#boats:t99'" in text
    assert "themes/titled.md:8: WARNING: a node of this diagram links to '#boats:t98'" in text
    assert "Wood floats" in found.page("themes/dead").text_content()
    assert "a[[[ -->" in found.page("themes/broken").xpath("string(//pre)")


def test_a_fault_names_its_own_page_where_all_pages_are_one(tmp_path: Path) -> None:
    dead = PAGE.replace("#boats:t02", "#boats:t99")
    found = build(write(tmp_path, {**SITE, "themes/dead.md": dead}, DRAWN), "singlehtml")
    assert len(found.warnings) == 1
    assert "themes/dead.md:8: WARNING" in found.warnings[0]


def test_two_builds_and_many_workers_give_the_same(tmp_path: Path) -> None:
    pages = {f"themes/drawn{at}.md": FIGURES.replace("years", f"years{at}").replace(
        "a-label", f"label{at}") for at in range(6)}  # fmt: skip
    root = write(tmp_path, {**SITE, **pages, "themes/drawn.md": PAGE}, DRAWN)
    one = build(root, out=tmp_path / "one", doctrees=tmp_path / "one-trees")
    two = build(root, out=tmp_path / "two", doctrees=tmp_path / "two-trees", jobs=2)
    assert one.warnings == two.warnings == []
    for path in (one.out / "themes").glob("*.html"):
        assert path.read_bytes() == (two.out / "themes" / path.name).read_bytes()


def test_without_the_extension_nothing_happens(tmp_path: Path) -> None:
    found = build(write(tmp_path, SITE))
    assert found.warnings == []
    assert "diagrams.css" not in (found.out / "index.html").read_text("utf-8")
