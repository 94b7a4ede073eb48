"""The site of this repository in a real browser, from a server and from a file.

Skipped where Playwright or Chromium is missing. Chromium is the one that Playwright installed, or
the one CHROMIUM names, or the one of the system.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from pathlib import Path

import pytest

from support import build

REPO = Path(__file__).parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    work = tmp_path_factory.mktemp("browser")
    return build(REPO, out=work / "html", doctrees=work / "doctrees").out


@pytest.fixture(scope="session")
def address(built: Path):
    """Where the site is served, under the very policy that the build wrote for it."""
    served = functools.partial(_Handler, directory=str(built))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends what the build wrote into ``_headers``, and ``404.html`` for what is not there."""

    def end_headers(self) -> None:
        for line in (Path(self.directory) / "_headers").read_text("utf-8").splitlines()[1:]:
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        if Path(self.translate_path(self.path)).exists():
            super().do_GET()
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser():
    """Chromium, without a window."""
    with sync_api.sync_playwright() as found:
        system = (
            os.environ.get("CHROMIUM")
            or shutil.which("chromium")
            or shutil.which("chromium-browser")
        )
        own = Path(found.chromium.executable_path)
        if not system and not own.is_file():
            pytest.skip("Chromium is not installed: playwright install chromium, or set CHROMIUM")
        started = found.chromium.launch(
            executable_path=system,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser, address: str, request):
    """A fresh page, 1280 by 900 unless its parameters say otherwise.

    The test fails when a script fails or when another host is asked for anything.
    """
    options = {"viewport": {"width": 1280, "height": 900}} | getattr(request, "param", {})
    context = browser.new_context(**options)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))

    def asked(one) -> None:
        if not one.url.startswith((address, "file:", "data:", "about:")):
            trouble.append(f"request: {one.url}")

    page.on("request", asked)
    yield page
    context.close()
    assert not trouble


@pytest.fixture
def open_page(browser, address: str, built: Path):
    """A function that opens a page of the site.

    ``open_page("index.html", phone=True, dark=True, file=True, scripts=False)``. The page's
    ``trouble`` lists errors of scripts, of the policy, and requests that leave the site.
    """
    contexts = []

    def open_(path: str, *, phone=False, dark=False, file=False, scripts=True):
        size = {"width": 390, "height": 800} if phone else {"width": 1280, "height": 850}
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport=size, color_scheme=scheme, java_script_enabled=scripts
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.trouble = []
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on(
            "console",
            lambda said: (
                page.trouble.append(said.text)
                if said.type == "error" and "favicon" not in said.location.get("url", "")
                else None
            ),
        )
        start = built.as_uri() if file else address
        page.on(
            "request",
            lambda asked: (
                page.trouble.append(asked.url)
                if not asked.url.startswith((start, "data:"))
                else None
            ),
        )
        page.goto(f"{start}/{path}")
        return page

    yield open_
    for one in contexts:
        one.close()
