r"""Words of a quotation found in the words of a turn, by the customs of citation.

A quotation must agree with its source in every letter, digit and mark, after
:func:`~onrecord.text.fold`. Beyond that it may

- leave words out where it says so: ``[...]``, ``[…]``, ``…`` or ``...``;
- carry words of the editor: ``[word]`` stands for nothing or for at most six words of the source;
- change the case of a letter: ``[W]e``;
- give a word another ending: ``small[er]``;
- end before a mark of the source, unless this is a question mark or an exclamation mark.

The source may contain such marks itself; so a quotation is first looked for as it stands. The time
a search takes grows with the length of the turn times the number of brackets and ellipses, which is
limited: between two ellipses the earliest match is the best one (as in matching file names with
``*``), and a bracket is bridged from the nearest match before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.model import Outcome
from onrecord.pieces import MARK, Link, Piece, Span, cut_pieces, shown_by
from onrecord.text import SPACELESS, Folded, fold, inside_word, units

if TYPE_CHECKING:
    from collections.abc import Iterator

#: words of the source that one bracket may replace
REPLACED = 6
#: letters of a word's ending that one bracket may replace
ENDING = 5
#: brackets and ellipses in one quotation
MARKS = 50

_LETTERS = re.compile(r"[^\W\d_]*+")
_CONTENT = re.compile(r"[^\W_]|[\U0001f000-\U0001fbff\u2190-\u2bff]")
_WORD = re.compile(rf"[{SPACELESS}]{{1,2}}|[^\W{SPACELESS}](?:[^\W{SPACELESS}]|['’.-])*+")
#: what stands before a sentence
_SENTENCE = re.compile(r"(?:[.!?\u2026:;\u3002\uff01\uff1f]\W*|\n\s*)\Z")
_ASKS = re.compile(r"\s*[?!\u037e\u061f\u203c\u203d\u2047-\u2049\uff01\uff1f]")


class UnreadableError(ValueError):
    """A quotation that cannot be compared with anything; the message says why."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where the words of a quotation stand in the original text of a turn."""

    outcome: Outcome
    #: (start, end) of each piece, in order
    spans: tuple[Span, ...]


class Quotation:
    """A quotation, read once and compared with as many texts as needed.

    Raises :class:`UnreadableError` where there is nothing to compare, or too many marks.
    """

    def __init__(self, words: str) -> None:
        """Read the customs of citation in a quotation."""
        self.words = words
        self.folded = fold(words)
        marks = list(MARK.finditer(self.folded.text))
        if not _CONTENT.search(MARK.sub(shown_by, self.folded.text)):
            raise UnreadableError(
                "There are no words to compare: a quotation needs words of the source, "
                "not brackets, ellipses and marks only."
            )
        if len(marks) > MARKS:
            raise UnreadableError(
                f"The quotation has {len(marks)} brackets and ellipses, more than the {MARKS} that "
                "are compared: divide it into several quotations."
            )
        self.pieces = cut_pieces(self.folded.text, marks) if marks else ()

    def find(self, text: Folded, *, strict: bool = True) -> Match | None:
        """Return the first match in a text; *strict* asks for whole words and kept ``?``, ``!``."""
        return next(self.find_all(text, strict=strict), None)

    def find_all(self, text: Folded, *, strict: bool = True) -> Iterator[Match]:
        """Yield each place where the quotation stands; one at most where words are left out."""
        whole = Piece(self.folded.text)
        literal = False
        for _, _, span in _places(whole, None, text, strict):
            literal = True
            same = self.words.split() == text.original[slice(*span)].split()
            yield Match(Outcome.EXACT if same else Outcome.FOLDED, (span,))
        if self.pieces and not literal:
            spans = _Search(self.pieces, text, strict).run()
            if spans:
                yield Match(Outcome.EMENDED if self.emended else Outcome.ELIDED, spans)

    @cached_property
    def emended(self) -> bool:
        """Whether the editor added or changed anything."""
        return any(mark[1] not in {None, "…"} for mark in MARK.finditer(self.folded.text))

    @cached_property
    def units(self) -> set[str]:
        """What a text must contain for the quotation to stand in it (see :func:`units`)."""
        pieces = self.pieces or (Piece(self.folded.text),)
        found: set[str] = set()
        for piece, follow in zip(pieces, (*pieces[1:], None), strict=True):
            text = piece.text
            if follow and follow.inflected:
                text = text[: len(text) - len(text.split()[-1])]
            found |= units(text)
        return found & units(self.folded.text)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words between the marks, as the author wrote them."""
        if not self.pieces:
            return (self.words,)
        worded = (one for one in self.pieces if _CONTENT.search(one.text))
        return tuple(self.words[slice(*self.folded.span(*one.at))] for one in worded)


def match(quotation: str, text: str | Folded) -> Match | None:
    """Return where a quotation stands in a text; raises :class:`UnreadableError`."""
    return Quotation(quotation).find(text if isinstance(text, Folded) else fold(text))


def _places(
    piece: Piece, follow: Piece | None, text: Folded, strict: bool
) -> Iterator[tuple[int, int, Span]]:
    """Yield where a piece stands: folded start and end, and the span in the original."""
    for start in _starts(piece, text.text):
        end = start + len(piece.text)
        if follow and follow.inflected:
            ending = _LETTERS.match(text.text, end)
            rest = ending.end() if ending else end
            if rest - end > (ENDING if piece.text[-2:].isalpha() else 0):
                continue
            end = rest
        span = text.span(start, end)
        if not strict or _whole(piece, follow, text.original, span):
            yield start, end, span


def _starts(piece: Piece, text: str) -> Iterator[int]:
    if piece.cased:
        shown = [re.escape(char) for char in piece.text]
        for at in piece.cased:
            char = piece.text[at]
            shown[at] = f"(?:{char}|{char.lower()}|{char.upper()})"
        pattern = re.compile("".join(shown))
        hit = pattern.search(text)
        while hit:
            yield hit.start()
            hit = pattern.search(text, hit.start() + 1)
        return
    at = text.find(piece.text)
    while at >= 0:
        yield at
        at = text.find(piece.text, at + 1)


def _begins_sentence(original: str, start: int) -> bool:
    """Whether a sentence begins at an offset: only a whole question must keep its mark."""
    return _SENTENCE.search(original[max(0, start - 20) : start]) is not None or start == 0


def _whole(piece: Piece, follow: Piece | None, original: str, span: Span) -> bool:
    """Whether a piece begins and ends with whole words, and no whole question drops its ``?``."""
    start, end = span
    if start >= end or (piece.after != Link.NEXT and inside_word(original, start)):
        return False
    if follow is None or (not follow.text and follow.after == Link.NEXT):
        asks = _ASKS.match(original, end) and _begins_sentence(original, start)
        return not inside_word(original, end) and not asks
    return not inside_word(original, end)


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece at one place, at the end of a chain of pieces hung on to one another."""

    first: int
    start: int
    end: int
    span: Span
    before: _Node | None


