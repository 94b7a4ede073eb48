"""Links that are resolved with all the others: the small ways to make one."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes


def link(kind: str, target: str, text: str = "") -> addnodes.pending_xref:
    """Return a link to an object of the domain, or to a document (``kind`` is ``doc``).

    Without *text* it shows the title of what it leads to.
    """
    domain = "std" if kind == "doc" else "interview"
    if kind == "doc":
        target = "/" + target
    shown = text or (target.rpartition(":")[2] if kind == "turn" else target)
    return addnodes.pending_xref(
        "",
        nodes.inline("", shown, classes=["xref", f"{domain}-{kind}"]),
        refdomain=domain,
        reftype=kind,
        reftarget=target,
        refexplicit=bool(text),
        refwarn=True,
    )


def anchor_link(docname: str, anchor: str, text: str) -> addnodes.pending_xref:
    """Return a link to a place of a document that has no name of its own."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text, classes=["xref", "interview-place"]),
        refdomain="interview",
        reftype="place",
        reftarget=f"{docname}#{anchor}",
        refexplicit=True,
        refwarn=True,
    )
