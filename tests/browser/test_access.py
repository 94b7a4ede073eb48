"""axe-core (WCAG 2.2 AA and best practices) on every kind of page, light and dark, wide and narrow."""

from __future__ import annotations

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

PAGES = [
    "/index.html", "/interviews/index.html", "/interviews/altman-2025.html", "/themes/index.html",
    "/themes/release-rhythm.html", "/themes/forecasts.html", "/record/claims.html", "/record/errata.html",
    "/record/timeline.html", "/record/people-and-products.html", "/record/sources.html",
    "/guide/adding.html", "/guide/reference.html", "/genindex.html", "/search.html", "/record/map.html", "/404.html",
]  # fmt: skip
LOOKS = [
    {"color_scheme": "light"},
    {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("page", LOOKS, indirect=True, ids=["light", "dark-phone"])
def test_axe_finds_nothing(page, address) -> None:
    found = {}
    for path in PAGES:
        page.goto(address + path)
        told = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        wrong = [
            (
                one["id"],
                one["nodes"][0]["html"][:200],
                one["nodes"][0].get("failureSummary", "")[:300],
            )
            for one in told.response["violations"]
        ]
        if wrong:
            found[path] = wrong
    assert not found


def test_open_boxes_too(page, address) -> None:
    page.goto(address + "/interviews/altman-2025.html")
    page.locator("#t14 .turn-cite").click()
    told = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert not [one["nodes"][0]["html"] for one in told.response["violations"]]
    page.keyboard.press("Escape")
    page.locator("#t14 .erratum-mark").first.click()
    told = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert not [one["nodes"][0]["html"] for one in told.response["violations"]]
