"""A builder that reads everything and writes no page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class PagelessBuilder(Builder):
    """What is left to do is done in ``finish``."""

    format = ""
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = []

    def get_outdated_docs(self) -> list[str]:
        """Return nothing: no page is written."""
        return []

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return nothing: there are no pages to link to."""
        return ""

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Do nothing."""

    def write_doc(self, docname: str, doctree: Any) -> None:
        """Do nothing."""
