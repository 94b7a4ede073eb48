"""Side bars that do not grow with the number of interviews.

A theme draws the whole tree of pages on every page. The transcripts stay in their toctree (for the
order of pages, LaTeX, EPUB) and leave only that tree; the page that lists them stays in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from onrecord.parser import is_transcript

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class TranscriptsOutOfTree(EnvironmentCollector):
    """Takes transcripts out of the tree of pages, after Sphinx has collected it."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Nothing is kept here."""

    def merge_other(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Nothing is kept here."""

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Drop the entries that are transcripts from the document's part of the tree."""
        env = app.env
        toc = env.tocs.get(env.current_document.docname)
        if toc is None:
            return
        for node in list(toc.findall(addnodes.toctree)):
            node["entries"] = [
                one for one in node["entries"] if not is_transcript(env, one[1] or "")
            ]
            if not node["entries"]:
                node.parent.remove(node)


def setup_navigation(app: Sphinx) -> None:
    """Keep transcripts out of side bars."""
    app.add_env_collector(TranscriptsOutOfTree)
