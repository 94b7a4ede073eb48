"""Places of printed words in a turn."""

from __future__ import annotations

from onrecord.check import locate, occurrences


def test_places_of_printed_words() -> None:
    text = "outlets lets us, lets “us” - lets"
    assert occurrences("lets", text) == ((8, 12), (17, 21), (29, 33))
    assert locate("lets", text, 2) == (17, 21)
    assert locate('lets "us"', text) == (17, 26)
    assert locate("lets", text, 4) is None
    assert locate("lets", text, 0) is None
    assert locate("outl", text) == (0, 4)
    assert locate("", text) is None
    assert locate("us", text, 1) == (13, 15)
