"""``onrecord import`` of an interview that is already there: the files around the plan."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from onrecord.apparatus import read_apparatus
from onrecord.cli.store import HASHES, StoreProblem, hash_lines, original_suffix, read_hashes
from onrecord.cli.transaction import write_all
from onrecord.formats import ImportProblem, Options, read_source
from onrecord.reimport import (
    Again,
    Change,
    Changed,
    Cited,
    State,
    changed_quotations,
    named_on,
    read_page,
    reimport,
)
from onrecord.reimport.again import AgainProblem
from onrecord.reimport.speakers import SpeakerProblem
from onrecord.transcript import read_transcript

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.formats.records import Imported

#: share of turns that must still be there; else it is another interview
SAME_INTERVIEW = 0.5
#: folders in which no page is
_SKIPPED = {"_build", "build", "node_modules", "originals"}


@dataclass
class Plan:
    """What importing again would do."""

    again: Again
    #: files to be written, the transcript first
    files: dict[Path, bytes]
    #: 1-based line of each new turn in the source
    lines: list[int]
    quotations: list[Changed] = field(default_factory=list)
    #: (page, line, address) of links to turns that are gone
    links: list[tuple[str, int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: whether the source as it was is known, so that edits by hand can be told from others
    three_way: bool = True


def plan_again(
    source: Path,
    data: bytes,
    found: Imported,
    into: Path,
    interview_id: str,
    options: Options,
    turns: Mapping[str, str],
    *,
    certain: bool,
) -> Plan:
    """Plan an import over a transcript; nothing is written.

    *turns*: decisions as given, id -> ``gone``, ``mine``, ``source`` or a line of the source;
    *certain*: it was said that this is the same interview.

    Raises:
        StoreProblem: the transcript cannot take the source in; the message says why.
    """
    transcript = into / "interviews" / f"{interview_id}.md"
    text = transcript.read_bytes().decode("utf-8", "replace")
    before = read_transcript(text, interview_id)[0]
    lines = [one.line for one in found.turns if one.text.strip()]
    old, notes = _old_source(source, transcript, before.original)
    base = _read(old, options, [one.label for one in before.turns]) if old is not None else None
    original = f"originals/{interview_id}{original_suffix(source)}"
    kept = _kept_name(transcript, before.original) if old is not None else ""
    why = "not in the source any more" + (f"; it is in {kept}" if kept else "")
    try:
        again = reimport(
            text, interview_id, base, found, decisions=_decisions(turns, lines),
            used=_released(into, interview_id), why=why, original=original,
        )  # fmt: skip
    except (AgainProblem, SpeakerProblem) as error:
        raise StoreProblem(f"{transcript}: {error}") from error
    if again.share < SAME_INTERVIEW and not certain:
        raise StoreProblem(
            f"{transcript} exists, and only {again.share:.0%} of its turns are in this source: for "
            f"another interview choose another --id; if it is the same, say --as {interview_id}"
        )
    unknown = sorted(set(turns) - {one.id for one in before.turns})
    if unknown:
        raise StoreProblem(f"--turn: {interview_id} has no turn {', '.join(unknown)}")
    files = _files(transcript, again.text, into / "interviews" / original, data, old, kept)
    plan = Plan(again, files, lines, notes=[*notes, *again.notes], three_way=base is not None)
    _cited(plan, into, transcript)
    return plan


# -- the source as it was --------------------------------------------------------------------------


def _old_source(source: Path, transcript: Path, original: str) -> tuple[bytes | None, list[str]]:
    path = transcript.parent / original
    if not original or not path.is_file():
        return None, ["the source as it was is not kept, so edits by hand cannot be told apart"]
    if path.exists() and source.resolve() == path.resolve():
        return None, [f"{original} itself was edited: what it was is not known"]
    data = path.read_bytes()
    digest = read_hashes(path.parent).get(path.name)
    if digest is not None and digest != hashlib.sha256(data).hexdigest():
        return None, [f"{original} is not as received ({HASHES}): it was edited since"]
    return data, []


def _read(old: bytes, options: Options, labels: list[str]) -> Imported | None:
    """Read the source as it was, with the labels of the transcript where they explain it better."""
    best: tuple[int, Imported] | None = None
    known = tuple(dict.fromkeys(labels))
    for one in (options, Options(options.format, known, options.speakers)):
        try:
            found = read_source(old, one)
        except ImportProblem:
            continue
        away = abs(len(found.turns) - len(labels))
        if best is None or away < best[0]:
            best = away, found
    return best[1] if best else None


def _kept_name(transcript: Path, original: str) -> str:
    """Return the name under which the source as it was is kept."""
    path = transcript.parent / original
    number = 1
    while (path.with_name(f"{path.stem}.{number}{path.suffix}")).exists():
        number += 1
    return f"{path.stem}.{number}{path.suffix}"


def _files(
    transcript: Path, text: str, original: Path, data: bytes, old: bytes | None, kept: str
) -> dict[Path, bytes]:
    folder = original.parent
    hashes = read_hashes(folder)
    files = {}
    if old is not None and old != data:
        files[folder / kept] = old
        hashes[kept] = hashlib.sha256(old).hexdigest()
    hashes[original.name] = hashlib.sha256(data).hexdigest()
    files[transcript] = text.encode("utf-8", "replace")
    files[original] = data
    files[folder / HASHES] = hash_lines(hashes)
    return files


def _released(into: Path, interview_id: str) -> list[str]:
    """Return the ids of turns that were ever released."""
    path = into / "released.txt"
    if not path.is_file():
        return []
    text = path.read_text("utf-8", "replace")
    return re.findall(rf"(?m)^turn {re.escape(interview_id)}:(\S+)", text)


def _decisions(turns: Mapping[str, str], lines: list[int]) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    for key, value in turns.items():
        if value in {"gone", "mine", "source"}:
            found[key] = value
        elif value.isdigit() and int(value) in lines:
            found[key] = lines.index(int(value))
        else:
            raise StoreProblem(
                f"--turn {key}={value}: say gone, mine, source, or the line of a turn of the source"
            )
    return found


# -- what it means for the pages -------------------------------------------------------------------


def _pages(into: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(into.rglob("*.md")):
        parts = path.relative_to(into).parts
        hidden = any(part in _SKIPPED or part.startswith((".", "_build")) for part in parts[:-1])
        if hidden or (parts[0] == "interviews" and path.name != "index.md"):
            continue
        yield "/".join(parts), path.read_text("utf-8", "replace")


def _cited(plan: Plan, into: Path, transcript: Path) -> None:
    again = plan.again
    gone = [f"{again.after.id}:{one.id}" for one in again.changes if one.state is State.REMOVED]
    quotations: list[Cited] = []
    for page, text in _pages(into):
        quotations += read_page(page, text)
        plan.links += named_on(page, text, gone)
    plan.quotations = changed_quotations(again.before, again.after, quotations)
    beside = transcript.with_name(transcript.stem + ".apparatus.yaml")
    if beside.is_file():
        text = beside.read_text("utf-8", "replace")
        known = {one.message for one in read_apparatus(text, again.before)[1]}
        plan.notes += [
            f"interviews/{beside.name}:{one.line}: {one.message}"
            for one in read_apparatus(text, again.after)[1]
            if one.message not in known
        ]


def write_plan(plan: Plan) -> None:
    """Write everything, or nothing."""
    write_all(plan.files)


# -- doubts ----------------------------------------------------------------------------------------


def ask(plan: Plan) -> dict[str, str]:
    """Put what is doubtful to whoever sits there; return the decisions."""
    found = {}
    for one in plan.again.undecided:
        click.echo(f"\n{one.id} ({one.state}):\n  before: {one.before}", err=True)
        if one.state is State.CONFLICT:
            click.echo(f"  source: {one.after}", err=True)
            choices = ["mine", "source"]
        else:
            choices = [str(plan.lines[at]) for at in one.choices] + ["gone"]
            for line in choices[:-1]:
                click.echo(f"  line {line}", err=True)
        found[one.id] = click.prompt("Which", type=click.Choice(choices), err=True)
    return found


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def likeliest(plan: Plan) -> dict[str, str]:
    """Return the likeliest answer to each doubt; where both sides changed a turn there is none."""
    return {
        one.id: str(plan.lines[one.choices[0]])
        for one in plan.again.undecided
        if one.state is State.DOUBTFUL
    }


def listed(plan: Plan) -> list[Change]:
    """Return the changes worth telling."""
    return [one for one in plan.again.changes if one.state is not State.SAME]
