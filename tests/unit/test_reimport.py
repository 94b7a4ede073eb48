"""Importing again: ids stay with their words, work by hand stays, nothing goes in silence."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.cli.transaction import write_all
from onrecord.model import Speaker
from onrecord.reimport import read_page
from onrecord.reimport.ids import give_ids
from onrecord.reimport.speakers import SpeakerProblem, declare
from onrecord.transcript import read_transcript

if TYPE_CHECKING:
    from pathlib import Path

SAID = [
    ("Ann", "Why do you build boats out of wood?"),
    ("Bo", "Because wood floats, and it bends. People say steel is stronger, but I don't care."),
    ("Ann", "And glue?"),
    ("Bo", "Glue holds for three years. Then you need new glue."),
    ("Ann", "Thank you."),
    ("Bo", "You are very welcome, come again soon."),
]
PAGE = """# T

:::{quote} talk:t02
Because wood floats, and it bends.
:::

And {said}`Glue holds for three years. <talk:t04>`; {turn}`talk:t05`.
"""


def source_of(said: list[tuple[str, str]]) -> str:
    return "".join(f"{name}: {text}\n\n" for name, text in said)


class Base:
    """A knowledge base with one interview in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / "talk.txt"
        self.transcript = root / "kb/interviews/talk.md"
        self.originals = root / "kb/interviews/originals"

    def give(self, said: list[tuple[str, str]], *args: object, code: int = 0) -> Result:
        self.source.write_text(source_of(said), encoding="utf-8")
        return self.run(*args, code=code)

    def run(self, *args: object, code: int = 0) -> Result:
        line = ["import", str(self.source), "--into", str(self.root / "kb"), *map(str, args)]
        result = CliRunner().invoke(main, line)
        assert result.exit_code == code, result.output
        return result

    @property
    def text(self) -> str:
        return self.transcript.read_text("utf-8")

    def edit(self, old: str, new: str) -> None:
        assert self.text.count(old) == 1
        self.transcript.write_text(self.text.replace(old, new), "utf-8")

    def turns(self) -> dict[str, str]:
        return {turn.id: turn.text for turn in read_transcript(self.text, "talk")[0].turns}


@pytest.fixture
def base(tmp_path: Path) -> Base:
    made = Base(tmp_path)
    made.give(SAID, "--yes")
    (tmp_path / "kb/themes").mkdir()
    (tmp_path / "kb/themes/t.md").write_text(PAGE, "utf-8")
    return made


def test_nothing_changed_nothing_written(base: Base) -> None:
    before = {path: path.stat().st_mtime_ns for path in base.root.rglob("*")}
    assert "6 same" in base.run().stdout
    assert {path: path.stat().st_mtime_ns for path in base.root.rglob("*")} == before


def test_every_kind_of_edit(base: Base) -> None:
    said = list(SAID)
    said[1:2] = [("Bo", "Because wood floats, and it bends."), ("Ann", "Really?"),
                 ("Bo", "People say steel is stronger, but I don't care.")]  # fmt: skip
    said[5] = ("Bo", "Glue holds for four years. Then you need new glue.")
    del said[6]
    said.append(("Cy", "One more question about the sails and the mast."))
    out = base.give(said).stdout
    assert base.turns() == {
        "t01": SAID[0][1],
        "t01a": "Because wood floats, and it bends.",
        "t01b": "Really?",
        "t02": "People say steel is stronger, but I don't care.",
        "t03": "And glue?",
        "t04": "Glue holds for four years. Then you need new glue.",
        "t06": SAID[5][1],
        "t07": "One more question about the sails and the mast.",
    }
    assert '{#t05 gone="not in the source any more; it is in talk.1.txt"}' in base.text
    assert "cy: {name: Cy, role: other}" in base.text
    assert read_transcript(base.text, "talk")[1] == []
    assert "themes/t.md:3: “Because wood floats, and it bends.”" in out
    assert "Glue holds for [-three-]{+four+} years" in out
    assert "talk:t05: themes/t.md:7" in out
    assert (base.originals / "talk.1.txt").read_text("utf-8") == source_of(SAID)
    assert (base.originals / "talk.txt").read_text("utf-8") == source_of(said)
    hashes = (base.originals / "SHA256SUMS").read_text()
    assert hashes == "".join(
        f"{hashlib.sha256((base.originals / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("talk.1.txt", "talk.txt")
    )
    base.give([*said, ("Ann", "Thank you.")])
    assert list(base.turns())[-1] == "t08"


