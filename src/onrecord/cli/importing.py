"""``onrecord import``: sources -> transcripts, or a look at what they would become."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from onrecord.cli.choices import Choices, parse_speakers, parse_turns
from onrecord.cli.over import EXIT_UNSURE, asked, import_again
from onrecord.cli.store import StoreProblem, existing, place, store
from onrecord.formats import FORMATS, Imported, ImportProblem, Options, Sureness, read_source
from onrecord.formats.assess import Assessment, as_data, assess, in_words
from onrecord.formats.decode import MAX_BYTES

EXIT_PROBLEM = 1


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
@click.option(
    "--as", "same", metavar="ID", help="The source of this interview was edited: import it again."
)
@click.option(
    "--turn",
    "turns",
    multiple=True,
    metavar="ID=WHAT",
    help="Decide what became of a turn: a line of the source, gone, mine or source. Repeatable.",
)
@click.option("--likeliest", is_flag=True, help="Decide every doubtful turn by what is likeliest.")
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
    same: str | None,
    turns: tuple[str, ...],
    likeliest: bool,
    yes: bool,
) -> None:
    r"""Import transcripts: Markdown, text, HTML, Word, WebVTT, SRT, JSON, CSV, OHMS and TEI.

    The format is told from the content. Nothing is guessed in silence: the report says which labels
    were taken for speakers and which were not, what stands in no turn, and how sure that is.

    \b
    onrecord import talk.md --dry-run
    onrecord import talk.srt --into . --speakers 'Jane Doe=Jane,JD' --speakers Host

    An interview that is there already is imported again: every turn keeps its id, what is gone
    leaves a line that says so, and what was changed by hand stays.

    \b
    onrecord import talk.srt --into . --dry-run
    onrecord import talk.srt --into . --turn t14=210 --turn t20=gone
    """
    if not dry_run and into is None:
        raise click.UsageError("say where to write with --into DIR, or look first with --dry-run")
    if len(sources) > 1 and (id_ or title or same or turns):
        raise click.UsageError("--id, --as, --turn and --title are for one source")
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
        same or "",
        parse_turns(turns),
        likeliest,
        options,
    )
    code = 0
    with _progress(sources, quiet=as_json) as bar:
        for source in bar:
            code = max(code, import_one(source, choices))
    sys.exit(code)


def _progress(sources: tuple[Path, ...], *, quiet: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    hidden = quiet or len(sources) < 5 or not sys.stderr.isatty()
    return click.progressbar(sources, label="Importing", file=sys.stderr, hidden=hidden)


def import_one(source: Path, choices: Choices) -> int:
    """Import one source; return its exit code."""
    try:
        data = read_bytes(source)
        found = read_source(data, choices.options)
        judged = assess(found, choices.options)
        known = existing(source, choices.into, choices.id, choices.same)
        if known:
            return import_again(source, data, found, judged, known, choices)
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
    if judged.sureness is Sureness.LOW and not choices.yes and not asked(source, found, judged):
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
