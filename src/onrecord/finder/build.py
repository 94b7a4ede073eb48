"""Writes the search at the end of a build of pages, one document at a time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.finder.gather import Gatherer
from onrecord.finder.index import Writer
from onrecord.finder.pages import is_site, on_collect_pages, on_page

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: folder of the index in the site
FOLDER = "_search"
_SCRIPTS = Path(__file__).parents[1] / "static" / "find"


def on_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the index (event ``build-finished``)."""
    if exception or not is_site(app):
        return
    domain: Any = app.env.get_domain("interview")
    gatherer = Gatherer(domain)
    writer = Writer(Path(app.outdir) / FOLDER)
    for docname in sorted(app.env.all_docs):
        url = app.builder.get_target_uri(docname)
        writer.add(gatherer.page(docname, url, _doctree(app.env, docname)))
    writer.finish({key: domain.title(docname) for key, (docname, _) in domain.themes.items()})


def _doctree(env: BuildEnvironment, docname: str) -> nodes.document:
    """Return a doctree, and do not let Sphinx keep it: all of them together are the site."""
    kept: Any = getattr(env, "_pickled_doctree_cache", {})
    known = docname in kept
    found = env.get_doctree(docname)
    if not known:
        kept.pop(docname, None)
    return found


def _version() -> str:
    found = hashlib.sha256()
    for path in sorted(_SCRIPTS.iterdir()):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


def setup_finder(app: Sphinx) -> None:
    """Add the search."""
    # the scripts that it loads later are not known to Sphinx, which adds a digest to addresses
    options: dict[str, Any] = {"data-version": _version()}
    app.add_js_file("find/find.js", loading_method="defer", **options)
    app.connect("html-collect-pages", on_collect_pages)
    # after a theme's own changes (500): the template is ours
    app.connect("html-page-context", on_page, priority=450)
    app.connect("build-finished", on_finished)
