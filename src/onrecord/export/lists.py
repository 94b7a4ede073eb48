"""The lists of all pages: ``llms.txt`` for readers of Markdown, ``sitemap.xml`` for search engines.

No dates: the same sources give the same bytes.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from onrecord.export import markdown
from onrecord.export.pages import base
from onrecord.export.twin import head_of, twin_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def write_lists(app: Sphinx) -> None:
    """Write the lists into the folder of the site."""
    out = Path(app.outdir)
    (out / "llms.txt").write_text("\n".join(llms(app)) + "\n", "utf-8")
    if base(app):
        (out / "sitemap.xml").write_text("".join(sitemap(app)), "utf-8")


def sitemap(app: Sphinx) -> Iterator[str]:
    """Yield the lines of the sitemap."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for docname in sorted(app.env.all_docs):
        uri = urljoin(base(app), app.builder.get_target_uri(docname))
        yield f"<url><loc>{escape(uri)}</loc></url>\n"
    yield "</urlset>\n"


def llms(app: Sphinx) -> Iterator[str]:
    """Yield the lines of ``llms.txt`` (llmstxt.org): the site in a sentence, then every page."""
    root = str(app.config.root_doc)
    yield f"# {markdown.escape(app.config.html_title)}"
    yield ""
    yield f"> {markdown.escape(head_of(twin_file(app, root)).get('description', ''))}"
    yield ""
    yield (
        "Each page below is Markdown; the page for readers has the same address with `.html`. "
        "A turn of an interview has a permanent address there: `page.html#t01`. Cite that one."
    )
    for heading, docnames in _groups(app).items():
        if docnames:
            yield ""
            yield f"## {heading}"
            yield ""
            yield from (_entry(app, docname) for docname in docnames)


def _groups(app: Sphinx) -> dict[str, list[str]]:
    domain: Any = app.env.get_domain("interview")
    groups: dict[str, list[str]] = {"Interviews": [], "Themes": [], "Pages": []}
    for docname in sorted(app.env.all_docs):
        page = domain.pages.get(docname)
        kind = "Pages"
        if page is not None and page.interview:
            kind = "Interviews"
        elif page is not None and page.theme:
            kind = "Themes"
        groups[kind].append(docname)
    return groups


def _entry(app: Sphinx, docname: str) -> str:
    path = twin_file(app, docname)
    head = head_of(path)
    uri = base(app) + quote(path.relative_to(Path(app.outdir)).as_posix())
    title = markdown.escape(head.get("title", docname))
    about = markdown.escape(head.get("description", ""))
    return f"- [{title}]({uri}): {about}" if about else f"- [{title}]({uri})"
