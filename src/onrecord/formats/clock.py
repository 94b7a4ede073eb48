"""Times as transcripts print them."""

from __future__ import annotations

import re

#: ``1:02``, ``01:02:03``, ``00:01:02.500``, ``00:01:02,500``; a slip such as ``00:25:486`` too
PRINTED = r"\d{1,3}:\d{2,3}(?::\d{2,3})?(?:[.,]\d{1,3})?"
_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?$")


def seconds(printed: str | float | None) -> float | None:
    """Return a printed time in seconds, or ``None`` where it is no time."""
    if printed is None or isinstance(printed, int | float):
        return None if printed is None else float(printed)
    found = _PARTS.match(printed.strip())
    if not found:
        return None
    hours, minutes, rest = int(found[1] or 0), int(found[2]), int(found[3])
    if found[1] and minutes > 59:
        return None
    return hours * 3600 + minutes * 60 + rest + float("0." + (found[4] or "0"))


def stored(printed: str | float | None) -> str | None:
    """Return a time as a transcript file stores it, ``HH:MM:SS[.mmm]``, or ``None``."""
    value = seconds(printed)
    if value is None or not 0 <= value < 3_600_000:
        return None
    whole, thousandths = divmod(round(value * 1000), 1000)
    text = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{text}.{thousandths:03d}" if thousandths else text
