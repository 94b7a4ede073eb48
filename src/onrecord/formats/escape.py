"""Plain words -> Markdown that gives the same words back, whoever reads it."""

from __future__ import annotations

import re

#: marks inside a line: emphasis, code, escapes; a link's joint; tags; entities; MyST and Liquid
_INLINE = re.compile(
    r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=#|[A-Za-z][A-Za-z0-9]*;)|~(?=~)"
    r"|\{(?=[{%#.:a-zA-Z])|\$(?=\$)"
)
#: marks at the beginning of a block
_BLOCK = re.compile(r"(?:[-+>#=~|:]|[0-9]{1,9}(?=[.)](?:\s|$)))")


def escape(text: str) -> str:
    """Return one block of plain text, without newlines, as Markdown that means these words."""
    text = " ".join(text.split())
    escaped = _INLINE.sub(lambda mark: "\\" + mark[0], text)
    block = _BLOCK.match(escaped)
    if block is None:
        return escaped
    if block[0].isdigit():
        return f"{block[0]}\\{escaped[block.end() :]}"
    return "\\" + escaped


def label(text: str) -> str:
    """Return a label fit for a transcript file: one line, no asterisks, no colon at its end."""
    return " ".join(text.replace("*", " ").split()).rstrip(":： ")[:120].strip()
