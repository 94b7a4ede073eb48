"""Quotations as they stand in the sources, found without the package, and changed there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from support import Built

_SAID = re.compile(r"\{said\}`(?P<words>[^`]*?)(?:\s*<(?P<turn>[^<>`]+)>)?`")
_QUOTE = re.compile(
    r"^(?P<fence>:{3,}|`{3,})\{quote\}[ ]*(?P<turn>\S*)[ ]*\n(?P<options>(?::\w+:.*\n)*)\s*"
    r"(?P<words>(?:.*\n)*?)(?P=fence)[ ]*$",
    re.MULTILINE,
)
_TIMELINE = re.compile(
    r"^(?P<fence>:{3,}|`{3,})\{timeline\}[ ]*(?P<interview>\S+)[ ]*\n(?P<body>(?:.*\n)*?)(?P=fence)[ ]*$",
    re.MULTILINE,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Quoted:
    """One quotation: its words and its turn, and where both stand in the source."""

    docname: str
    kind: str
    words: str
    turn: str
    where: Span
    turn_where: Span
    #: 1-based line on which the quotation begins, with its directive or its turn
    line: int


def quotations_of(docname: str, text: str) -> list[Quoted]:
    """Return the quotations of a page in the order in which they stand."""
    found = [*_marked(docname, text, "said", _SAID), *_marked(docname, text, "quote", _QUOTE)]
    found += _timeline(docname, text)
    return sorted(found, key=lambda one: one.where)


def _marked(docname: str, text: str, kind: str, pattern: re.Pattern[str]) -> Iterable[Quoted]:
    for one in pattern.finditer(text):
        words = one["words"].rstrip()
        start = one.start("words")
        begin = start if kind == "said" else one.start()
        line = text.count("\n", 0, begin) + 1
        where = (start, start + len(words))
        yield Quoted(docname, kind, words, one["turn"] or "", where, one.span("turn"), line)


def _timeline(docname: str, text: str) -> Iterable[Quoted]:
    for block in _TIMELINE.finditer(text):
        for node in _mappings(yaml.compose(block["body"])):
            parts = {key.value: value for key, value in node.value}
            if set(parts) != {"turn", "words"}:
                continue
            turn, words = (_scalar(parts[key], block.start("body")) for key in ("turn", "words"))
            place = f"{block['interview']}:{parts['turn'].value}"
            begin = block.start("body") + node.start_mark.index
            line = text.count("\n", 0, begin) + 1
            yield Quoted(docname, "timeline", parts["words"].value, place, words, turn, line)


def _mappings(node: yaml.Node) -> Iterable[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _scalar(node: yaml.ScalarNode, offset: int) -> Span:
    inside = 1 if node.style in {"'", '"'} else 0
    return offset + node.start_mark.index + inside, offset + node.end_mark.index - inside


def rewritten(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """Return a text with parts of it replaced."""
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def all_changed(
    sources: dict[str, str],
    found: list[Quoted],
    change: Callable[[Quoted], tuple[Span, str] | None],
) -> dict[str, str]:
    """Return the sources with each quotation changed, where the change applies to it."""
    new = {}
    for docname in {one.docname for one in found}:
        made = [change(one) for one in found if one.docname == docname]
        new[docname] = rewritten(sources[docname], [one for one in made if one])
    return new


def reported(built: Built) -> Counter[tuple[str, int]]:
    """Return where a build reports wrong quotations: document and line."""
    found: Counter[tuple[str, int]] = Counter()
    for one in built.warnings:
        place = re.match(
            r"(?:.*?/copy/)(.+?)\.md:(\d+): WARNING: quotation (?:absent|uncheckable|ambiguous)",
            one,
        )
        if place:
            found[place[1], int(place[2])] += 1
    return found


#: parts of a quotation that are the editor's or stand for words left out
_EDITOR = re.compile(r"\[[^\]]*\]")


def own_words(raw: str) -> list[re.Match[str]]:
    """Return the words of a quotation that are to agree with the source."""
    blocked = [one.span() for one in _EDITOR.finditer(raw)]
    return [
        one
        for one in re.finditer(r"(?<![\\\w])[^\W\d_]+(?!\w)", raw)
        if not any(start <= one.start() < end for start, end in blocked)
    ]


def one_letter(raw: str) -> str:
    """Change the middle letter of the longest word."""
    word = max(own_words(raw), key=lambda one: len(one[0]), default=None)
    if word is None:
        at = next(one.start() for one in re.finditer(r"[^\W\d_]", raw))
    else:
        at = (word.start() + word.end()) // 2
    return raw[:at] + ("x" if raw[at] in "qQ" else "q") + raw[at + 1 :]


def one_word(raw: str) -> str:
    """Put another word in place of the shortest one."""
    word = min(own_words(raw), key=lambda one: len(one[0]), default=None)
    start, end = word.span() if word else next(re.finditer(r"\w+", raw)).span()
    return raw[:start] + "walrus" + raw[end:]


def one_digit(raw: str) -> str:
    """Change the first digit, where there is one."""
    return re.sub(r"\d", lambda one: str((int(one[0]) + 1) % 10), raw, count=1)


def other_marks(raw: str) -> str:
    """Change quotation marks, dashes and white space, and nothing else."""
    turned = {"“": "„", "”": "“", '"': "”", "'": "’", "‘": "‛", "—": "–", "-": "\u2011"}
    new = re.sub("--", "—", raw)
    if new == raw:
        new = "".join(turned.get(char, char) for char in raw)
    return re.sub(r"(?<=\w) (?=\w)", " \u00a0", new).replace("\\”", "”")


def comparable(text: str) -> str:
    """Return letters and digits of a text, one space between words: for a rough comparison."""
    return " " + " ".join(re.findall(r"\w+", text)) + " "
