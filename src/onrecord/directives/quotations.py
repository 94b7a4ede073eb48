"""``{quote}`` and ``{said}``: words of a turn, to be found and checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective, SphinxRole

from onrecord.entries import QuotationEntry
from onrecord.nodes import quotation, said

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

#: lines of a paragraph in which the beginning of a quotation is looked for
LONGEST_BLOCK = 60
_WITH_TARGET = re.compile(r"(?P<words>.*\S)\s*<(?P<target>[^<>\s]+)>\s*", re.DOTALL)


def split_place(target: str | None) -> tuple[str | None, str | None]:
    """Split ``interview:turn`` or ``interview``."""
    if not target:
        return None, None
    interview, separator, turn = target.strip().rpartition(":")
    return (interview, turn) if separator else (turn, None)


def note_quotation(
    env: BuildEnvironment,
    words: str,
    target: str | None,
    line: int,
    *,
    speaker: str | None = None,
    inline: bool = False,
) -> dict[str, Any]:
    """Remember a quotation of the current document; return the attributes of its node."""
    docname = env.current_document.docname
    found: list[QuotationEntry] = env.get_domain("interview").page(docname).quotations  # type: ignore[attr-defined]
    number = len(found)
    anchor = f"quotation-{number + 1}"
    interview, turn = split_place(target)
    found.append(
        QuotationEntry(number, words, interview, turn, speaker, line, anchor, inline=inline)
    )
    return {"docname": docname, "number": number, "words": words, "ids": [anchor]}


class QuoteDirective(SphinxDirective):
    """A block quotation.

    The argument names the turn (``interview:turn``) or only the interview; without one the words
    are looked up in all answers. The body is plain text, no markup. ``[...]`` leaves words out,
    ``[word]`` is the editor's. The credit is printed from the transcript.
    """

    optional_arguments = 1
    has_content = True
    option_spec: ClassVar = {
        #: key of the speaker; the build checks that the turn is theirs
        "speaker": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Make a node that is replaced when the words are found."""
        words = "\n".join(self.content).strip()
        target = self.arguments[0] if self.arguments else None
        attributes = note_quotation(
            self.env, words, target, self.lineno, speaker=self.options.get("speaker")
        )
        made = quotation("", **attributes)
        self.set_source_info(made)
        return [made]


class SaidRole(SphinxRole):
    """An inline quotation: ``words`` or ``words <interview:turn>``.

    Printed in quotation marks and linked to its turn.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make a node that is replaced when the words are found."""
        found = _WITH_TARGET.fullmatch(self.text)
        words, target = (found["words"], found["target"]) if found else (self.text, None)
        words = " ".join(words.split())
        line = self._line_of(words)
        attributes = note_quotation(self.env, words, target, line, inline=True)
        made = said("", **attributes)
        self.set_source_info(made)
        return [made], []

    def _line_of(self, words: str) -> int:
        """Return the line on which the words begin: a role knows only that of its paragraph."""
        lines = Path(self.env.doc2path(self.env.current_document.docname)).read_text("utf-8")
        block = lines.split("\n")[self.lineno - 1 : self.lineno + LONGEST_BLOCK]
        text = "\n".join(block)
        wanted = r"\s+".join(map(re.escape, words.split()[:6]))
        found = re.search(r"`\s*" + wanted, text)
        return self.lineno + (text.count("\n", 0, found.start()) if found else 0)
