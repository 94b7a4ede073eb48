"""The command line: ``onrecord import`` and its kin.

Exit codes: 0 done, or all is well; 1 a source could not be read or written, or a quotation is
wrong; 2 wrong usage; 3 the importer is not sure and wrote nothing.
"""

from __future__ import annotations

import click

from onrecord.about import __version__
from onrecord.cli.checking import check_command
from onrecord.cli.importing import import_command
from onrecord.cli.new import new_command

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    r"""Interviews as a knowledge base in which every word is on the record.

    \b
    onrecord new talks                       make a knowledge base with an example
    onrecord import talk.vtt --dry-run       look at what would be imported
    onrecord import talk.vtt --into talks    write talks/interviews/talk.md
    onrecord check talks                     check every quotation and claim

    Exit codes: 0 done, or all is well; 1 a source could not be read or written, or a quotation is
    wrong; 2 wrong usage; 3 the importer is not sure, and wrote nothing.
    """


main.add_command(new_command)
main.add_command(import_command)
main.add_command(check_command)
