"""How a verdict is shown: by a word and a shape, never by colour alone."""

from __future__ import annotations

from docutils import nodes

from onrecord.model import Verdict

#: (shape, words)
SHOWN = {
    Verdict.SUPPORTED: ("●", "supported"),
    Verdict.PARTLY: ("◐", "partly"),
    Verdict.CONTRADICTED: ("✕", "contradicted"),
    Verdict.NOT_IN_TRANSCRIPT: ("○", "not in this transcript"),
}


def verdict_text(verdict: Verdict | None) -> str:
    """Return a verdict as one piece of text."""
    return " ".join(SHOWN[verdict]) if verdict else "–"


def verdict_nodes(verdict: Verdict | None) -> list[nodes.Node]:
    """Return a verdict as an inline node with its class."""
    kind = verdict.value if verdict else "none"
    return [nodes.inline("", verdict_text(verdict), classes=["verdict", f"verdict-{kind}"])]
