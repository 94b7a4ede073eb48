"""``404.html``: what a host shows in place of a page that is not there; it searches.

It is shown at any depth, so its addresses begin at the root of the host: the path of
``html_baseurl``, or ``/``.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

NAME = "404"
_ADDRESS = re.compile(
    r"(\s(?:href|src|action|data-content_root)=)\"(?![a-z][a-z0-9+.-]*:|/|#)([^\"]*)\""
)


def root(baseurl: str) -> str:
    """Return the path of the site on its host, with a slash at both ends."""
    path = urlsplit(baseurl).path.strip("/")
    return f"/{path}/" if path else "/"


def body(search: str, home: str) -> str:
    """Return what the page says."""
    return (
        '<section id="not-found">\n<h1>This page is not here</h1>\n'
        "<p>The address may be mistyped, or older than the page. "
        "Search for what it was about:</p>\n"
        f'<form class="not-found-search" role="search" action="{escape(search)}" method="get">\n'
        '<label for="not-found-words">Words</label>\n'
        '<input id="not-found-words" type="search" name="q" autocomplete="off">\n'
        '<button type="submit">Search</button>\n</form>\n'
        f'<p>Or begin at the <a class="reference internal" href="{escape(home)}">first page</a>.'
        "</p>\n</section>\n"
    )


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page (event ``html-collect-pages``), unless the site has its own."""
    if NAME in app.env.all_docs:
        return
    builder: Any = app.builder
    search = builder.get_relative_uri(NAME, "search")
    home = builder.get_relative_uri(NAME, app.config.root_doc)
    yield NAME, {"title": "Page not found", "body": body(search, home)}, "page.html"


def at_any_depth(page: str, base: str) -> str:
    """Return a page whose relative addresses, counted from *base*, begin at the root."""
    return _ADDRESS.sub(lambda found: f'{found[1]}"{urljoin(base, found[2])}"', page)


def finish(app: Sphinx) -> None:
    """Let the page that was written work at any depth, and put it where hosts look for it."""
    builder: Any = app.builder
    written = Path(builder.get_output_path(NAME))
    if not written.is_file():
        return
    base = root(app.config.html_baseurl) + builder.get_target_uri(NAME)
    text = at_any_depth(written.read_text("utf-8"), base)
    wanted = Path(app.outdir) / f"{NAME}.html"
    wanted.write_text(text, "utf-8")
    if written != wanted:
        written.unlink()
        if not any(written.parent.iterdir()):
            written.parent.rmdir()


def add_parts(app: Sphinx) -> str:
    """Add what the page needs besides the others, and return its tag for search engines."""
    app.add_css_file("notfound.css")
    app.add_js_file("notfound.js", loading_method="defer")
    return '<meta name="robots" content="noindex">\n'
