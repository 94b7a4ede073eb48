"""What a page shows of others, as standard nodes: the same for every builder.

Runs before references are resolved (priority 10), since what it makes holds references, and after
nothing of ours; the data are complete, for every document is read and every quotation checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from onrecord import lists, notices
from onrecord import nodes as own
from onrecord.inplace import in_place
from onrecord.links import anchor_link, link
from onrecord.model import Role, Verdict
from onrecord.typography import inner_marks
from onrecord.verdicts import verdict_nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from onrecord.domain import InterviewDomain
    from onrecord.entries import CheckedQuotation


class ResolvePlaceholders(SphinxPostTransform):
    """Replace every placeholder of a document."""

    default_priority = 5

    def run(self, **_: object) -> None:
        """Replace them; lists first, since they hold quotations."""
        domain: Any = self.env.get_domain("interview")
        steps: tuple[tuple[type[nodes.Element], Callable[[Any, Any], list[nodes.Node]]], ...] = (
            (own.generated, lists.render),
            (own.source_notice, notices.for_citing_page),
            (own.interview_head, notices.interview_head),
            (own.mentioned_in, mentioned_in),
            (own.claim, claim),
            (own.quotation, quotation),
            (own.said, said),
            (own.count, lists.count),
        )
        for kind, render in steps:
            for node in list(self.document.findall(kind)):
                made = render(domain, node)
                _give_place(node, made)
                node.replace_self(made)


def _give_place(node: nodes.Element, made: list[nodes.Node]) -> None:
    """Let the messages about what was made name the place of its placeholder."""
    for top in made:
        for one in top.findall(nodes.Element):
            if one.line is None:
                one.source, one.line = node.source, node.line


def _target(node: nodes.Element) -> list[nodes.Node]:
    """Return a target with the ids of a placeholder: LaTeX anchors nothing else."""
    return [nodes.target("", "", ids=node["ids"])] if node["ids"] else []


def quotation(domain: InterviewDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return a block quotation with its credit."""
    found = domain.checked[node["docname"]][node["number"]]
    classes = ["quotation", found.outcome.value]
    block = nodes.block_quote("", classes=classes)
    for paragraph in node["words"].split("\n\n"):
        block += nodes.paragraph("", " ".join(paragraph.split()))
    block += nodes.attribution("", "", *_credit(domain, found))
    for number, printed, reading in found.errata:
        text = f"{number}: printed “{inner_marks(printed)}”, " + (
            f"read “{inner_marks(reading)}”" if reading else "leave out"
        )
        block += nodes.paragraph("", text, classes=["reading"])
    return [*_target(node), block, *_in_place(domain, node["docname"], found)]


def _in_place(domain: InterviewDomain, docname: str, found: CheckedQuotation) -> list[nodes.Node]:
    """Return the turn and its neighbours, for readers of the site; in print, its page is told."""
    builder: Any = domain.env._app.builder
    if not found.around or builder.name not in {"html", "dirhtml"}:
        return []
    page = builder.get_relative_uri(docname, domain.interviews[found.interview].docname)
    return [nodes.raw("", in_place(found.around, page), format="html")]


def _credit(domain: InterviewDomain, found: CheckedQuotation) -> list[nodes.Node]:
    if not found.outcome.ok:
        return [nodes.strong("", "not found in the transcript")]
    entry = domain.interviews[found.interview]
    made: list[nodes.Node] = [
        nodes.inline("", found.speaker or "unknown speaker", classes=["speaker"])
    ]
    if found.role is not Role.INTERVIEWEE:
        made.append(nodes.Text(f" ({found.role})"))
    if found.voice:
        made.append(nodes.Text(f", reporting another voice: {found.voice}"))
    made += [
        nodes.Text(", "),
        link("turn", f"{found.interview}:{found.turn}", f"{entry.short}, {found.turn}"),
    ]
    if entry.translated_from:
        made.append(nodes.Text(f" ({notices.translation(entry)})"))
    return made


def said(domain: InterviewDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return an inline quotation, linked to its turn."""
    found = domain.checked[node["docname"]][node["number"]]
    words = f"“{inner_marks(' '.join(node['words'].split()))}”"
    inline = nodes.inline("", classes=["said", found.outcome.value], ids=node["ids"])
    if not found.outcome.ok:
        inline += [nodes.Text(words), nodes.strong("", " [not found in the transcript]")]
        return [inline]
    inline += link("turn", f"{found.interview}:{found.turn}", words)
    notes = []
    if found.voice:
        notes.append(f"{found.speaker}, reporting another voice: {found.voice}")
    elif found.role is not Role.INTERVIEWEE:
        notes.append(f"{found.speaker}, {found.role}")
    notes += [
        f"{number}: read “{inner_marks(reading)}”"
        if reading
        else f"{number}: leave out “{inner_marks(printed)}”"
        for number, printed, reading in found.errata
    ]
    if notes:
        inline += nodes.inline("", f" [{'; '.join(notes)}]", classes=["reading"])
    return [inline]


def claim(domain: InterviewDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return a claim: its words, its verdicts, its evidence and the reasons."""
    one = next(entry for entry in domain.pages[node["docname"]].claims if entry.id == node["claim"])
    words = nodes.paragraph("", classes=["claim-words"])
    words += [
        nodes.strong("", one.id, classes=["claim-id"]),
        nodes.Text(" "),
        nodes.Text(f"“{inner_marks(one.text)}”"),
    ]
    if one.source:
        words += nodes.inline("", f" ({one.source})", classes=["claim-source"])
    body = nodes.container("", words, classes=["claim", f"verdict-{one.verdict or 'none'}"])
    for label, verdict, reason, evidence in (
        ("As printed", one.verdict, one.reason, one.evidence),
        ("In the original", one.original, one.original_reason, ()),
    ):
        if verdict is None:
            continue
        line = nodes.paragraph("", classes=["claim-verdict"])
        line += [nodes.Text(f"{label}: "), *verdict_nodes(verdict)]
        if evidence:
            line += nodes.Text(
                " — evidence: " if verdict is not Verdict.NOT_IN_TRANSCRIPT else " — compare: "
            )
            for at, place in enumerate(evidence):
                line += [nodes.Text(", " if at else ""), link("turn", ":".join(place))]
        if reason:
            line += nodes.Text(f". {reason}")
        body += line
    return [*_target(node), body]


def mentioned_in(domain: InterviewDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return the pages that mention a theme, each with its sentence."""
    page = domain.pages[node["docname"]]
    found = domain.theme_mentions(page.theme.key, node["docname"]) if page.theme else []
    if not found:
        return []
    items = nodes.bullet_list("", bullet="-")
    for docname, anchor, sentence in found:
        title = domain.title(docname)
        to = anchor_link(docname, anchor, title) if anchor else link("doc", docname)
        entry = nodes.paragraph("", "", to)
        if sentence and sentence != title:
            entry += [nodes.Text(": "), nodes.inline("", sentence, classes=["citing"])]
        items += nodes.list_item("", entry)
    return [nodes.container("", nodes.rubric("", "Mentioned in"), items, classes=["mentioned-in"])]


def setup_resolve(app: Sphinx) -> None:
    """Replace placeholders before references are resolved."""
    app.add_post_transform(ResolvePlaceholders)
