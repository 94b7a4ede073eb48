"""Search by turn as a reader meets it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def typed(page, text: str, key: str = "/"):
    page.keyboard.press(key)
    page.wait_for_selector("dialog.find[open]")
    page.keyboard.type(text)
    page.wait_for_selector("a.find-hit")
    return page


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_by_keyboard_from_the_first_key_to_the_turn(open_page, key: str) -> None:
    page = typed(open_page("themes/history.html"), "small teams", key)
    assert "results" in page.inner_text(".find-status")
    first = page.locator("a.find-hit").first
    assert "Sam Altman" in first.inner_text()
    assert first.locator("mark").all_inner_texts()[:2] == ["small", "teams"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("#t14 mark.found")
    assert page.url.endswith("interviews/altman-2025.html#t14")
    assert {"small", "teams"} <= set(page.locator("#t14 mark.found").all_inner_texts())
    assert page.trouble == []


def test_escape_closes_it_and_what_is_typed_at_once_is_not_lost(open_page) -> None:
    page = open_page("index.html")
    page.keyboard.press("/")
    page.keyboard.type("agents", delay=1)
    page.wait_for_selector("a.find-hit")
    assert page.input_value(".find-input") == "agents"
    page.keyboard.press("Escape")
    assert page.locator("dialog.find[open]").count() == 0


def test_readings_are_found_and_told(open_page) -> None:
    page = typed(open_page("index.html"), "compute")
    told = page.locator("a.find-hit", has_text="Altman 2025, t42").inner_text()
    assert "Printed “three main axes: algorithms, data, arithmetic”" in told
    page.fill(".find-input", '"Deep Research"')
    page.wait_for_selector("a.find-hit:has-text('Altman 2025, t33')")


def test_filters_are_in_the_link_and_the_link_gives_them_back(open_page) -> None:
    page = typed(open_page("index.html"), "model")
    page.select_option(".find-filters [name=speaker]", "Sam Altman")
    page.wait_for_selector(".find-clear")
    page.fill(".find-input", "trillion")
    page.wait_for_selector(".find-link[href*=trillion]")
    page.wait_for_selector("a.find-hit:first-child >> text=t48")
    shared = page.get_attribute(".find-link", "href")
    assert shared.endswith("search.html?q=trillion&speaker=Sam+Altman")
    again = open_page(shared.split("/", 3)[3])
    again.wait_for_selector("a.find-hit")
    assert "t48" in again.locator("a.find-hit").first.inner_text()
    assert again.input_value(".find-filters [name=speaker]") == "Sam Altman"
    again.click(".find-clear")
    again.wait_for_url("**/search.html?q=trillion")
    assert again.trouble == []


def test_from_a_file(open_page) -> None:
    page = typed(open_page("index.html", file=True), "small teams")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#t14 mark.found")
    own = open_page("search-words.html?q=protocol", file=True)
    own.wait_for_selector("#search-results li a")


def test_without_scripts_it_is_said(open_page) -> None:
    page = open_page("search.html", scripts=False)
    assert "needs JavaScript" in page.inner_text("[role=main]")
    assert page.locator("#find-built-in").count() == 1


def test_where_its_files_are_missing_it_is_said(open_page) -> None:
    page = open_page("index.html")
    page.route("**/_search/**", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.type("agents")
    page.wait_for_selector(".find-status a")
    assert "could not be loaded" in page.inner_text(".find-status")
    assert "search-words.html?q=agents" in page.get_attribute(".find-status a", "href")


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wider_than_a_phone(open_page, dark: bool) -> None:
    page = open_page("interviews/altman-2025.html", phone=True, dark=dark)
    page.click(".find-button")
    page.wait_for_selector("dialog.find[open]")
    page.keyboard.type("agents")
    page.wait_for_selector("a.find-hit")
    wider = "() => { const found = document.querySelector('dialog.find'); return found.scrollWidth - found.clientWidth; }"
    assert page.evaluate(wider) <= 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_slash_can_be_switched_off(open_page) -> None:
    page = typed(open_page("index.html"), "agents")
    page.uncheck(".find-slash input")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    assert page.locator("dialog.find[open]").count() == 0
