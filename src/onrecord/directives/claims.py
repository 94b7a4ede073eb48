"""``{claim}``: a statement about an interview, with its evidence and its verdict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from onrecord.diagnostics import Warn, warn
from onrecord.directives.quotations import split_place
from onrecord.entries import ClaimEntry, claim_anchor
from onrecord.model import Verdict
from onrecord.nodes import claim

if TYPE_CHECKING:
    from docutils import nodes

_CLAIM_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")
_RULE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)


class ClaimDirective(SphinxDirective):
    """A claim: its id, verdict and evidence; in the body its words, a rule ``---``, the reason.

    A second rule begins the reason for the verdict against the original.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {
        #: supported, partly, contradicted or not-in-transcript: against the transcript as printed
        "verdict": directives.unchanged_required,
        #: the same against the transcript in its original language
        "original": directives.unchanged_required,
        #: turns on which the verdict rests, ``interview:turn``, separated by spaces or commas
        "evidence": directives.unchanged,
        #: where the claim stands, such as ``line 33`` of the post
        "source": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Note the claim and make a node that is replaced later."""
        docname = self.env.current_document.docname
        parts = [part.strip() for part in _RULE.split("\n".join(self.content))]
        text, reason, original_reason, *more = [*parts, "", ""][: max(3, len(parts))]
        entry = ClaimEntry(
            id=self.arguments[0],
            text=" ".join(text.split()),
            verdict=self._verdict("verdict", required=True),
            original=self._verdict("original", required=False),
            evidence=self._evidence(),
            reason=" ".join(reason.split()),
            original_reason=" ".join(original_reason.split()),
            source=self.options.get("source", ""),
            line=self.lineno,
        )
        if not _CLAIM_ID.fullmatch(entry.id):
            self._warn(f"{entry.id!r} is no id for a claim: use a-z, 0-9 and -, as in c30")
        if not entry.text or more:
            self._warn(
                "the body of a claim is its words, then '---' and the reason for the "
                "verdict, then perhaps '---' and the reason against the original"
            )
        if not entry.evidence and entry.verdict not in {None, Verdict.NOT_IN_TRANSCRIPT}:
            self._warn(
                f"a claim that is {entry.verdict} names its evidence: :evidence: interview:turn"
            )
        domain: Any = self.env.get_domain("interview")
        domain.page(docname).claims.append(entry)
        made = claim("", claim=entry.id, docname=docname, ids=[claim_anchor(entry.id)])
        self.set_source_info(made)
        self.state.document.note_explicit_target(made, made)
        return [made]

    def _warn(self, message: str) -> None:
        docname = self.env.current_document.docname
        warn(Warn.CLAIM_INVALID, f"claim {self.arguments[0]}: {message}", (docname, self.lineno))

    def _verdict(self, option: str, *, required: bool) -> Verdict | None:
        value = self.options.get(option, "").strip()
        if value in set(Verdict):
            return Verdict(value)
        if value or required:
            self._warn(
                f":{option}: is one of {', '.join(Verdict)}" + (f", not {value!r}" if value else "")
            )
        return None

    def _evidence(self) -> tuple[tuple[str, str], ...]:
        found = []
        for one in self.options.get("evidence", "").replace(",", " ").split():
            interview, turn = split_place(one)
            if interview and turn:
                found.append((interview, turn))
            else:
                self._warn(f"evidence {one!r} names no turn: write interview:turn")
        return tuple(found)