class _Search:
    """Finds pieces in order."""

    def __init__(self, pieces: tuple[Piece, ...], text: Folded, strict: bool) -> None:
        self.text = text
        self.strict = strict
        self.blocks: list[list[tuple[Piece, Piece | None]]] = []
        for piece, follow in zip(pieces, (*pieces[1:], None), strict=True):
            if piece.after == Link.GAP and piece.text:
                self.blocks.append([])
            if piece.text:
                self.blocks[-1].append((piece, follow))
        self.known: dict[object, list[tuple[int, int, Span]]] = {}

    def run(self) -> tuple[Span, ...] | None:
        """Return the spans of all pieces: the shortest passage that ends with the first match."""
        chains: list[list[_Node]] = []
        picked: list[int] = []
        bound = 0
        for block in self.blocks:
            nodes = self._chains(block)
            at = bisect_left(nodes, bound, key=lambda node: node.first)
            if at == len(nodes):
                return None
            chains.append(nodes)
            picked.append(at)
            bound = self._skip(nodes[at].end)
        last = chains[-1][picked[-1]]
        spans = _spans(last)
        for nodes in reversed(chains[:-1]):
            limit = last.first - (2 if self.text.text[last.first - 1] == " " else 1)
            last = nodes[bisect_left(nodes, limit + 1, key=lambda node: node.end) - 1]
            spans = _spans(last) + spans
        return tuple(spans)

    def _skip(self, end: int) -> int:
        """Return where the next piece may begin when something is left out."""
        return end + (2 if self.text.text[end : end + 1] == " " else 1)

    def _chains(self, block: list[tuple[Piece, Piece | None]]) -> list[_Node]:
        nodes: list[_Node] = []
        for number, (piece, follow) in enumerate(block):
            places = self._places(piece, follow)
            if number == 0:
                nodes = [_Node(start, start, end, span, None) for start, end, span in places]
            else:
                nodes = list(self._hang(piece, nodes, places))
        return nodes

    def _places(self, piece: Piece, follow: Piece | None) -> list[tuple[int, int, Span]]:
        key = (piece.text, piece.cased, piece.after == Link.NEXT, follow and _ends(follow))
        if key not in self.known:
            self.known[key] = list(_places(piece, follow, self.text, self.strict))
        return self.known[key]

    def _hang(
        self, piece: Piece, nodes: list[_Node], places: list[tuple[int, int, Span]]
    ) -> Iterator[_Node]:
        """Yield the places of a piece that can be reached from the nearest place before."""
        at = 0
        for start, end, span in places:
            while at < len(nodes) and nodes[at].end <= start:
                at += 1
            before = nodes[at - 1] if at else None
            if before is None:
                continue
            near = before.end == start
            if piece.after == Link.EDIT:
                near = _few_words(self.text.original, before.span[1], span[0])
            if near:
                yield _Node(before.first, start, end, span, before)


def _ends(follow: Piece) -> tuple[bool, bool]:
    return follow.inflected, not follow.text and follow.after == Link.NEXT


def _spans(node: _Node | None) -> list[Span]:
    spans: list[Span] = []
    while node:
        spans.append(node.span)
        node = node.before
    return spans[::-1]


def _few_words(text: str, start: int, end: int) -> bool:
    """Whether one bracket may stand for what is between two places."""
    return end - start <= 50 * REPLACED and len(_WORD.findall(text, start, end)) <= REPLACED
