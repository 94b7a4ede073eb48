"""``-b addresses``: adds the addresses of this build to the file of released ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.builders import Builder
from sphinx.util import logging

from onrecord.config import settings
from onrecord.released import release

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_logger = logging.getLogger(__name__)


class AddressesBuilder(Builder):
    """Releases the addresses of the site."""

    name = "addresses"
    format = ""
    epilog = "The released addresses are in the file that the setting onrecord_released names."
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

    def finish(self) -> None:
        """Add to the file."""
        if not settings(self.config).released:
            _logger.warning("set onrecord_released in conf.py", type="onrecord")
            return
        _logger.info("%s new addresses", release(self._app))
