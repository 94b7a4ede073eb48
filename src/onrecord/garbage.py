"""Garbage is looked for less often while a site is built.

A doctree is thousands of objects that point at each other and live until their page is written:
to look through them after every 700 new ones, as Python does by default, took a tenth of a build.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: new objects between two looks (some megabytes), and looks at the young between two at the old
_OFTEN, _OLD = 200_000, 50


def setup_garbage(app: Sphinx) -> None:
    """Look less often from the start of a build to its end."""
    before = gc.get_threshold()

    def begin(_app: Sphinx) -> None:
        gc.freeze()
        gc.set_threshold(_OFTEN, _OLD, _OLD)

    def end(_app: Sphinx, _error: Exception | None) -> None:
        gc.set_threshold(*before)
        gc.unfreeze()

    app.connect("builder-inited", begin)
    app.connect("build-finished", end)
