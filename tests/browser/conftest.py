"""The site of this repository in a real browser, from a server and from a file.

Skipped where Playwright or Chromium is missing. Chromium is the one that Playwright installed, or
the one CHROMIUM names, or the one of the system.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import os
import re
import shutil
import threading
from pathlib import Path

import pytest

from support import build

REPO = Path(__file__).parents[2]
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    work = tmp_path_factory.mktemp("browser")
    return build(REPO, out=work / "html", doctrees=work / "doctrees").out


@pytest.fixture(scope="session")
def address(built: Path):
    """Where the site is served, with a policy that lets in nothing but the site's own files."""
    served = functools.partial(_Handler, directory=str(built))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files with a Content-Security-Policy; the theme's inline parts are let in by hash."""

    def end_headers(self) -> None:
        path = Path(self.translate_path(self.path))
        page = path.read_text("utf-8") if path.suffix == ".html" and path.is_file() else ""
        scripts, styles = _hashes("script", page), _hashes("style", page)
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' {styles} 'unsafe-hashes';"
            " style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            " form-action 'self'; base-uri 'none'",
        )
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _hashes(name: str, page: str) -> str:
    inline = re.findall(rf"<{name}(?:\s[^>]*)?>(.+?)</{name}>", page, re.DOTALL)
    digests = sorted({hashlib.sha256(one.encode()).digest() for one in inline})
    return " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)


@pytest.fixture(scope="session")
def browser():
    """Chromium, without a window."""
    with sync_api.sync_playwright() as found:
        system = os.environ.get("CHROMIUM") or shutil.which("chromium")
        own = Path(found.chromium.executable_path)
        if not system and not own.is_file():
            pytest.skip("Chromium is not installed: playwright install chromium, or set CHROMIUM")
        started = found.chromium.launch(
            executable_path=system, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


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
