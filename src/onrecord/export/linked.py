"""A page as linked data (JSON-LD in the words of schema.org).

An interview is a conversation with its speakers and, where it is one, the work it translates; a
theme is an article with its block quotations; a claim is a claim, with the turns it was held
against. A verdict says how a claim agrees with a transcript, not whether it is true: it is a
review of that one aspect, never a ``ClaimReview``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.entries import claim_anchor
from onrecord.export.pages import absolute, interview_facts, page_uri
from onrecord.notices import translation
from onrecord.verdicts import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from onrecord.domain import InterviewDomain
    from onrecord.entries import (
        CheckedQuotation,
        ClaimEntry,
        InterviewEntry,
        PageEntry,
        QuotationEntry,
    )
    from onrecord.model import Speaker, Verdict

#: what does not fit into this many characters is left out: it is all on the page
LONGEST = 24_000
Data = dict[str, Any]


def script(app: Sphinx, docname: str, about: str) -> str:
    """Return the element with the data of a page, or nothing where the page has none."""
    domain: Any = app.env.get_domain("interview")
    page = domain.pages.get(docname)
    data = _Page(app, domain, docname).data(page, about) if page is not None else None
    if not data:
        return ""
    return f'<script type="application/ld+json">{dumps(data)}</script>\n'


def dumps(data: Data) -> str:
    """Return JSON in which nothing can end or open an element of a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


class _Page:
    def __init__(self, app: Sphinx, domain: InterviewDomain, docname: str) -> None:
        self.app = app
        self.domain = domain
        self.docname = docname

    def data(self, page: PageEntry, about: str) -> Data | None:
        """Return the data of a page, or ``None``."""
        head = {"@context": "https://schema.org"}
        if page.interview:
            return head | self._interview(page.interview)
        quotations, claims = list(self._quotations(page)), list(map(self._claim, page.claims))
        if not (page.theme or quotations or claims):
            return None
        data = head | {
            "@type": "Article" if page.theme else "WebPage",
            "url": page_uri(self.app, self.docname),
            "headline": self.domain.title(self.docname),
            "description": about,
            "inLanguage": self.app.config.language,
        }
        data["hasPart"] = _fitting([*quotations, *claims], LONGEST - len(dumps(data)))
        return {key: value for key, value in data.items() if value}

    def _uri(self, docname: str, anchor: str = "") -> str:
        if docname == self.docname:
            found = page_uri(self.app, docname)
        else:
            near = self.app.builder.get_relative_uri(self.docname, docname)
            found = absolute(self.app, self.docname, near)
        return f"{found}#{anchor}" if anchor else found

    def _interview(self, entry: InterviewEntry) -> Data:
        data: Data = {
            "@type": ["CreativeWork", "Conversation"],
            "url": page_uri(self.app, self.docname),
            "name": entry.title,
            "alternateName": entry.short,
            "description": interview_facts(entry),
            "inLanguage": entry.language,
            "dateCreated": entry.held,
            "datePublished": entry.published,
            "isBasedOn": entry.source,
            "contributor": [_contributor(one) for one in entry.speakers.values()],
        }
        if entry.recording:
            data["associatedMedia"] = {"@type": "MediaObject", "contentUrl": entry.recording}
        if entry.translated_from:
            data["translationOfWork"] = {
                "@type": "CreativeWork",
                "inLanguage": entry.translated_from,
            }
            data["creditText"] = translation(entry)
        return {key: value for key, value in data.items() if value}

    def _quotations(self, page: PageEntry) -> Iterator[Data]:
        checked = self.domain.checked.get(self.docname, [])
        for entry, found in zip(page.quotations, checked, strict=False):
            if found.outcome.ok and not entry.inline:
                yield self._quotation(entry, found)

    def _quotation(self, entry: QuotationEntry, found: CheckedQuotation) -> Data:
        source = self.domain.interviews[found.interview]
        speaker = source.speaker_of(found.turn)
        data: Data = {
            "@type": "Quotation",
            "text": " ".join(entry.words.split()),
            "inLanguage": source.language,
            "isPartOf": {
                "@type": "Conversation",
                "name": f"{source.short}, {found.turn}",
                "url": self._uri(source.docname, found.turn),
            },
        }
        if found.voice:
            data["description"] = f"{found.speaker}, reporting another voice: {found.voice}"
        elif speaker:
            data["creator"] = _person(speaker)
        if source.translated_from:
            data["creditText"] = translation(source)
        return data

    def _claim(self, one: ClaimEntry) -> Data:
        data: Data = {
            "@type": "Claim",
            "@id": self._uri(self.docname, claim_anchor(one.id)),
            "name": one.id,
            "text": one.text,
        }
        if one.source:
            data["appearance"] = {"@type": "CreativeWork", "name": one.source}
        turns = filter(None, (self.domain.find("turn", ":".join(at)) for at in one.evidence))
        data["citation"] = [self._uri(turn.docname, turn.anchor) for turn in turns]
        data["review"] = [
            _review(aspect, verdict)
            for aspect, verdict in (
                ("agreement with the transcript as printed", one.verdict),
                ("agreement with the transcript in the original language", one.original),
            )
            if verdict
        ]
        return {key: value for key, value in data.items() if value}


def _person(one: Speaker) -> Data:
    """Return a person; several under one label are none."""
    if one.group:
        return {"@type": "Thing", "name": one.name, "description": "several people"}
    return {"@type": "Person", "name": one.name}


def _contributor(one: Speaker) -> Data:
    return {"@type": "Role", "roleName": one.role.value, "contributor": _person(one)}


def _review(aspect: str, verdict: Verdict) -> Data:
    rating = {"@type": "Rating", "alternateName": SHOWN[verdict][1]}
    return {"@type": "Review", "reviewAspect": aspect, "reviewRating": rating}


def _fitting(found: list[Data], room: int) -> list[Data]:
    """Return the parts that fit, in their order."""
    kept = []
    for one in found:
        room -= len(dumps(one)) + 1
        if room < 0:
            break
        kept.append(one)
    return kept