def test_a_dry_run_writes_nothing(base: Base) -> None:
    before = base.text
    data = json.loads(base.give(SAID[:4], "--dry-run", "--json").stdout)
    assert [(one["id"], one["state"]) for one in data["again"]["changes"]] == [
        ("t05", "removed"), ("t06", "removed"),
    ]  # fmt: skip
    assert data["again"]["links_to_gone"] == [
        {"page": "themes/t.md", "line": 7, "name": "talk:t05"}
    ]
    assert data["format"] == "text"
    assert base.text == before
    assert not (base.originals / "talk.1.txt").exists()


def test_merged_turns_keep_their_addresses(base: Base) -> None:
    said = [*SAID[:3], ("Bo", f"{SAID[3][1]} {SAID[5][1]}")]
    out = base.give(said).stdout
    assert "t06 merged (line 7), into t04" in out
    assert '{#t04 was="t06"}\n' in base.text
    assert '{#t05 gone="' in base.text


def test_work_by_hand_stays(base: Base) -> None:
    base.edit("{#t04}\n", '## On glue\n\n{#t04 was="t03z" start="00:01:00"}\n')
    base.edit("name: Ann, role: other", "name: Ann Ames, role: interviewer, labels: [Ann]")
    base.edit("**Bo:** Glue holds", "**Bo:** Glue *holds*")
    base.edit("Why do you build", "Why would you build")
    said = [*SAID[:5], ("Bo", "You are welcome, come again soon.")]
    out = base.give(said).stdout
    assert "t01 kept as changed by hand" in out
    text = base.text
    assert '## On glue\n\n{#t04 was="t03z" start="00:01:00"}\n**Bo:** Glue *holds*' in text
    assert "ann: {name: Ann Ames, role: interviewer, labels: [Ann]}" in text
    assert base.turns()["t01"] == "Why would you build boats out of wood?"
    assert base.turns()["t06"] == "You are welcome, come again soon."


def test_what_both_changed_is_asked(base: Base) -> None:
    base.edit("Glue holds for three years.", "Glue holds for thirty years.")
    said = [*SAID]
    said[3] = ("Bo", "Glue holds for four years. Then you need new glue.")
    before = base.text
    refused = base.give(said, code=3)
    assert "--turn t04=mine  or  --turn t04=source" in refused.stderr
    assert base.text == before
    base.run("--likeliest", code=3)
    base.run("--turn", "t04=source")
    assert base.turns()["t04"] == "Glue holds for four years. Then you need new glue."


def test_mine_stays_mine(base: Base) -> None:
    base.edit("Glue holds for three years.", "Glue holds for thirty years.")
    said = [*SAID]
    said[3] = ("Bo", "Glue holds for four years. Then you need new glue.")
    base.give(said, "--turn", "t04=mine")
    assert base.turns()["t04"] == "Glue holds for thirty years. Then you need new glue."


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--turn", "t05=9"], ["t01", "t02", "t03", "t04", "t05", "t06"]),
        (["--turn", "t05=gone"], ["t01", "t02", "t03", "t04", "t04a", "t06"]),
        (["--likeliest"], ["t01", "t02", "t03", "t04", "t05", "t06"]),
    ],
)
def test_what_is_doubtful_is_asked(base: Base, args: list[str], ids: list[str]) -> None:
    said = [*SAID]
    said[4] = ("Ann", "What else have you got?")
    refused = base.give(said, code=3)
    assert "--turn t05=9  or  --turn t05=gone" in refused.stderr
    assert json.loads(base.run("--json", code=3).stdout)["undecided"] == ["t05"]
    base.run(*args)
    assert list(base.turns()) == ids


