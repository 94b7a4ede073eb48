"""How words are set: the customs of print that no author need mind."""

from __future__ import annotations

import re


def inner_marks(words: str) -> str:
    """Return words with double quotation marks made single, as inside a quotation."""
    words = words.replace("“", "‘").replace("”", "’")
    words = re.sub(r'(^|[\s(\[])"', r"\1‘", words)
    return words.replace('"', "’")
