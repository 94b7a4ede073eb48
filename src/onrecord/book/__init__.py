"""The site as a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.book.builder import BookBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_book(app: Sphinx) -> None:
    """Add the builder."""
    app.add_builder(BookBuilder)
