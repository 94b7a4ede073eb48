"""Lists and figures made from the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective, SphinxRole

from onrecord.model import Verdict
from onrecord.nodes import count, generated

if TYPE_CHECKING:
    from docutils import nodes

#: directive -> what it lists; those with an interview need it as their argument
LISTS = {
    "claims": "The ledger: every claim with its verdicts, evidence and page. `:verdict:` keeps one "
    "verdict.",
    "errata": "Every slip of an interview, with reading, confidence and reason.",
    "where-quoted": "Every turn of an interview that is quoted, and where.",
    "coverage": "The turns of an interview that no theme cites, and each speaker's share.",
    "speakers": "Who speaks in the interviews, with role, labels and number of turns.",
    "themes": "The themes with their excerpts.",
    "gaps": "What an interview is known to leave out.",
    "map": "An interview in one picture: turns, the pages that lead to them, claims; all links.",
    "interviews": "The interviews with date, language and size.",
}
#: lists that belong to one interview
OF_INTERVIEW = {"errata", "where-quoted", "coverage", "gaps", "map"}


def _verdict(argument: str | None) -> str:
    return str(directives.choice(argument or "", [one.value for one in Verdict]))


class ListDirective(SphinxDirective):
    """A list made when the whole site is read."""

    optional_arguments = 1
    option_spec: ClassVar = {"verdict": _verdict}

    def run(self) -> list[nodes.Node]:
        """Make a node that is replaced later."""
        kind = self.name.rpartition(":")[2]
        if kind in OF_INTERVIEW and not self.arguments:
            raise self.error(f"{kind} needs the id of an interview")
        docname = self.env.current_document.docname
        if kind == "map":
            self.env.metadata[docname]["onrecord-map"] = "yes"
        made = generated(
            "",
            kind=kind,
            target=self.arguments[0] if self.arguments else "",
            options=dict(self.options),
            docname=docname,
        )
        self.set_source_info(made)
        return [made]


class CountRole(SphinxRole):
    """A figure counted as the site is built: ``turns``, ``claims supported``, ``turns altman``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make a node that is replaced later."""
        made = count("", of=" ".join(self.text.split()))
        self.set_source_info(made)
        return [made], []
