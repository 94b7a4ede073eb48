"""Speakers that the transcript does not declare yet, added to its front matter as the last ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from onrecord.transcript import read_transcript

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.model import Interview, Speaker

_SPEAKERS = re.compile(r"(\s+)speakers:\s*(?:#.*)?")


class SpeakerProblem(ValueError):
    """The front matter is not laid out so that a line can be added; the message says what to do."""


def undeclared(labels: Iterable[str], current: Interview, new: Interview) -> list[Speaker]:
    """Return the speakers of the new source whose labels the transcript does not know."""
    known = {
        one for speaker in current.speakers.values() for one in (speaker.name, *speaker.labels)
    }
    found: dict[str, Speaker] = {}
    for turn in new.turns:
        speaker = new.speaker_of(turn)
        if turn.label in set(labels) - known and speaker:
            found.setdefault(turn.label, speaker)
    return list(found.values())


def declare(text: str, speakers: Iterable[Speaker], interview: Interview) -> str:
    """Return a transcript with more speakers declared.

    Raises:
        SpeakerProblem: they cannot be added to this front matter.
    """
    added = list(speakers)
    if not added:
        return text
    lines = text.split("\n")
    end = lines.index("---", 1) if "---" in lines[1:] else 0
    at = next((n for n in range(1, end) if _SPEAKERS.fullmatch(lines[n])), 0)
    names = ", ".join(repr(one.name) for one in added)
    if not at:
        raise SpeakerProblem(f"declare {names} under interview.speakers first, then import again")
    depth = len(lines[at]) - len(lines[at].lstrip())
    last, indent = at, " " * (depth + 2)
    for number in range(at + 1, end):
        inner = len(lines[number]) - len(lines[number].lstrip())
        if lines[number].strip() and inner <= depth:
            break
        if lines[number].strip():
            indent = lines[number][:inner] if last == at else indent
            last = number
    keys = set(interview.speakers)
    rows = [indent + _entry(one, keys) for one in added]
    made = "\n".join([*lines[: last + 1], *rows, *lines[last + 1 :]])
    again, problems = read_transcript(made, interview.id)
    if any(one.kind == "front_matter" for one in problems) or not keys <= set(again.speakers):
        raise SpeakerProblem(f"declare {names} under interview.speakers first, then import again")
    return made


def _entry(speaker: Speaker, keys: set[str]) -> str:
    key, number = speaker.key, 2
    while key in keys:
        key, number = f"{speaker.key}-{number}", number + 1
    keys.add(key)
    entry: dict[str, object] = {"name": speaker.name, "role": str(speaker.role)}
    if speaker.group:
        entry["group"] = True
    dumped = yaml.safe_dump(
        entry, default_flow_style=True, allow_unicode=True, width=10**9, sort_keys=False
    )
    return f"{key}: {dumped.strip()}"
