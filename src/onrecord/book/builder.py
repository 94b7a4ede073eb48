"""``-b book``: the site as a book, a PDF for print and for the screen.

Each document is resolved and written by itself, so that memory does not grow with the site; the
labels that it defines and uses are kept, and no link is left without its end.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from sphinx.builders import Builder
from sphinx.errors import ConfigError
from sphinx.util import logging

from onrecord.book import blocks, inlines, tables, turns  # noqa: F401 - they register what they draw
from onrecord.book.index import index_source
from onrecord.book.order import Part, in_order
from onrecord.book.source import elsewhere_source, string, text
from onrecord.book.title import title_page
from onrecord.book.typeset import TypesetError, font_folders, typeset
from onrecord.book.volumes import LARGEST, Piece, Volume, divide
from onrecord.book.writing import Writing
from onrecord.diagnostics import Warn, warn

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

_logger = logging.getLogger(__name__)
_TEMPLATE = Path(__file__).parent / "template.typ"


class BookBuilder(Builder):
    """Writes the book."""

    name = "book"
    format = "typst"
    epilog = "The book is in %(outdir)s."
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp",
    ]  # fmt: skip
    supported_data_uri_images = False

    def init(self) -> None:
        """See that the engine is there.

        Raises:
            ConfigError: it is not.
        """
        if find_spec("typst") is None:
            raise ConfigError("the book needs the package typst: install onrecord[book]")

    def get_outdated_docs(self) -> str:
        """Return that all is written anew."""
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a document inside the book."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a document inside the book."""
        return self.get_target_uri(to)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Make the folder of the sources."""
        self.sources = Path(self.outdir) / "source"
        shutil.rmtree(self.sources, ignore_errors=True)
        self.sources.mkdir(parents=True)
        shutil.copyfile(_TEMPLATE, self.sources / "template.typ")

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the documents in their order."""
        self.prepare_writing(docnames)
        self.pieces = [self._piece(at, part) for at, part in enumerate(in_order(self.env))]

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing: all are written together."""

    def _piece(self, at: int, part: Part) -> Piece:
        name = f"{at:05}.typ"
        if not part.docname:
            source = f"#part-title({part.level})[{text(part.caption)}];\n"
            self._save(name, source)
            return Piece(name, len(source), {}, {}, {})
        doctree = self.env.get_and_resolve_doctree(part.docname, self, tags=self.tags)
        self.post_process_images(doctree)
        writing = Writing(part.docname, part.level, doctree, self.env)
        source = f"#running[{text(self._title(part.docname))}];\n" + writing.draw(doctree)
        if writing.label() not in writing.defined:
            # a document without a title
            writing.defined[writing.label()] = None
            source = f"#anchor({string(writing.label())});\n{source}"
        self._save(name, source)
        for image, content in writing.data.items():
            self._save(image, content, "")
        for image, uri in writing.images.items():
            self._copy(image, uri)
        domain: Any = self.env.get_domain("interview")
        transcript = domain.page(part.docname).interview is not None
        return Piece(name, len(source), writing.defined, writing.used, writing.terms, transcript)

    def _title(self, docname: str) -> str:
        found = self.env.titles.get(docname)
        return found.astext() if found is not None else docname

    def _save(self, name: str, source: str, start: str = '#import "/template.typ": *\n') -> None:
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(start + source, "utf-8")

    def _copy(self, name: str, uri: str) -> None:
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(self.srcdir) / uri, path)

    def finish(self) -> None:
        """Set the volumes."""
        volumes = divide(self.pieces, self._name(), LARGEST)
        where = {one: at for at, volume in enumerate(volumes) for one in volume.defined}
        for at, volume in enumerate(volumes):
            self._set(at, volume, where, volumes)

    def _name(self) -> str:
        # the name that `make latexpdf` gives its book
        return Path(self.config.latex_documents[0][1]).stem

    def _set(self, at: int, volume: Volume, where: dict[str, int], volumes: list[Volume]) -> None:
        lost = [one for one in volume.used if one not in where]
        for label in lost:
            warn(Warn.BOOK_LINK, f"the book has no place {label!r}", label.partition("#")[0])
        places = dict.fromkeys(lost, ("", 0))
        for one in volume.used:
            if where.get(one, at) != at:
                other = volumes[where[one]]
                places[one] = (f"{other.file}#nameddest={quote(one, safe='')}", other.number)
        self._save("elsewhere.typ", elsewhere_source(places), "")
        index = ""
        if at == 0:
            terms = {key: led for one in self.pieces for key, led in one.terms.items()}
            index = index_source(self, terms, set(volume.defined))
        main = self.sources / f"{volume.name}.typ"
        self._save(main.name, title_page(self, volume, volumes, index))
        output = Path(self.outdir) / volume.file
        try:
            told = typeset(main, output, font_folders())
        except TypesetError as error:
            warn(Warn.BOOK_TYPESET, f"{volume.file} could not be set: {error}", None)
            return
        for line in told:
            warn(Warn.BOOK_TYPESET, f"{volume.file}: {line}", None)
        _logger.info("%s", output)
