"""A transcript file cut into what stands in it, line for line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Interview

_LABEL = re.compile(r"\*\*[^*\n]+?(?::[ \t]*\*\*|\*\*:)")


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines of a file, in their order."""

    #: front matter, title and what stands before the first turn or heading
    head: tuple[str, ...]
    #: lines of each turn, the line with its id first
    turns: tuple[tuple[str, ...], ...]
    #: headings, words of no turn and removed turns before each turn; the last stand at the end
    before: tuple[tuple[str, ...], ...]


def lines_of(text: str) -> list[str]:
    """Return the lines as :func:`~onrecord.transcript.read_transcript` counts them."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def cut(text: str, interview: Interview) -> Cut:
    """Cut the text of an interview; every line is in one place."""
    lines = lines_of(text)
    starts = {one.line - 1: -1 for one in interview.sections}
    starts.update((one.line - 1, -1) for one in interview.prose)
    starts.update((one.line - 1, -1) for one in interview.gone)
    for number, turn in enumerate(interview.turns):
        label = turn.line - 1
        has_id = label > 0 and lines[label - 1].startswith("{#")
        starts[label - has_id] = number
    order = sorted(starts)
    bounds = [*order, len(lines)]
    head = tuple(lines[: bounds[0]])
    turns: list[tuple[str, ...]] = []
    before: list[list[str]] = [[]]
    for start, end in zip(order, bounds[1:], strict=True):
        block = lines[start:end]
        if starts[start] < 0:
            before[-1] += block
        else:
            turns.append(tuple(block))
            before.append([])
    return Cut(head, tuple(turns), tuple(map(tuple, before)))


def id_line(
    turn_id: str, start: str | None, end: str | None, aliases: list[str] | tuple[str, ...]
) -> str:
    """Return the line above a turn."""
    parts = [f"#{turn_id}"]
    given = (("start", start), ("end", end), ("was", " ".join(dict.fromkeys(aliases))))
    parts += [f'{key}="{value}"' for key, value in given if value]
    return "{" + " ".join(parts) + "}"


def relabelled(line: str, label: str) -> str:
    """Return the first line of a turn with another label."""
    return _LABEL.sub(lambda _: f"**{label}:**", line, count=1)
