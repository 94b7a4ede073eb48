"""Mermaid diagrams drawn while the site is built: no script, no browser, no network.

The directive is that of sphinxcontrib-mermaid. Its node is replaced here, for HTML by an inline SVG
whose nodes link, for all builders by the same diagram in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _on_config(app: Sphinx, config: Config) -> None:
    if "sphinxcontrib.mermaid" not in app.extensions:
        return
    from onrecord.diagrams.html import add_nodes  # noqa: PLC0415 - only where used
    from onrecord.diagrams.transform import DrawDiagrams  # noqa: PLC0415

    # any other value than the default keeps the loader of mermaid.js out of the pages
    config.mermaid_output_format = "svg"
    add_nodes(app)
    app.add_post_transform(DrawDiagrams)
    app.add_css_file("diagrams.css")


def setup_diagrams(app: Sphinx) -> None:
    """Draw diagrams where sphinxcontrib-mermaid is used."""
    app.connect("config-inited", _on_config)
