"""Where words stand in a turn and in an interview."""

from __future__ import annotations

from onrecord.check import Corpus, locate, occurrences
from onrecord.model import Interview, Role, Speaker, Turn


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


def test_words_that_no_index_holds() -> None:
    turns = (
        Turn("t1", "berg", "B", "", "\u2190 yes \u2192", 1),
        Turn("t2", "berg", "B", "", "no", 1),
    )
    found = Corpus(
        {
            "signs": Interview(
                "signs", "", {"berg": Speaker("berg", "Jon Berg", Role.INTERVIEWEE)}, turns
            )
        }
    ).check("\u2190")
    assert found.turn == "t1"
