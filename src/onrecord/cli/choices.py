"""What is said on the command line beside the sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from onrecord.formats import Options

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Choices:
    """What was said on the command line, beside the sources."""

    into: Path | None
    dry_run: bool = False
    as_json: bool = False
    yes: bool = False
    id: str = ""
    title: str = ""
    language: str = ""
    sections: bool = False
    take_aliases: bool = False
    same: str = ""
    turns: dict[str, str] = field(default_factory=dict)
    likeliest: bool = False
    options: Options = field(default_factory=Options)


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


def parse_turns(values: tuple[str, ...]) -> dict[str, str]:
    """Read ``ID=WHAT``.

    Raises:
        click.BadParameter: one of both is missing.
    """
    found = {}
    for value in values:
        name, _, what = value.partition("=")
        if not name.strip() or not what.strip():
            raise click.BadParameter(f"{value!r}: write ID=WHAT, such as t14=210 or t14=gone")
        found[name.strip()] = what.strip()
    return found
