"""``onrecord new``: a knowledge base of one's own, that builds at once."""

from __future__ import annotations

import json
import shlex
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from onrecord.about import __version__
from onrecord.cli.choices import Choices
from onrecord.cli.importing import import_one
from onrecord.formats.escape import escape
from onrecord.transcript import read_transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKELETON = Path(__file__).parent / "skeleton"
#: file of the knowledge base -> file of the skeleton
_FILES = {
    "conf.py": "conf.py.in",
    "index.md": "index.md.in",
    "interviews/index.md": "interviews.md.in",
    "themes/index.md": "themes.md.in",
    "_static/site.css": "site.css.in",
    "Makefile": "Makefile.in",
    "README.md": "readme.md.in",
    ".gitignore": "gitignore.in",
}
_EXAMPLE = {"interviews/example.md": "example.md.in", "themes/first.md": "first.md.in"}


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="SOURCE",
    help="A transcript to begin with. Repeatable.",
)
@click.option("--title", help="The title of the site; else the name of the folder.")
@click.option(
    "--yes", "-y", is_flag=True, help="Import sources even where the importer is not sure."
)
def new_command(folder: Path, sources: tuple[Path, ...], title: str | None, yes: bool) -> None:
    r"""Make a knowledge base in the folder DIR.

    It has an example to begin with, or the sources that --from names; `make html` builds it at
    once.

    \b
    onrecord new talks
    onrecord new talks --from talk.vtt --from second-talk.srt --title "Our talks"
    """
    _refuse(folder)
    name = " ".join((title or folder.resolve().name).split()) or "Interviews"
    try:
        _write(folder, _FILES if sources else _FILES | _EXAMPLE, _values(name))
        (folder / "requirements.txt").write_text(requirements(), "utf-8")
    except OSError as error:
        click.echo(f"{folder}: {error}", err=True)
        sys.exit(1)
    code = _import(folder, sources, yes=yes) if sources else 0
    click.echo(f"\n{folder} is a knowledge base. Next: cd {shlex.quote(str(folder))} && make html")
    sys.exit(code)


def _refuse(folder: Path) -> None:
    """Refuse a folder that is no place for a knowledge base.

    Raises:
        click.UsageError: it is taken, or its name cannot be written into a file.
    """
    try:
        str(folder.resolve()).encode("utf-8")
        taken = folder.is_dir() and any(folder.iterdir())
    except UnicodeEncodeError as error:
        shown = str(folder).encode("utf-8", "replace").decode()
        raise click.UsageError(f"{shown}: the name of the folder is not UTF-8") from error
    except OSError as error:
        raise click.UsageError(f"{folder}: {error.strerror}") from error
    if folder.is_symlink() and not folder.exists():
        raise click.UsageError(f"{folder} is a link that leads nowhere: name a new folder")
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder: name a new one")
    if taken:
        raise click.UsageError(
            f"{folder} exists and is not empty: name a new folder, or add to it with"
            " onrecord import --into"
        )


def _values(title: str) -> dict[str, str]:
    return {
        "@TITLE@": escape(title),
        "@TITLE_CODE@": repr(title),
        "@ONRECORD@": engine().replace("$", "$$").replace("#", r"\#"),
        "@BOOK@": " ".join(f"'{one}'" for one in _book()),
    }


def _book() -> Iterator[str]:
    """Yield what the book needs beside the site."""
    checkout = _checkout()
    if checkout is not None:
        data = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
        yield from data["project"]["optional-dependencies"]["book"]
        return
    for one in requires("onrecord") or ():
        requirement, _, marker = one.partition(";")
        if "book" in marker:
            yield requirement.strip()


def _checkout() -> Path | None:
    """Return the checkout that this package is used from, if it is."""
    found = Path(__file__).resolve().parents[3]
    inside = (found / "src" / "onrecord").is_dir() and (found / "pyproject.toml").is_file()
    return found if inside else None


def engine() -> str:
    """Return where a new knowledge base finds this package: a checkout, a file, or a requirement.

    Where it was installed from is told by ``direct_url.json`` (PEP 610).
    """
    return str(_checkout() or _installed_from() or f"onrecord=={__version__}")


def _installed_from() -> str:
    """Return the file, folder or address that this package was installed from, if it is noted."""
    try:
        noted = json.loads(distribution("onrecord").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    url = str(noted.get("url", ""))
    if url.startswith("file://"):
        path = Path(unquote(urlsplit(url).path))
        return str(path) if path.exists() else ""
    source = noted.get("vcs_info", {})
    if source:
        return f"onrecord @ {source.get('vcs')}+{url}@{source.get('commit_id')}"
    return f"onrecord @ {url}" if url else ""


def requirements() -> str:
    """Return the locked requirements of a site."""
    checkout = _checkout()
    path = checkout / "requirements" / "site.txt" if checkout else _SKELETON / "requirements.txt"
    return path.read_text("utf-8")


def _write(folder: Path, files: dict[str, str], values: dict[str, str]) -> None:
    for name, skeleton in files.items():
        text = (_SKELETON / skeleton).read_text("utf-8")
        for mark, value in values.items():
            text = text.replace(mark, value)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _import(folder: Path, sources: tuple[Path, ...], *, yes: bool) -> int:
    """Import the sources; propose a theme page for the first that can be read."""
    choices = Choices(into=folder, yes=yes)
    code = max(import_one(source, choices) for source in sources)
    written = sorted(one for one in (folder / "interviews").glob("*.md") if one.name != "index.md")
    for path in written:
        interview, _ = read_transcript(path.read_text("utf-8"), path.stem)
        if interview.turns:
            values = {
                "@KEY@": "first", "@INTERVIEW@": interview.id, "@TURN@": interview.turns[0].id,
            }  # fmt: skip
            _write(folder, {"themes/first.md": "stub.md.in"}, values)
            return code
    click.echo("Nothing could be imported: the knowledge base begins with the example.", err=True)
    _write(folder, _EXAMPLE, {})
    return code
