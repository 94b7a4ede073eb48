"""Quotations on pages, found without a build, and those whose words an import changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.check import Corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.model import Interview

_FENCE = re.compile(r"[ \t>]*(:{3,}|`{3,}|~{3,})[ \t]*(?:\{([a-z-]+)\}[ \t]*(\S*))?.*")
_OPTION = re.compile(r"[ \t>]*:([a-z]+):[ \t]*(.*)")
_SAID = re.compile(r"\{said\}(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_TARGET = re.compile(r"(?P<words>.*\S)\s*<(?P<target>[^<>\s]+)>\s*", re.DOTALL)
_WORDS = re.compile(
    r"\{\s*turn:\s*(?P<turn>[a-z0-9-]+)\s*,\s*words:\s*(?P<mark>[\"']?)(?P<words>.+?)(?P=mark)\s*\}"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation on a page."""

    page: str
    #: 1-based
    line: int
    words: str
    interview: str | None = None
    turn: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A quotation that was in the transcript and no longer is."""

    cited: Cited
    #: what the words are now, ``[-old-]{+new+}``, or empty
    difference: str
    #: what is wrong and the way out
    hint: str


def read_page(page: str, text: str) -> Iterator[Cited]:
    """Yield the quotations of one page in MyST: ``{quote}``, ``{said}``, words of a timeline."""
    lines = text.replace("\r\n", "\n").split("\n")
    prose = list(lines)
    opened: list[tuple[str, str, str, int]] = []
    for number, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if found and opened and _closes(found, opened[-1][0]):
            _, name, target, start = opened.pop()
            if name == "quote":
                yield _quote(page, lines, start, number, target)
            elif name == "timeline":
                yield from _timeline(page, lines, start, number, target)
            if name == "quote" or not name:
                prose[start : number + 1] = [""] * (number + 1 - start)
        elif found and not (opened and opened[-1][1] in {"", "quote", "timeline"}):
            opened.append((found[1], found[2] or "", found[3] or "", number))
    yield from _roles(page, "\n".join(prose))


def _closes(found: re.Match[str], fence: str) -> bool:
    return found[1][0] == fence[0] and len(found[1]) >= len(fence) and not found[2]


def _quote(page: str, lines: list[str], start: int, end: int, target: str) -> Cited:
    options: dict[str, str] = {}
    at = start + 1
    while at < end and (found := _OPTION.fullmatch(lines[at])):
        options[found[1]] = found[2].strip()
        at += 1
    words = "\n".join(line.strip() for line in lines[at:end]).strip()
    return Cited(page, start + 1, words, *_place(target), options.get("speaker"))


def _timeline(page: str, lines: list[str], start: int, end: int, target: str) -> Iterator[Cited]:
    for number in range(start + 1, end):
        for found in _WORDS.finditer(lines[number]):
            yield Cited(page, number + 1, found["words"], target, found["turn"])


def _roles(page: str, text: str) -> Iterator[Cited]:
    for found in _SAID.finditer(text):
        if "\n\n" in found[2]:
            continue
        inner = _TARGET.fullmatch(found[2])
        words, target = (inner["words"], inner["target"]) if inner else (found[2], "")
        line = text.count("\n", 0, found.start()) + 1
        yield Cited(page, line, " ".join(words.split()), *_place(target))


def _place(target: str) -> tuple[str | None, str | None]:
    if not target:
        return None, None
    interview, separator, turn = target.rpartition(":")
    return (interview, turn) if separator else (turn, None)


def changed_quotations(
    before: Interview, after: Interview, quotations: Iterable[Cited]
) -> list[Changed]:
    """Return the quotations that agree with an interview as it was and not as it is now."""
    then, now = Corpus({before.id: before}), Corpus({after.id: after})
    found = []
    for one in quotations:
        if one.interview not in {None, before.id}:
            continue
        place = {"interview": one.interview, "turn": one.turn, "speaker": one.speaker}
        if not then.check(one.words, **place).outcome.ok:
            continue
        result = now.check(one.words, **place)
        if not result.outcome.ok:
            near = f"{result.near.turn}: {result.near.difference}" if result.near else ""
            found.append(Changed(one, near, result.hint))
    return found


def named_on(page: str, text: str, names: Iterable[str]) -> list[tuple[str, int, str]]:
    """Return (page, line, name) of each place of a page that names one of some addresses."""
    wanted = sorted(map(re.escape, names), key=len, reverse=True)
    if not wanted:
        return []
    pattern = re.compile(rf"(?<![\w.-])({'|'.join(wanted)})(?![\w-])")
    return [
        (page, number, found[1])
        for number, line in enumerate(text.splitlines(), 1)
        for found in pattern.finditer(line)
    ]
