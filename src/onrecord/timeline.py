"""The timeline of an interview: what is dated, who says it, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from onrecord.links import link
from onrecord.typography import inner_marks

if TYPE_CHECKING:
    from onrecord.domain import InterviewDomain
    from onrecord.entries import TimelineEntry

_KINDS = {
    "told": "told as fact",
    "figure": "figure",
    "forecast": "forecast",
    "question": "question",
    "document": "document",
}


def timeline(domain: InterviewDomain, node: nodes.Element) -> nodes.Element:
    """Return the items of a timeline as a definition list, in the order written."""
    made = nodes.definition_list(classes=["timeline"])
    page = domain.pages[node["docname"]]
    for number in node["items"]:
        made += _item(domain, node["docname"], page.timeline[number])
    return made


def _item(domain: InterviewDomain, docname: str, one: TimelineEntry) -> nodes.Element:
    interview = domain.interviews.get(one.interview)
    speaker = interview.speakers.get(one.by) if interview else None
    who = speaker.name if speaker else one.by
    head = nodes.term("", "", nodes.strong("", one.when), nodes.Text(f" {one.statement}"))
    head["ids"] = [f"timeline-{nodes.make_id(one.id)}"]
    facts = [_KINDS.get(one.kind, one.kind)]
    facts += [f"said by {who}"] if who else []
    facts += [f"certainty: {one.certainty}"] if one.certainty else []
    line = nodes.paragraph("", "; ".join(facts) + ".", classes=["timeline-facts"])
    body = nodes.definition("", line)
    for number in one.words:
        body += _words(domain, docname, number)
    if one.note:
        body += nodes.paragraph("", one.note)
    classes = ["timeline-item", f"timeline-{one.kind}"]
    return nodes.definition_list_item("", head, body, classes=classes)


def _words(domain: InterviewDomain, docname: str, number: int) -> nodes.paragraph:
    entry = domain.pages[docname].quotations[number]
    found = domain.checked[docname][number]
    made = nodes.paragraph("", classes=["timeline-words"], ids=[entry.anchor])
    words = f"“{inner_marks(' '.join(entry.words.split()))}”"
    if not found.outcome.ok:
        made += [nodes.Text(words), nodes.strong("", " [not found in the transcript]")]
        return made
    made += [link("turn", f"{found.interview}:{found.turn}", words), nodes.Text(f" {found.turn}")]
    for number_, printed, reading in found.errata:
        text = f" [{number_}: " + (
            f"read “{inner_marks(reading)}”]" if reading else f"leave out “{inner_marks(printed)}”]"
        )
        made += nodes.inline("", text, classes=["reading"])
    return made
