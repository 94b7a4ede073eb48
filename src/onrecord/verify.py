"""All quotations checked, once every document is read: the words found, the wrong ones reported.

This runs in the main process (event ``env-updated``) in every build, so that no warning is lost in
an incremental one, and before the environment is saved. It then names the pages that show something
of others that has changed since they were written.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.check import Corpus
from onrecord.diagnostics import Warn, warn
from onrecord.entries import Around, CheckedQuotation, QuotationEntry
from onrecord.model import Outcome, Role
from onrecord.parser import load_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from onrecord.check import Finding, Span
    from onrecord.domain import InterviewDomain
    from onrecord.model import Interview

#: letters of a neighbour shown beside a quoted turn, and on each side of the words in a long one
_NEIGHBOUR, _SIDE = 400, 1_500
_KIND = {
    Outcome.ABSENT: Warn.QUOTE_ABSENT,
    Outcome.AMBIGUOUS: Warn.QUOTE_AMBIGUOUS,
    Outcome.UNCHECKABLE: Warn.QUOTE_UNCHECKABLE,
}


class Library(dict[str, "Interview"]):
    """Interviews by id, read from their files when they are first asked for."""

    def __init__(self, env: BuildEnvironment, domain: InterviewDomain) -> None:
        """Offer every interview of the site."""
        super().__init__()
        self._paths = {
            key: (entry.docname, Path(env.doc2path(entry.docname)))
            for key, entry in domain.interviews.items()
        }

    def __missing__(self, key: str) -> Interview:
        """Read a transcript."""
        docname, path = self._paths[key]
        self[key] = load_once(docname, path)
        return self[key]

    def __contains__(self, key: object) -> bool:
        """Whether the site has an interview."""
        return key in self._paths

    def get(self, key: str, default: Any = None) -> Any:
        """Return an interview, or *default*."""
        return self[key] if key in self._paths else default

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids of all interviews."""
        return iter(self._paths)

    def __len__(self) -> int:
        """Return how many interviews there are."""
        return len(self._paths)

    def keys(self) -> Any:
        """Return the ids of all interviews."""
        return self._paths.keys()

    def values(self) -> Any:
        """Read and return all interviews."""
        return [self[key] for key in self._paths]

    def items(self) -> Any:
        """Read and return all interviews with their ids."""
        return [(key, self[key]) for key in self._paths]


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Check everything; return the pages that must be written again."""
    domain: Any = env.get_domain("interview")
    domain.freeze()
    domain.report_duplicates()
    library = Library(env, domain)
    check_quotations(domain, library)
    check_claims(domain)
    domain.freeze()
    # Sphinx looks for pages in no toctree only when it writes something
    return [*changed_pages(env, domain, app.builder.name), app.config.root_doc]


def check_quotations(domain: InterviewDomain, library: Mapping[str, Interview]) -> None:
    """Check each quotation of the site and report what is wrong."""
    corpus = Corpus(library)
    for docname in sorted(domain.pages):
        found = [_check(corpus, library, one) for one in domain.pages[docname].quotations]
        domain.checked[docname] = found
        for entry, result in zip(domain.pages[docname].quotations, found, strict=True):
            if not result.outcome.ok:
                warn(_KIND[result.outcome], result.message, (docname, entry.line))


def _check(
    corpus: Corpus, library: Mapping[str, Interview], entry: QuotationEntry
) -> CheckedQuotation:
    found = corpus.check(
        entry.words, interview=entry.interview, turn=entry.turn, speaker=entry.speaker
    )
    checked = _as_entry(entry, found)
    if entry.inline or not found.outcome.ok:
        return checked
    return replace(checked, around=_around(library[checked.interview], found))


def _around(interview: Interview, found: Finding) -> tuple[Around, ...]:
    """Return the quoted turn with the one before and the one after."""
    at = next(number for number, one in enumerate(interview.turns) if one.id == found.turn)
    shown = []
    for one in interview.turns[max(at - 1, 0) : at + 2]:
        speaker = interview.speaker_of(one)
        name = speaker.name if speaker else one.label
        if one.id == found.turn:
            shown.append(Around(one.id, name, *_window(one.text, found.spans)))
        else:
            text = one.text if len(one.text) <= _NEIGHBOUR else f"{one.text[:_NEIGHBOUR]} …"
            shown.append(Around(one.id, name, text))
    return tuple(shown)


def _window(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return the part of a turn around its quoted words, and where they stand in it."""
    low = max(min((start for start, _ in spans), default=0) - _SIDE, 0)
    high = max((end for _, end in spans), default=0) + _SIDE
    before, after = "… " if low else "", " …" if high < len(text) else ""
    shift = len(before) - low
    moved = tuple((start + shift, end + shift) for start, end in spans)
    return before + text[low:high] + after, moved


