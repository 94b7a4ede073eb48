"""What stands in the head of a page for machines: description, preview card, link to the twin."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from onrecord.export.pages import base, page_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def head_tags(app: Sphinx, pagename: str, title: str, about: str, card: str) -> str:
    """Return the tags; addresses are given only where that of the site is known."""
    domain: Any = app.env.get_domain("interview")
    page = domain.pages.get(pagename)
    article = page is not None and (page.theme or page.interview)
    rows = [
        ("og:type", "article" if article else "website"),
        ("og:site_name", app.config.html_title),
        ("og:title", title),
        ("og:description", about),
    ]
    if base(app) and pagename in app.env.all_docs:
        rows.append(("og:url", page_uri(app, pagename)))
    if base(app) and card:
        rows.append(("og:image", urljoin(base(app), f"_static/{card}")))
    tags = [f'<meta property="{name}" content="{escape(text)}">' for name, text in rows if text]
    if about:
        tags.insert(0, f'<meta name="description" content="{escape(about)}">')
    return "".join(f"{tag}\n" for tag in tags)
