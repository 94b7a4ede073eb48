"""What the exports ask of a build: its kind, and the addresses and descriptions of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes

from onrecord.notices import language, translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from onrecord.entries import InterviewEntry

#: builders that write one page a document
PAGED = {"html", "dirhtml"}
#: a description is cut after this many characters
LONGEST = 240
_PASSED = (nodes.Admonition, nodes.table, nodes.topic, nodes.raw, nodes.bullet_list, nodes.figure)


def is_paged(app: Sphinx) -> bool:
    """Whether the build writes pages that others may link to."""
    return app.builder.name in PAGED


def base(app: Sphinx) -> str:
    """Return the address of the site with a slash at its end, or nothing where it is not known."""
    found: str = app.config.html_baseurl
    return found.rstrip("/") + "/" if found else ""


def page_file(app: Sphinx, docname: str) -> Path:
    """Return the file of a page."""
    builder: Any = app.builder
    return Path(builder.get_output_path(docname))


def page_uri(app: Sphinx, docname: str) -> str:
    """Return the address of a page from its own folder, or whole where the site's is known."""
    if base(app):
        return urljoin(base(app), app.builder.get_target_uri(docname))
    return page_file(app, docname).name


def absolute(app: Sphinx, docname: str, uri: str) -> str:
    """Return an address found on a page, whole where the site's is known."""
    if uri.startswith("#"):
        return page_uri(app, docname) + uri
    return urljoin(page_uri(app, docname), uri) if base(app) else uri


def shorten(text: str, longest: int = LONGEST) -> str:
    """Return a text in one line, cut between words."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def description(app: Sphinx, docname: str, doctree: nodes.document) -> str:
    """Return what a page is about: an excerpt, the facts of an interview, or a first paragraph."""
    domain: Any = app.env.get_domain("interview")
    page = domain.pages.get(docname)
    if page is not None and page.theme and page.theme.excerpt:
        return shorten(page.theme.excerpt)
    if page is not None and page.interview:
        return shorten(interview_facts(page.interview))
    return shorten(_first_paragraph(doctree))


def interview_facts(entry: InterviewEntry) -> str:
    """Return one line on an interview: its size, its voices, what kind of text it is."""
    names = ", ".join(one.name for one in entry.speakers.values())
    size = f"{len(entry.turns)} turn{'s' if len(entry.turns) != 1 else ''}"
    parts = [f"{entry.title}: transcript in {size}" + (f", with {names}." if names else ".")]
    if entry.translated_from:
        kind = translation(entry)
        parts.append(f"{kind[0].upper()}{kind[1:]} from {language(entry.translated_from)}.")
    parts.append(f"Held on {entry.held}." if entry.held else "The source does not date the talk.")
    return " ".join(parts)


def _first_paragraph(node: nodes.Element) -> str:
    for one in node.children:
        if isinstance(one, nodes.paragraph):
            text = one.astext().strip()
            if text:
                return text
        elif isinstance(one, nodes.Element) and not isinstance(one, _PASSED):
            found = _first_paragraph(one)
            if found:
                return found
    return ""
