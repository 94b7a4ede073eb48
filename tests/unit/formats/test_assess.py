"""How sure an import is, what the report says, and which labels may be one person."""

from __future__ import annotations

import pytest

from onrecord.formats import Options, Sureness, read_source
from onrecord.formats.assess import as_data, assess, in_words
from onrecord.formats.clock import seconds, stored
from onrecord.formats.names import known_forms, likeness
from onrecord.formats.people import guess_role, is_group, propose_aliases
from onrecord.formats.records import Block, Imported, ImportedTurn, LabelUse, Skipped
from onrecord.model import Role


def judged(source: str, options: Options | None = None):  # type: ignore[no-untyped-def]
    return assess(read_source(source.encode(), options), options)


CALM = "Ann Lee: a b\n\nBo Poe: c d\n\nAnn Lee: e f\n\nBo Poe: g h\n"


def test_sure() -> None:
    assert judged(CALM).sureness is Sureness.HIGH
    assert judged(
        '{"segments": [{"speaker": "Ann", "text": "x"}, {"speaker": "Bo", "text": "y"}]}'
    ).reasons == ("the format names the speakers",)


@pytest.mark.parametrize(("source", "reason"), [
    ("One.\n\nTwo.\n", "no speaker is named"), ("12:01 <a> x\n12:02 <b> y\n12:02 <a> z\n12:04 <b> w\n", "chat log"),
    ("ANN: a\n\nBOB: b\n", "more than once"), ("Words. " * 90 + "\n\n# Transcript\n\n" + CALM, "outside the turns found"),
    ("WEBVTT\n\nNOTE nothing", "no turn was found"),
])  # fmt: skip
def test_not_sure(source: str, reason: str) -> None:
    found = judged(source)
    assert found.sureness is Sureness.LOW
    assert reason in " ".join(found.reasons)
    assert {way.split()[0] for way in found.ways_out} == {
        "--labels",
        "--speakers",
        "--format",
        "--yes:",
    }


@pytest.mark.parametrize(("source", "reason"), [
    (CALM + "\n## Part\n\nno label here\n\nAnn Lee: i j\n", "1 of 6 turns have no label"), ("Ann: a\n\nAnn: b\n\nAnn: c\n", "only one label"),
    ("Speaker 1: a\n\nSpeaker 2: b\n\nSpeaker 1: c\n\nSpeaker 2: d\n", "speech recognition"),
    ("Words. " * 4 + "\n\n# Transcript\n\n" + CALM * 5, "outside the turns"),
])  # fmt: skip
def test_half_sure(source: str, reason: str) -> None:
    found = judged(source)
    assert found.sureness is Sureness.MEDIUM
    assert reason in " ".join(found.reasons)


def test_a_guessed_encoding_is_a_doubt() -> None:
    found = assess(read_source("Åke: Grüße\n\nBo: b\n\nÅke: c\n\nBo: d\n".encode("cp1252")))
    assert "the encoding is a guess" in found.reasons


def test_the_curator_s_word_lifts_doubts() -> None:
    assert judged("One.\n\nTwo.\n", Options(speakers={"Ann": ()})).sureness is not Sureness.LOW
    assert judged("ANN: a\n\nBOB: b\n", Options(labels=("ANN", "BOB"))).sureness is Sureness.HIGH


def test_report() -> None:
    turns = (ImportedTurn("Ann", (Block("{note}`x`"),), "00:10", line=3), ImportedTurn("Bo", (Block("a\u202eb"),), "00:05", line=5),
             ImportedTurn("Bo", (), "9:99", line=7))  # fmt: skip
    uses = (
        LabelUse("Ann", 1, True, "recurs", 3),
        LabelUse("", 1, True, "an empty label", 4),
        *(LabelUse(f"No {n}", 1, False, "no", n) for n in range(15)),
    )
    found = Imported(
        "csv",
        turns,
        (Skipped(3, "column 'tags'", "rivers; roads"), Skipped(5, "column 'tags'", "rivers")),
        labels=uses,
    )
    report = assess(found)
    assert report.back == ((5, "00:10", "00:05"),)
    assert report.themes == (("rivers", 2), ("roads", 1))
    assert len(report.warnings) == 4
    text = in_words("x", found, report)
    assert "... and 3 more" in text
    assert "\u202e" not in text
    data = as_data(found, report)["report"]
    assert data["times_back"] == [{"line": 5, "before": "00:10", "time": "00:05"}]


def test_aliases() -> None:
    labels = [
        "Ann",
        "Ann Lee",
        "AL",
        "Bo",
        "Bob Poe",
        "Q",
        "Break",
        "Zoe Quint",
        "Zoe Quintt",
        "X1",
    ]
    found = propose_aliases(labels, ["Eve Xu"], {"X1": "Xavier"})
    assert {(one.label, one.name) for one in found} == {
        ("Ann", "Ann Lee"), ("AL", "Ann Lee"), ("Zoe Quint", "Zoe Quintt"), ("Zoe Quintt", "Zoe Quint"), ("X1", "Xavier"),
    }  # fmt: skip
    assert [one.why for one in propose_aliases(["Élan Roe (host)"], ["Elan Roe"], {})] == [
        "the same but for accents, case or brackets"
    ]
    assert propose_aliases(["Ann"], ["Ann Lee", "Ann Roe"], {}) == []


def test_roles() -> None:
    roles = [
        guess_role(label)
        for label in ("Moderator", "Audience asks", "A", "Narrator", "Ann", "主持人", "Q")
    ]
    assert roles == [
        Role.INTERVIEWER,
        Role.AUDIENCE,
        Role.INTERVIEWEE,
        Role.NARRATOR,
        Role.OTHER,
        Role.INTERVIEWER,
        Role.INTERVIEWER,
    ]
    assert (is_group("Audience"), is_group("Ann")) == (True, False)


@pytest.mark.parametrize(("label", "least", "most"), [
    ("Ann Lee", 1.5, 3), ("ANN", 1.5, 3), ("Ann", 1, 1), ("AL", 1, 1), ("stokes", 0.3, 0.3), ("Note", -1, -1), ("So I thought about it", 0, 0),
    ("Speaker 3", 2, 2), ("Audience asks", 2, 2), ("主持人", 2, 2), ("张三", 0.7, 0.7), ("这是一个很长的句子", 0, 0), ("", 0, 0), ("x" * 70, 0, 0),
    ("Stefan aus dem Off", 1.5, 1.5), ("RE", 0.5, 0.5), ("well, then", 0, 0), ("!!", 0, 0), ("The Note", 0, 0), ("ا ب", 0.7, 0.7),
])  # fmt: skip
def test_likeness(label: str, least: float, most: float) -> None:
    assert least <= likeness(label) <= most


def test_known_forms() -> None:
    forms = known_forms(("Leigh Cuen", "Cher", "", "x " * 50))
    assert {"LC", "Leigh", "Cuen", "CUEN", "Leigh C", "Cher"} <= forms
    assert likeness("lc", forms) == 3


@pytest.mark.parametrize(("printed", "value", "kept"), [
    ("1:02", 62, "00:01:02"), ("01:02:03.5", 3723.5, "01:02:03.500"), ("00:00,250", 0.25, "00:00:00.250"), (61, 61, "00:01:01"), (None, None, None),
    ("00:61:00", None, None), ("x", None, None), (-1, -1, None), (5e9, 5e9, None), ("75:00", 4500, "01:15:00"),
])  # fmt: skip
def test_times(printed: str | float | None, value: float | None, kept: str | None) -> None:
    assert seconds(printed) == value
    assert stored(printed) == kept
