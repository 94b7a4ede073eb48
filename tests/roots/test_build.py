"""The build driver: nothing to do is nothing done, a stopped build harms nothing, errors are told."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.site import Builder, fingerprint
from support import SITE, THEME, tree, write

if TYPE_CHECKING:
    from collections.abc import Sequence

SRC = Path(__file__).parents[2] / "src"
STRICT = ("-q", "-n", "-W", "--keep-going", "-j", "2")


def command(root: Path, out: Path, options: Sequence[str] = STRICT) -> list[str]:
    return [sys.executable, "-m", "onrecord.site", str(root), str(out), "--", *options]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SRC), **more}


def run(root: Path, out: Path, options: Sequence[str] = STRICT, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        command(root, out, options),
        check=False,
        capture_output=True,
        text=True,
        env=environment(**more),
    )
    return done.returncode, done.stdout + done.stderr


def test_built_then_up_to_date_then_built_again(tmp_path: Path) -> None:
    root, out = write(tmp_path / "site", SITE), tmp_path / "built" / "html"
    assert run(root, out)[0] == 0
    first = tree(out)
    assert "Nothing has changed" in run(root, out)[1]
    (root / "themes/wood.md").write_text(THEME.replace("# Wood", "# Timber"), "utf-8")
    code, printed = run(root, out)
    assert (code, "The site is in" in printed) == (0, True)
    assert b"Timber" in tree(out)["themes/wood.html"]
    (root / "themes/wood.md").write_text(THEME, "utf-8")
    assert run(root, out)[0] == 0
    assert tree(out) == first
    assert sorted(path.name for path in out.parent.iterdir() if path.name[0] != ".") == ["html"]


def test_a_warning_is_told_each_time_and_the_pages_are_placed(tmp_path: Path) -> None:
    root, out = write(tmp_path / "site", SITE), tmp_path / "built" / "html"
    (root / "themes/wood.md").write_text(THEME.replace("Because wood", "Because wool"), "utf-8")
    for _ in range(2):
        code, printed = run(root, out)
        assert code == 1
        assert "themes/wood.md:9: WARNING: quotation absent" in printed
        assert "[-wool-]{+wood+}" in printed
    assert "not found in the transcript" in (out / "themes/wood.html").read_text("utf-8")


def test_after_a_crash_the_old_site_stays(tmp_path: Path) -> None:
    root, out = write(tmp_path / "site", SITE), tmp_path / "built" / "html"
    assert run(root, out)[0] == 0
    before = tree(out)
    conf = (root / "conf.py").read_text("utf-8")
    (root / "conf.py").write_text("raise SystemError('broken')\n", "utf-8")
    code, printed = run(root, out)
    assert code == 2
    assert "The site of the last build stays." in printed
    assert tree(out) == before
    (root / "conf.py").write_text(conf, "utf-8")
    assert run(root, out)[0] == 0
    assert tree(out) == before


def test_a_broken_cache_is_left_behind(tmp_path: Path) -> None:
    root, out = write(tmp_path / "site", SITE), tmp_path / "built" / "html"
    run(root, out)
    before = tree(out)
    doctrees = next(out.parent.glob(".html.doctrees-*"))
    for path in [doctrees / "environment.pickle", doctrees / "themes/wood.doctree"]:
        path.write_bytes(path.read_bytes()[:100])
        (root / "index.md").touch()
        out.parent.joinpath(".html.json").write_text(
            out.parent.joinpath(".html.json")
            .read_text("utf-8")
            .replace('"clean": "', '"clean": "x'),
            "utf-8",
        )
        code, printed = run(root, out)
        assert code == 0, printed
        assert tree(out) == before
        doctrees = next(out.parent.glob(".html.doctrees-*"))


@pytest.mark.slow
def test_after_being_killed_at_any_moment_the_next_build_is_whole(tmp_path: Path) -> None:
    root, out = write(tmp_path / "site", SITE), tmp_path / "built" / "html"
    begun = time.monotonic()
    assert run(root, out)[0] == 0
    whole = time.monotonic() - begun
    random_ = random.Random(7)
    for number in range(10):
        title = f"# Wood {number}"
        (root / "themes/wood.md").write_text(THEME.replace("# Wood", title), "utf-8")
        process = subprocess.Popen(
            command(root, out),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(random_.uniform(0.05, whole))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert (out / "index.html").exists() or list(out.parent.glob(".html.old-*"))
        if number % 2:
            # the edit is taken back: what the stopped build kept of it must not be used
            (root / "themes/wood.md").write_text(THEME, "utf-8")
        assert run(root, out)[0] == 0
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
        assert run(root, tmp_path / "clean" / "html")[0] == 0
        assert tree(out) == tree(tmp_path / "clean" / "html")
        assert not list(out.parent.glob(".html.new-*"))


def test_folder_time_zone_locale_and_hash_seed_do_not_matter(tmp_path: Path) -> None:
    one = write(tmp_path / "one" / "site", SITE)
    two = write(tmp_path / "another" / "deeper" / "site", SITE)
    assert run(one, one / "_build" / "html", TZ="UTC", PYTHONHASHSEED="1")[0] == 0
    more = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "C"}
    assert run(two, two / "_build" / "html", (*STRICT[:-1], "1"), **more)[0] == 0
    assert tree(one / "_build" / "html") == tree(two / "_build" / "html")


def test_the_fingerprint_sees_files_and_settings(tmp_path: Path) -> None:
    out = tmp_path / "_build" / "html"
    (tmp_path / "a.md").write_text("a", "utf-8")
    before = fingerprint(tmp_path, out, [])
    assert fingerprint(tmp_path, out, []) == before
    assert fingerprint(tmp_path, out, ["-n"]) != before
    out.mkdir(parents=True)
    (out / "page.html").write_text("x", "utf-8")
    (tmp_path / ".hidden").write_text("x", "utf-8")
    assert fingerprint(tmp_path, out, []) == before
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    assert fingerprint(tmp_path, out, []) != before


def test_what_a_stopped_build_set_aside_is_put_back(tmp_path: Path) -> None:
    builder = Builder(tmp_path, tmp_path / "_build" / "html", [])
    for name in (".html.old-1", ".html.old-2", ".html.new-3"):
        (builder.work / name).mkdir(parents=True)
        (builder.work / name / "index.html").write_text(name, "utf-8")
    builder._tidy()
    assert (builder.out / "index.html").read_text("utf-8") == ".html.old-2"
    assert [path.name for path in builder.work.iterdir()] == ["html"]
