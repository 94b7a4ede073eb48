"""Transcript -> doctree; every other Markdown file goes to MyST, unchanged.

The place of a file decides, never its contents: nothing in the folder of the transcripts can reach
MyST, whose directives, roles and substitutions would make somebody's words a program.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx import addnodes

from onrecord.apparatus import read_apparatus
from onrecord.check import locate
from onrecord.config import settings
from onrecord.diagnostics import Warn, warn
from onrecord.entries import InterviewEntry, ThemeEntry
from onrecord.markup import plain
from onrecord.model import Gone, Problem
from onrecord.nodes import (
    generated,
    interview_head,
    mentioned_in,
    source_notice,
    turn,
)
from onrecord.transcript import INTERVIEW_ID, read_transcript

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from onrecord.domain import InterviewDomain
    from onrecord.model import Apparatus, Erratum, Interview, Prose, Turn


def is_transcript(env: BuildEnvironment, docname: str) -> bool:
    """Whether a document is a transcript, by its place."""
    path = PurePosixPath(docname)
    folder = PurePosixPath(settings(env.config).interviews)
    return folder in path.parents and path.name != "index"


def apparatus_path(transcript: Path) -> Path:
    """Return where the apparatus of a transcript is, if it has one."""
    return transcript.with_name(transcript.stem + ".apparatus.yaml")


def load(
    docname: str, path: Path, text: str | None = None
) -> tuple[Interview, list[Problem], list[Problem]]:
    """Read a transcript and its apparatus.

    Returns the interview, the problems of the transcript and those of the apparatus.
    """
    if text is None:
        text = path.read_text("utf-8")
    interview, problems = read_transcript(text, PurePosixPath(docname).name)
    beside = apparatus_path(path)
    if not beside.is_file():
        return interview, problems, []
    try:
        apparatus, faults = read_apparatus(beside.read_text("utf-8"), interview)
    except UnicodeDecodeError:
        message = "the apparatus is not UTF-8: save it as UTF-8"
        return interview, problems, [Problem("apparatus_invalid", message, 1)]
    return interview.with_apparatus(apparatus), problems, faults


def load_once(docname: str, path: Path) -> Interview:
    """Return a transcript with its apparatus; read again only when a file has changed."""
    stamps = []
    for one in (path, apparatus_path(path)):
        found = one.stat() if one.is_file() else None
        stamps.append((found.st_mtime_ns, found.st_size) if found else None)
    return _loaded(docname, path, *stamps)


@lru_cache(maxsize=8)
def _loaded(docname: str, path: Path, *_stamps: tuple[int, int] | None) -> Interview:
    return load(docname, path)[0]


class TranscriptParser(MystParser):
    """The parser of Markdown files: transcripts here, the rest by MyST."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill *document* from *inputstring*."""
        env: BuildEnvironment = document.settings.env
        docname = env.current_document.docname
        domain: Any = env.get_domain("interview")
        if is_transcript(env, docname):
            # MyST's transforms ask for it; there are no footnotes here
            document.settings.myst_footnote_sort = False
            _Transcript(env, docname, document).fill(inputstring, domain)
            return
        super().parse(inputstring, document)
        _after_myst(env, docname, document, domain)


def _after_myst(
    env: BuildEnvironment, docname: str, document: nodes.document, domain: InterviewDomain
) -> None:
    """Note a theme page, and make room for what its readers must see."""
    page = domain.page(docname)
    meta = _docinfo(document)
    section = next(iter(document.findall(nodes.section)), None)
    if "theme" in meta:
        key = meta["theme"].strip()
        if INTERVIEW_ID.fullmatch(key):
            page.theme = ThemeEntry(key, " ".join(meta.get("excerpt", "").split()))
        else:
            warn(
                Warn.FRONT_MATTER,
                f"{key!r} is no key for a theme: use a-z, 0-9, . _ and -",
                (docname, 1),
            )
    if section is not None and page.theme is not None:
        section.insert(1, source_notice(docname=docname))
        section.append(mentioned_in(docname=docname))
    page.generated = any(document.findall(generated))


def _docinfo(document: nodes.document) -> dict[str, str]:
    found = {}
    for one in document.findall(nodes.field):
        if isinstance(one.parent, (nodes.docinfo, nodes.field_list)):
            found[one[0].astext()] = one[1].astext()
    return found


#: with more turns than this, a browser draws those that are seen
_MANY = 300


