"""``onrecord check`` says what a build says, and writes no page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.checking import place, problems
from onrecord.cli import main
from support import SITE, THEME, build, write

if TYPE_CHECKING:
    from pathlib import Path

WRONG = (
    THEME.replace("it bends", "it breaks").replace("boats:t04", "boats:t44")
    + "\n{turn}`boats:t99`\n"
)


def run(*words: object):
    return CliRunner().invoke(main, ["check", *map(str, words)])


def test_all_is_well(tmp_path: Path) -> None:
    done = run(write(tmp_path, SITE))
    assert done.exit_code == 0, done.output
    assert done.output == "1 quotation and 1 claim: all is well.\n"
    assert not list(tmp_path.rglob("*.html"))


def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path) -> None:
    done = run(write(tmp_path, SITE | {"themes/wood.md": WRONG}))
    assert done.exit_code == 1
    assert "themes/wood.md:9: quotation absent" in done.output
    assert "[-breaks-]{+bends+}" in done.output
    assert "[onrecord.quote_absent]" in done.output
    assert "Traceback" not in done.output


def test_it_is_what_a_build_says(tmp_path: Path) -> None:
    root = write(tmp_path, SITE | {"themes/wood.md": WRONG})
    told = json.loads(run(root, "--json").output)
    assert told["ok"] is False
    found = build(root, nitpicky=True)
    assert len(told["problems"]) == len(found.warnings) > 2
    for one in told["problems"]:
        shown = f"{root / one['file']}:{one['line']}: WARNING: {one['message']} [{one['type']}]"
        assert shown in found.warnings


def test_the_records_are_data(tmp_path: Path) -> None:
    told = json.loads(run(write(tmp_path, SITE), "--json").output)
    assert told["ok"] is True
    assert [one["kind"] for one in told["records"]] == ["quotation", "claim"]
    assert told["records"][0]["turn"] == "boats:t02"


def test_what_is_no_knowledge_base(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.exit_code == 2
    assert "it has no conf.py" in done.output
    assert json.loads(run(tmp_path, "--json").output.splitlines()[0])["ok"] is False


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    done = run(write(tmp_path, SITE, conf="extensions = ['no_such_extension']\n"))
    assert done.exit_code == 2
    assert "no_such_extension" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("line", ["raise ValueError('so')", "import sys; sys.exit(3)", "x ="])
def test_settings_that_fail(tmp_path: Path, line: str) -> None:
    done = run(write(tmp_path, SITE, conf=f"{line}\n"))
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert len(done.output.splitlines()) == 1


def test_what_is_wrong_stays_wrong(tmp_path: Path) -> None:
    root = write(tmp_path, SITE | {"themes/wood.md": WRONG + "\n:::{qoute} x\ny\n:::\n"})
    first = run(root)
    again = run(root)
    assert first.exit_code == again.exit_code == 1
    assert "Unknown directive type: 'qoute'" in first.output
    assert first.output == again.output


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("/x/a.md:3: WARNING: so [a.b]\n", ("a.md", 3, "a.b", "so")),
        ("/x/a.md: WARNING: so\n  on\n", ("a.md", None, "", "so\n  on")),
        ("/y/a.md:3: ERROR: so\n", ("/y/a.md", 3, "", "so")),
        ("\x1b[91mWARNING: so\x1b[39;49;00m\n", ("", None, "", "so")),
    ],
)
def test_warnings_as_data(told: str, expected: tuple, tmp_path: Path) -> None:
    from pathlib import Path

    (one,) = problems(told, Path("/x"))
    assert (one["file"], one["line"], one["type"], one["message"]) == expected
    assert place(None, tmp_path) == ("", None)
