"""The pages under the very policy that the build wrote for them, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = [
    "index.html", "themes/release-rhythm.html", "interviews/altman-2025.html", "record/map.html",
    "record/claims.html", "search.html?q=small+teams", "a/b/small-teams.html",
]  # fmt: skip


@pytest.fixture
def host(address: str) -> str:
    return f"{address}/"


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def told(tab: Any) -> Iterator[list[str]]:
    """What the browser complains of."""
    said: list[str] = []

    def note(message: Any) -> None:
        if message.type == "error" and "404" not in message.text:
            said.append(message.text)

    tab.on("console", note)
    yield said
    tab.remove_listener("console", note)


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_stops_nothing_of_ours(host: str, tab: Any, told: list[str], name: str) -> None:
    tab.goto(host + name, wait_until="networkidle")
    assert told == []
    # the inline script of the theme has run
    assert tab.evaluate("document.body.dataset.theme") in {"auto", "light", "dark"}


def test_the_policy_stops_what_is_not_ours(host: str, tab: Any, told: list[str]) -> None:
    tab.goto(host + "index.html", wait_until="networkidle")
    ran = tab.evaluate(
        """() => { const one = document.createElement("script"); one.textContent = "window.ran = 1";
        document.body.append(one); return window.ran }"""
    )
    assert ran is None
    assert any(re.search("Content Security Policy", one) for one in told)


def test_the_page_not_found_offers_the_words_of_its_address(host: str, tab: Any) -> None:
    tab.goto(host + "a/b/small-teams.html", wait_until="networkidle")
    assert tab.input_value("#not-found-words") == "small teams"
    tab.press("#not-found-words", "Enter")
    tab.wait_for_url("**/search.html?q=small+teams**")


def test_a_node_of_the_map_leads_to_its_place(host: str, tab: Any) -> None:
    tab.goto(host + "record/map.html", wait_until="networkidle")
    tab.click("a[aria-label^='t14, ']")
    tab.wait_for_url("**/interviews/altman-2025.html#t14")
