"""Which documents must be read again: those whose bytes changed, and those that gave a warning.

Sphinx compares times; a file that is moved over another, or restored, keeps an old one. It also
forgets the warnings of documents it does not read again, and stops at a file it cannot decode.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.logging import NAMESPACE, get_node_location

from onrecord.diagnostics import Warn, warn
from onrecord.parser import apparatus_path, is_transcript

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class _Warned(logging.Handler):
    """Notes the documents that give warnings while documents are read."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.reading = False
        self.locations: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Note where a warning comes from."""
        location = getattr(record, "location", None)
        if isinstance(location, tuple):
            location = location[0]
        elif isinstance(location, nodes.Node):
            location = get_node_location(location)
        if self.reading and location:
            self.locations.add(location)


def digest(env: BuildEnvironment, docname: str) -> str:
    """Return a digest of a document's file and, for a transcript, of its apparatus."""
    path = Path(env.doc2path(docname))
    found = hashlib.sha256()
    files = [path, apparatus_path(path)] if is_transcript(env, docname) else [path]
    for file in files:
        try:
            found.update(file.read_bytes())
        except OSError:
            found.update(b"\0missing")
        found.update(b"\0")
    return found.hexdigest()


def on_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Return documents that Sphinx would not read again (event ``env-get-outdated``)."""
    domain: Any = env.get_domain("interview")
    digests: dict[str, str] = domain.data.setdefault("digests", {})
    known = env.found_docs - added - changed
    again = {doc for doc in known if digests.get(doc) != digest(env, doc)}
    again |= known & domain.data.setdefault("warned", set())
    if added or removed:
        again |= known & set(env.toctree_includes)
    return sorted(again)


def on_before_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Leave out what cannot be read, and listen for warnings (event ``env-before-read-docs``)."""
    domain: Any = env.get_domain("interview")
    for docname in sorted(docnames):
        problem = _unreadable(Path(env.doc2path(docname)))
        if problem:
            warn(Warn.UNREADABLE, f"{problem}; the page is left out", (docname, None))
            docnames.remove(docname)
            env.project.docnames.discard(docname)
            env.clear_doc(docname)
        else:
            domain.data.setdefault("digests", {})[docname] = digest(env, docname)
    handler = _handler()
    handler.locations.clear()
    handler.reading = True
    domain.data["reading"] = tuple(docnames)


def _unreadable(path: Path) -> str:
    if not path.is_file():
        return "this is no plain file"
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte {error.start + 1}): save the file as UTF-8"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return ""


def on_read(app: Sphinx, env: BuildEnvironment) -> None:
    """Remember the documents that gave a warning (event ``env-updated``)."""
    handler = _handler()
    handler.reading = False
    domain: Any = env.get_domain("interview")
    read = set(domain.data.pop("reading", ()))
    gave = set()
    for location in handler.locations:
        path = location.rpartition(":")[0] if location.rpartition(":")[2].isdigit() else location
        docname = path if path in env.all_docs else env.path2doc(path)
        if docname is None and path.endswith(".apparatus.yaml"):
            docname = env.path2doc(path.removesuffix(".apparatus.yaml") + ".md")
        gave.add(docname or path)
    warned: set[str] = domain.data.setdefault("warned", set())
    domain.data["warned"] = (warned - read | gave) & set(env.all_docs)
    digests: dict[str, str] = domain.data.setdefault("digests", {})
    for docname in set(digests) - set(env.all_docs):
        del digests[docname]


def _handler() -> _Warned:
    root = logging.getLogger(NAMESPACE)
    for handler in root.handlers:
        if isinstance(handler, _Warned):
            return handler
    made = _Warned()
    root.addHandler(made)
    return made


def setup_freshness(app: Sphinx) -> None:
    """Decide by content what is read again."""
    app.connect("env-get-outdated", on_outdated)
    app.connect("env-before-read-docs", on_before_read)
    app.connect("env-updated", on_read, priority=100)
