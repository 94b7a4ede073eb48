"""All quotations and claims of a knowledge base checked, and no page written."""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"(?:(?P<place>.+?): )?(?:WARNING|ERROR|CRITICAL): (?P<message>.*)")
_KIND = re.compile(r" \[([\w.-]+)\]\Z")


class CheckProblem(Exception):
    """The folder cannot be checked; the message says why."""


@dataclass
class Checked:
    """What was found.

    Attributes:
        records: a record for each quotation and each claim, as ``-b quotes`` writes them.
        problems: what is wrong, each with ``file``, ``line`` (or ``None``), ``type``, ``message``.
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems and all(one["ok"] for one in self.records)


def problems(told: str, folder: Path) -> list[dict[str, Any]]:
    """Read what Sphinx prints of warnings; a line that goes on belongs to the one before."""
    found: list[dict[str, Any]] = []
    for line in _COLOUR.sub("", told).splitlines():
        start = _WARNING.fullmatch(line)
        if start is None:
            if found and line.strip():
                found[-1]["message"] += f"\n{line}"
            continue
        file, at = place(start["place"], folder)
        found.append({"file": file, "line": at, "type": "", "message": start["message"]})
    for one in found:
        kind = _KIND.search(one["message"])
        if kind is not None:
            one["type"], one["message"] = kind[1], one["message"][: kind.start()]
    return found


def place(location: str | None, folder: Path) -> tuple[str, int | None]:
    """Return the file, from the folder, and the line of a place as Sphinx names it."""
    if not location:
        return "", None
    name, _, line = location.rpartition(":")
    if not name or not (line.isdigit() or not line):
        name, line = location, ""
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(folder):
        name = path.relative_to(folder).as_posix()
    return name, int(line) if line else None


def reason(error: Exception) -> str:
    """Return one line for what stopped Sphinx; of a traceback, its last place and its last line."""
    lines = [one.strip() for one in str(error).splitlines() if one.strip()]
    if "Traceback (most recent call last):" not in lines:
        return " ".join(lines) or type(error).__name__
    places = re.findall(r'File "([^"]+)", line (\d+)', str(error))
    where = f" ({Path(places[-1][0]).name}:{places[-1][1]})" if places else ""
    return f"{lines[0]} {lines[-1]}{where}"


def check(folder: Path, cache: Path | None = None) -> Checked:
    """Read a knowledge base and check every quotation and every claim.

    What was read is kept in *cache* for the next time, by default in ``_build/.check``.

    Raises:
        CheckProblem: it has no ``conf.py``, or Sphinx could not finish.
    """
    folder = folder.resolve()
    if not (folder / "conf.py").is_file():
        raise CheckProblem(f"{folder} is no knowledge base: it has no conf.py")
    found, told = Checked(), io.StringIO()
    with tempfile.TemporaryDirectory() as out:
        try:
            with patch_docutils(str(folder)), docutils_namespace():
                app = Sphinx(
                    folder, folder, out, cache or folder / "_build" / ".check", "quotes",
                    status=None, warning=told, confoverrides={"nitpicky": True},
                    parallel=os.cpu_count() or 1,
                )  # fmt: skip
                app.build()
        except Exception as error:  # settings and other extensions may raise anything
            raise CheckProblem(f"{folder}: {reason(error)}") from error
        lines = (Path(out) / "quotes.jsonl").read_text("utf-8").splitlines()
    found.problems = problems(told.getvalue(), folder)
    found.records = [json.loads(one) for one in lines]
    return found
