"""``-b addresses``: adds the addresses of this build to the file of released ones."""

from __future__ import annotations

from sphinx.util import logging

from onrecord.builders.pageless import PagelessBuilder
from onrecord.config import settings
from onrecord.released import release

_logger = logging.getLogger(__name__)


class AddressesBuilder(PagelessBuilder):
    """Releases the addresses of the site."""

    name = "addresses"
    epilog = "The released addresses are in the file that the setting onrecord_released names."

    def finish(self) -> None:
        """Add to the file."""
        if not settings(self.config).released:
            _logger.warning("set onrecord_released in conf.py", type="onrecord")
            return
        _logger.info("%s new addresses", release(self._app))
