"""What authors write: thin directives and roles that note what they are given.

Nothing is looked up here; what a page shows of others is known when all documents are read
(:mod:`onrecord.resolve`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.directives.claims import ClaimDirective
from onrecord.directives.lists import LISTS, CountRole, ListDirective
from onrecord.directives.quotations import QuoteDirective, SaidRole
from onrecord.directives.timeline import TimelineDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_directives(app: Sphinx) -> None:
    """Add directives and roles to the domain."""
    app.add_directive_to_domain("interview", "quote", QuoteDirective)
    app.add_directive_to_domain("interview", "claim", ClaimDirective)
    app.add_directive_to_domain("interview", "timeline", TimelineDirective)
    for name in LISTS:
        app.add_directive_to_domain("interview", name, ListDirective)
    app.add_role_to_domain("interview", "said", SaidRole())
    app.add_role_to_domain("interview", "count", CountRole())
