"""The domain ``interview``: what the site holds, how it is linked, and who links to it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from onrecord.diagnostics import Warn, warn
from onrecord.entries import Mention, PageEntry, Place, claim_anchor
from onrecord.indices import ClaimIndex, SpeakerIndex, ThemeIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from onrecord.entries import CheckedQuotation, ClaimEntry, InterviewEntry, ThemeEntry


#: a sentence shown on another page is cut after this
LONGEST = 300
#: where a sentence names something by its title, which is known when all is read
_TITLE_MARK = re.compile("\x02([a-z]+) ([^\x03]*)\x03")


class Target(NamedTuple):
    """Where a name leads and what it is called."""

    docname: str
    anchor: str
    title: str


class _Role(XRefRole):
    """A role whose text, where none is given, is filled in when the target is known."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Show the turn's number, not its whole name."""
        if not has_explicit_title and refnode.get("reftype") == "turn":
            title = target.rpartition(":")[2]
        return title, " ".join(target.split())


class InterviewDomain(Domain):
    """Interviews, turns, speakers, themes and claims, and the links between them."""

    name = "interview"
    label = "Interview"
    object_types: ClassVar = {
        "interview": ObjType("interview", "interview"),
        "turn": ObjType("turn", "turn"),
        "speaker": ObjType("speaker", "speaker"),
        "theme": ObjType("theme", "theme"),
        "claim": ObjType("claim", "claim"),
    }
    roles: ClassVar = {
        name: _Role(warn_dangling=True, innernodeclass=nodes.inline) for name in object_types
    }
    indices: ClassVar = [SpeakerIndex, ThemeIndex, ClaimIndex]
    initial_data: ClassVar = {"pages": {}, "checked": {}, "shown": {}}
    data_version = 1
    dangling_warnings: ClassVar = {
        "interview": "no interview is called %(target)r",
        "turn": "no turn is called %(target)r: write interview:turn, such as talk-2025:t14",
        "speaker": "no speaker is called %(target)r: write interview:speaker",
        "theme": "no theme is called %(target)r: it is the key 'theme' of a page's front matter",
        "claim": "no claim is called %(target)r",
    }

    # -- data --------------------------------------------------------------------------------

    @property
    def pages(self) -> dict[str, PageEntry]:
        """What each document adds."""
        pages: dict[str, PageEntry] = self.data["pages"]
        return pages

    @property
    def checked(self) -> dict[str, list[CheckedQuotation]]:
        """The outcome of each quotation of each document, by number."""
        checked: dict[str, list[CheckedQuotation]] = self.data["checked"]
        return checked

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        """A digest of what each document shows of others, as each builder last wrote it."""
        shown: dict[str, dict[str, str]] = self.data["shown"]
        return shown

    def page(self, docname: str) -> PageEntry:
        """Return the entry of a document, made if need be."""
        return self.pages.setdefault(docname, PageEntry())

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.pages.pop(docname, None)
        self.checked.pop(docname, None)
        self._forget_tables()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname in docnames:
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]
        self._forget_tables()

    # -- tables made from the data, once per process ------------------------------------------

    def _forget_tables(self) -> None:
        for name in ("_interviews", "_themes", "_claims", "_mentions"):
            self.__dict__.pop(name, None)

    def freeze(self) -> None:
        """Make the tables anew: everything is read."""
        self._forget_tables()

    @property
    def interviews(self) -> dict[str, InterviewEntry]:
        """Interviews by id, in the order of their documents."""
        if "_interviews" not in self.__dict__:
            found: dict[str, InterviewEntry] = {}
            for docname in sorted(self.pages):
                entry = self.pages[docname].interview
                if entry:
                    found.setdefault(entry.id, entry)
            self._interviews = found
        return self._interviews

    @property
    def themes(self) -> dict[str, tuple[str, ThemeEntry]]:
        """(document, theme) by key."""
        if "_themes" not in self.__dict__:
            found: dict[str, tuple[str, ThemeEntry]] = {}
            for docname in sorted(self.pages):
                theme = self.pages[docname].theme
                if theme:
                    found.setdefault(theme.key, (docname, theme))
            self._themes = found
        return self._themes

    @property
    def claims(self) -> dict[str, tuple[str, ClaimEntry]]:
        """(document, claim) by id, in the order of ids."""
        if "_claims" not in self.__dict__:
            found: dict[str, tuple[str, ClaimEntry]] = {}
            for docname in sorted(self.pages):
                for one in self.pages[docname].claims:
                    found.setdefault(one.id, (docname, one))
            self._claims = dict(sorted(found.items()))
        return self._claims

    @property
    def mentions(self) -> dict[Place, list[Mention]]:
        """Who leads to each turn, in the order of documents and of their text."""
        if "_mentions" not in self.__dict__:
            found: dict[Place, list[Mention]] = defaultdict(list)
            for docname in sorted(self.pages):
                if not self.pages[docname].interview:
                    for place, mention in self._mentions_of(docname):
                        if mention not in found[place]:
                            found[place].append(mention)
            self._mentions = found
        return self._mentions

    def _mentions_of(self, docname: str) -> Iterator[tuple[Place, Mention]]:
        page = self.pages[docname]
        quoted = set()
        for entry, found in zip(page.quotations, self.checked.get(docname, ()), strict=False):
            if found.outcome.ok:
                quoted.add((found.interview, found.turn, entry.context))
                words = entry.context if entry.inline and entry.context else f"“{entry.words}”"
                mention = Mention(docname, entry.anchor, self.readable(words), "quotation")
                yield (found.interview, found.turn), mention
        for one in page.references:
            target = self.find_turn(one.target) if one.type == "turn" else None
            if target and (*target, one.sentence) not in quoted:
                sentence = self.readable(one.sentence)
                yield target, Mention(docname, one.anchor, sentence, "reference")
        for claim in page.claims:
            for place in claim.evidence:
                turn = self.find_turn(":".join(place))
                if turn:
                    mention = Mention(docname, claim_anchor(claim.id), claim.text, "claim")
                    yield turn, mention

    def readable(self, sentence: str) -> str:
        """Return a sentence with the titles of what it names, not too long for another page."""
        text = _TITLE_MARK.sub(self._title_of_mark, sentence)
        return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"

    def _title_of_mark(self, mark: re.Match[str]) -> str:
        found = self.find(mark[1], mark[2])
        return found.title if found else mark[2]

    def theme_mentions(self, key: str, docname: str) -> list[tuple[str, str, str]]:
        """Return (document, id, sentence) of each link to a theme, apart from its own."""
        found: dict[str, tuple[str, str, str]] = {}
        for other in sorted(self.pages):
            if other == docname:
                continue
            for one in self.pages[other].references:
                same_theme = one.type == "theme" and one.target == key
                if same_theme or (one.type == "doc" and one.target == docname):
                    sentence = self.readable(one.sentence)
                    found.setdefault(other, (other, one.anchor, sentence))
        return list(found.values())

    # -- looking up ---------------------------------------------------------------------------

    def title(self, docname: str) -> str:
        """Return the title of a document."""
        return self.env.titles[docname].astext() if docname in self.env.titles else docname

    def find_turn(self, name: str) -> Place | None:
        """Return (interview, present turn id) for ``interview:turn``, or ``None``."""
        interview, _, turn = name.rpartition(":")
        entry = self.interviews.get(interview)
        found = entry.turn_id(turn) if entry else None
        return (interview, found) if found else None

    def find(self, kind: str, name: str) -> Target | None:
        """Return where an object leads, or ``None``."""
        if kind == "turn":
            place = self.find_turn(name)
            if not place:
                return self._find_gone(name)
            entry = self.interviews[place[0]]
            return Target(entry.docname, name.rpartition(":")[2], f"{entry.short}, {place[1]}")
        if kind == "interview" and name in self.interviews:
            entry = self.interviews[name]
            return Target(entry.docname, "", entry.title)
        if kind == "speaker":
            return self._find_speaker(name)
        if kind == "theme" and name in self.themes:
            docname = self.themes[name][0]
            return Target(docname, "", self.title(docname))
        if kind == "claim" and name in self.claims:
            return Target(self.claims[name][0], claim_anchor(name), name)
        if kind == "place":
            docname, _, anchor = name.partition("#")
            return Target(docname, anchor, "") if docname in self.env.all_docs else None
        return None

    def _find_gone(self, name: str) -> Target | None:
        """Return what is left of a turn that is gone: its address never dies."""
        interview, _, turn = name.rpartition(":")
        entry = self.interviews.get(interview)
        if not entry or turn not in entry.gone:
            return None
        return Target(entry.docname, turn, f"{entry.short}, {turn}: {entry.gone[turn]}")

    def _find_speaker(self, name: str) -> Target | None:
        interview, _, key = name.rpartition(":")
        places = [interview] if interview else list(self.interviews)
        found = [
            (entry, entry.speakers[key])
            for entry in map(self.interviews.get, places)
            if entry and key in entry.speakers
        ]
        if not found or len({one.name for _, one in found}) > 1:
            return None
        entry, speaker = found[0]
        return Target(entry.docname, f"speaker-{key}", speaker.name)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Make a link out of a role."""
        found = self.find(typ, target)
        if not found:
            return None
        child: nodes.Node = contnode
        if not node.get("refexplicit") and typ != "turn":
            child = nodes.inline("", found.title, classes=["xref", f"interview-{typ}"])
        hint = found.title if typ == "turn" else None
        return make_refnode(builder, fromdocname, found.docname, found.anchor, child, hint)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Make links out of a name of unknown kind, such as ``[text](#interview:turn)``."""
        kinds = ("turn", "speaker") if ":" in target else ("interview", "theme", "claim")
        found = []
        for kind in kinds:
            made = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if made:
                found.append((f"interview:{kind}", made))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every address; search is left to the words (priority -1)."""
        for entry in self.interviews.values():
            yield entry.id, entry.title, "interview", entry.docname, "", -1
            for turn in (*entry.turns, *entry.aliases, *entry.gone):
                title = f"{entry.short}, {turn}"
                yield f"{entry.id}:{turn}", title, "turn", entry.docname, turn, -1
            for key, one in entry.speakers.items():
                name = f"{entry.id}:{key}"
                yield name, one.name, "speaker", entry.docname, f"speaker-{key}", -1
        for key, (docname, _) in self.themes.items():
            yield key, self.title(docname), "theme", docname, "", -1
        for claim_id, (docname, _) in self.claims.items():
            yield claim_id, claim_id, "claim", docname, claim_anchor(claim_id), -1

    def offer_labels(self) -> None:
        """Let sites that do not know this domain link by ``:ref:``: labels beside the objects.

        For the inventory only: on this site a name would then have two meanings.
        """
        std: Any = self.env.get_domain("std")
        for name, title, _, docname, anchor, _ in self.get_objects():
            std.labels.setdefault(name, (docname, anchor, title))
            std.anonlabels.setdefault(name, (docname, anchor))

    # -- consistency --------------------------------------------------------------------------

    def report_duplicates(self) -> None:
        """Warn about ids that are given twice."""
        self._check_unique(
            Warn.DUPLICATE_INTERVIEW,
            ((doc, page.interview.id, 1) for doc, page in self._sorted() if page.interview),
            "the interview {name!r} is also {other}: two transcripts need two file names",
        )
        self._check_unique(
            Warn.DUPLICATE_THEME,
            ((doc, page.theme.key, 1) for doc, page in self._sorted() if page.theme),
            "the theme {name!r} is also the page {other}: give one of them another key",
        )
        self._check_unique(
            Warn.DUPLICATE_CLAIM,
            ((doc, one.id, one.line) for doc, page in self._sorted() for one in page.claims),
            "the claim {name!r} is also in {other}: define it once, refer to it with {{claim}}",
        )

    def _sorted(self) -> Iterator[tuple[str, PageEntry]]:
        for docname in sorted(self.pages):
            yield docname, self.pages[docname]

    def _check_unique(
        self, kind: Warn, found: Iterable[tuple[str, str, int]], message: str
    ) -> None:
        seen: dict[str, str] = {}
        for docname, name, line in found:
            if name in seen:
                warn(kind, message.format(name=name, other=seen[name]), (docname, line))
            else:
                seen[name] = docname
