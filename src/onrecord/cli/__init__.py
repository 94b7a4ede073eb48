"""The command line: ``onrecord import`` and its kin.

Exit codes: 0 done; 1 a source could not be read or written; 2 wrong usage; 3 the importer is not
sure and wrote nothing.
"""

from __future__ import annotations

import click

from onrecord.cli.importing import import_command

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord")
def main() -> None:
    r"""Interviews as a knowledge base in which every word is on the record.

    \b
    onrecord import talk.vtt --dry-run       look at what would be imported
    onrecord import talk.vtt --into .        write interviews/talk.md

    Exit codes: 0 done; 1 a source could not be read or written; 2 wrong usage; 3 not sure, and
    nothing written.
    """


main.add_command(import_command)
