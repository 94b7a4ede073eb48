"""What a host is given: the policy of scripts, and the page for what is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from onrecord.export.policy import digest, inline_scripts
from support import CONF, SITE, build, write

if TYPE_CHECKING:
    from pathlib import Path

    from support import Built

FURO = CONF.replace('"basic"', '"furo"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = write(tmp_path_factory.mktemp("hosting"), SITE, FURO)
    return build(root, html_baseurl="https://example.org/boats/")


def test_every_inline_script_of_every_page_is_in_the_policy(site: Built) -> None:
    headers = (site.out / "_headers").read_text("utf-8")
    scripts = re.search(r"script-src ([^;]*);", headers)[1].split()
    assert "'unsafe-inline'" not in scripts
    used = set()
    for page in site.out.rglob("*.html"):
        for one in inline_scripts(page.read_bytes()):
            assert digest(one) in scripts, page
            used.add(digest(one))
    assert {"'self'", *used} == set(scripts)


def test_no_page_has_a_script_in_an_attribute(site: Built) -> None:
    for page in site.out.rglob("*.html"):
        for one in html.fromstring(page.read_text("utf-8")).iter("*"):
            assert not [name for name in one.attrib if name.startswith("on")], page
            assert not (one.get("href") or "").lower().startswith("javascript:")


def test_the_page_not_found_works_at_any_depth(site: Built) -> None:
    page = site.page("404")
    found = page.xpath("//@href | //@src | //@action")
    local = [one for one in found if not re.match(r"[a-z]+:|#", one)]
    assert local
    for one in local:
        assert one.startswith("/boats/")
        path = site.out / one.removeprefix("/boats/").partition("?")[0].partition("#")[0]
        assert path.is_file(), one
    form = page.xpath("//form[@class='not-found-search']")[0]
    assert form.get("action") == "/boats/search.html"
    assert form.xpath(".//input[@name='q']")
    assert form.xpath(".//label/@for") == form.xpath(".//input/@id")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "notfound" not in (site.out / "index.html").read_text("utf-8")
    assert "404" not in (site.out / "sitemap.xml").read_text("utf-8")


def test_in_folders_of_pages_it_lies_where_hosts_look(tmp_path: Path) -> None:
    found = build(write(tmp_path, SITE), "dirhtml")
    assert not (found.out / "404").exists()
    page = html.fromstring((found.out / "404.html").read_text("utf-8"))
    assert page.xpath("//form[@class='not-found-search']/@action") == ["/search/"]
    assert "/themes/wood/" in page.xpath("//@href") or "/" in page.xpath("//@href")


def test_a_site_may_have_its_own(tmp_path: Path) -> None:
    files = {**SITE, "404.md": "---\norphan: true\n---\n# Gone fishing\n\n[Home](index.md)\n"}
    found = build(write(tmp_path, files))
    assert found.warnings == []
    page = found.page("404")
    assert "Gone fishing" in page.text_content()
    assert not page.xpath("//form[@class='not-found-search']")
    assert "/index.html" in page.xpath("//section//@href")
