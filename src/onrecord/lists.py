"""Lists and figures made from the whole site, as standard nodes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from onrecord.diagnostics import Warn, warn
from onrecord.links import anchor_link, link
from onrecord.model import Verdict
from onrecord.notices import language
from onrecord.parser import load_once
from onrecord.timeline import timeline
from onrecord.typography import inner_marks
from onrecord.verdicts import SHOWN, verdict_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.domain import InterviewDomain
    from onrecord.entries import InterviewEntry
    from onrecord.model import Interview
    from onrecord.nodes import count as count_node
    from onrecord.nodes import generated

#: what a cell may be made of
Cell = str | list[nodes.Node]


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]], kind: str) -> nodes.Element:
    """Return a table with one row of headings."""
    made = nodes.table(classes=["onrecord-table", kind])
    group = nodes.tgroup(cols=len(headings))
    made += group
    for heading in headings:
        group += nodes.colspec(colwidth=max(4, len(heading)))
    group += nodes.thead("", _row(headings))
    group += nodes.tbody("", *[_row(row) for row in rows])
    return made


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *[nodes.entry("", _paragraph(cell)) for cell in cells])


def _paragraph(cell: Cell) -> nodes.paragraph:
    content = [nodes.Text(cell)] if isinstance(cell, str) else cell
    return nodes.paragraph("", "", *content)


def turn_links(places: Iterable[tuple[str, str]]) -> list[nodes.Node]:
    """Return links to turns, separated by commas."""
    found: list[nodes.Node] = []
    for place in places:
        if found:
            found.append(nodes.Text(", "))
        found.append(link("turn", ":".join(place)))
    return found


def render(domain: InterviewDomain, node: generated) -> list[nodes.Node]:
    """Return the list that a placeholder asks for."""
    kind, target = node["kind"], node["target"]
    if kind == "timeline":
        return [timeline(domain, node)]
    if kind in _OF_INTERVIEW:
        if target not in domain.interviews:
            warn(Warn.LIST_TARGET, f"{kind}: no interview is called {target!r}", node)
            return []
        return _OF_INTERVIEW[kind](domain, domain.interviews[target])
    return _OF_SITE[kind](domain, node["options"])


def add_list(
    kind: str, made: Callable[[InterviewDomain, InterviewEntry], list[nodes.Node]]
) -> None:
    """Let a higher room make a list of one interview."""
    _OF_INTERVIEW[kind] = made


def _interview(domain: InterviewDomain, entry: InterviewEntry) -> Interview:
    return load_once(entry.docname, Path(domain.env.doc2path(entry.docname)))


def _claims(domain: InterviewDomain, options: dict[str, Any]) -> list[nodes.Node]:
    wanted = options.get("verdict")
    rows: list[Sequence[Cell]] = []
    for claim_id, (docname, one) in domain.claims.items():
        if wanted and (one.verdict is None or one.verdict.value != wanted):
            continue
        rows.append(
            (
                [link("claim", claim_id)],
                f"“{inner_marks(one.text)}”",
                verdict_nodes(one.verdict),
                verdict_nodes(one.original),
                turn_links(one.evidence),
                [link("doc", docname)],
            )
        )
    headings = ("Claim", "Words", "As printed", "In the original", "Evidence", "Page")
    return [table(headings, rows, "claims")] if rows else [_none("There is no such claim.")]


def _none(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text)


def _errata(domain: InterviewDomain, entry: InterviewEntry) -> list[nodes.Node]:
    rows: list[Sequence[Cell]] = []
    for one in _interview(domain, entry).apparatus.errata:
        where = anchor_link(entry.docname, one.turn, one.turn)
        rows.append(
            (
                one.id,
                [where],
                f"“{inner_marks(one.printed)}”",
                f"“{inner_marks(one.reading)}”" if one.reading else "leave out",
                f"{one.confidence}; {one.fault}",
                one.reason,
            )
        )
    headings = ("Slip", "Turn", "Printed", "Read", "Confidence; fault", "Why")
    return [table(headings, rows, "errata")] if rows else [_none("No slip is known.")]


def _gaps(domain: InterviewDomain, entry: InterviewEntry) -> list[nodes.Node]:
    rows: list[Sequence[Cell]] = [
        ([link("turn", f"{entry.id}:{one.turn}")], one.missing, one.matters)
        for one in _interview(domain, entry).apparatus.gaps
    ]
    headings = ("Turn", "What is left out", "Why it matters")
    return [table(headings, rows, "gaps")] if rows else [_none("No gap is known.")]


def _where_quoted(domain: InterviewDomain, entry: InterviewEntry) -> list[nodes.Node]:
    rows: list[Sequence[Cell]] = []
    for turn in entry.turns:
        mentions = domain.mentions.get((entry.id, turn), [])
        if not mentions:
            continue
        kinds = Counter(one.kind for one in mentions)
        pages: list[nodes.Node] = []
        for docname in dict.fromkeys(one.docname for one in mentions):
            pages += [nodes.Text(", ")] if pages else []
            pages.append(link("doc", docname))
        speaker = entry.speaker_of(turn)
        rows.append(
            (
                [link("turn", f"{entry.id}:{turn}")],
                speaker.name if speaker else "",
                str(kinds["quotation"]),
                str(kinds["reference"]),
                str(kinds["claim"]),
                pages,
            )
        )
    headings = ("Turn", "Speaker", "Quotations", "References", "Claims", "Pages")
    return [table(headings, rows, "where-quoted")] if rows else [_none("Nothing is quoted yet.")]


def _coverage(domain: InterviewDomain, entry: InterviewEntry) -> list[nodes.Node]:
    themes = {docname for docname, _ in domain.themes.values()}
    left = [
        turn
        for turn in entry.turns
        if not any(one.docname in themes for one in domain.mentions.get((entry.id, turn), ()))
    ]
    cited = len(entry.turns) - len(left)
    text = f"{cited} of {len(entry.turns)} turns are cited by at least one theme. "
    text += f"Not cited ({len(left)}): " if left else "None is left out."
    places = turn_links((entry.id, turn) for turn in left)
    total = sum(entry.words) or 1
    rows: list[Sequence[Cell]] = []
    for key, one in entry.speakers.items():
        own = [at for at, spoken in enumerate(entry.spoken_by) if spoken == key]
        words = sum(entry.words[at] for at in own)
        rows.append((one.name, str(len(own)), str(words), f"{100 * words / total:.0f} %"))
    share = table(("Speaker", "Turns", "Words", "Share of the words"), rows, "shares")
    return [nodes.paragraph("", "", nodes.Text(text), *places), share]


def _speakers(domain: InterviewDomain, _: dict[str, Any]) -> list[nodes.Node]:
    rows: list[Sequence[Cell]] = []
    for entry in domain.interviews.values():
        for key, one in entry.speakers.items():
            labels = ", ".join(f"“{label}”" for label in one.labels) or f"“{one.name}”"
            turns = sum(key == spoken for spoken in entry.spoken_by)
            who = f"{one.role}, several people" if one.group else str(one.role)
            name: list[nodes.Node] = [link("speaker", f"{entry.id}:{key}")]
            rows.append((name, who, [link("interview", entry.id)], labels, str(turns)))
    return [table(("Speaker", "Role", "Interview", "Printed labels", "Turns"), rows, "speakers")]


def _themes(domain: InterviewDomain, _: dict[str, Any]) -> list[nodes.Node]:
    made = nodes.definition_list(classes=["themes"])
    ordered = sorted(domain.themes.items(), key=lambda one: domain.title(one[1][0]).lower())
    for key, (_docname, theme) in ordered:
        term = nodes.term("", "", link("theme", key))
        body = nodes.definition("", nodes.paragraph("", theme.excerpt))
        made += nodes.definition_list_item("", term, body)
    return [made]


def _interviews(domain: InterviewDomain, _: dict[str, Any]) -> list[nodes.Node]:
    rows: list[Sequence[Cell]] = []
    for entry in domain.interviews.values():
        spoken = language(entry.language)
        if entry.translated_from:
            spoken += f", from {language(entry.translated_from)}"
        title: list[nodes.Node] = [link("interview", entry.id)]
        rows.append((title, entry.held or entry.published or "–", spoken, str(len(entry.turns))))
    return [table(("Interview", "Held or published", "Language", "Turns"), rows, "interviews")]


_OF_INTERVIEW: dict[str, Callable[[Any, Any], list[nodes.Node]]] = {
    "errata": _errata,
    "gaps": _gaps,
    "where-quoted": _where_quoted,
    "coverage": _coverage,
}
_OF_SITE: dict[str, Callable[[Any, Any], list[nodes.Node]]] = {
    "claims": _claims,
    "speakers": _speakers,
    "themes": _themes,
    "interviews": _interviews,
}


def figures(domain: InterviewDomain) -> dict[str, int]:
    """Count what the site holds; the keys are what ``{count}`` knows."""
    entries = list(domain.interviews.values())
    found = {
        "interviews": len(entries),
        "turns": sum(len(entry.turns) for entry in entries),
        "words": sum(sum(entry.words) for entry in entries),
        "themes": len(domain.themes),
        "claims": len(domain.claims),
        "quotations": sum(len(page.quotations) for page in domain.pages.values()),
        "turns cited": sum(1 for mentions in domain.mentions.values() if mentions),
        "timeline": sum(len(page.timeline) for page in domain.pages.values()),
    }
    for verdict in SHOWN:
        claims = [one for _, one in domain.claims.values()]
        found[f"claims {verdict}"] = sum(one.verdict is verdict for one in claims)
        found[f"claims {verdict} original"] = sum(one.original is verdict for one in claims)
    for entry in entries:
        for key in entry.speakers:
            turns = sum(key == spoken for spoken in entry.spoken_by)
            found[f"turns {entry.id}:{key}"] = turns
    return found


def count(domain: InterviewDomain, node: count_node) -> list[nodes.Node]:
    """Return a figure as text."""
    found: dict[str, int] = {}
    shown = counted(domain, node["of"], found)
    if not shown:
        known = ", ".join(sorted(found))
        warn(Warn.LIST_TARGET, f"nothing to count is called {node['of']!r}: {known}", node)
    return [nodes.Text(shown or "?")]


def counted(domain: InterviewDomain, key: str, known: dict[str, int]) -> str:
    """Return a figure as text, or nothing where none has this key; *known* is filled as needed."""
    if not known:
        known |= figures(domain)
    if key.startswith("errata") and "errata" not in known:
        known |= _apparatus_figures(domain)
    return str(known[key]) if key in known else ""


def _apparatus_figures(domain: InterviewDomain) -> dict[str, int]:
    errata = [
        one
        for entry in domain.interviews.values()
        for one in _interview(domain, entry).apparatus.errata
    ]
    return {
        "errata": len(errata),
        "errata changing the meaning": sum(one.changes_meaning for one in errata),
    } | {
        f"errata {level}": sum(one.confidence == level for one in errata)
        for level in ("high", "medium", "low")
    }


__all__ = ["Verdict", "count", "counted", "figures", "render", "table"]
