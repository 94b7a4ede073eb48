"""Typst source: text that is only text, labels, calls of the template's functions.

Every word reaches Typst as a string in code (``#"...";``), where nothing but the quotation mark and
the backslash has a meaning: no word of an author or of a transcript can act as markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = re.compile(r"\s+")
#: not a character at all for a typesetter: controls, and halves of pairs
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def string(value: str) -> str:
    r"""Return a string of Typst's code.

    >>> string('say "no" \\ now')
    '"say \\"no\\" \\\\ now"'
    """
    value = _UNPRINTABLE.sub("\ufffd", value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text(value: str) -> str:
    """Return words as content, white space folded as HTML folds it."""
    value = _SPACE.sub(" ", value)
    return f"#{string(value)};" if value else ""


def verbatim(value: str) -> str:
    """Return words as content, white space kept."""
    return f"#{string(value)};" if value else ""


def strings(values: list[str]) -> str:
    """Return an array of strings."""
    return "(" + "".join(f"{string(one)}, " for one in values) + ")"


def call(name: str, *bodies: str, **options: str) -> str:
    """Return a call in content; *options* are Typst code, *bodies* content.

    >>> call("emph", text("so"))
    '#emph[#"so";];'
    """
    given = ", ".join(f"{key.replace('_', '-')}: {value}" for key, value in options.items())
    start = f"#{name}({given})" if given or not bodies else f"#{name}"
    return start + "".join(f"[{body}]" for body in bodies) + ";"


def elsewhere_source(places: Mapping[str, tuple[str, int]]) -> str:
    """Return the file that tells where labels are that a volume does not have.

    *places* has the address of each and the number of its volume; an empty address is nowhere.
    """
    rows = "".join(
        f"  {string(label)}: ({string(address)}, {number}),\n"
        for label, (address, number) in places.items()
    )
    return f"#let elsewhere = (\n{rows or '  :'})\n"
