"""``-b quotes``: every quotation with its outcome and every claim with its verdict, and no pages.

Prints a table (also in ``report.txt``), writes ``quotes.jsonl`` (one JSON object a line), and makes
the build fail when a quotation is wrong or a claim rests on a turn that does not exist.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from onrecord.builders.pageless import PagelessBuilder
from onrecord.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import InterviewDomain

_logger = logging.getLogger(__name__)


class QuotesBuilder(PagelessBuilder):
    """Checks quotations and claims."""

    name = "quotes"
    epilog = "The quotations and claims are listed in %(outdir)s/quotes.jsonl."

    def finish(self) -> None:
        """Print the table and write the records."""
        domain: Any = self.env.get_domain("interview")
        rows = list(records(domain))
        out = Path(self.outdir) / "quotes.jsonl"
        lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
        out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        table = list(report(rows))
        (Path(self.outdir) / "report.txt").write_text("\n".join(table) + "\n", "utf-8")
        for line in table:
            _logger.info("%s", line)
        if any(not row["ok"] for row in rows):
            self._app.statuscode = 1


def records(domain: InterviewDomain) -> Iterator[dict[str, Any]]:
    """Yield a record for each quotation, then for each claim, in the order of documents."""
    for docname in sorted(domain.pages):
        page = domain.pages[docname]
        for entry, found in zip(page.quotations, domain.checked[docname], strict=True):
            yield {
                "kind": "quotation",
                "document": docname,
                "line": entry.line,
                "words": entry.words,
                "outcome": found.outcome.value,
                "ok": found.outcome.ok,
                "turn": f"{found.interview}:{found.turn}" if found.turn else None,
                "speaker": found.speaker or None,
                "voice": found.voice or None,
                "errata": [number for number, _, _ in found.errata],
                "message": found.message or None,
            }
    for docname, one in domain.claims.values():
        evidence = [":".join(place) for place in one.evidence]
        yield {
            "kind": "claim",
            "document": docname,
            "line": one.line,
            "id": one.id,
            "words": one.text,
            "verdict": one.verdict.value if one.verdict else None,
            "original": one.original.value if one.original else None,
            "evidence": evidence,
            "ok": one.verdict is not None and all(map(domain.find_turn, evidence)),
        }


def report(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table."""
    for row in rows:
        where = f"{row['document']}:{row['line']}"
        words = " ".join(row["words"].split())
        words = words if len(words) <= 60 else words[:59] + "…"
        what = row["outcome"] if row["kind"] == "quotation" else row["verdict"] or "no verdict"
        turn = row["turn"] if row["kind"] == "quotation" else ", ".join(row["evidence"])
        mark = " " if row["ok"] else "!"
        yield f"{mark} {what:<18} {where:<34} {turn or '-':<24} {words}"
    quotations = Counter(row["outcome"] for row in rows if row["kind"] == "quotation")
    verdicts = Counter(row["verdict"] for row in rows if row["kind"] == "claim")
    wrong = sum(not row["ok"] for row in rows)
    yield ""
    yield f"{sum(quotations.values())} quotations: " + _counts(
        quotations, [one.value for one in Outcome]
    )
    yield f"{sum(verdicts.values())} claims: " + _counts(verdicts, sorted(map(str, verdicts)))
    yield "all is well" if not wrong else f"{wrong} to mend (marked with !)"


def _counts(found: Counter[Any], order: list[str]) -> str:
    return ", ".join(f"{found[one]} {one}" for one in order if found[one]) or "none"
