"""What a page holds before it is written: a node for each thing this package knows.

Only :class:`turn` lives until the writer, and only for HTML (:mod:`onrecord.html` draws it); for
other builders :mod:`onrecord.expand` makes it into standard nodes. All the others are placeholders
that :mod:`onrecord.resolve` replaces by standard nodes for every builder, since what they show is
known only when all documents are read.
"""

from __future__ import annotations

from docutils import nodes

from onrecord import markup


class turn(nodes.General, nodes.Element):  # noqa: N801 - node classes are lower case in docutils
    """One turn, without children: every transform walks through every node of a document.

    Attributes: ``ids`` (its own, then earlier ones), ``interview``, ``turn``, ``speaker``,
    ``name``, ``label``, ``role``, ``start``, ``source`` (Markdown), ``text`` (the plain words,
    where they differ from it) and ``marks``: (start, end, Erratum) over the plain words.
    """

    def astext(self) -> str:
        """Return the plain words."""
        return str(self.get("text", self["source"]))

    def events(self) -> list[markup.Event]:
        """Return the words with their markup."""
        return markup.events(self["source"])


class interview_head(nodes.General, nodes.Element):  # noqa: N801
    """What a reader must know before the first turn: source, speakers, what is not known."""


class source_notice(nodes.General, nodes.Element):  # noqa: N801
    """The notice on the sources of a page that cites; ``interviews`` are added when resolved."""


class mentioned_in(nodes.General, nodes.Element):  # noqa: N801
    """The pages that mention this theme."""


class quotation(nodes.General, nodes.Element):  # noqa: N801
    """A block quotation; ``number`` is its place among the quotations of the document."""


class said(nodes.Inline, nodes.General, nodes.Element):  # noqa: N801
    """An inline quotation; ``number`` as in :class:`quotation`."""


class claim(nodes.General, nodes.Element):  # noqa: N801
    """A claim; ``claim`` is its id."""


class count(nodes.Inline, nodes.General, nodes.Element):  # noqa: N801
    """A figure counted from the whole site; ``of`` says what."""


class generated(nodes.General, nodes.Element):  # noqa: N801
    """A list made from the whole site; ``kind`` and ``options`` say which."""
