"""The apparatus is read entry by entry: what is wrong is told at its line, the rest is kept."""

from __future__ import annotations

import pytest

from onrecord.apparatus import read_apparatus
from onrecord.model import Confidence, Fault
from onrecord.transcript import read_transcript

TALK = """\
---
interview:
  title: A talk
  speakers:
    bo: {name: Bo, role: interviewee}
---
{#t1 was="t0"}
**Bo:** Glue is *good* glue, and “so” they say: glue!

{#t2}
**Bo:** Paper.
"""
INTERVIEW = read_transcript(TALK, "talk")[0]
GOOD = """\
errata:
  - id: e1
    turn: t0
    printed: good glue
    reading: strong glue
    confidence: high
    fault: translation
    original: Leim
    changes_meaning: true
    reason: The original has strong.
  - {id: e2, turn: t1, printed: glue, occurrence: 1, reading: "", confidence: low, reason: Twice.}
voices:
  - {turn: t1, words: '"so"', voice: people}
gaps:
  - {turn: t2, missing: a pause}
  - {turn: t2, missing: a laugh, matters: tone}
"""


def test_a_sound_apparatus() -> None:
    found, problems = read_apparatus(GOOD, INTERVIEW)
    assert problems == []
    first, second = found.errata
    assert (first.turn, first.reading, first.confidence) == ("t1", "strong glue", Confidence.HIGH)
    assert (first.fault, first.original, first.changes_meaning) == (Fault.TRANSLATION, "Leim", True)
    assert (second.reading, second.occurrence, second.fault) == ("", 1, Fault.UNCLEAR)
    assert found.voices[0].voice == "people"
    assert [one.matters for one in found.gaps] == ["", "tone"]
    assert first.line == 2


def test_nothing_is_an_empty_apparatus() -> None:
    found, problems = read_apparatus("", INTERVIEW)
    assert (found.errata, problems) == ((), [])
    assert read_apparatus("errata:\nvoices:\n", INTERVIEW)[1] == []


ENTRY = (
    "errata:\n  - {id: e1, turn: t1, printed: good, reading: bad, confidence: high, reason: x}\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "line", "words"),
    [
        ("a: [", "apparatus_invalid", 1, ""),
        ("- a", "apparatus_invalid", 1, "mapping"),
        ("errata: []\nerrors: []", "apparatus_invalid", 2, "no 'errors'"),
        ("errata: x", "apparatus_invalid", 1, "must be a list"),
        ("errata:\n  - x", "apparatus_invalid", 2, "is a mapping"),
        ("errata:\n  - {id: e1, turn: t1}", "apparatus_invalid", 2, "lacks confidence"),
        (ENTRY.replace("reason: x", "reason: x, why: y"), "apparatus_invalid", 2, "has no why"),
        (ENTRY.replace("turn: t1", "turn: t9"), "apparatus_turn", 2, "no turn 't9'"),
        (ENTRY.replace("reading: bad", "reading: 7"), "apparatus_invalid", 2, "must be text"),
        (ENTRY.replace("id: e1", "id: E 1"), "apparatus_invalid", 2, "no id"),
        (ENTRY.replace("id: e1", "id: t2"), "apparatus_invalid", 2, "taken by a turn"),
        (ENTRY + ENTRY.partition("\n")[2], "apparatus_invalid", 3, "taken by line 2"),
        (ENTRY.replace("high", "sure"), "apparatus_invalid", 2, "confidence is one of"),
        (
            ENTRY.replace("reason: x", "reason: x, fault: mine"),
            "apparatus_invalid",
            2,
            "fault is one",
        ),
        (ENTRY.replace("printed: good", "printed: goad"), "erratum_not_found", 2, "not in t1"),
        (ENTRY.replace("printed: good", "printed: ''"), "erratum_not_found", 2, "not in t1"),
        (ENTRY.replace("printed: good", "printed: glue"), "erratum_ambiguous", 2, "stands 2 times"),
        (
            ENTRY.replace("reason: x", "reason: x, occurrence: 0"),
            "apparatus_invalid",
            2,
            "number from 1",
        ),
        (
            ENTRY.replace("reason: x", "reason: x, occurrence: 2"),
            "erratum_not_found",
            2,
            "not in t1",
        ),
        ("voices:\n  - {turn: t1, words: no, voice: x}", "voice_not_found", 2, "not in t1"),
        ("gaps:\n  - {turn: t7, missing: x}", "apparatus_turn", 2, "no turn 't7'"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, kind: str, line: int, words: str) -> None:
    found = [
        (one.kind, one.line, words in one.message) for one in read_apparatus(text, INTERVIEW)[1]
    ]
    assert found == [(kind, line, True)]


def test_good_entries_beside_a_wrong_one_are_kept() -> None:
    text = ENTRY + ENTRY.partition("\n")[2].replace("e1", "e2").replace("good", "goad")
    found, problems = read_apparatus(text, INTERVIEW)
    assert [one.id for one in found.errata] == ["e1"]
    assert [one.line for one in problems] == [3]
