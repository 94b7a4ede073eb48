"""The Markdown of a turn: read once into a flat list of events, drawn by anyone.

A transcript is somebody else's text, so the language is small: paragraphs, lists, block quotations,
emphasis, code spans, line breaks and links to the web. It is CommonMark with the rest switched off
(HTML, images, code blocks, headings, reference definitions), and what is off is shown as the
characters it is. Most paragraphs of most transcripts hold no markup at all: these never reach the
CommonMark parser, with the same result (``tests/unit/test_markup.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: deeper nesting is shown without its marks: readers see no more than this, and writers recurse
MAX_DEPTH = 8
#: a paragraph with more of these is shown as it stands: matching them is quadratic
MAX_MARKS = 2_000


class Kind(Enum):
    """What an event is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    BREAK = "break"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Event:
    """One step through the words of a turn."""

    kind: Kind
    #: words of a TEXT; element name (``p``, ``em`` ...) of an OPEN or a CLOSE
    value: str = ""
    #: address of an ``a``, first number of an ``ol``
    target: str = ""
    #: what an ``a`` says beside its words
    title: str = ""


_INLINE = {"em": "em", "strong": "strong", "link": "a"}
_BLOCKS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
}
#: elements after which the plain text has a line of its own
LEAVES = frozenset({"p"})

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_INLINE_MARK = re.compile(r"[\\`*_]|\]\(|<[A-Za-z]|&[#A-Za-z]|  \n")
_BLOCK_MARK = re.compile(
    r"^[ \t]*(?:[-+*](?:[ \t]|$)|>|[0-9]{1,9}[.)](?:[ \t]|$)|([-*_])[ \t]*\1[ \t]*\1)", re.MULTILINE
)
_TOO_DEEP = re.compile(
    r"^(?:[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])){9}|^[ \t]{33}", re.MULTILINE
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_LINE_EDGE = re.compile(r"[ \t]*\n[ \t]*")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\x00-\x1f]+", re.IGNORECASE)


def events(source: str) -> list[Event]:
    """Read the Markdown of a turn.

    Every word of *source* is in a TEXT event, in order; link addresses stand in the events of
    their links, so nothing is lost.
    """
    if _may_have_blocks(source):
        if _TOO_DEEP.search(source):
            return _paragraphs(source, literal=True)
        return list(_limit_depth(_from_tokens(_parser().parse(source))))
    return _paragraphs(source, literal=False)


def plain(source: str) -> str:
    """Return the words of a turn as plain text, blocks joined by one newline."""
    if not _may_have_blocks(source):
        text = _unmarked(source)
        if text is not None:
            return _PARAGRAPH_END.sub("\n", text.strip())
    return "".join(_plain_parts(events(source))).removesuffix("\n")


def draw(source: str) -> str:
    """Draw the Markdown of a turn as HTML; the same as :func:`html` of :func:`events`."""
    if not _may_have_blocks(source):
        paragraphs = [_unmarked(one) for one in _PARAGRAPH_END.split(source.strip()) if one]
        texts = [escape(one, quote=False) for one in paragraphs if one is not None]
        if len(texts) == len(paragraphs):
            return "".join([f"<p>{text}</p>\n" for text in texts])
    return html(events(source))


def html(found: Sequence[Event]) -> str:
    """Draw events as HTML; nothing but what this module knows can come out."""
    return "".join(html_of(event) for event in found)


def html_of(event: Event) -> str:
    """Draw one event as HTML."""
    if event.kind is Kind.TEXT:
        return escape(event.value, quote=False)
    if event.kind is Kind.OPEN:
        if event.value == "a":
            title = f' title="{escape(event.title)}"' if event.title else ""
            return f'<a class="reference external" href="{escape(event.target)}"{title}>'
        if event.value == "ol" and event.target not in {"", "1"}:
            return f'<ol start="{int(event.target)}">\n'
        return f"<{event.value}>" + ("\n" if event.value in {"ul", "ol", "blockquote"} else "")
    if event.kind is Kind.CLOSE:
        return f"</{event.value}>" + ("" if event.value in {"em", "strong", "a", "code"} else "\n")
    return "<br />\n" if event.kind is Kind.BREAK else "<hr />\n"


