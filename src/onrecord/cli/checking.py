"""``onrecord check``: every quotation and claim of a knowledge base, without a site build."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.checking import Checked


@click.command("check")
@click.argument(
    "folder", type=click.Path(path_type=Path), default=Path(), metavar="[DIR]", required=False
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check_command(folder: Path, as_json: bool) -> None:
    """Check the quotations and claims of the knowledge base in DIR, by default in this folder.

    Nothing is written but a cache in _build. Exit codes: 0 all is well; 1 something is wrong; 2 it
    is no knowledge base, or could not be read.
    """
    from onrecord.checking import CheckProblem, check  # noqa: PLC0415 - Sphinx takes its time

    try:
        found = check(folder)
    except CheckProblem as error:
        if as_json:
            click.echo(json.dumps({"ok": False, "error": str(error)}, ensure_ascii=False))
        click.echo(str(error), err=True)
        sys.exit(2)
    if as_json:
        data = {"ok": found.right, "problems": found.problems, "records": found.records}
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        _tell(found)
    sys.exit(0 if found.right else 1)


def _tell(found: Checked) -> None:
    for one in found.problems:
        where = one["file"] + (f":{one['line']}" if one["line"] else "")
        kind = f" [{one['type']}]" if one["type"] else ""
        click.echo(f"{where}: {one['message']}{kind}" if where else f"{one['message']}{kind}")
    kinds = Counter(one["kind"] for one in found.records)
    wrong = sum(not one["ok"] for one in found.records)
    counted = f"{_many(kinds['quotation'], 'quotation')} and {_many(kinds['claim'], 'claim')}"
    if found.right:
        click.echo(f"{counted}: all is well.")
    else:
        click.echo(f"{counted}: {wrong} wrong; {_many(len(found.problems), 'warning')} in all.")


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
