"""A transcript file -> an :class:`~onrecord.model.Interview` and what is wrong with it.

The file is plain Markdown with YAML front matter. A turn begins with an attribute line that holds
its permanent id, directly followed by a bold label; what follows belongs to it until the next::

    {#t14 start="00:09:12"}
    **Sam:** A lot of companies ...

Nothing in the file is executed and nothing is dropped: what cannot be understood is reported and
kept as the words of the turn in which it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from onrecord import markup
from onrecord.metadata import Metadata
from onrecord.model import Interview, Problem, Prose, Section, Turn

#: what a turn may be called; ``id7`` and the like are taken by docutils
TURN_ID = re.compile(r"(?!id[0-9]+$)(?=[a-z-]*[0-9])[a-z][a-z0-9-]{0,63}")
INTERVIEW_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
TIME = re.compile(r"[0-9]{1,3}:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,3})?")

_ATTRIBUTES = re.compile(r"\{#([^\s{}\"]+)((?:[ \t]+[a-z]+=\"[^\"{}]*\")*)[ \t]*\}[ \t]*")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
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
            begun = None if heading or not blank else self._begin(lines, at, opened)
            if heading or begun:
                self._close(opened, block, first)
                opened, block = begun, []
                at += begun.lines if begun else 1
                first = at
                if begun:
                    block = [begun.rest]
                    first = at - 1
                if heading:
                    self._heading(heading, at)
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
            found = _ATTRIBUTES.fullmatch(line)
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
        attributes = self._attributes(opened)
        turn_id = (
            self._claim_id(opened.id, opened.line) if opened.id else self._unnamed(opened.line)
        )
        aliases = tuple(
            alias
            for alias in attributes.get("was", "").split()
            if self._claim_id(alias, opened.line) == alias
        )
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

    def _attributes(self, opened: _Open) -> dict[str, str]:
        found = dict(_ATTRIBUTE.findall(opened.attributes))
        for key in sorted(set(found) - {"start", "end", "was"}):
            self.problem(
                "turn_attribute",
                f"a turn has no attribute {key!r}; it has start, end and was (earlier ids)",
                opened.line - 1,
            )
        for key in ("start", "end"):
            if key in found and not TIME.fullmatch(found[key]):
                self.problem(
                    "turn_attribute",
                    f"{key}={found.pop(key)!r} is no time: write HH:MM:SS or HH:MM:SS.mmm",
                    opened.line - 1,
                )
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
        texts: dict[str, Any] = dict(self.metadata.texts)
        title = texts.pop("title", "")
        return Interview(
            self.id,
            self.title or title or self.id,
            self.metadata.speakers,
            tuple(self.turns),
            tuple(self.sections),
            tuple(self.prose),
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
