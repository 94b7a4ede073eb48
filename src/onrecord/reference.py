"""The reference of the guide, made from the code: settings, directives, roles, warnings."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from onrecord import diagnostics
from onrecord.config import Settings
from onrecord.directives.claims import ClaimDirective
from onrecord.directives.lists import LISTS, OF_INTERVIEW, CountRole, ListDirective
from onrecord.directives.quotations import QuoteDirective, SaidRole
from onrecord.directives.timeline import TimelineDirective
from onrecord.lists import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

Row = tuple[str | list[nodes.Node], ...]


def _code(text: str) -> list[nodes.Node]:
    return [nodes.literal("", text)]


def _first_paragraph(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split()).replace("``", "")


def _settings() -> Iterator[Row]:
    for one in fields(Settings):
        default = repr(getattr(Settings(), one.name))
        yield _code(f"onrecord_{one.name}"), _code(default), one.metadata["help"].replace("`", "")


def _directives() -> Iterator[Row]:
    for name, kind in (
        ("quote", QuoteDirective),
        ("claim", ClaimDirective),
        ("timeline", TimelineDirective),
    ):
        options = ", ".join(f":{key}:" for key in kind.option_spec or ()) or "–"
        yield _code(f"{{{name}}}"), options, _first_paragraph(kind)
    for name, text in LISTS.items():
        argument = "interview" if name in OF_INTERVIEW else ""
        options = ":verdict:" if name == "claims" and ListDirective.option_spec else "–"
        yield _code(f"{{{name}}} {argument}".strip()), options, text.replace("`", "")


def _roles() -> Iterator[Row]:
    for name, kind in (("said", SaidRole), ("count", CountRole)):
        yield _code(f"{{{name}}}"), _first_paragraph(kind)
    examples = {
        "interview": "altman-2025",
        "turn": "altman-2025:t14",
        "speaker": "altman-2025:altman",
        "theme": "release-rhythm",
        "claim": "c30",
    }
    for name, example in examples.items():
        yield _code(f"{{{name}}}"), f"A link to one {name}, such as {example}."


def _warnings() -> Iterator[Row]:
    for name, text in warning_texts().items():
        yield _code(f"onrecord.{name}"), text


def warning_texts() -> dict[str, str]:
    """Return what each warning means: the string below each member of the enum."""
    source = ast.parse(inspect.getsource(diagnostics.Warn)).body[0]
    found = {}
    members = source.body if isinstance(source, ast.ClassDef) else []
    for one, after in pairwise(members):
        if isinstance(one, ast.Assign) and isinstance(after, ast.Expr):
            name = ast.literal_eval(one.value)
            found[name] = " ".join(str(ast.literal_eval(after.value)).split())
    return found


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[], Iterator[Row]]]] = {
    "settings": (("Setting", "Default", "Meaning"), _settings),
    "directives": (("Directive", "Options", "What it does"), _directives),
    "roles": (("Role", "What it does"), _roles),
    "warnings": (("Warning", "When it is given"), _warnings),
}


class ReferenceDirective(SphinxDirective):
    """One table of the reference."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the table from the code."""
        kind = directives.choice(self.arguments[0], list(_TABLES))
        headings, rows = _TABLES[kind]
        return [table(headings, rows(), "reference")]


def setup_reference(app: Sphinx) -> None:
    """Add the directive ``onrecord-reference``."""
    app.add_directive("onrecord-reference", ReferenceDirective)
