"""Builders of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.builders.addresses import AddressesBuilder
from onrecord.builders.quotes import QuotesBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_builders(app: Sphinx) -> None:
    """Add the builders."""
    app.add_builder(QuotesBuilder)
    app.add_builder(AddressesBuilder)
