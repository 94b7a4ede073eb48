"""The tutorial does what it says: its commands are run, its files written, its output compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
BLOCK = re.compile(
    r"^```(?P<kind>\{code-block\} \w+|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
CAPTION = re.compile(r":caption: (?P<where>in )?(?P<name>\S+)\n\n")


def environment(folder: Path) -> Path:
    """Make what `make` takes for an installed environment: the one that runs this test."""
    binary = folder / "bin" / "python"
    binary.parent.mkdir(parents=True)
    binary.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', "utf-8")
    binary.chmod(0o755)
    for name in ("done", "site.done"):
        (folder / name).touch()
    return folder


#: a make that runs the tests is no affair of the one that they run
_ENVIRONMENT = {
    key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))
} | {"PYTHONDONTWRITEBYTECODE": "1"}


class Reader:
    """Somebody who does what the page says."""

    def __init__(self, home: Path) -> None:
        self.here = REPO
        self.talks = home / "talks"
        self.home = home

    def does(self, command: str) -> str:
        """Run a command; return what it prints."""
        if command.startswith("cd "):
            self.here = self.talks
            return ""
        if command.startswith("make new"):
            venv = environment(self.home / "venv")
            command = f"make new DIR={shlex.quote(str(self.talks))} VENV={shlex.quote(str(venv))}"
        done = subprocess.run(
            command, shell=True, cwd=self.here, capture_output=True, text=True, check=False,
            env=_ENVIRONMENT,
        )  # fmt: skip
        if command.startswith("make new"):
            environment(self.talks / ".venv")
        return (done.stdout + done.stderr).replace(str(self.talks), "../talks")

    def writes(self, body: str) -> None:
        """Write a file, or change one."""
        caption = CAPTION.match(body)
        assert caption, body
        path, text = self.here / caption["name"], body[caption.end() :]
        if not caption["where"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            return
        before = path.read_text("utf-8")
        if text.startswith("s/"):
            _, old, new, _ = text.strip().split("/")
            after = re.sub(old, new, before, flags=re.MULTILINE)
        else:
            after = before
            for line in text.splitlines():
                key = line.partition(":")[0]
                after = re.sub(rf"^{re.escape(key)}:.*$", line, after, flags=re.MULTILINE)
        assert after != before, body
        path.write_text(after, "utf-8")


def pattern(expected: list[str]) -> str:
    """Return what matches printed lines: "..." stands for any words, or alone for any lines."""
    lines = [
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in expected
    ]
    return "".join(lines)


@pytest.mark.slow
def test_every_step(tmp_path: Path) -> None:
    page = (REPO / "guide" / "tutorial.md").read_text("utf-8")
    reader = Reader(tmp_path)
    ran = 0
    for block in BLOCK.finditer(page):
        if block["kind"] != "console":
            reader.writes(block["body"])
            continue
        steps = re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]
        for step in steps:
            command, *expected = step.splitlines()
            told = reader.does(command)
            if expected:
                told = told if told.endswith("\n") else f"{told}\n"
                assert re.fullmatch(r"(?:\s*\n)?" + pattern(expected) + r"\s*", told), (
                    command,
                    told,
                )
            ran += 1
    assert ran == 9
