"""A messy source -> turns: the importers of ``onrecord import``.

Pure: no Sphinx, no files, no network.

:func:`read_source` takes the bytes of a source and tells its format by its content.
"""

from __future__ import annotations

from onrecord.formats.reader import FORMATS, detect, read_source
from onrecord.formats.records import Imported, ImportedTurn, ImportProblem, Options, Sureness

__all__ = [
    "FORMATS",
    "ImportProblem",
    "Imported",
    "ImportedTurn",
    "Options",
    "Sureness",
    "detect",
    "read_source",
]