class _Transcript:
    """One transcript on its way into a doctree."""

    def __init__(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        self.env = env
        self.docname = docname
        self.document = document
        self.path = Path(env.doc2path(docname))

    def fill(self, text: str, domain: InterviewDomain) -> None:
        interview, problems, faults = load(self.docname, self.path, text)
        beside = apparatus_path(self.path)
        self.env.note_dependency(beside)
        for one in problems:
            warn(Warn(one.kind), one.message, (self.docname, one.line or None))
        for one in faults:
            warn(Warn(one.kind), one.message, f"{beside}:{one.line or 1}")
        domain.page(self.docname).interview = _entry(self.docname, interview)
        if not INTERVIEW_ID.fullmatch(interview.id):
            warn(
                Warn.FRONT_MATTER,
                f"{interview.id!r} is no id for an interview: rename the file "
                "with a-z, 0-9, . _ and -",
                (self.docname, 1),
            )
        self.document += self._body(interview)

    def _body(self, interview: Interview) -> nodes.section:
        top = nodes.section("", nodes.title("", interview.title), ids=["interview"])
        if len(interview.turns) > _MANY:
            top["classes"].append("many-turns")
        self._place(top, 1)
        top += interview_head("", *self._received(interview), interview=interview.id)
        marks = _marks(interview.apparatus, interview)
        parents: list[tuple[int, nodes.section]] = [(1, top)]
        taken = {one for turn_ in interview.turns for one in (turn_.id, *turn_.aliases)}
        taken.update(interview.gone_by_id)
        sections = list(interview.sections)
        prose: list[Prose | Gone] = [*interview.prose, *interview.gone]
        prose.sort(key=lambda one: one.line)
        opened = 0
        for at in range(len(interview.turns) + 1):
            while True:
                if prose and prose[0].before == at and prose[0].sections == opened:
                    parents[-1][1].append(self._prose(prose.pop(0)))
                elif sections and sections[0].before == at:
                    one = sections.pop(0)
                    opened += 1
                    while parents[-1][0] >= one.level:
                        parents.pop()
                    made = nodes.section(
                        "", nodes.title("", one.title), ids=[_slug(one.title, taken)]
                    )
                    self._place(made, one.line)
                    parents[-1][1].append(made)
                    parents.append((one.level, made))
                else:
                    break
            if at < len(interview.turns):
                spoken = interview.turns[at]
                parents[-1][1].append(self._turn(interview, spoken, marks.get(spoken.id, [])))
        return top

    def _received(self, interview: Interview) -> list[nodes.Node]:
        """Offer the source as received; its folder is the only place it may lie in."""
        if not interview.original:
            return []
        folder = self.path.parent.resolve()
        file = (folder / interview.original).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            warn(
                Warn.FRONT_MATTER,
                f"interview.original: there is no file {interview.original!r} "
                "beside the transcript",
                (self.docname, 1),
            )
            return []
        shown = nodes.literal("", PurePosixPath(interview.original).name)
        return [addnodes.download_reference("", "", shown, reftarget=interview.original)]

    def _place(self, node: nodes.Element, line: int) -> None:
        node.source, node.line = str(self.path), line
        for key in node["ids"]:
            self.document.ids[key] = node

    def _turn(self, interview: Interview, one: Turn, marks: list[tuple[int, int, Erratum]]) -> turn:
        speaker = interview.speaker_of(one)
        made = turn(
            "",
            ids=[one.id, *one.aliases],
            interview=interview.id,
            turn=one.id,
            speaker=one.speaker or "",
            label=one.label,
            name=speaker.name if speaker else one.label,
            role=speaker.role.value if speaker else "",
            source=one.source,
        )
        for key, value in (("start", one.start), ("marks", marks)):
            if value:
                made[key] = value
        if one.text != one.source:
            made["text"] = one.text
        self._place(made, one.line)
        return made

    def _prose(self, one: Prose | Gone) -> nodes.Element:
        if isinstance(one, Gone):
            return self._gone(one)
        made = turn("", ids=[], turn="", source=one.source, text=plain(one.source))
        self._place(made, one.line)
        return made

    def _gone(self, one: Gone) -> nodes.paragraph:
        """Keep the address of a turn that is gone, and say what became of it."""
        made = nodes.paragraph("", one.story, ids=[one.id, *one.aliases], classes=["turn-gone"])
        if one.into:
            led = nodes.reference("", one.into, refid=one.into, internal=True)
            made += [nodes.Text(" See "), led, nodes.Text(".")]
        self._place(made, one.line)
        return made


def _marks(apparatus: Apparatus, interview: Interview) -> dict[str, list[tuple[int, int, Erratum]]]:
    """Where each erratum stands in the words of its turn."""
    found: dict[str, list[tuple[int, int, Erratum]]] = {}
    for one in apparatus.errata:
        where = interview.by_id.get(one.turn)
        span = locate(one.printed, where.text, one.occurrence) if where else None
        if where and span:
            found.setdefault(where.id, []).append((*span, one))
    for spans in found.values():
        spans.sort(key=lambda span: (span[0], -span[1], span[2].id))
    return found


def _slug(title: str, taken: set[str]) -> str:
    base = nodes.make_id(title) or "section"
    slug, count = base, 1
    while slug in taken or slug == "interview":
        count += 1
        slug = f"{base}-section-{count}"
    taken.add(slug)
    return slug


def _entry(docname: str, one: Interview) -> InterviewEntry:
    return InterviewEntry(
        docname=docname,
        id=one.id,
        title=one.title,
        short=one.short or one.id.replace("-", " ").title(),
        turns=tuple(spoken.id for spoken in one.turns),
        aliases={alias: spoken.id for spoken in one.turns for alias in spoken.aliases},
        speakers=dict(one.speakers),
        spoken_by=tuple(spoken.speaker for spoken in one.turns),
        gone={key: gone.story for key, gone in one.gone_by_id.items()},
        words=tuple(len(spoken.text.split()) for spoken in one.turns),
        published=one.published,
        held=one.held,
        language=one.language,
        translated_from=one.translated_from,
        translation=one.translation,
        original=one.original,
        recording=one.recording,
        source=one.source,
    )


def setup_parser(app: Sphinx) -> None:
    """Read Markdown with :class:`TranscriptParser`."""
    app.add_source_suffix(".md", "markdown", override=True)
    app.add_source_parser(TranscriptParser, override=True)
