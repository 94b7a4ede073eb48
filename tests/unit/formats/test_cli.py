"""`onrecord import`: what it prints, what it writes, when it refuses."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.cli.importing import parse_speakers

if TYPE_CHECKING:
    from pathlib import Path

TALK = "---\ntitle: Bridges\ndate: 2024-05-06\n---\n## Start\n\n**Jane Doe:** Why?\n\n**Bo:** So.\n\n**Jane:** And?\n\n**Bo:** Then.\n\n**Jane:** Ok [00:10] then.\n"


def run(*args: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "The Talk.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


def test_dry_run_as_json(talk: Path) -> None:
    data = json.loads(run("import", talk, "--dry-run", "--json").stdout)
    assert data["format"] == "markdown"
    assert data["turns"][0] == {"speaker": "Jane Doe", "start": None, "text": "Why?", "line": 7}
    assert {row["why"] for row in data["skipped"]} == {"front matter", "heading before the talk"}
    assert data["report"]["aliases"] == [
        {"label": "Jane", "name": "Jane Doe", "why": "a part of the name"}
    ]
    assert data["report"]["confidence"] == "high"


def test_dry_run_in_words(talk: Path) -> None:
    output = run("import", talk, "--dry-run").stdout
    assert "confidence high" in output
    assert "Jane = Jane Doe?" in output


def test_writing(talk: Path, tmp_path: Path) -> None:
    base = tmp_path / "kb"
    run("import", talk, "--into", base, "--take-aliases", "--speakers", "Bo Poe=Bo")
    text = (base / "interviews/the-talk.md").read_text(encoding="utf-8")
    assert "jane-doe: {name: Jane Doe, role: other, labels: [Jane]}" in text
    assert "bo-poe: {name: Bo Poe, role: other, labels: [Bo]}" in text
    assert "{#t01}\n**Jane Doe:** Why?\n" in text
    kept = base / "interviews/originals/the-talk.txt"
    assert kept.read_bytes() == talk.read_bytes()
    digest = hashlib.sha256(talk.read_bytes()).hexdigest()
    assert (kept.parent / "SHA256SUMS").read_text() == f"{digest}  the-talk.txt\n"
    assert "5 same" in run("import", talk, "--into", base).stdout
    assert (base / "interviews/the-talk.md").read_text(encoding="utf-8") == text
    done = json.loads(
        run(
            "import", talk, "--into", base, "--id", "two", "--title", "T", "--sections", "--json"
        ).stdout
    )
    assert done["written"].endswith("two.md")
    assert "# T\n" in (base / "interviews/two.md").read_text()


def test_refusal_and_the_way_out(tmp_path: Path) -> None:
    source = tmp_path / "notes.md"
    source.write_text("One line.\n\nRoads: old.\n\nAnother.\n")
    refused = run("import", source, "--into", tmp_path, code=3)
    assert "--labels" in refused.stderr
    assert not (tmp_path / "interviews").exists()
    assert (
        json.loads(run("import", source, "--into", tmp_path, "--json", code=3).stdout)["written"]
        is None
    )
    run("import", source, "--into", tmp_path, "--speakers", "Jane Doe")
    assert "**Jane Doe:** One line." in (tmp_path / "interviews/notes.md").read_text()
    run("import", source, "--into", tmp_path, "--yes", "--id", "b")
    assert "**Not named:** One line." in (tmp_path / "interviews/b.md").read_text()


def test_problems(tmp_path: Path, talk: Path) -> None:
    assert "no such file" in run("import", tmp_path / "none", "--dry-run", code=1).stderr
    assert "no ordinary file" in run("import", tmp_path, "--dry-run", code=1).stderr
    bad = tmp_path / "x.pdf"
    bad.write_bytes(b"%PDF-1.4")
    both = run("import", bad, talk, "--dry-run", "--json", code=1)
    assert [("error" in json.loads(line)) for line in both.stdout.splitlines()] == [True, False]
    assert "no id" in run("import", talk, "--into", tmp_path, "--id", "../x", code=1).stderr
    for args in (
        [talk],
        [talk, bad, "--dry-run", "--id", "x"],
        [talk, "--dry-run", "--format", "nonsense"],
        [talk, "--dry-run", "--speakers", "=x"],
    ):
        run("import", *args, code=2)


def test_a_source_cannot_play_with_the_terminal(tmp_path: Path) -> None:
    source = tmp_path / "x.md"
    source.write_text(
        "**Ann\u202e:** a\n\n**Bo:** b\n\n**Ann\u202e:** c\n\n**Bo:** d\n", encoding="utf-8"
    )
    output = run("import", source, "--dry-run").stdout
    assert "\u202e" not in output
    assert "\\u202e" in output


def test_speakers() -> None:
    assert parse_speakers(("Ann", "Bo Poe=Bo, BP", "Ann=A")) == {
        "Ann": ("A",),
        "Bo Poe": ("Bo", "BP"),
    }


def test_help_teaches() -> None:
    assert "Exit codes" in run("--help").stdout
    assert "--dry-run" in run("import", "--help").stdout
