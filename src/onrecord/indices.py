"""Index pages: speakers, themes and claims from A to Z."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx.domains import Index, IndexEntry

from onrecord.entries import claim_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.domain import InterviewDomain


class _DomainIndex(Index):
    """An index page over one kind of object."""

    domain: InterviewDomain

    def entries(self) -> Iterator[tuple[str, IndexEntry]]:
        """Yield (heading, entry)."""
        raise NotImplementedError

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries under their headings, sorted."""
        wanted = set(docnames) if docnames is not None else None
        content: dict[str, list[IndexEntry]] = defaultdict(list)
        for heading, entry in self.entries():
            if wanted is None or entry.docname in wanted:
                content[heading].append(entry)
        for found in content.values():
            found.sort(key=lambda entry: (entry.name.lower(), entry.docname, entry.anchor))
        return sorted(content.items()), False


def _initial(name: str) -> str:
    return name[:1].upper()


class SpeakerIndex(_DomainIndex):
    """Who speaks, with role and interview."""

    name, localname, shortname = "speakers", "Speaker index", "speakers"

    def entries(self) -> Iterator[tuple[str, IndexEntry]]:
        """Yield every speaker of every interview."""
        for entry in self.domain.interviews.values():
            for one in entry.speakers.values():
                yield (
                    _initial(one.name),
                    IndexEntry(
                        one.name,
                        0,
                        entry.docname,
                        f"speaker-{one.key}",
                        entry.title,
                        "",
                        one.role.value,
                    ),
                )


class ThemeIndex(_DomainIndex):
    """The topical pages."""

    name, localname, shortname = "themes", "Theme index", "themes"

    def entries(self) -> Iterator[tuple[str, IndexEntry]]:
        """Yield every theme."""
        for docname, theme in self.domain.themes.values():
            title = self.domain.title(docname)
            yield _initial(title), IndexEntry(title, 0, docname, "", "", "", theme.excerpt)


class ClaimIndex(_DomainIndex):
    """The claims under their verdicts."""

    name, localname, shortname = "claims", "Claim index", "claims"

    def entries(self) -> Iterator[tuple[str, IndexEntry]]:
        """Yield every claim."""
        for docname, one in self.domain.claims.values():
            verdict = one.verdict.value if one.verdict else "without verdict"
            yield verdict, IndexEntry(one.id, 0, docname, claim_anchor(one.id), "", "", one.text)
