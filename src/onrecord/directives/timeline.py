"""``{timeline}``: dated items, each with who says it, how surely, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.docutils import SphinxDirective

from onrecord.diagnostics import Warn, warn
from onrecord.directives.quotations import note_quotation
from onrecord.entries import TimelineEntry
from onrecord.frontmatter import Located, YamlError, read_yaml
from onrecord.nodes import generated

if TYPE_CHECKING:
    from docutils import nodes

#: what an item may be
KINDS = ("told", "figure", "forecast", "question", "document")
_TEXTS = ("id", "when", "kind", "by", "certainty", "statement", "note")


class TimelineDirective(SphinxDirective):
    """A timeline of one interview; the body is a YAML list of items.

    An item has ``id``, ``when``, ``kind`` (told, figure, forecast, question, document), ``by`` (key
    of a speaker, or free text), ``certainty`` (the hedge, in the speaker's words), ``statement``,
    ``note`` and ``words``: a list of ``{turn: t12, words: "..."}``, each checked as a quotation.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Note the items and make a node that is replaced later."""
        docname = self.env.current_document.docname
        domain: Any = self.env.get_domain("interview")
        try:
            located = read_yaml("\n".join(self.content))
        except YamlError as error:
            self._warn(str(error), error.line)
            return []
        items = located.value
        if not isinstance(items, list):
            self._warn("the body of a timeline is a YAML list of items", 1)
            return []
        found = domain.page(docname).timeline
        first = len(found)
        for index, item in enumerate(items):
            entry = self._item(index, item, located)
            if entry:
                found.append(entry)
        made = generated(
            "",
            kind="timeline",
            docname=docname,
            items=list(range(first, len(found))),
            options={},
            target=self.arguments[0],
        )
        self.set_source_info(made)
        return [made]

    def _warn(self, message: str, line: int) -> None:
        docname = self.env.current_document.docname
        warn(Warn.TIMELINE_INVALID, f"timeline: {message}", (docname, self._line(line)))

    def _line(self, line: int) -> int:
        """Return the line in the file of a line of the body, both from 1."""
        # docutils counts the body from the top of the file, MyST from the top of the directive
        above = self.content_offset
        return (above if above >= self.lineno else self.lineno + above) + line

    def _item(self, index: int, item: Any, located: Located) -> TimelineEntry | None:
        line = located.line(index)
        if not isinstance(item, dict) or not {"id", "when", "kind", "statement"} <= set(item):
            self._warn("an item has at least id, when, kind and statement", line)
            return None
        unknown = sorted(set(map(str, item)) - {*_TEXTS, "words"})
        if unknown:
            self._warn(f"an item has no {', '.join(unknown)}", line)
        if item["kind"] not in KINDS:
            self._warn(f"kind is one of {', '.join(KINDS)}, not {item['kind']!r}", line)
        numbers = []
        for at, one in enumerate(item.get("words") or []):
            here = located.line(index, "words", at)
            if not isinstance(one, dict) or {"turn", "words"} != set(one):
                self._warn("words are a list of {turn: ..., words: ...}", here)
                continue
            place = f"{self.arguments[0]}:{one['turn']}"
            noted = note_quotation(
                self.env, str(one["words"]), place, self._line(here), inline=True
            )
            numbers.append(noted["number"])
        texts = {key: " ".join(str(item.get(key) or "").split()) for key in _TEXTS}
        return TimelineEntry(
            interview=self.arguments[0],
            words=tuple(numbers),
            line=self._line(line),
            **texts,
        )
