"""The pages under the very policy that the build wrote for them, in a real browser."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support import build

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
REPO = Path(__file__).parents[2]
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PAGES = [
    "index.html", "themes/release-rhythm.html", "interviews/altman-2025.html", "record/map.html",
    "record/claims.html", "search.html?q=small+teams", "a/b/small-teams.html",
]  # fmt: skip


class _Host(http.server.SimpleHTTPRequestHandler):
    """Sends the lines of ``_headers``, and ``404.html`` for what is not there."""

    def end_headers(self) -> None:
        for line in (Path(self.directory) / "_headers").read_text("utf-8").splitlines()[1:]:
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.exists():
            super().do_GET()
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if BROWSER is None:
        pytest.skip("there is no Chromium; on Debian: apt-get install chromium")
    work = tmp_path_factory.mktemp("policy")
    out = build(REPO, out=work / "html", doctrees=work / "doctrees").out
    handler = functools.partial(_Host, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def tab(host: str) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as api:
        browser = api.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page()
        browser.close()


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
