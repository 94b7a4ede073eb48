"""An import over an interview that is already there: planned, asked about, written."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import tell
from onrecord.cli.again import Plan, ask, can_ask, likeliest, plan_again, write_plan
from onrecord.formats import Imported, Sureness
from onrecord.formats.assess import Assessment, as_data, in_words

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.cli.choices import Choices

EXIT_UNSURE = 3


def import_again(
    source: Path,
    data: bytes,
    found: Imported,
    judged: Assessment,
    interview_id: str,
    choices: Choices,
) -> int:
    """Take an edited source into its interview; return the exit code.

    Raises:
        StoreProblem: the transcript cannot take it in.
        OSError: a file cannot be written; then none was.
    """

    def planned(turns: dict[str, str]) -> Plan:
        assert choices.into is not None
        return plan_again(
            source, data, found, choices.into, interview_id, choices.options,
            {**choices.turns, **turns}, certain=bool(choices.same),
        )  # fmt: skip

    plan = planned({})
    if plan.again.undecided and choices.likeliest:
        plan = planned(likeliest(plan))
    if choices.dry_run:
        _show(source, plan, choices, {**as_data(found, judged), "again": tell.as_data(plan)})
        return 0
    if judged.sureness is Sureness.LOW and not choices.yes and not asked(source, found, judged):
        return EXIT_UNSURE
    if plan.again.undecided and can_ask():
        click.echo(tell.in_words(str(source), plan), err=True)
        plan = planned({**(likeliest(plan) if choices.likeliest else {}), **ask(plan)})
    if not _settled(source, plan, choices):
        _show(source, plan, choices, {"source": str(source), "written": None, **tell.as_data(plan)})
        return EXIT_UNSURE
    write_plan(plan)
    written = str(next(iter(plan.files)))
    _show(source, plan, choices, {"source": str(source), "written": written, **tell.as_data(plan)})
    return 0


def _settled(source: Path, plan: Plan, choices: Choices) -> bool:
    """Whether the plan may be written."""
    if plan.again.undecided:
        click.echo(f"{source}: {tell.ways_out(plan)}", err=True)
        return False
    touched = any(one.before != one.after for one in plan.again.changes)
    if plan.three_way or choices.yes or not touched:
        return True
    message = f"{source}: {plan.notes[0]}. Words changed by hand would be those of the source again"
    if can_ask():
        return click.confirm(f"{message}. Write?", default=False, err=True)
    click.echo(f"{message}: look at --dry-run, then say --yes. Nothing was written.", err=True)
    return False


def _show(source: Path, plan: Plan, choices: Choices, data: dict[str, Any]) -> None:
    if choices.as_json:
        text = json.dumps(data, ensure_ascii=False)
        click.echo(text.encode("utf-8", "replace").decode())
    else:
        click.echo(tell.in_words(str(source), plan))


def asked(source: Path, found: Imported, judged: Assessment) -> bool:
    """Show the doubts; ask where somebody is there to answer, else refuse."""
    click.echo(in_words(str(source), found, judged), err=True)
    if sys.stdin.isatty() and sys.stderr.isatty():
        return click.confirm("Not sure. Write it all the same?", default=False, err=True)
    click.echo(f"{source}: not sure, so nothing was written.", err=True)
    return False
