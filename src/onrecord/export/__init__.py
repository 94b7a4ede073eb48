"""What machines read: a Markdown twin of each page, descriptions, lists of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from onrecord.config import settings
from onrecord.export import notfound
from onrecord.export.head import head_tags
from onrecord.export.linked import script
from onrecord.export.lists import write_lists
from onrecord.export.pages import description, is_paged
from onrecord.export.policy import write_policy
from onrecord.export.twin import twin_file, write_twin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config


def on_config(app: Sphinx, config: Config) -> None:
    """Keep the twins of earlier builds from being read as sources (event ``config-inited``)."""
    found = [*config.exclude_patterns, "_build", "**.html.md"]
    config.exclude_patterns = list(dict.fromkeys(found))


def on_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Write the twin of a page and complete its head (event ``html-page-context``)."""
    if not is_paged(app):
        return
    title = context.get("title", "")
    about = f"{title} · {app.config.html_title}" if title else app.config.html_title
    tags = context.get("metatags", "")
    if isinstance(doctree, nodes.document):
        title = app.env.titles[pagename].astext()
        about = description(app, pagename, doctree) or about
        write_twin(app, pagename, doctree, about)
        name = twin_file(app, pagename).name
        tags += script(app, pagename, about)
        tags += f'<link rel="alternate" type="text/markdown" href="{name}">\n'
    made = head_tags(app, pagename, title, about, settings(app.config).card)
    if 'name="description"' in tags:
        made = made.partition("\n")[2]
    if pagename == notfound.NAME:
        made += notfound.add_parts(app)
    context["metatags"] = tags + made


def on_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page for what is not there (event ``html-collect-pages``)."""
    return notfound.pages(app) if is_paged(app) else iter(())


def on_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the lists of pages and the policy (event ``build-finished``)."""
    if exception is None and is_paged(app):
        write_lists(app)
        notfound.finish(app)
        write_policy(app)


def setup_export(app: Sphinx) -> None:
    """Write for machines beside the pages."""
    app.connect("config-inited", on_config)
    app.connect("html-page-context", on_page)
    app.connect("html-collect-pages", on_collect_pages)
    app.connect("build-finished", on_finished)
