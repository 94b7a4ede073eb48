"""What holds of every page of the built site."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

if TYPE_CHECKING:
    from support import Built


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, lxml_html.HtmlElement]:
    """Every page of the site."""
    return {
        path.relative_to(site.out).as_posix(): lxml_html.parse(path).getroot()
        for path in sorted(site.out.rglob("*.html"))
        if "_static" not in path.parts
    }


def text_of(node: lxml_html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_the_site_builds_without_a_warning(site: Built) -> None:
    assert site.warnings == []


def test_nothing_is_loaded_from_another_host(site: Built, pages) -> None:
    loading = (
        "//script/@src|//img/@src|//iframe/@src|//source/@src|//video/@src|//audio/@src"
        "|//link[not(@rel='canonical')]/@href|//object/@data|//embed/@src"
    )
    for name, page in pages.items():
        for address in page.xpath(loading):
            assert not re.match(r"(?:[a-z]+:)?//", address), (name, address)
        for code in page.xpath("//script[not(@src)]|//style|//*[@style]/@style"):
            text = code if isinstance(code, str) else code.text or ""
            assert not re.search(r"(?:import|from|url)\b[\s('\"]*(?:https?:)?//", text), name
    for path in site.out.rglob("*.css"):
        css = path.read_text("utf-8")
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", css), path.name


def test_ids_are_unique_on_each_page(pages) -> None:
    for name, page in pages.items():
        again = [key for key, count in Counter(page.xpath("//@id")).items() if count > 1]
        assert again == [], name


def test_links_within_the_site_arrive(site: Built, pages) -> None:
    ids = {name: set(page.xpath("//@id|//a/@name")) for name, page in pages.items()}
    for name, page in pages.items():
        for address in page.xpath("//a/@href"):
            if re.match(r"[a-z]+:", address):
                continue
            path, _, anchor = address.partition("#")
            # the page that is not found is shown at any depth: its addresses begin at the root
            base = site.out if path.startswith("/") else (site.out / name).parent
            target = base / path.lstrip("/") if path else site.out / name
            assert target.resolve().is_file(), (name, address)
            key = target.resolve().relative_to(site.out.resolve()).as_posix()
            assert not anchor or key not in ids or anchor in ids[key], (name, address)


def test_nothing_is_called_invented(pages) -> None:
    """The word stands where it is denied, and in what Altman says of principles; nowhere else."""
    fine = r"(?:not|never)\b[^.]{0,40}$"
    for name, page in pages.items():
        for article in page.xpath("//article"):
            text = text_of(article)
            for one in re.finditer(r"\binvented\b", text, re.IGNORECASE):
                assert re.search(fine, text[: one.start()]), (
                    name,
                    text[one.start() - 60 : one.end()],
                )


def test_no_mark_of_the_markup_is_left(pages) -> None:
    for name, page in pages.items():
        if name.startswith(("themes/", "record/", "interviews/", "index")):
            for one in page.xpath("//article//pre|//article//code"):
                one.drop_tree()
            text = " ".join(text_of(one) for one in page.xpath("//article"))
            for mark in (":::", "{said}", "{turn}", "{claim}", "{quote}", "{:toc}", "**"):
                assert mark not in text, (name, mark)
