"""A transcript file -> an :class:`~onrecord.model.Interview` and what is wrong with it.

The file is plain Markdown with YAML front matter. A turn begins with an attribute line that holds
its permanent id, directly followed by a bold label; what follows belongs to it until the next::

    {#t14 start="00:09:12"}
    **Sam:** A lot of companies ...

What is left of a turn that the source no longer has is such a line alone, so that its address
lives on: ``{#t15 gone="not in the source since the second edition" into="t14"}``.

Nothing in the file is executed and nothing is dropped: what cannot be understood is reported and
kept as the words of the turn in which it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from onrecord import markup
from onrecord.attributes import LINE, TURN_ID, gone_line, read_attributes
from onrecord.metadata import Metadata
from onrecord.model import Gone, Interview, Problem, Prose, Section, Turn

INTERVIEW_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_LABEL = re.compile(r"\*\*([^*\n]{1,120}?)(?::[ \t]*\*\*|\*\*:)(?:[ \t]+|$)")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def read_transcript(text: str, interview_id: str) -> tuple[Interview, list[Problem]]:
    """Read one transcript file; never raises for what the file contains."""
    text = _CONTROL.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n")).replace(
        "\r", "\n"
    )
    lines = text.split("\n")
    metadata = Metadata()
    start = metadata.read(lines)
    reader = _Reader(interview_id, metadata)
    reader.read_body(lines, start)
    return reader.interview(), metadata.problems + reader.problems


@dataclass
class _Reader:
    """The state of reading one file; lines are counted from 1."""

    id: str
    metadata: Metadata
    problems: list[Problem] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    title: str = ""
    ids: dict[str, int] = field(default_factory=dict)

    def problem(self, kind: str, message: str, line: int) -> None:
        """Note what is wrong at a line."""
        self.problems.append(Problem(kind, message, line))

    def read_body(self, lines: list[str], start: int) -> None:
        """Read title, headings, turns and what stands outside them."""
        opened: _Open | None = None
        block: list[str] = []
        first = start
        blank = True
        at = start
        while at < len(lines):
            line = lines[at]
            heading = _HEADING.fullmatch(line) if line.startswith("#") else None
            gone = gone_line(line) if blank else None
            begun = self._begin(lines, at, opened) if blank and not (heading or gone) else None
            if heading or gone or begun:
                self._close(opened, block, first)
                opened, block = begun, []
                at += begun.lines if begun else 1
                first = at
                if begun:
                    block = [begun.rest]
                    first = at - 1
                if heading:
                    self._heading(heading, at)
                if gone:
                    self._gone(gone, at)
                blank = not begun
                continue
            block.append(line)
            blank = not line.strip()
            at += 1
        self._close(opened, block, first)

    def _begin(self, lines: list[str], at: int, before: _Open | None) -> _Open | None:
        """Return the turn that begins at a line, or ``None``."""
        line = lines[at]
        if line.startswith("{#"):
            found = LINE.fullmatch(line)
            label = _LABEL.match(lines[at + 1]) if found and at + 1 < len(lines) else None
            if found and label:
                rest = lines[at + 1][label.end() :]
                return _Open(found[1], found[2], label[1].strip(), rest, at + 2, 2)
            self.problem(
                "turn_label",
                "a line with an id must be followed by a bold label, "
                "**Name:** words; it is shown as text",
                at + 1,
            )
        elif line.startswith("**"):
            label = _LABEL.match(line)
            name = label[1].strip() if label else ""
            if not label or name in self.metadata.not_speakers:
                return None
            if name in self.metadata.labels:
                self.problem(
                    "missing_id",
                    f"this turn of {name} has no id: put a line such as "
                    f"{{#{self._free_id(before)}}} above it",
                    at + 1,
                )
                return _Open("", "", name, line[label.end() :], at + 1, 1)
            if label.group().rstrip().endswith(":**"):
                self.problem(
                    "unknown_label",
                    f"{name!r} looks like the label of a turn, but no "
                    "speaker has it and there is no id above it: declare it under "
                    "interview.speakers, or list it under interview.not_speakers",
                    at + 1,
                )
        return None

    def _gone(self, found: re.Match[str], line: int) -> None:
        """Note what a removed turn leaves behind."""
        given = self._attributes(found[2], line, gone=True)
        turn_id = self._claim_id(found[1], line + 1)
        into = given.get("into", "")
        before = len(self.turns), len(self.sections)
        aliases = self._aliases(given, line + 1)
        why = " ".join(given["gone"].split())
        self.gone.append(Gone(turn_id, why, into, *before, line, aliases))

    def _free_id(self, before: _Open | None) -> str:
        """Suggest an id for a turn inserted here: the id before it and a letter."""
        base = before.id if before and before.id else "t00"
        letters = "abcdefghijklmnopqrstuvwxyz"
        return next((base + c for c in letters if base + c not in self.ids), f"{base}-2")

    def _heading(self, heading: re.Match[str], line: int) -> None:
        level, title = len(heading[1]), markup.plain(heading[2])
        if level == 1 and not self.title:
            self.title = title
        elif title:
            self.sections.append(Section(title, max(level, 2), len(self.turns), line))

    def _close(self, opened: _Open | None, block: list[str], first: int) -> None:
        source = "\n".join(block).strip("\n").rstrip()
        if opened is not None:
            self._add_turn(opened, source)
        elif source.strip():
            if self.turns:
                self.problem(
                    "text_outside_turn",
                    "these words stand outside a turn: give them a "
                    "line with an id and a label, as a turn has",
                    first + 1,
                )
            self.prose.append(Prose(source, len(self.turns), len(self.sections), first + 1))

    def _add_turn(self, opened: _Open, source: str) -> None:
        speaker = self.metadata.labels.get(opened.label)
        if speaker is None:
            self.problem(
                "unknown_label",
                f"no speaker has the label {opened.label!r}: add it to "
                "the labels of one under interview.speakers",
                opened.line,
            )
        attributes = self._attributes(opened.attributes, opened.line - 1)
        turn_id = (
            self._claim_id(opened.id, opened.line) if opened.id else self._unnamed(opened.line)
        )
        aliases = self._aliases(attributes, opened.line)
        if not source:
            self.problem("empty_turn", f"turn {turn_id} has no words", opened.line)
        self.turns.append(
            Turn(
                turn_id,
                speaker,
                opened.label,
                source,
                markup.plain(source),
                opened.line,
                aliases,
                attributes.get("start"),
                attributes.get("end"),
            )
        )

    def _aliases(self, attributes: dict[str, str], line: int) -> tuple[str, ...]:
        names = attributes.get("was", "").split()
        return tuple(alias for alias in names if self._claim_id(alias, line) == alias)

    def _attributes(self, text: str, line: int, *, gone: bool = False) -> dict[str, str]:
        found, wrong = read_attributes(text, gone=gone)
        for message in wrong:
            self.problem("turn_attribute", message, line)
        return found

    def _claim_id(self, turn_id: str, line: int) -> str:
        """Reserve an id; a bad or a used one is reported and replaced, so that no word is lost."""
        if not TURN_ID.fullmatch(turn_id):
            self.problem(
                "bad_id",
                f"{turn_id!r} is no id for a turn: use a-z, 0-9 and -, beginning "
                "with a letter and holding a digit, such as t14",
                line - 1,
            )
        elif turn_id in self.ids:
            self.problem(
                "duplicate_id",
                f"the id {turn_id!r} is taken by line {self.ids[turn_id]}: an id is given once",
                line - 1,
            )
        else:
            self.ids[turn_id] = line
            return turn_id
        return self._unnamed(line)

    def _unnamed(self, line: int) -> str:
        count = 1
        while f"unnamed-{count}" in self.ids:
            count += 1
        self.ids[f"unnamed-{count}"] = line
        return f"unnamed-{count}"

    def interview(self) -> Interview:
        """Return what was read."""
        if not self.turns:
            self.problem(
                "no_turns",
                "no turn was found: a turn is a line {#t01} and, below it, **Name:** words",
                0,
            )
        present = {turn.id for turn in self.turns}
        for one in self.gone:
            if one.into and one.into not in present:
                self.problem(
                    "turn_attribute",
                    f"{one.id} went into {one.into!r}, but there is no such turn",
                    one.line,
                )
        texts: dict[str, Any] = dict(self.metadata.texts)
        title = texts.pop("title", "")
        return Interview(
            self.id,
            self.title or title or self.id,
            self.metadata.speakers,
            tuple(self.turns),
            tuple(self.sections),
            tuple(self.prose),
            tuple(self.gone),
            **texts,
        )


@dataclass(frozen=True, slots=True)
class _Open:
    """The beginning of a turn."""

    id: str
    attributes: str
    label: str
    rest: str
    #: 1-based line of the label
    line: int
    #: how many lines the beginning takes
    lines: int