def test_answers_that_make_no_sense(base: Base) -> None:
    assert "has no turn t99" in base.run("--turn", "t99=gone", code=1).stderr
    assert "say gone, mine, source" in base.run("--turn", "t05=998", code=1).stderr
    base.run("--turn", "t05", code=2)
    assert "no interview of this id" in base.run("--as", "other", code=1).stderr


def test_another_interview_is_refused(base: Base) -> None:
    before = base.text
    said = [("Cy", f"Words about trains and number {at}, quite other ones.") for at in range(8)]
    assert "choose another --id" in base.give([*said, ("Di", "Yes.")], "--yes", code=1).stderr
    assert base.text == before
    base.run("--yes", "--as", "talk")
    assert base.text.count(" gone=") == 6


def test_a_transcript_that_is_broken_is_not_touched(base: Base) -> None:
    base.edit("{#t04}\n", "")
    refused = base.give(SAID[:5], code=1)
    assert "has no id" in refused.stderr
    assert "mend this, then import again" in refused.stderr


@pytest.mark.parametrize("how", ["gone", "edited"])
def test_without_the_source_as_it_was(base: Base, how: str) -> None:
    kept = base.originals / "talk.txt"
    if how == "gone":
        kept.unlink()
    else:
        kept.write_text("something else")
    said = [*SAID]
    said[3] = ("Bo", "Glue holds for four years. Then you need new glue.")
    assert "Nothing was written" in base.give(said, code=3).stderr
    base.run("--yes")
    assert base.turns()["t04"].startswith("Glue holds for four")
    assert not (base.originals / "talk.1.txt").exists()


def test_the_original_edited_in_its_place(base: Base) -> None:
    base.source = base.originals / "talk.txt"
    out = base.give(SAID[:5], "--yes").stdout
    assert "originals/talk.txt itself was edited" in out
    assert '{#t06 gone="not in the source any more"}' in base.text


def test_turns_added_and_taken_out_by_hand(base: Base) -> None:
    base.edit("{#t05}\n**Ann:** Thank you.\n\n", "")
    base.edit("{#t03}", "{#t02x}\n**Ann:** An aside that only the recording has.\n\n{#t03}")
    said = [("Ann", "Hello and good morning to all."), *SAID[:3], *SAID[4:]]
    out = base.give(said).stdout
    assert list(base.turns()) == ["t00a", "t01", "t02", "t02x", "t03", "t06"]
    assert "left out as before (line 9): Thank you." in out
    assert "t04 removed" in out


def test_another_format(base: Base) -> None:
    cues = "".join(
        f"00:0{at}:00.000 --> 00:0{at}:30.000\n<v {name}>{text}\n\n"
        for at, (name, text) in enumerate(SAID)
    )
    base.source = base.root / "talk.vtt"
    base.source.write_text(f"WEBVTT\n\n{cues}", "utf-8")
    base.run()
    assert list(base.turns()) == ["t01", "t02", "t03", "t04", "t05", "t06"]
    assert '{#t04 start="00:03:00" end="00:03:30"}' in base.text
    assert "  original: originals/talk.vtt\n" in base.text
    assert (base.originals / "talk.1.txt").is_file()


def test_ids_that_were_released_are_not_given_again(base: Base) -> None:
    (base.root / "kb/released.txt").write_text(
        "turn talk:t03a interviews/talk#t03a\nturn talk:t07 interviews/talk#t07\n"
    )
    said = [*SAID[:3], ("Cy", "A word between."), *SAID[3:], ("Bo", "A word at the end.")]
    base.give(said)
    assert list(base.turns()) == ["t01", "t02", "t03", "t03b", "t04", "t05", "t06", "t08"]


