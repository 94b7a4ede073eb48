"""Side bars that do not grow with the number of interviews.

A theme draws the whole tree of pages on every page. The transcripts stay in their toctree (for the
order of pages, LaTeX, EPUB) and leave only that tree; the page that lists them stays in it.
Sphinx takes that tree from two places: the root document, and what it collected of the others.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.environment.adapters.toctree import TocTree
from sphinx.environment.collectors import EnvironmentCollector

from onrecord.parser import is_transcript

if TYPE_CHECKING:
    from collections.abc import Callable
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


def on_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the theme a tree without transcripts (event ``html-page-context``)."""
    if "toctree" in context:
        tree = partial(_draw, app, pagename) if _in_root(app) else context["toctree"]
        context["toctree"] = partial(_levelled, tree)


def _levelled(tree: Callable[..., str], **options: Any) -> str:
    """Draw a tree; Sphinx gives its captions the role of a heading and forgets the level."""
    caption = 'class="caption" role="heading"'
    return str(tree(**options)).replace(caption, f'{caption} aria-level="2"')


def _in_root(app: Sphinx) -> bool:
    """Whether the root document itself lists transcripts."""
    listed = app.env.toctree_includes.get(app.config.root_doc, ())
    return any(is_transcript(app.env, docname) for docname in listed)


def _draw(app: Sphinx, pagename: str, **options: Any) -> str:
    env = app.env
    builder: Any = app.builder
    options["maxdepth"] = int(options.get("maxdepth") or -1)
    options.setdefault("collapse", True)
    options.setdefault("includehidden", True)
    drawn: list[str] = []
    for node in env.get_doctree(app.config.root_doc).findall(addnodes.toctree):
        kept = node.deepcopy()
        kept["entries"] = [one for one in node["entries"] if not is_transcript(env, one[1] or "")]
        found = (
            TocTree(env).resolve(pagename, builder, kept, **options) if kept["entries"] else None
        )
        if found is not None:
            drawn.append(builder.render_partial(found)["fragment"])
    return "".join(drawn)


def setup_navigation(app: Sphinx) -> None:
    """Keep transcripts out of side bars."""
    app.add_env_collector(TranscriptsOutOfTree)
    # before a theme makes its own use of the tree (500)
    app.connect("html-page-context", on_page, priority=400)
