"""The nearest passage and the difference, marked."""

from __future__ import annotations

import pytest

from onrecord.nearest import first_difference, marked_difference, nearest
from onrecord.text import fold

SOURCE = (
    "We tend to keep small teams and take a lot of responsibility. Otherwise you'll have 40 "
    "people in one meeting, arguing. Why do that? “No,” I said — not $340 billion; wait... it "
    "grew 3.5 times, or 20% in [inaudible] non-profit years. He goes on. The end"
)


def test_nearest() -> None:
    texts = [fold("Yes."), fold(SOURCE), fold("We keep cats.")]
    near = nearest("We tend to keep tiny teams", texts)
    assert near is not None
    assert (near.index, near.passage) == (1, "We tend to keep small teams")
    assert SOURCE[slice(*near.span)] == near.passage
    near = nearest("it grew 3 times", texts)
    assert near is not None
    assert near.passage == "it grew 3.5 times,"
    short = nearest("We keep some cats.", texts)
    assert short is not None
    assert (short.index, short.passage) == (2, "We keep cats.")
    assert nearest("xylophone quartz", texts) is None
    assert nearest("anything", []) is None
    long = nearest("abc", [fold("x" * 200 + "abc" + "y" * 200)])
    assert long is not None
    assert len(long.passage) == 123


def test_a_long_quotation_is_shown_at_its_first_difference() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    text = fold(words)
    excerpt = first_difference(words.replace("word200 ", "other "), text)
    assert len(excerpt) < 330
    near = nearest(excerpt, [text])
    assert near is not None
    assert "word199 [-other-]{+word200+} word201" in marked_difference(excerpt, near.passage)
    assert first_difference("word3 x", text) == "word3 x"


@pytest.mark.parametrize(
    ("quotation", "passage", "shown"),
    [
        (
            "We tend to keep tiny teams",
            "We tend to keep small teams",
            "We tend to keep [-tiny-]{+small+} teams",
        ),
        ("we keep teams", "and we keep small teams, you", "we keep {+small+} teams"),
        ("Why do that", "Why do that?", "Why do that{+?+}"),
        ("you will go", "you'll go", "[-you will-]{+you'll+} go"),
        ("on 3 of", "on 3.5 of", "on [-3-]{+3.5+} of"),
        ("good teams now", "teams", "[-good-] teams [-now-]"),
        ("“so” – it", '"so" -- it', "“so” – it"),
        ("我们团队很大", "我们的团队很小", "我们{+的+}团队很[-大-]{+小+}"),
        ("x", "y", "[-x-]{+y+}"),
        ("bad\u0007 x", "bad x", "bad x"),
        (
            "a " * 30 + "b" + " c" * 30,
            "a " * 30 + "x" + " c" * 30,
            "… a a a a a a [-b-]{+x+} c c c c c c …",
        ),
        ("a " * 30, "a " * 30, "a a a a a a … a a a a a a"),
        (
            "b" + " 我" * 30 + " b",
            "x" + "我" * 30 + "x",
            "[-b-]{+x+} 我 我 我 我 我 我 … 我 我 我 我 我 我 [-b-]{+x+}",
        ),
        ("", "", ""),
    ],
)
def test_marked_difference(quotation: str, passage: str, shown: str) -> None:
    assert marked_difference(quotation, passage) == shown
