"""OHMS and TEI XML -> turns; no entity of the file's own is expanded, nothing outside is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from onrecord.formats.cues import Piece, count_labels, merge, read_webvtt
from onrecord.formats.documents import read_document
from onrecord.formats.plaintext import text_lines
from onrecord.formats.records import (
    Block,
    Heading,
    Imported,
    ImportedTurn,
    ImportProblem,
    Skipped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: what is no speech inside an utterance, and kept in brackets as transcribers print it
_EVENTS = {"vocal", "incident", "kinesic", "writing", "event", "gap", "pause"}
_HIDDEN = {
    "note": "editor's note",
    "corr": "correction",
    "reg": "regularised form",
    "bibl": "reference",
}
_BREAKS = {"p", "ab", "seg", "l", "lb", "cb", "pb", "item"}


def looks_like_xml(text: str) -> bool:
    """Whether a text is XML and no HTML."""
    head = text[:3000].lstrip("\ufeff \t\n")
    return (
        head.startswith("<")
        and re.search(
            r"<(?:[\w.-]+:)?(?:TEI|teiCorpus|ROOT|ohms|record|transcripts|u|text)\b", head
        )
        is not None
        and not re.search(r"<html\b", head, re.IGNORECASE)
    )


def read_xml(text: str, *, given: frozenset[str] = frozenset()) -> Imported:
    """Read an OHMS or a TEI transcript.

    Raises:
        ImportProblem: it is not well-formed, uses entities of its own, or holds no transcript.
    """
    text = (
        re.sub(r"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')", r"\1", text[:300])
        + text[300:]
    )
    try:
        root = ElementTree.fromstring(text.lstrip("\ufeff \t\n"))
    except DefusedXmlException as error:
        raise ImportProblem(
            "the XML declares entities or reads other files: it is refused"
        ) from error
    except (ElementTree.ParseError, ValueError) as error:
        raise ImportProblem(f"this is not well-formed XML: {error}") from error
    names = {_name(one) for one in root.iter()}
    if names & {"vtt_transcript", "transcript"} and names & {"record", "ROOT", "sync"}:
        return _ohms(root, given)
    if names & {"u", "sp"}:
        return _tei(root)
    if {"speech", "item"} <= names:
        return _podlove(root)
    raise ImportProblem(
        "this XML holds no transcript that is known: OHMS (transcript) or TEI (u, sp)"
    )


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


# -- OHMS --------------------------------------------------------------------------------------


def _ohms(root: Element, given: frozenset[str]) -> Imported:
    fields = {
        _name(one): (one.text or "").strip() for one in root.iter() if (one.text or "").strip()
    }
    people = tuple(fields[key] for key in ("interviewee", "interviewer") if key in fields)
    vtt, plain = fields.get("vtt_transcript", ""), fields.get("transcript", "")
    if vtt and vtt.lower() != "no transcript.":
        inner = read_webvtt(vtt, given=given, names=people)
        turns, labels, skipped, flags = inner.turns, inner.labels, list(inner.skipped), inner.flags
    elif plain and plain.lower() != "no transcript.":
        document = read_document(
            text_lines(plain.split("\n"), 1), people, given, unit_is_line=False
        )
        turns, labels = tuple(document.turns), tuple(document.labels)
        skipped, flags = document.skipped, tuple(document.flags)
    else:
        raise ImportProblem("this OHMS file has no transcript, only an index")
    headings: list[Heading] = []
    read = {"vtt_transcript" if vtt else "transcript"}
    skipped += list(_ohms_rest(root, read, headings))
    meta: dict[str, str] = {
        key: fields[key]
        for key in ("title", "date", "language", "repository", "duration")
        if key in fields
    }
    address = fields.get("media_url", "")
    if address.startswith("http"):
        meta["recording"] = address
    return Imported(
        "ohms", turns, tuple(skipped), tuple(headings), labels, meta, people, flags=flags
    )


def _ohms_rest(root: Element, read: set[str], headings: list[Heading]) -> Iterator[Skipped]:
    for number, element in enumerate(root.iter(), 1):
        name = _name(element)
        if name == "point":
            parts = {_name(one): (one.text or "").strip() for one in element}
            time = parts.get("time", "")
            start = float(time) if time.isdigit() else None
            if parts.get("title"):
                headings.append(Heading(parts["title"], 2, -1, number, start))
        text = (element.text or "").strip()
        if text and name not in read:
            yield Skipped(number, f"field {name!r}", text)


# -- Podlove -----------------------------------------------------------------------------------


def _podlove(root: Element) -> Imported:
    parts: list[Piece] = []
    for number, speech in enumerate((one for one in root.iter() if _name(one) == "speech"), 1):
        label = next((_flat(one) for one in speech if _name(one) == "speaker"), "") or None
        items = [one for one in speech if _name(one) == "item"]
        text = " ".join(_flat(one) for one in items)
        if text.strip():
            start, end = items[0].get("start"), items[-1].get("end")
            parts.append(Piece(label, text, start, end, number))
    uses = count_labels(piece.speaker for piece in parts)
    return Imported(
        "podlove", tuple(merge(parts)), labels=tuple(uses), flags=() if uses else ("unlabelled",)
    )


# -- TEI ---------------------------------------------------------------------------------------


def _tei(root: Element) -> Imported:
    people = _people(root)
    times = _times(root)
    turns: list[ImportedTurn] = []
    skipped: list[Skipped] = []
    headings: list[Heading] = []
    walker = _Walker(turns, skipped, headings, times)
    walker.walk(root)
    uses = count_labels(turn.speaker for turn in turns)
    title = next((_flat(one) for one in root.iter() if _name(one) == "title" and _flat(one)), "")
    language = next((one.get("ident", "") for one in root.iter() if _name(one) == "language"), "")
    meta = {key: value for key, value in (("title", title), ("language", language)) if value}
    labels = {turn.speaker for turn in turns if turn.speaker}
    named = {key: name for key, name in people.items() if key in labels and name}
    flags = () if uses else ("unlabelled",)
    return Imported(
        "tei",
        tuple(turns),
        tuple(skipped),
        tuple(headings),
        tuple(uses),
        meta,
        tuple(named.values()),
        named,
        flags=flags,
    )


def _flat(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _people(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter():
        if _name(element) in {"person", "personGrp"} and element.get(_ID):
            name = next(
                (_flat(one) for one in element.iter() if _name(one) in {"persName", "name"}), ""
            )
            found[element.get(_ID) or ""] = name
    return found


def _times(root: Element) -> dict[str, str]:
    """Return the times of a timeline's points, where they are absolute or count from its start."""
    found: dict[str, str] = {}
    for element in root.iter():
        if _name(element) == "when" and element.get(_ID):
            value = element.get("absolute") or element.get("interval") or ""
            if re.fullmatch(r"\d+(?:\.\d+)?s?|\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?", value):
                found[element.get(_ID) or ""] = value.rstrip("s")
    return found


