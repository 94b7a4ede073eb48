"""The book of this site: every turn a target, no link without its end, every page in the outline."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from contents.helpers import REPO
from onrecord.markup import plain
from support import build

if TYPE_CHECKING:
    from pypdf import PdfReader

    from support import Built

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst", reason="the book is set by typst")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(workshop) -> Built:
    found = build(REPO, "book", out=workshop / "book", doctrees=workshop / "doctrees-book")
    assert found.warnings == []
    return found


@pytest.fixture(scope="module")
def book(built) -> PdfReader:
    return pypdf.PdfReader(built.out / "altman-on-record.pdf")


@pytest.fixture(scope="module")
def links(book) -> Counter[str]:
    """Names of destinations, and how often they are led to; addresses outside with their scheme."""
    found: Counter[str] = Counter()
    names = book.named_destinations
    pages = {page.indirect_reference.idnum for page in book.pages}
    for page in book.pages:
        for one in page.get("/Annots", []):
            link = one.get_object()
            place = link.get("/Dest")
            if "/A" in link:
                found[str(link["/A"]["/URI"])] += 1
            elif isinstance(place, str):
                assert place in names, place
                found[place] += 1
            else:
                assert place[0].idnum in pages
                found[""] += 1
    return found


@pytest.fixture(scope="module")
def text(book) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in book.pages)


def test_all_turns_are_targets_that_something_leads_to(book, links, altman) -> None:
    names = {f"interviews/altman-2025#{one.id}" for one in altman.turns}
    assert len(names) == 56
    assert names <= set(book.named_destinations)
    assert not [one for one in names if not links[one]]


def test_every_link_of_the_site_that_stays_inside_it_is_a_link_of_the_book(site, built) -> None:
    """By page: what the words of the HTML page lead to, the words of the book lead to."""
    docnames = site.env.found_docs
    led: dict[str, set[str]] = {}
    for path in (built.out / "source").glob("0*.typ"):
        source = path.read_text("utf-8")
        found = re.search(r'#document-title\(\d, \("([^"#]+)#"', source)
        if found:
            led[found[1]] = {
                label
                for call in re.findall(r"#(?:xref|inner|cited)\((.*?)\)\[", source)
                for label in re.findall(r'"([^"]+)"', call)
            }
    assert set(led) == docnames
    checked = 0
    for docname in docnames:
        (body,) = site.page(docname).xpath("//article")
        for link in body.xpath(".//a[contains(@class, 'internal')][@href]"):
            page, _, anchor = posixpath.normpath(
                posixpath.join(posixpath.dirname(docname), link.get("href"))
            ).partition("#")
            target = docname if link.get("href").startswith("#") else page.removesuffix(".html")
            if target not in docnames or link.xpath(
                "ancestor::*[contains(@class, 'toctree') or contains(@class, 'in-place')]"
            ):
                continue
            anchor = link.get("href").partition("#")[2]
            assert f"{target}#{anchor}" in led[docname], (docname, link.get("href"))
            checked += 1
    assert checked > 1_500


def test_no_speaker_stands_alone_at_the_foot_of_a_page(book) -> None:
    for number, page in enumerate(book.pages, 1):
        for after in re.split(
            r"\bt\d\d, (?:interviewer|interviewee|audience)", page.extract_text()
        )[1:]:
            assert len(after.split()) > 3, number


def test_links_that_leave_the_book_are_web_addresses(links) -> None:
    outside = [one for one in links if ":" in one and "#" not in one.split(":")[0]]
    assert all(one.startswith(("https://", "http://", "mailto:")) for one in outside)


def test_every_claim_and_every_erratum_is_printed(text, domain, altman) -> None:
    assert not [one for one in domain.claims if f"{one} “" not in text]
    assert not [one.id for one in altman.apparatus.errata if one.id not in text]


def test_every_turn_is_printed_in_order(text, altman) -> None:
    """Letters only, since lines are hyphenated and have the numbers of notes in them."""

    def letters(words: str) -> str:
        return "".join(filter(str.isalpha, words))

    at = text.index("t01, interviewer")
    for one in altman.turns:
        at = text.find(f"{one.id}, ", at)
        assert at >= 0, one.id
        role = next(filter(str.isalpha, text[at:].split()[1:]))
        begins = letters(plain(one.source))[:30]
        assert letters(text[at + len(one.id) : at + 200]).startswith(role + begins), one.id


def test_every_page_is_in_the_outline(book, domain) -> None:
    def flat(items: list) -> list[str]:
        return [
            title
            for one in items
            for title in (flat(one) if isinstance(one, list) else [one["/Title"]])
        ]

    titles = flat(book.outline)
    missing = {domain.title(one) for one in domain.env.found_docs} - set(titles)
    assert not missing
    assert {"Read", "Check", "Use", "Contents", "Index"} <= set(titles)


def test_links_tell_their_page(text) -> None:
    assert len(re.findall(r" p\.[\s\u202f]\d+", text)) > 1_000


def test_it_is_tagged_and_names_its_language(book) -> None:
    root = book.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds: Counter[str] = Counter()
    without = []
    stack = [root["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if not hasattr(node, "get"):
            continue
        kind = str(node.get("/S", ""))
        kinds[kind] += 1
        if kind == "/Figure" and not node.get("/Alt"):
            without.append(node)
        below = node.get("/K", [])
        stack += [
            one for one in (below if isinstance(below, list) else [below])
            if hasattr(one.get_object(), "get")
        ]  # fmt: skip
    assert not without
    assert kinds["/Figure"] == 8
    assert min(kinds["/Table"], kinds["/TH"], kinds["/Link"], kinds["/Note"], kinds["/L"]) > 0


def test_fonts_are_embedded(book) -> None:
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()
        for page in book.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    for font in fonts.values():
        below = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in below or "/FontFile3" in below
