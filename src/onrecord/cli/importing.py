"""``onrecord import``: sources -> transcripts, or a look at what they would become."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from onrecord.cli.store import StoreProblem, place, store
from onrecord.formats import FORMATS, Imported, ImportProblem, Options, Sureness, read_source
from onrecord.formats.assess import Assessment, as_data, assess, in_words
from onrecord.formats.decode import MAX_BYTES

EXIT_PROBLEM = 1
EXIT_UNSURE = 3


@dataclass(frozen=True)
class Choices:
    """What was said on the command line, beside the sources."""

    into: Path | None
    dry_run: bool
    as_json: bool
    yes: bool
    id: str
    title: str
    language: str
    sections: bool
    take_aliases: bool
    options: Options


def parse_speakers(values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Read ``NAME`` and ``NAME=LABEL,LABEL``.

    Raises:
        click.BadParameter: a name is missing.
    """
    found: dict[str, tuple[str, ...]] = {}
    for value in values:
        name, _, labels = value.partition("=")
        if not name.strip():
            raise click.BadParameter(f"{value!r} has no name: write 'Jane Doe=Jane,JD'")
        given = tuple(one.strip() for one in labels.split(",") if one.strip())
        found[name.strip()] = (*found.get(name.strip(), ()), *given)
    return found


@click.command("import")
@click.argument(
    "sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE..."
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The knowledge base to write to.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be imported, and write nothing.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: one object for each source, one a line."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Read the source as this; else its content tells.",
)
@click.option(
    "--labels", multiple=True, metavar="LABEL,LABEL", help="Exactly these labels begin a turn."
)
@click.option(
    "--speakers",
    multiple=True,
    metavar="NAME[=LABEL,...]",
    help="A person, and the labels that mean them. Repeatable.",
)
@click.option("--take-aliases", is_flag=True, help="Declare labels that may be one person as one.")
@click.option("--sections", is_flag=True, help="Take the headings of the source as sections.")
@click.option(
    "--id",
    "id_",
    metavar="ID",
    help="The id of the interview; else made from the name of the file.",
)
@click.option("--title", help="The title; else the one of the source.")
@click.option(
    "--language", metavar="TAG", help="The language, such as en; else told from the words."
)
@click.option("--yes", "-y", is_flag=True, help="Write even where the importer is not sure.")
def import_command(
    sources: tuple[Path, ...],
    into: Path | None,
    dry_run: bool,
    as_json: bool,
    format_: str | None,
    labels: tuple[str, ...],
    speakers: tuple[str, ...],
    take_aliases: bool,
    sections: bool,
    id_: str | None,
    title: str | None,
    language: str | None,
    yes: bool,
) -> None:
    r"""Import transcripts: Markdown, text, HTML, Word, WebVTT, SRT, JSON, CSV, OHMS and TEI.

    The format is told from the content. Nothing is guessed in silence: the report says which labels
    were taken for speakers and which were not, what stands in no turn, and how sure that is.

    \b
    onrecord import talk.md --dry-run
    onrecord import talk.srt --into . --speakers 'Jane Doe=Jane,JD' --speakers Host
    """
    if not dry_run and into is None:
        raise click.UsageError("say where to write with --into DIR, or look first with --dry-run")
    if len(sources) > 1 and (id_ or title):
        raise click.UsageError("--id and --title are for one source")
    listed = tuple(part.strip() for value in labels for part in value.split(",") if part.strip())
    options = Options(format_ or "", listed, parse_speakers(speakers))
    choices = Choices(
        into,
        dry_run,
        as_json,
        yes,
        id_ or "",
        title or "",
        language or "",
        sections,
        take_aliases,
        options,
    )
    code = 0
    with _progress(sources, quiet=as_json) as bar:
        for source in bar:
            code = max(code, _one(source, choices))
    sys.exit(code)


def _progress(sources: tuple[Path, ...], *, quiet: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    hidden = quiet or len(sources) < 5 or not sys.stderr.isatty()
    return click.progressbar(sources, label="Importing", file=sys.stderr, hidden=hidden)


def _one(source: Path, choices: Choices) -> int:
    """Import one source; return its exit code."""
    try:
        data = read_bytes(source)
        found = read_source(data, choices.options)
        judged = assess(found, choices.options)
        if choices.dry_run:
            _show(source, found, judged, choices)
            return 0
        return _write(source, data, found, judged, choices)
    except (ImportProblem, StoreProblem, OSError) as error:
        _fail(source, str(error), choices)
        return EXIT_PROBLEM


def read_bytes(source: Path) -> bytes:
    """Read a source, but not a device, a pipe or what is too large.

    Raises:
        ImportProblem: it is no ordinary file, or too large.
        OSError: it cannot be read.
    """
    if not source.exists():
        raise ImportProblem("there is no such file")
    if not source.is_file():
        raise ImportProblem("this is no ordinary file")
    if source.stat().st_size > MAX_BYTES:
        raise ImportProblem(
            f"the file has {source.stat().st_size:,} bytes; the limit is {MAX_BYTES:,}"
        )
    return source.read_bytes()


def _show(source: Path, found: Imported, judged: Assessment, choices: Choices) -> None:
    if choices.as_json:
        click.echo(
            json.dumps(as_data(found, judged), ensure_ascii=False)
            .encode("utf-8", "replace")
            .decode()
        )
        return
    click.echo(in_words(str(source), found, judged))


def _fail(source: Path, message: str, choices: Choices) -> None:
    if choices.as_json:
        click.echo(json.dumps({"source": str(source), "error": message}, ensure_ascii=False))
    click.echo(f"{source}: {message}", err=True)


def _write(source: Path, data: bytes, found: Imported, judged: Assessment, choices: Choices) -> int:
    assert choices.into is not None
    if judged.sureness is Sureness.LOW and not choices.yes and not _asked(source, found, judged):
        if choices.as_json:
            click.echo(
                json.dumps(
                    {"source": str(source), "written": None, **as_data(found, judged)["report"]},
                    ensure_ascii=False,
                )
            )
        return EXIT_UNSURE
    where = place(source, choices.into, choices.id)
    store(
        where,
        data,
        found,
        judged,
        title=choices.title,
        language=choices.language,
        speakers=choices.options.speakers,
        sections=choices.sections,
        take_aliases=choices.take_aliases,
    )
    if choices.as_json:
        report = as_data(found, judged)["report"]
        click.echo(
            json.dumps(
                {"source": str(source), "written": str(where.transcript), **report},
                ensure_ascii=False,
            )
        )
    else:
        click.echo(in_words(str(source), found, judged))
        click.echo(
            f"  Written: {where.transcript}\n"
            "  Next: set the roles of its speakers, then name it in a toctree."
        )
    return 0


def _asked(source: Path, found: Imported, judged: Assessment) -> bool:
    """Show the doubts; ask where somebody is there to answer, else refuse."""
    click.echo(in_words(str(source), found, judged), err=True)
    if sys.stdin.isatty() and sys.stderr.isatty():
        return click.confirm("Not sure. Write it all the same?", default=False, err=True)
    click.echo(f"{source}: not sure, so nothing was written.", err=True)
    return False
