"""The line above a turn: its id and what is noted beside it, ``{#t14 start="00:09:12"}``."""

from __future__ import annotations

import re

#: what a turn may be called; ``id7`` and the like are taken by docutils
TURN_ID = re.compile(r"(?!id[0-9]+$)(?=[a-z-]*[0-9])[a-z][a-z0-9-]{0,63}")
TIME = re.compile(r"[0-9]{1,3}:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,3})?")
#: the whole line: id and attributes
LINE = re.compile(r"\{#([^\s{}\"]+)((?:[ \t]+[a-z]+=\"[^\"{}]*\")*)[ \t]*\}[ \t]*")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")

_OF_TURN = frozenset({"start", "end", "was"})
#: attributes of a turn that is no longer there
_OF_GONE = frozenset({"gone", "into", "was"})


def gone_line(line: str) -> re.Match[str] | None:
    """Return the match of :data:`LINE` if a line is what a removed turn leaves behind."""
    found = LINE.fullmatch(line) if line.startswith("{#") else None
    return (
        found if found and any(key == "gone" for key, _ in _ATTRIBUTE.findall(found[2])) else None
    )


def read_attributes(text: str, *, gone: bool = False) -> tuple[dict[str, str], list[str]]:
    """Return the attributes of a turn, or of one that is *gone*, and what is wrong with them."""
    found = dict(_ATTRIBUTE.findall(text))
    known, what = (_OF_GONE, "a turn that is gone") if gone else (_OF_TURN, "a turn")
    wrong = []
    for key in sorted(set(found) - known):
        has = ", ".join(sorted(known))
        wrong.append(f"{what} has no attribute {key!r}; it has {has} (was: earlier ids)")
        del found[key]
    for key in ("start", "end"):
        if key in found and not TIME.fullmatch(found[key]):
            time = found.pop(key)
            wrong.append(f"{key}={time!r} is no time: write HH:MM:SS or HH:MM:SS.mmm")
    return found, wrong