class _Walker:
    """Walks a TEI tree in the order of its text, without recursion."""

    def __init__(
        self,
        turns: list[ImportedTurn],
        skipped: list[Skipped],
        headings: list[Heading],
        times: dict[str, str],
    ) -> None:
        self.turns, self.skipped, self.headings, self.times = turns, skipped, headings, times
        self.count = 0

    def walk(self, root: Element) -> None:
        """Read every utterance; report every other text."""
        stack: list[tuple[Element | str, str | None, str]] = [(root, None, "")]
        while stack:
            element, who, start = stack.pop()
            if isinstance(element, str):
                self._outside(element, "text outside an utterance")
                continue
            name = _name(element)
            who, start = element.get("who") or who, element.get("start") or start
            if name in {"u", "sp"}:
                self._utterance(element, name, who, start)
                continue
            if name == "head" and self.turns:
                self.headings.append(Heading(_flat(element), 2, len(self.turns), self.count))
            if element.text and element.text.strip():
                self._outside(element.text, f"element {name!r}")
            for child in reversed(element):
                if child.tail and child.tail.strip():
                    stack.append((child.tail, None, ""))
                stack.append((child, who, start))

    def _outside(self, text: str, why: str) -> None:
        text = " ".join(text.split())
        if text:
            self.skipped.append(Skipped(self.count, why, text))

    def _utterance(self, element: Element, name: str, who: str | None, start: str) -> None:
        self.count += 1
        label = (who or "").strip().split(" ")[0].rpartition("#")[2] or None
        parts: list[str] = []
        for text in self._words(element):
            if isinstance(text, str):
                parts.append(text)
            elif name == "sp":
                label = _flat(text).rstrip(".: ") or label
        blocks = [
            Block(" ".join(part.split())) for part in re.split(r"\n[ \t]*\n|\x1e", "".join(parts))
        ]
        kept = tuple(block for block in blocks if block.text)
        printed = self.times.get(start.lstrip("#")) or (
            start if re.fullmatch(r"\d[\d:.]*", start) else None
        )
        time: str | float | None = float(printed) if printed and ":" not in printed else printed
        if kept:
            self.turns.append(ImportedTurn(label, kept, time, None, (), self.count))

    def _words(self, element: Element) -> Iterator[str | Element]:
        """Yield the words of an utterance in order, and the elements that name its speaker."""
        stack: list[Element | str] = [element]
        while stack:
            one = stack.pop()
            if isinstance(one, str) or _name(one) == "speaker":
                yield one
                continue
            name = _name(one)
            if name in _HIDDEN or not name:
                self._outside(_flat(one) if name else "", _HIDDEN.get(name, "comment"))
            elif name in _EVENTS:
                text = _flat(one).strip("[]() ")
                yield f" [{text}] " if text else " "
            else:
                yield "\x1e" if name in {"p", "ab"} else " " if name in _BREAKS else ""
                stack += _inside(one)


def _inside(element: Element) -> Iterator[Element | str]:
    """Yield texts and children of an element, last to first."""
    for child in reversed(element):
        if child.tail:
            yield child.tail
        yield child
    yield element.text or ""
