"""``onrecord new``: what it writes, and what it refuses."""

from __future__ import annotations

import ast
import os
import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli import main, new

if TYPE_CHECKING:
    from pathlib import Path

CAPTIONS = (
    "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Ames>Why do you build boats out of wood?\n\n"
    "00:05.000 --> 00:09.000\n<v Bo Berg>Because wood floats, and it bends.\n\n"
    "00:10.000 --> 00:14.000\n<v Ann Ames>And glue?\n\n"
    "00:15.000 --> 00:19.000\n<v Bo Berg>Glue holds for some years.\n"
)


def run(*words: object):
    return CliRunner().invoke(main, [str(one) for one in words])


def names(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def test_it_has_the_same_top_level_as_this_repository(tmp_path: Path) -> None:
    done = run("new", tmp_path / "my talks")
    assert done.exit_code == 0, done.output
    assert f"Next: cd '{tmp_path}/my talks' && make html" in done.output
    assert names(tmp_path / "my talks") == {
        "conf.py", "index.md", "interviews/index.md", "interviews/example.md", "themes/index.md",
        "themes/first.md", "_static/site.css", "Makefile", "README.md", ".gitignore", "requirements.txt",
    }  # fmt: skip


def test_no_mark_of_the_skeleton_is_left(tmp_path: Path) -> None:
    run("new", tmp_path / "a")
    for name in names(tmp_path / "a"):
        text = (tmp_path / "a" / name).read_text("utf-8")
        assert not [
            mark for mark in ("@TITLE", "@ONRECORD@", "@BOOK@", "@KEY@", "@TURN@") if mark in text
        ]


@pytest.mark.parametrize("title", ['It\'s "so"', "*x* {y} `z` <b>", "中文", "a\nb", "\\", "# x"])
def test_a_title_of_any_letters(tmp_path: Path, title: str) -> None:
    run("new", tmp_path / "a", "--title", title)
    tree = ast.parse((tmp_path / "a" / "conf.py").read_text("utf-8"))
    values = {one.targets[0].id: one.value for one in tree.body if isinstance(one, ast.Assign)}
    assert ast.literal_eval(values["project"]) == " ".join(title.split())


def test_sources_are_imported_and_a_theme_is_proposed(tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text(CAPTIONS, "utf-8")
    done = run("new", tmp_path / "a", "--from", tmp_path / "talk.vtt")
    assert done.exit_code == 0, done.output
    found = names(tmp_path / "a")
    assert {"interviews/talk.md", "interviews/originals/talk.vtt", "themes/first.md"} <= found
    assert "interviews/example.md" not in found
    assert "{turn}`talk:t01`" in (tmp_path / "a" / "themes" / "first.md").read_text("utf-8")


def test_a_source_that_cannot_be_read_leaves_a_whole_knowledge_base(tmp_path: Path) -> None:
    done = run("new", tmp_path / "a", "--from", tmp_path / "missing.vtt")
    assert done.exit_code == 1
    assert "there is no such file" in done.output
    assert "begins with the example" in done.output
    assert "interviews/example.md" in names(tmp_path / "a")


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kept.txt").write_text("kept")
    (tmp_path / "file").write_text("kept")
    (tmp_path / "link").symlink_to("nowhere")
    for name, why in (("a", "is not empty"), ("file", "is no folder"), ("link", "leads nowhere")):
        done = run("new", tmp_path / name)
        assert done.exit_code == 2
        assert why in done.output
    (tmp_path / "link").unlink()
    assert names(tmp_path) == {"a/kept.txt", "file"}


def test_a_name_that_is_not_utf8_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run("new", os.fsdecode(os.fsencode(tmp_path) + b"/k\xff"))
    assert done.exit_code == 2
    assert "is not UTF-8" in done.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a b 'c\"", "é 中", "$x #y"])
def test_the_command_that_comes_next_can_be_pasted(tmp_path: Path, name: str) -> None:
    told = run("new", tmp_path / name).output.splitlines()[-1]
    assert shlex.split(told.partition("Next: ")[2])[1] == str(tmp_path / name)


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        ("null", ""),
        ("{", ""),
        ('{"url": "file:///no/such.whl"}', ""),
        ('{"url": "https://x.example/o.whl"}', "onrecord @ https://x.example/o.whl"),
        ('{"url": "https://x.example/o", "vcs_info": {"vcs": "git", "commit_id": "1a"}}',
         "onrecord @ git+https://x.example/o@1a"),
    ],
)  # fmt: skip
def test_where_it_was_installed_from(
    monkeypatch: pytest.MonkeyPatch, noted: str, expected: str
) -> None:
    class Installed:
        def read_text(self, _name: str) -> str | None:
            return None if noted == "null" else noted

    monkeypatch.setattr(new, "distribution", lambda _name: Installed())
    assert new._installed_from() == expected


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("new", tmp_path / "file" / "a")
    assert done.exit_code in {1, 2}
    assert "Traceback" not in done.output


def test_installed_without_a_checkout_it_names_a_requirement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(new, "_checkout", lambda: None)
    monkeypatch.setattr(new, "_installed_from", lambda: "")
    monkeypatch.setattr(
        new,
        "requires",
        lambda _name: ["click>=8", "typst>=0.15 ; extra == 'book'", "furo; extra == 'x'"],
    )
    assert new.engine().startswith("onrecord==")
    assert list(new._book()) == ["typst>=0.15"]


def test_the_book_is_set_with_what_this_package_asks_for() -> None:
    assert any(one.startswith("typst") for one in new._book())
    assert "--hash=" in new.requirements()
