"""The passage nearest to words that are not in the source, and the difference, marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from onrecord.text import SPACELESS, Folded, fold, inside_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: per cent of agreement below which a passage is no help
HELPFUL = 55.0
#: characters of a quotation that are compared
COMPARED = 600
#: words shown on either side of a difference
AROUND = 6
#: characters by which a window is widened to whole words
LONGEST = 60
#: what belongs to the word before
MARKS = '"”’.,;:?!)'

_UNIT = re.compile(
    rf"[{SPACELESS}]|[^\W{SPACELESS}]+(?:['’.,-][^\W{SPACELESS}]+)*|\.{{3,}}|[\u2010-\u2015-]{{2,}}|[^\w\s]"
)


#: a unit of text: whether a space stands before it, as written, as compared, and where
Unit = tuple[bool, str, str, int]
Step = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that resembles a quotation."""

    #: which of the texts
    index: int
    #: where in the original text
    span: tuple[int, int]
    passage: str
    #: per cent of agreement
    score: float


def nearest(quotation: str, texts: Sequence[Folded], cutoff: float = HELPFUL) -> Near | None:
    """Return the passage that agrees best, in whole words, or ``None`` below *cutoff* per cent."""
    words = fold(quotation).text[:COMPARED]
    longer = {at: one.text for at, one in enumerate(texts) if len(one.text) >= len(words)}
    shorter = {at: one.text for at, one in enumerate(texts) if at not in longer}
    part = process.extractOne(words, longer, scorer=fuzz.partial_ratio, score_cutoff=cutoff)
    floor = part[1] if part else cutoff
    whole = process.extractOne(words, shorter, scorer=fuzz.ratio, score_cutoff=floor)
    if whole and not (part and part[1] >= whole[1]):
        text = texts[whole[2]]
        span = text.span(0, len(text.text))
        return Near(whole[2], span, text.original[slice(*span)], whole[1])
    text = texts[part[2]] if part else fold("")
    aligned = fuzz.partial_ratio_alignment(words, text.text, score_cutoff=cutoff)
    if not (part and aligned):
        return None
    span = _passage(quotation, text.original, text.span(aligned.dest_start, aligned.dest_end))
    return Near(part[2], span, text.original[slice(*span)], part[1])


def _passage(quotation: str, original: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the passage that answers to all words of a quotation, near a window of its length."""
    room = (span[1] - span[0]) // 4
    start, end = max(span[0] - room, 0), min(span[1] + room, len(original))
    start, end = whole_words(original, start, end)
    said = [one[2] for one in _split(quotation[:COMPARED])]
    source = list(_split(original[start:end]))
    same = [
        (one.src_start, one.src_end, one.dest_start, one.dest_end)
        for one in Indel.opcodes(said, [one[2] for one in source])
        if one.tag == "equal"
    ]
    if not same:
        return whole_words(original, *span)
    first = max(same[0][2] - same[0][0], 0)
    last = min(same[-1][3] + len(said) - same[-1][1], len(source)) - 1
    return whole_words(
        original, start + source[first][3], start + source[last][3] + len(source[last][1])
    )


def whole_words(original: str, start: int, end: int) -> tuple[int, int]:
    """Widen a window to whole words and the marks after them."""
    limit = max(start - LONGEST, 0), min(end + LONGEST, len(original))
    while start > limit[0] and inside_word(original, start):
        start -= 1
    while end < limit[1] and (inside_word(original, end) or original[end] in MARKS):
        end += 1
    return start, end


def first_difference(quotation: str, text: Folded) -> str:
    """Return a quotation, or of a long one what surrounds the first words that a text lacks."""
    if len(quotation) <= COMPARED:
        return quotation
    low, high = 0, len(quotation)
    while high - low > 1:
        middle = (low + high) // 2
        if fold(quotation[:middle]).text in text.text:
            low = middle
        else:
            high = middle
    room = COMPARED // 4
    start, end = whole_words(quotation, max(low - room, 0), min(low + room, len(quotation)))
    return quotation[start:end]


def marked_difference(quotation: str, passage: str) -> str:
    """Return the quotation in one line with the difference from a passage marked.

    ``[-tiny-]`` is only in the quotation, ``{+small+}`` only in the passage; long stretches that
    agree are cut short. Words before and after the quotation are not shown.
    """
    said, source = list(_split(quotation)), list(_split(passage))
    codes = Indel.opcodes([one[2] for one in said], [one[2] for one in source])
    steps = _inner(
        [(one.tag, one.src_start, one.src_end, one.dest_start, one.dest_end) for one in codes],
        source,
    )
    out: list[str] = []
    lost: list[Unit] = []
    added: list[Unit] = []
    for number, (tag, low, high, first, last) in enumerate(steps):
        if tag == "equal":
            out += (_changed(lost, added), _same(said[low:high], number, len(steps)))
            lost, added = [], []
        else:
            lost += said[low:high]
            added += source[first:last]
    out.append(_changed(lost, added))
    return "".join(out).strip()


def _inner(steps: list[Step], source: list[Unit]) -> list[Step]:
    """Leave out what the passage has before and after the quotation, but for ``?`` and ``!``."""
    if [one[0] for one in steps[:2]] == ["insert", "equal"]:
        steps = steps[1:]
    if [one[0] for one in steps[-2:]] == ["equal", "insert"]:
        kept = source[steps[-1][3]][1] in {"?", "!"}
        steps = steps[:-1] + [(*steps[-1][:4], steps[-1][3] + 1)] * kept
    return steps


def _split(text: str) -> Iterator[Unit]:
    """Yield the words and marks of a text."""
    text = "".join(char if char.isprintable() else " " for char in text)
    done = 0
    for hit in _UNIT.finditer(text):
        yield hit.start() > done, hit[0], fold(hit[0]).text, hit.start()
        done = hit.end()


def _changed(lost: list[Unit], added: list[Unit]) -> str:
    if not lost and not added:
        return ""
    space = " " * (lost or added)[0][0]
    removed = f"[-{_written(lost).strip()}-]" if lost else ""
    put = f"{{+{_written(added).strip()}+}}" if added else ""
    return space + removed + put


def _same(words: list[Unit], number: int, count: int) -> str:
    """Return words that agree, cut down to what stands next to a difference."""
    head = AROUND if number or count == 1 else 0
    tail = AROUND if number < count - 1 or count == 1 else 0
    if len(words) <= head + tail + AROUND:
        return _written(words)
    before, after = _written(words[:head]), _written(words[len(words) - tail :])
    return f"{before} …{after if after.startswith(' ') or not after else ' ' + after}"


def _written(words: list[Unit]) -> str:
    return "".join(" " * space + word for space, word, *_ in words)
