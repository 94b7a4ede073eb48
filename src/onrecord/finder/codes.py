"""Whole numbers as printable text: little-endian digits of base 46, the last one marked.

46 characters end a number and 46 others continue it, so that small numbers take one character, and
a string of them needs no escaping inside a script. ``numbers`` in ``static/find/engine.js`` reads
them.
"""

from __future__ import annotations

from functools import cache

BASE = 46
#: 92 printable ASCII characters without the quotation mark and the backslash
SIGNS = bytes(33 if code == 92 else code for code in range(35, 127))
_TABLE_SIZE = 1 << 16


def encode(number: int) -> bytes:
    """Return the digits of a number of 0 or more."""
    digits = bytearray()
    while number >= BASE:
        digits.append(SIGNS[BASE + number % BASE])
        number //= BASE
    digits.append(SIGNS[number])
    return bytes(digits)


@cache
def table() -> list[bytes]:
    """Return the digits of the small numbers, which nearly all are."""
    return [encode(number) for number in range(_TABLE_SIZE)]


def decode(text: str) -> list[int]:
    """Return the numbers of a string of digits."""
    found: list[int] = []
    number, weight = 0, 1
    for sign in text.encode("ascii"):
        digit = SIGNS.index(sign)
        number += digit % BASE * weight
        if digit < BASE:
            found.append(number)
            number, weight = 0, 1
        else:
            weight *= BASE
    return found
