"""Interviews as a knowledge base in which every word is on the record: a Sphinx extension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.about import __version__ as __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the extension."""
    from onrecord.extension import setup_all  # noqa: PLC0415 - the importers need no Sphinx

    return setup_all(app)
