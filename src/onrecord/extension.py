"""The Sphinx extension: every part set up, lower rooms first."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.about import __version__
from onrecord.book import setup_book
from onrecord.builders import setup_builders
from onrecord.collect import setup_collect
from onrecord.config import setup_config
from onrecord.diagrams import setup_diagrams
from onrecord.directives import setup_directives
from onrecord.expand import setup_expand
from onrecord.export import setup_export
from onrecord.finder.build import setup_finder
from onrecord.freshness import setup_freshness
from onrecord.garbage import setup_garbage
from onrecord.html import setup_html
from onrecord.lower import setup_lower
from onrecord.mapping import setup_mapping
from onrecord.navigation import setup_navigation
from onrecord.parser import setup_parser
from onrecord.reference import setup_reference
from onrecord.released import setup_released
from onrecord.resolve import setup_resolve
from onrecord.verify import setup_verify

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HERE = Path(__file__).parent
_STYLES = ("onrecord.css", "reader.css")
_SCRIPTS = ("access.js", "cite.js", "narrow.js", "preview.js")


def engine_version() -> int:
    """Return a number that changes with the code: what an older one read is read again."""
    found = hashlib.sha256()
    for path in sorted(_HERE.rglob("*.py")):
        found.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return int.from_bytes(found.digest()[:6], "big")


def setup_all(app: Sphinx) -> dict[str, Any]:
    """Set up the extension."""
    app.setup_extension("myst_parser")
    setup_config(app)
    setup_garbage(app)
    setup_collect(app)
    setup_parser(app)
    setup_directives(app)
    setup_html(app)
    setup_expand(app)
    setup_resolve(app)
    setup_lower(app)
    setup_verify(app)
    setup_freshness(app)
    setup_navigation(app)
    setup_finder(app)
    setup_builders(app)
    setup_book(app)
    setup_reference(app)
    setup_released(app)
    setup_diagrams(app)
    setup_mapping(app)
    setup_export(app)
    app.connect("builder-inited", _add_static)
    for name in _STYLES:
        app.add_css_file(name)
    for name in _SCRIPTS:
        app.add_js_file(name, loading_method="defer")
    return {
        "version": __version__,
        "env_version": engine_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_static(app: Sphinx) -> None:
    app.config.html_static_path.append(str(_HERE / "static"))
