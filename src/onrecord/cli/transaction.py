"""Several files written as one: all of them or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files so that none is seen half written; on an error none is changed.

    A file that holds these bytes already is not touched.

    Raises:
        OSError: one cannot be written.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    files = {path: data for path, data in files.items() if before[path] != data}
    parts = {path: path.with_name(path.name + ".part") for path in files}
    done: list[Path] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path].write_bytes(data)
        for path, part in parts.items():
            os.replace(part, path)  # noqa: PTH105 - atomic, and the same call on every system
            done.append(path)
    except OSError:
        for path in done:
            _restore(path, before[path])
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(data)
