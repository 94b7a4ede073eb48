"""A transcript file is read whole: every word in a turn, every fault with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Role
from onrecord.transcript import read_transcript

HEAD = """\
---
interview:
  title: A talk
  published: 2024-05-06
  held:
  speakers:
    ann: {name: Ann Ames, role: interviewer, labels: [Ann]}
    bo: {name: Bo Berg, role: interviewee}
  not_speakers: [Break]
---
"""

BODY = """\
# A talk about boats

An editor's note.

## Wood

{#t01}
**Ann:** Why wood?

{#t02 start="00:01:02" end="00:01:09.5" was="t01x"}
**Bo Berg:** Because it *floats*.

It also burns.

- oak
- ash

### Glue

{#t03}
**Ann**: And glue?
"""


def kinds(text: str) -> list[tuple[str, int]]:
    return [(one.kind, one.line) for one in read_transcript(text, "talk")[1]]


def test_a_sound_transcript() -> None:
    interview, problems = read_transcript(HEAD + BODY, "talk")
    assert problems == []
    assert interview.title == "A talk about boats"
    assert interview.published == "2024-05-06"
    assert interview.held == ""
    assert [turn.id for turn in interview.turns] == ["t01", "t02", "t03"]
    second = interview.turns[1]
    assert second.text == "Because it floats.\nIt also burns.\noak\nash"
    assert (second.start, second.end, second.aliases) == ("00:01:02", "00:01:09.5", ("t01x",))
    assert second.line == 21
    assert interview.by_id["t01x"] is second
    speaker = interview.speaker_of(second)
    assert speaker is not None
    assert speaker.role is Role.INTERVIEWEE
    assert [(one.title, one.level, one.before) for one in interview.sections] == [
        ("Wood", 2, 0),
        ("Glue", 3, 2),
    ]
    assert [one.source for one in interview.prose] == ["An editor's note."]
    assert [one.id for one in interview.neighbours(second)] == ["t01", "t03"]
    assert interview.with_apparatus(interview.apparatus) == interview


def test_bold_that_is_no_label_is_text() -> None:
    text = HEAD + "{#t1}\n**Ann:** One.\n\n**Point**: two\n\n**Break:**\n\n**bold** words\n"
    interview, problems = read_transcript(text, "talk")
    assert problems == []
    assert interview.turns[0].text == "One.\nPoint: two\nBreak:\nbold words"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{#t1}\n**Cy:** Hello.\n", [("unknown_label", 12)]),
        ("{#t1}\n**Ann:** Hi.\n\n**Cy:** Hello.\n", [("unknown_label", 14)]),
        ("**Ann:** Hi.\n", [("missing_id", 11)]),
        ("{#t1}\n**Ann:** Hi.\n\n{#t1}\n**Ann:** Again.\n", [("duplicate_id", 14)]),
        ('{#t1}\n**Ann:** Hi.\n\n{#t2 was="t1"}\n**Ann:** Again.\n', [("duplicate_id", 14)]),
        ("{#content}\n**Ann:** Hi.\n", [("bad_id", 11)]),
        ("{#id7}\n**Ann:** Hi.\n", [("bad_id", 11)]),
        ('{#t1 onclick="x"}\n**Ann:** Hi.\n', [("turn_attribute", 11)]),
        ('{#t1 start="noon"}\n**Ann:** Hi.\n', [("turn_attribute", 11)]),
        ("{#t1}\nno label\n", [("turn_label", 11), ("no_turns", 0)]),
        ("{#t1}\n**Ann:** Hi.\n\n{#t2}\n", [("turn_label", 14)]),
        ("{#t1}\n**Ann:**\n", [("empty_turn", 12)]),
        ("{#t1}\n**Ann:** Hi.\n\n## Part\n\nLost words.\n", [("text_outside_turn", 15)]),
        ("Only words.\n", [("no_turns", 0)]),
    ],
)
def test_faults_have_kind_and_line(body: str, expected: list[tuple[str, int]]) -> None:
    assert kinds(HEAD + body) == expected


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("", 1, "begins with front matter"),
        ("---\ninterview:\n", 1, "no closing line"),
        ("---\na: [\n---\n", 2, "front matter"),
        ("---\n- a\n---\n", 1, "begins with front matter"),
        ("---\ninterview: x\n---\n", 1, "begins with front matter"),
        ("---\ninterview:\n  speakers: {a: {name: A}}\nmyst: {}\n---\n", 4, "'myst' is not read"),
        ("---\ninterview:\n  speakers: {a: {name: A}}\n  colour: red\n---\n", 4, "no key 'colour'"),
        ("---\ninterview:\n  speakers: {a: {name: A}}\n  title: [x]\n---\n", 4, "one line of text"),
        ("---\ninterview:\n  speakers: {a: {name: A}}\n  held: soon\n---\n", 4, "must be a date"),
        (
            "---\ninterview:\n  speakers: {a: {name: A}}\n  held: 2024-13\n---\n",
            4,
            "must be a date",
        ),
        (
            "---\ninterview:\n  speakers: {a: {name: A}}\n  recording: ftp://x\n---\n",
            4,
            "web address",
        ),
        ("---\ninterview:\n  speakers: {a: {name: A}}\n  original: ../x\n---\n", 4, "beside"),
        ("---\ninterview:\n  title: x\n---\n", 2, "declares nobody"),
        ("---\ninterview:\n  speakers: {A: {name: A}}\n---\n", 3, "no key for a speaker"),
        ("---\ninterview:\n  speakers: {a: A}\n---\n", 3, "needs a name"),
        ("---\ninterview:\n  speakers: {a: {name: A, age: 3}}\n---\n", 3, "has no key age"),
        ("---\ninterview:\n  speakers: {a: {name: A, role: king}}\n---\n", 3, "no role 'king'"),
        ("---\ninterview:\n  speakers: {a: {name: A, labels: B}}\n---\n", 3, "list of texts"),
        (
            "---\ninterview:\n  speakers:\n    a: {name: A}\n    b: {name: B, labels: [A]}\n---\n",
            5,
            "declared for both",
        ),
    ],
)
def test_faults_of_the_front_matter(head: str, line: int, words: str) -> None:
    problems = read_transcript(head + "\n{#t1}\n**A:** Hi.\n", "talk")[1]
    found = [one for one in problems if one.kind == "front_matter" and words in one.message]
    assert [one.line for one in found] == [line], problems


def test_the_suggested_id_is_free() -> None:
    text = HEAD + "{#t1}\n**Ann:** One.\n\n{#t1a}\n**Ann:** Two.\n\n**Ann:** Three.\n"
    message = read_transcript(text, "talk")[1][0].message
    assert "{#t1aa}" in message
    start = read_transcript(HEAD + "**Ann:** One.\n", "talk")[1][0].message
    assert "{#t00a}" in start


def test_turns_without_an_id_are_kept_apart() -> None:
    text = HEAD + "**Ann:** One.\n\n**Ann:** Two.\n\n{#unnamed-1}\n**Ann:** Three.\n"
    interview, problems = read_transcript(text, "talk")
    assert len({turn.id for turn in interview.turns}) == 3
    assert [one.kind for one in problems] == ["missing_id", "missing_id", "duplicate_id"]


def test_windows_lines_marks_and_controls() -> None:
    text = "\ufeff" + (HEAD + "{#t1}\n**Ann:** A\x00b\x0bc\n").replace("\n", "\r\n")
    interview, problems = read_transcript(text, "talk")
    assert problems == []
    assert interview.turns[0].text == "A\ufffdb\ufffdc"


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "{#t1}",
                "{#t2}",
                "**Ann:** word",
                "**Bo Berg:** other",
                "**Cy:** third",
                "plain",
                "",
                "# head",
                "## sub",
                "- item",
                "{#x}",
                "**Ann:**",
                "> quote",
                "---",
            ]
        ),
        max_size=14,
    )
)
def test_no_word_is_lost(lines: list[str]) -> None:
    interview, _ = read_transcript(HEAD + "\n".join(lines), "talk")
    shown = " ".join(
        [interview.title]
        + [f"{turn.label} {turn.source}" for turn in interview.turns]
        + [section.title for section in interview.sections]
        + [prose.source for prose in interview.prose]
    )
    for word in ("word", "other", "third", "plain", "head", "sub", "item", "quote"):
        wanted = sum(word in line.split() for line in lines)
        assert shown.split().count(word) == wanted, (word, shown)
    assert len({turn.id for turn in interview.turns}) == len(interview.turns)


def test_an_empty_heading_and_odd_settings_are_no_fault_of_the_words() -> None:
    head = HEAD.replace("not_speakers: [Break]", "not_speakers: Break")
    interview, problems = read_transcript(head + "## \n\n{#t1}\n**Ann:** Hi.\n\n# \n", "talk")
    assert interview.sections == ()
    assert interview.title == "A talk"
    assert [(one.kind, one.line) for one in problems] == [("front_matter", 9)]
