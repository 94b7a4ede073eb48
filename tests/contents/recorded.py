"""Readers of the pages of the record, as their sources stand."""

from __future__ import annotations

import re

from contents.helpers import REPO


def page(name: str) -> str:
    """Return the source of a page of the record."""
    return (REPO / "record" / f"{name}.md").read_text("utf-8")


def part(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    return re.search(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )[1]


def cells(text: str) -> list[list[str]]:
    """Return the rows of a table of pipes without its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[one.strip() for one in row.strip("|").split("|")] for row in rows[2:]]


def folded(text: str) -> str:
    """Return a text on one line with one form of each quotation mark and without stars."""
    text = re.sub("[“”]", '"', re.sub("[‘’]", "'", text.replace("*", "")))
    return " ".join(text.split())
