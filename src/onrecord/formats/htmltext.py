"""HTML, however old -> lines.

A flat reading: a block element begins a line, an inline one does not, and nothing is nested. It
takes time in proportion to the length of the source, whatever is unclosed or nested in it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from onrecord.formats.clock import PRINTED
from onrecord.formats.lines import Line, LineKind
from onrecord.formats.records import BlockKind

_TOKEN = re.compile(
    r"<!--|<!\[CDATA\[|<[!?]|</?([A-Za-z][A-Za-z0-9:]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'|[\"'])*+)>"
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "time",
        "cite",
        "br",
    ]
)
_UNSEEN = {"script": "script", "style": "style sheet", "noscript": "script", "template": "template"}
_AROUND = {
    "nav": "navigation",
    "header": "page header",
    "footer": "page footer",
    "form": "form",
    "button": "form",
    "select": "form",
    "aside": "side note",
    "title": "page title",
}
_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "i"}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CLASS = re.compile(r"class\s*=\s*[\"']?[^\"']*\b(speaker|author|person|name)\b", re.IGNORECASE)
_CLOCK = re.compile(PRINTED)
#: parts of a page nested deeper are not told apart
_DEEP = 50
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")


@dataclass
class _State:
    """What is open while reading."""

    lines: list[Line] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    open: dict[str, tuple[int, str]] = field(default_factory=dict)
    number: int = 0
    source_line: int = 1
    heading: int = 0
    block: BlockKind = BlockKind.PARAGRAPH
    around: list[str] = field(default_factory=list)
    hidden: str = ""
    cell: bool = False
    joins: bool = False
    #: where in *text* the words of an open ``time`` begin, or -1
    time_at: int = -1


def html_lines(text: str, first: int = 1) -> list[Line]:
    """Read the lines of a piece of HTML, in order; :attr:`Line.number` is the source line."""
    state = _State(source_line=first)
    at, counted = 0, 0
    while True:
        token = _TOKEN.search(text, at)
        chunk = text[at : token.start()] if token else text[at:]
        if chunk:
            _words(state, chunk)
        if token is None:
            break
        state.source_line += text.count("\n", counted, token.start())
        counted = token.start()
        at = _markup(state, text, token)
    _end(state)
    return state.lines


def _markup(state: _State, text: str, token: re.Match[str]) -> int:
    mark = token[0]
    if mark in {"<!--", "<![CDATA[", "<!", "<?"}:
        close = {"<!--": "-->", "<![CDATA[": "]]>"}.get(mark, ">")
        end = text.find(close, token.end())
        end = len(text) if end < 0 else end + len(close)
        if mark == "<![CDATA[":
            _words(state, text[token.end() : max(end - 3, token.end())])
        elif mark == "<!--" and text[token.end() : end].strip("-> \n"):
            gone = text[token.end() : end].removesuffix("-->").strip()
            state.lines.append(Line(state.source_line, "", LineKind.SKIP, why="comment", raw=gone))
        return end
    name, closes = token[1].lower(), mark[1] == "/"
    if name in _UNSEEN and not closes:
        return _unseen(state, text, token, name)
    _tag(state, name, token[2] or "", closes=closes)
    return token.end()


def _unseen(state: _State, text: str, token: re.Match[str], name: str) -> int:
    close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, token.end())
    gone = text[token.end() : close.start() if close else len(text)]
    if gone.strip():
        state.lines.append(
            Line(state.source_line, "", LineKind.SKIP, why=_UNSEEN[name], raw=gone.strip())
        )
    return close.end() if close else len(text)


def _tag(state: _State, name: str, attributes: str, *, closes: bool) -> None:
    if name in _BLOCKS:
        _block(state, name, closes=closes)
        return
    mark = _MARKS.get(name, "")
    if name == "span" and not closes:
        mark = "b" if _BOLD.search(attributes) else "c" if _CLASS.search(attributes) else ""
    if closes:
        begun = state.open.pop(name, None)
        if begun and state.length > begun[0]:
            state.spans.append((begun[0], state.length, begun[1]))
    elif mark and name not in state.open:
        state.open[name] = (state.length, mark)


def _block(state: _State, name: str, *, closes: bool) -> None:
    if name == "br":
        _put(state, "\n")
    elif name in {"td", "th"}:
        if not closes and state.cell and state.length:
            _put(state, "\t")
        state.cell = True
    elif name in {"cite", "dt"}:
        if name == "dt" and not closes:
            _end(state)
        _cite(state, closes=closes)
    elif name == "time":
        _time(state, closes=closes)
    elif _goes_on(state, name, closes=closes):
        state.joins = state.joins and closes
        _put(state, " ")
    else:
        _begin(state, name, closes=closes)


def _goes_on(state: _State, name: str, *, closes: bool) -> bool:
    """Whether a block goes on with the line: words after their speaker, a paragraph in a cell."""
    if not state.length:
        return name in {"thead", "tbody", "tfoot"}
    if name in {"p", "dd"} and not closes and state.joins:
        return True
    return name in {"thead", "tbody", "tfoot"} or (name in {"p", "div"} and state.cell)


def _begin(state: _State, name: str, *, closes: bool) -> None:
    _end(state)
    state.cell = False
    if name in _AROUND:
        if closes and name in state.around:
            state.around.remove(name)
        elif not closes and len(state.around) < _DEEP:
            state.around.append(name)
    state.heading = int(name[1]) if not closes and re.fullmatch(r"h[1-6]", name) else 0
    kinds = {"li": BlockKind.BULLET, "blockquote": BlockKind.QUOTE}
    state.block = kinds.get(name, BlockKind.PARAGRAPH) if not closes else BlockKind.PARAGRAPH


def _time(state: _State, *, closes: bool) -> None:
    """Bracket a time, as documents print it, so that it is told from the words."""
    if not closes:
        _put(state, " ")
        state.time_at = len(state.text)
        return
    begun, state.time_at = state.time_at, -1
    if begun < 0:
        return
    inner = "".join(state.text[begun:])
    if _CLOCK.fullmatch(inner.strip()):
        del state.text[begun:]
        state.length -= len(inner)
        _put(state, f"[{inner.strip()}] ")


def _cite(state: _State, *, closes: bool) -> None:
    """A ``cite`` names the speaker: it begins a line, and time and paragraph after it join it."""
    if not closes:
        if not state.length or state.joins:
            _end(state)
        state.open["cite"] = (state.length, "c")
        return
    begun = state.open.pop("cite", None)
    if begun:
        state.spans.append((begun[0], state.length, "c"))
        state.joins = begun[0] == 0
    _put(state, " ")


def _words(state: _State, chunk: str) -> None:
    text = html.unescape(chunk) if "&" in chunk else chunk
    _put(state, _SPACE.sub(" ", text))


def _put(state: _State, text: str) -> None:
    if not state.length:
        text = text.lstrip()
    if text:
        state.text.append(text)
        state.length += len(text)


def _end(state: _State) -> None:
    state.joins, state.time_at = False, -1
    whole = "".join(state.text)
    for begun, mark in state.open.values():
        if mark and state.length > begun:
            state.spans.append((begun, state.length, mark))
    if whole.strip():
        state.spans.sort()
        _line(state, whole)
    state.open = {name: (0, mark) for name, (_, mark) in state.open.items()}
    state.text, state.length, state.spans = [], 0, []


def _line(state: _State, whole: str) -> None:
    if state.around:
        why = _AROUND[state.around[-1]]
        state.lines.append(Line(state.source_line, "", LineKind.SKIP, why=why, raw=whole.strip()))
        return
    if state.heading:
        text = " ".join(whole.split())
        state.lines.append(Line(state.source_line, text, LineKind.HEADING, level=state.heading))
        return
    at = 0
    for number, part in enumerate(whole.split("\n")):
        if part.strip():
            spans = [
                (max(a - at, 0), min(b - at, len(part)), m)
                for a, b, m in state.spans
                if a < at + len(part) and b > at
            ]
            state.lines.append(
                Line(
                    state.source_line,
                    part.rstrip(),
                    spans=spans,
                    first=number == 0,
                    block=state.block,
                )
            )
        at += len(part) + 1