def plain_length(event: Event) -> int:
    """Return how many characters of the plain text an event stands for."""
    if event.kind is Kind.TEXT:
        return len(event.value)
    return int(event.kind is Kind.BREAK or (event.kind is Kind.CLOSE and event.value in LEAVES))


def _plain_parts(found: Sequence[Event]) -> Iterator[str]:
    for event in found:
        yield event.value if event.kind is Kind.TEXT else "\n" * plain_length(event)


def _may_have_blocks(source: str) -> bool:
    found = _BLOCK_MARK.search(source) if "\n" in source else _BLOCK_MARK.match(source)
    return found is not None


def _has_no_mark(text: str) -> bool:
    """Whether a text has nothing that could be markup; written out, since it is asked of each."""
    return not (
        "\\" in text
        or "*" in text
        or "_" in text
        or "`" in text
        or "\n" in text
        or "](" in text
        or "<" in text
        or "&" in text
    )


def _unmarked(text: str) -> str | None:
    """Return the text of paragraphs without markup, or ``None`` where there is some."""
    if _has_no_mark(text):
        return text
    bare = text if "\\" not in text else _ESCAPED.sub("\0", text)
    if _INLINE_MARK.search(bare):
        return None
    if bare is not text:
        text = _ESCAPED.sub(r"\1", text)
    return _LINE_EDGE.sub("\n", text) if "\n" in text else text


def _paragraphs(source: str, *, literal: bool) -> list[Event]:
    found = []
    for paragraph in _PARAGRAPH_END.split(source.strip()):
        if not paragraph:
            continue
        found.append(Event(Kind.OPEN, "p"))
        text = _LINE_EDGE.sub("\n", paragraph) if literal else _unmarked(paragraph)
        if text is None and len(re.findall(r"[*_`\[\]<]", paragraph)) > MAX_MARKS:
            text = _LINE_EDGE.sub("\n", paragraph)
        if text is not None:
            found.append(Event(Kind.TEXT, text))
        else:
            found.extend(_limit_depth(_inline(_parser().parseInline(paragraph)[0].children or [])))
        found.append(Event(Kind.CLOSE, "p"))
    return found


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most transcripts never need it

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    parser.disable(["reference", "image", "code", "fence", "heading", "lheading"])
    parser.disable(["html_block", "html_inline"])
    parser.validateLink = lambda url: _WEB.fullmatch(url) is not None  # type: ignore[method-assign]
    return parser


def _from_tokens(tokens: Sequence[Token]) -> Iterator[Event]:
    for token in tokens:
        if token.type == "inline":
            yield from _inline(token.children or [])
        elif token.type == "hr":
            yield Event(Kind.RULE)
        else:
            name, _, edge = token.type.rpartition("_")
            target = str(token.attrGet("start") or "") if name == "ordered_list" else ""
            yield Event(Kind.OPEN if edge == "open" else Kind.CLOSE, _BLOCKS[name], target)


def _inline(tokens: Sequence[Token]) -> Iterator[Event]:
    for token in tokens:
        if token.type == "text":
            yield Event(Kind.TEXT, token.content)
        elif token.type == "softbreak":
            yield Event(Kind.TEXT, "\n")
        elif token.type == "hardbreak":
            yield Event(Kind.BREAK)
        elif token.type == "code_inline":
            yield Event(Kind.OPEN, "code")
            yield Event(Kind.TEXT, token.content)
            yield Event(Kind.CLOSE, "code")
        else:
            name, _, edge = token.type.rpartition("_")
            kind = Kind.OPEN if edge == "open" else Kind.CLOSE
            target, title = (str(token.attrGet(key) or "") for key in ("href", "title"))
            yield Event(kind, _INLINE[name], target, title)


def _limit_depth(found: Iterator[Event]) -> Iterator[Event]:
    """Drop inline marks nested deeper than MAX_DEPTH, and keep their words."""
    depth = 0
    for event in found:
        if event.value in _INLINE.values() and event.kind is not Kind.TEXT:
            depth += 1 if event.kind is Kind.OPEN else -1
            if depth + (event.kind is Kind.CLOSE) > MAX_DEPTH:
                continue
        yield event
