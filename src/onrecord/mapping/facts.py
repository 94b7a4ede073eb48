"""What a map shows, counted from the build: turns by section, pages that lead to them, claims."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.parser import load_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import InterviewDomain
    from onrecord.entries import InterviewEntry


@dataclass(frozen=True, slots=True)
class Spot:
    """One turn."""

    id: str
    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class ClaimSpot:
    """One claim with its verdict against the transcript as printed."""

    id: str
    text: str
    verdict: str


@dataclass(frozen=True, slots=True)
class PageSpot:
    """One page that leads to turns, or holds claims about the interview."""

    docname: str
    title: str
    #: positions of the turns it quotes, and of those it only names
    quoted: tuple[int, ...]
    named: tuple[int, ...]
    claims: tuple[ClaimSpot, ...]

    @property
    def middle(self) -> float:
        """Where in the talk its turns lie on the average; a page without any comes last."""
        places = (*self.quoted, *self.named)
        return sum(places) / len(places) if places else float("inf")


@dataclass(frozen=True, slots=True)
class Chart:
    """One interview and what leads to it."""

    #: (heading, turns) in order; a heading may be empty
    groups: tuple[tuple[str, tuple[Spot, ...]], ...]
    pages: tuple[PageSpot, ...]

    @property
    def spots(self) -> list[Spot]:
        """All turns in order."""
        return [spot for _, spots in self.groups for spot in spots]


def chart(domain: InterviewDomain, entry: InterviewEntry) -> Chart:
    """Count what leads to the turns of an interview.

    Pages are the themes that lead to any of its turns, and every page with claims about it; they
    stand in the order of the talk.
    """
    quoted: dict[str, set[int]] = {}
    named: dict[str, set[int]] = {}
    for at, turn in enumerate(entry.turns):
        for one in domain.mentions.get((entry.id, turn), ()):
            if one.kind != "claim":
                (quoted if one.kind == "quotation" else named).setdefault(one.docname, set()).add(
                    at
                )
    themes = {docname for docname, _ in domain.themes.values()}
    pages = []
    for docname in sorted(domain.pages):
        claims = tuple(_claims(domain, entry, docname))
        leads = docname in themes and (docname in quoted or docname in named)
        if claims or leads:
            of_quoted = quoted.get(docname, set())
            of_named = named.get(docname, set()) - of_quoted
            title = domain.title(docname)
            spot = PageSpot(
                docname, title, tuple(sorted(of_quoted)), tuple(sorted(of_named)), claims
            )
            pages.append(spot)
    pages.sort(key=lambda page: (page.middle, page.docname))
    return Chart(tuple(_groups(domain, entry)), tuple(pages))


def _claims(domain: InterviewDomain, entry: InterviewEntry, docname: str) -> Iterator[ClaimSpot]:
    """Yield the claims of a page; one without evidence is about the only interview there is."""
    for one in domain.pages[docname].claims:
        about = {interview for interview, _ in one.evidence} or set(domain.interviews)
        if about == {entry.id} or (one.evidence and entry.id in about):
            yield ClaimSpot(one.id, one.text, one.verdict.value if one.verdict else "none")


def _groups(
    domain: InterviewDomain, entry: InterviewEntry
) -> Iterator[tuple[str, tuple[Spot, ...]]]:
    interview = load_once(entry.docname, Path(domain.env.doc2path(entry.docname)))
    starts = {one.before: one.title for one in interview.sections}
    edges = sorted({0, len(entry.turns), *(at for at in starts if at < len(entry.turns))})
    for left, right in pairwise(edges):
        spots = []
        for turn in entry.turns[left:right]:
            speaker = entry.speaker_of(turn)
            name = speaker.name if speaker else ""
            spots.append(Spot(turn, name, speaker.role.value if speaker else ""))
        yield starts.get(left, ""), tuple(spots)
