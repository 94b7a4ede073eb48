"""Labels that stand once: a full name at the start, and a talk by one person."""

from __future__ import annotations

from onrecord.formats import read_source


def captions(*lines: str) -> bytes:
    cues = (
        f"{at}\n00:{at // 60:02d}:{at % 60:02d},000 --> 00:{at // 60:02d}:{at % 60:02d},900\n{line}\n"
        for at, line in enumerate(lines, 1)
    )
    return "\n".join(cues).encode()


def test_a_host_who_is_named_in_full_at_first() -> None:
    talk = ["Jane: And then?", "it went on", "John: Boats.", "and more boats"] * 5
    source = captions(
        "Jane Mary Doe: Welcome to this", *(f"long opening, part {n}" for n in range(20)), *talk
    )
    found = read_source(source)
    assert [one.speaker for one in found.turns[:3]] == ["Jane Mary Doe", "Jane", "John"]
    assert found.turns[0].text.startswith("Welcome to this long opening")


def test_words_before_the_first_turn_that_name_nobody_who_speaks() -> None:
    talk = ["Jane: And then?", "it went on", "John: Boats.", "and more boats"] * 5
    source = captions(
        "Mary Major Smith: a name in a title", *(f"opening, part {n}" for n in range(20)), *talk
    )
    assert "Mary Major Smith" not in {one.speaker for one in read_source(source).turns}


def test_a_talk_by_one_person() -> None:
    source = "**Jane Doe**: Welcome to the news.\n\nBridges first.\n\nThen boats.\n"
    (turn,) = read_source(source.encode()).turns
    assert turn.speaker == "Jane Doe"
    assert turn.text == "Welcome to the news.\nBridges first.\nThen boats."


def test_an_article_that_begins_with_a_lead_in() -> None:
    source = "**Summary**: Bridges and boats.\n\nBridges first.\n\nThen boats.\n"
    assert {one.speaker for one in read_source(source.encode()).turns} == {None}
    later = "Bridges first.\n\n**Jane Doe**: she built one.\n\nThen boats.\n"
    assert {one.speaker for one in read_source(later.encode()).turns} == {None}
