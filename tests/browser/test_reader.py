"""Citing, narrowing, previews, slips and back-links, as a reader works with them."""

from __future__ import annotations

import json
import re

import pytest

TALK = "/interviews/altman-2025.html"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def cite(page, turn: str, form: str) -> str:
    page.locator(f"#{turn} .turn-cite").click()
    page.locator(".cite-forms button", has_text=form).click()
    found = page.locator(".cite-box textarea").input_value()
    page.keyboard.press("Escape")
    return found


def test_a_citation_says_all_that_it_must(page, address) -> None:
    page.goto(address + TALK)
    told = cite(page, "t14", "Plain text")
    for said in (
        "Sam Altman: “A lot of companies grow up", "Sam Altman at AI Ascent 2025", "t14",
        "Machine translation from Chinese", "Date of the talk not given in the source", "2025-06-07",
        f"{address}{TALK}#t14",
    ):  # fmt: skip
        assert said in told


def test_the_forms_of_a_citation(page, address) -> None:
    page.goto(address + TALK)
    (data,) = json.loads(cite(page, "t14", "CSL-JSON"))
    assert data["type"] == "interview"
    assert data["author"] == [{"literal": "Sam Altman"}]
    assert data["locator"] == "t14"
    assert data["issued"] == {"date-parts": [[2025, 6, 7]]}
    assert "Machine translation" in data["note"]
    bibtex = cite(page, "t14", "BibTeX")
    assert bibtex.startswith("@misc{altman-2025-t14,")
    assert bibtex.count("{") - bibtex.count("\\{") == bibtex.count("}") - bibtex.count("\\}")
    assert "author = {{Sam Altman}}" in bibtex
    assert "[Altman 2025, t14](" in cite(page, "t14", "Markdown")


def test_selected_words_alone_are_cited(page, address) -> None:
    page.goto(address + TALK)
    page.evaluate(
        """() => { const node = document.querySelector('#t13 .turn-words p').firstChild;
        const text = node.nodeType === 3 ? node : node.firstChild;
        const range = document.createRange(); range.setStart(text, 0); range.setEnd(text, 6);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    assert re.match(r"Moderator: “\S+.{0,6}”\n", cite(page, "t13", "Plain text"))


def test_citing_by_keyboard(page, address) -> None:
    page.goto(address + TALK)
    button = page.locator("#t14 .turn-cite")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator(".cite-box").is_visible()
    assert page.evaluate("document.activeElement.className") == "cite-copy"
    page.keyboard.press("Enter")
    assert page.locator(".cite-status").inner_text().startswith("Copied as")
    page.keyboard.press("Escape")
    assert not page.locator(".cite-box").is_visible()
    assert button.evaluate("one => one === document.activeElement")


def test_narrowing_to_one_speaker_keeps_the_place(page, address) -> None:
    page.goto(address + TALK + "#t30")
    page.wait_for_timeout(300)
    before = page.locator("#t30").bounding_box()["y"]
    page.locator(".turn-tools button", has_text="Sam Altman").click()
    assert page.locator(".turn:visible").count() == 28
    assert abs(page.locator("#t30").bounding_box()["y"] - before) < 80
    assert "speaker=altman" in page.url
    assert page.locator(".turn-tools [role=status]").inner_text() == "28 of 56 turns shown"
    page.locator(".turn-tools button", has_text="Everyone").click()
    assert page.locator(".turn:visible").count() == 56
    assert "speaker" not in page.url


def test_a_narrowed_page_can_be_shared_and_links_to_hidden_turns_work(page, address) -> None:
    page.goto(address + TALK + "?speaker=altman")
    assert page.locator(".turn:visible").count() == 28
    page.goto(address + TALK + "?speaker=altman#t13")
    page.wait_for_timeout(200)
    assert page.locator("#t13").is_visible()


def test_a_slip_opens_in_place(page, address) -> None:
    page.goto(address + TALK)
    mark = page.locator("#t14 .erratum-mark").first
    mark.focus()
    page.keyboard.press("Enter")
    note = page.locator(".erratum-note:popover-open")
    assert "high confidence" in note.inner_text()
    page.keyboard.press("Escape")
    assert note.count() == 0


def test_who_cites_a_turn(page, address) -> None:
    page.goto(address + TALK + "#t14")
    page.locator("#t14 .turn-cited summary").click()
    link = page.locator("#t14 .turn-cited a", has_text="Release rhythm").first
    link.click()
    assert "/themes/release-rhythm.html#" in page.url


def test_a_link_to_a_turn_shows_it(page, address) -> None:
    page.goto(address + "/themes/release-rhythm.html")
    link = page.locator("article a[href*='altman-2025.html#t13']").first
    link.hover()
    card = page.locator(".preview:popover-open")
    card.wait_for()
    assert "Moderator (interviewer), t13" in card.inner_text()
    assert "You've published very fast" in card.inner_text()
    assert link.get_attribute("aria-describedby") == "preview"
    page.keyboard.press("Escape")
    assert card.count() == 0


def test_a_preview_by_keyboard_of_a_claim_and_of_a_term(page, address) -> None:
    page.goto(address + "/record/claims.html")
    link = page.locator("article table.claims a[href*='#claim-']").first
    page.keyboard.press("Tab")
    link.focus()
    card = page.locator(".preview:popover-open")
    card.wait_for()
    assert "As printed:" in card.inner_text()
    box, at = card.bounding_box(), link.bounding_box()
    assert box["y"] >= at["y"] + at["height"] or box["y"] + box["height"] <= at["y"]


def test_a_quotation_in_its_place(page, address) -> None:
    page.goto(address + "/themes/release-rhythm.html")
    place = page.locator("details.in-place").first
    place.locator("summary").click()
    assert place.locator(".in-place-turn").count() == 3
    assert place.locator("mark").first.inner_text().startswith("We tend to keep small teams")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "/index.html",
        TALK,
        "/themes/release-rhythm.html",
        "/record/claims.html",
        "/guide/citing.html",
    ],
)
def test_nothing_is_wider_than_a_phone(page, address, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts(page, address) -> None:
    page.goto(address + TALK)
    assert page.locator(".turn").count() == 56
    assert page.locator(".turn-cite").count() == 0
    page.locator("#t14 .turn-cited summary").click()
    assert page.locator("#t14 .turn-cited li").first.is_visible()
    page.locator("#t14 .erratum-mark").first.click()
    assert page.locator(".erratum-note:popover-open").count() == 1


def test_from_a_file(page, built) -> None:
    page.goto((built / "themes" / "release-rhythm.html").as_uri())
    page.locator("article a[href*='altman-2025.html#t14']").first.click()
    assert page.url.endswith("altman-2025.html#t14")
    assert "t14" in cite(page, "t14", "Plain text")
    page.locator(".turn-tools button", has_text="Sam Altman").click()
    assert page.locator(".turn:visible").count() == 28


def test_print_shows_readings_and_no_tools(page, address) -> None:
    page.goto(address + TALK)
    page.emulate_media(media="print")
    assert not page.locator(".turn-tools").is_visible()
    assert not page.locator("#t14 .turn-cite").is_visible()
    assert page.locator("#t14 .erratum-note").first.is_visible()