def _as_entry(entry: QuotationEntry, found: Finding) -> CheckedQuotation:
    if not found.outcome.ok:
        return CheckedQuotation(found.outcome, message=_message(entry, found), near=_near(found))
    voices = [one.voice for one in found.voices]
    return CheckedQuotation(
        found.outcome,
        found.interview or "",
        found.turn or "",
        found.speaker.name if found.speaker else "",
        found.speaker.role if found.speaker else Role.OTHER,
        "; ".join(voices) if found.reported else "",
        tuple((one.id, one.printed, one.reading) for one in found.errata),
    )


def _message(entry: QuotationEntry, found: Finding) -> str:
    shown = entry.words if len(entry.words) <= 120 else entry.words[:119] + "…"
    parts = [f"quotation {found.outcome.value}: “{' '.join(shown.split())}”. {found.hint}"]
    near = _near(found)
    if near:
        parts.append(f"nearest: {near}")
    return "\n  ".join(parts)


def _near(found: Finding) -> str:
    near = found.near
    if near is None:
        return ""
    return f"{near.interview}:{near.turn}: {near.difference}"


def check_claims(domain: InterviewDomain) -> None:
    """Report evidence that does not exist."""
    for docname in sorted(domain.pages):
        for claim in domain.pages[docname].claims:
            for place in claim.evidence:
                if domain.find_turn(":".join(place)) is None:
                    entry = domain.interviews.get(place[0])
                    gone = entry.gone.get(place[1], "") if entry else ""
                    warn(
                        Warn.CLAIM_INVALID,
                        f"claim {claim.id}: the evidence {':'.join(place)!r} does not exist"
                        + (f": {gone}" if gone else ""),
                        (docname, claim.line),
                    )


def changed_pages(env: BuildEnvironment, domain: InterviewDomain, builder: str) -> list[str]:
    """Return the pages that show something of others that is not what a builder last wrote."""
    shown = {docname: _digest(env, domain, docname) for docname in sorted(domain.pages)}
    everything = _hash(sorted(shown.items()), sorted(env.titles))
    for docname, page in domain.pages.items():
        if page.generated:
            shown[docname] = everything
    before = domain.shown.get(builder, {})
    domain.shown[builder] = shown
    return [docname for docname, digest in shown.items() if before.get(docname) != digest]


def _digest(env: BuildEnvironment, domain: InterviewDomain, docname: str) -> str:
    page = domain.pages[docname]
    parts: list[object] = [domain.checked.get(docname), page.claims, page.timeline, page.theme]
    parts.append([domain.find(one.type, one.target) for one in page.references])
    if page.interview:
        parts.append(page.interview)
        for turn in page.interview.turns:
            mentions = domain.mentions.get((page.interview.id, turn))
            if mentions:
                parts.append([(one, domain.title(one.docname)) for one in mentions])
    if page.theme:
        parts.append(domain.theme_mentions(page.theme.key, docname))
    return _hash(*parts)


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def setup_verify(app: Sphinx) -> None:
    """Check when everything is read."""
    app.connect("env-updated", on_env_updated)