def test_the_apparatus_is_looked_at(base: Base) -> None:
    base.transcript.with_name("talk.apparatus.yaml").write_text(
        "voices:\n  - {turn: t02, words: steel is stronger, voice: people}\n"
    )
    said = [*SAID]
    said[1] = (
        "Bo",
        "Because wood floats, and it bends. People say iron is best, but I don't care.",
    )
    out = base.give(said).stdout
    assert "interviews/talk.apparatus.yaml:2: “steel is stronger” is not in t02" in out


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").mkdir()
    (tmp_path / "c/inner").write_bytes(b"")
    with pytest.raises(OSError, match="c"):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new", tmp_path / "c": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]


@pytest.mark.parametrize("choice", ["mine", "source"])
def test_a_turn_divided_by_hand_and_changed_in_the_source(base: Base, choice: str) -> None:
    base.edit(
        "it bends. People say",
        'it bends.\n\n{#t02a start="00:00:20"}\n**Bo:** People say',
    )
    assert "6 same" not in base.run().stdout  # the source is as it was: the division stays
    assert list(base.turns())[:4] == ["t01", "t02", "t02a", "t03"]
    said = [*SAID]
    said[1] = ("Bo", SAID[1][1].replace("floats", "swims").replace("steel", "iron"))
    refused = base.give(said, code=3)
    assert "--turn t02=mine  or  --turn t02=source" in refused.stderr
    base.run("--turn", f"t02={choice}")
    turns = base.turns()
    if choice == "mine":
        assert turns["t02a"].startswith("People say steel")
    else:
        assert "swims" in turns["t02a"]
        assert '{#t02 gone="' in base.text
        assert '{#t02a start="00:00:20"}' in base.text


def test_quotations_on_pages_are_read() -> None:
    page = (
        "# T\n\n````{grid}\n:::{quote} talk:t02\n:speaker: bo\n\nIt\nfloats.\n:::\n````\n\n"
        "A {said}`line\nbroken <talk:t01>`, {said}`loose`, {said}``with `marks` <talk>``.\n\n"
        "```markdown\n{said}`no quotation <talk:t09>`\n:::{quote} talk:t09\nNo.\n:::\n```\n\n"
        "{said}`not\n\nclosed`\n\n"
        '```{timeline} talk\n- {id: a, words: [{turn: t03, words: "It\'s so"}]}\n```\n'
    )
    found = [
        (one.line, one.words, one.interview, one.turn, one.speaker) for one in read_page("p", page)
    ]
    assert found == [
        (4, "It\nfloats.", "talk", "t02", "bo"),
        (27, "It's so", "talk", "t03", None),
        (12, "line broken", "talk", "t01", None),
        (13, "loose", None, None, None),
        (13, "with `marks`", "talk", None, None),
    ]


def test_speakers_are_declared_where_they_can_be() -> None:
    text = (
        "---\ninterview:\n  title: T\n  speakers: {ann: {name: Ann}}\n---\n\n{#t01}\n**Ann:** Hm.\n"
    )
    interview = read_transcript(text, "talk")[0]
    cy = Speaker("ann", "Cy")
    with pytest.raises(SpeakerProblem, match="declare 'Cy' under"):
        declare(text, [cy], interview)
    block = text.replace(
        "speakers: {ann: {name: Ann}}", "speakers:\n      ann: {name: Ann}\n  language: en"
    )
    made = declare(block, [cy, Speaker("we", "Us", group=True)], interview)
    assert (
        "      ann-2: {name: Cy, role: other}\n      we: {name: Us, role: other, group: true}\n"
        in made
    )
    assert declare(text, [], interview) == text


def test_ids_go_on() -> None:
    assert give_ids(["", "t01", "", "intro-1", "", ""], ["t00a", "t09"]) == [
        "t00b", "t01", "t01a", "intro-1", "t10", "t11",
    ]  # fmt: skip
    assert give_ids(["t01", *[""] * 28, "t02"], [])[25:29] == ["t01y", "t01z", "t01aa", "t01ab"]
