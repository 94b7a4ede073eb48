"""The page of the search: it can be linked to, and leads to Sphinx's own search beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: where Sphinx's own search is once its page is ours
BUILT_IN = "search-words"
_BODY = """\
<section id="search">
<h1>Search</h1>
<noscript><p>This search needs JavaScript. Without it, the <a href="{index}">pages</a> of the site,
the lists of speakers, themes and claims, and your browser's search within a page are there.</p>
</noscript>
<div id="find-page"></div>
<p class="find-other">There is also <a href="{built_in}" id="find-built-in">Sphinx’s own search</a>,
of written pages and headings; the words of transcripts are found above. Both work from a file.</p>
</section>
"""


def on_collect_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Keep Sphinx's own search under another address (event ``html-collect-pages``)."""
    if not is_site(app) or not getattr(app.builder, "search", False):
        return []
    return [(BUILT_IN, {}, "search.html")]


def on_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> str | None:
    """Put our search where Sphinx's was (event ``html-page-context``)."""
    if pagename != "search" or not is_site(app):
        return None
    pathto = context["pathto"]
    context["title"] = "Search"
    context["metatags"] = context.get("metatags", "") + '<meta name="robots" content="noindex" />'
    context["body"] = _BODY.format(index=pathto(app.config.root_doc), built_in=pathto(BUILT_IN))
    return "page.html"


def is_site(app: Sphinx) -> bool:
    """Whether pages are written that stand on the web."""
    return app.builder.name in {"html", "dirhtml"}
