r"""Text made comparable, and what a word is.

:func:`fold` gives one form to whatever may differ between a quotation and its source without being
a difference of words: quotation marks and apostrophes (``"``), dashes (``-``), ellipses (``…``),
white space (one space) and Unicode composition (NFC). Characters that nobody sees are removed. The
folded text remembers where each of its characters stood, so that what is found in it can be shown
in the original.

White space around a dash, around an ellipsis, inside guillemets and between characters of a script
that is written without spaces does not count.

:func:`inside_word` tells, on the original text, where no quotation may begin or end.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

#: what takes no part in a comparison: soft hyphen, zero-width space, BOM, marks of direction
UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
#: scripts written without spaces: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han
SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff"
    "\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_SINGLE = "'\u2018\u2019\u201a\u201b`\u00b4\u2032\u2035\u02bc\uff07\u275b\u275c"
_DOUBLE = '"\u201c-\u201f\u2033\u2034\u2036\u275d\u275e\u300c-\u300f\u301d-\u301f\uff02\uff62\uff63'
_GUILLEMETS = "\u00ab\u00bb\u2039\u203a\u276e\u276f"
_DASHES = "\\-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_ELLIPSES = "\u2026\u22ef"
_BLANK = rf"[\s{UNSEEN}]"
#: white space between these and a character of a script without spaces is not meant
_NEAR = f"{SPACELESS}\u3001-\u3003\u3008-\u301f\uff00-\uff65{_SINGLE}{_DOUBLE}{_GUILLEMETS}"

_WORDS = re.compile(rf"[^\W{SPACELESS}]++")
_PAIRS = re.compile(rf"(?=([{SPACELESS}]{{2}}))")
_TOKEN = re.compile(
    rf"(?P<dash>{_BLANK}*+[{_DASHES}](?:{_BLANK}*+[{_DASHES}])*+{_BLANK}*+)"
    rf"|(?P<dots>{_BLANK}*+(?:\.(?:{_BLANK}*+\.){{2,}}|(?:\.{_BLANK}*+){{0,2}}[{_ELLIPSES}])"
    rf"(?:{_BLANK}*+[.{_ELLIPSES}](?!\w))*+{_BLANK}*+)"
    rf"|(?P<quote>{_BLANK}*+[\u00bb\u203a\u276f](?![^\s.,;:!?)])"
    rf"|(?<![^\s(])[\u00ab\u2039\u276e]{_BLANK}*+"
    rf"|(?P<single>[{_SINGLE}])(?P=single)|[{_SINGLE}{_DOUBLE}{_GUILLEMETS}])"
    rf"|(?P<unseen>[{UNSEEN}]++(?!\s))"
    rf"|(?P<blank>(?:[^\S ]|[{UNSEEN}]"
    rf"| (?={_BLANK}|(?<=[{SPACELESS}] )[{_NEAR}]|(?<=[{_NEAR}] )[{SPACELESS}])){_BLANK}*+)"
)
_STOPS = rf"{_DASHES}.{_ELLIPSES}{_SINGLE}{_DOUBLE}{_GUILLEMETS}{UNSEEN}"
_STOPS += "\t\n\x0b-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NEXT = re.compile(f"[{_STOPS}]")
_NEXT_OR_SPACE = re.compile(f"[{_STOPS} ]")
_SPACES_COUNT = re.compile(rf" {_BLANK}|[{SPACELESS}] | [{SPACELESS}]")
_EDGE = re.compile(f"{_BLANK}++")
_SKIPPED = re.compile(f"[{UNSEEN}]")
#: an unseen character may keep a letter and its mark apart
_HIDDEN = re.compile(rf"[{UNSEEN}][^\x00-\u02ff]")
_FORMS = {"dash": "-", "dots": "…", "quote": '"', "unseen": "", "blank": " "}
_TIGHT = re.compile(rf"[{SPACELESS}][{_NEAR}]|[{_NEAR}][{SPACELESS}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in its comparable form, and the way back to the original."""

    text: str
    original: str
    #: where a folded character stands for several of the original, or none for some
    _at: tuple[int, ...] = field(default=(), repr=False)
    #: what each of these stands for: (start, end, folded length)
    _of: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)
    #: offsets before composition, where the original was not in NFC
    _before: tuple[int, ...] | None = field(default=None, repr=False)

    def _place(self, index: int) -> tuple[int, int]:
        nearest = bisect_right(self._at, index) - 1
        if nearest < 0:
            return index, index + 1
        start, end, width = self._of[nearest]
        ahead = index - self._at[nearest] - width
        return (start, end) if ahead < 0 else (end + ahead, end + ahead + 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the folded characters from *start* to *end* stand in the original."""
        first, last = self._place(start)[0], self._place(end - 1)[1]
        if self._before is not None:
            first, last = self._before[first], self._before[last]
        return _trim(self.original, first, last)


def fold(text: str) -> Folded:
    """Return the comparable form of a text."""
    composed, before = text, None
    if not text.isascii() and (not unicodedata.is_normalized("NFC", text) or _HIDDEN.search(text)):
        composed, before = _compose(text)
    low, high = _trim(composed, 0, len(composed))
    folder = _Folder(composed, low, high)
    return Folded(folder.run(), text, tuple(folder.at), tuple(folder.of), before)


class _Folder:
    """One pass over a composed text; characters that stay as they are are copied in slices."""

    def __init__(self, text: str, low: int, high: int) -> None:
        self.text = text
        self.done, self.high = low, high
        self.out: list[str] = []
        self.length = 0
        self.at: list[int] = [0] if low else []
        self.of: list[tuple[int, int, int]] = [(0, low, 0)] if low else []

    def run(self) -> str:
        text, high = self.text, self.high
        search = (_NEXT_OR_SPACE if _SPACES_COUNT.search(text) else _NEXT).search
        hit = search(text, self.done, high)
        while hit:
            at = hit.start()
            token = None
            if at > self.done and text[at - 1] == " ":
                token = _TOKEN.match(text, at - 1, high)
            token = token or _TOKEN.match(text, at, high)
            if token:
                self._replace(token)
                at = token.end() - 1
            hit = search(text, at + 1, high)
        self.out.append(text[self.done : high])
        return "".join(self.out)

    def _replace(self, token: re.Match[str]) -> None:
        start, end = token.span()
        form = _FORMS.get(token.lastgroup or "", '"')
        if form == " " and _TIGHT.match(self.text[start - 1] + self.text[end]):
            form = ""
        self.out += (self.text[self.done : start], form)
        self.length += start - self.done
        if end - start != 1 or not form:
            self.at.append(self.length)
            self.of.append((start, end, len(form)))
        self.length += len(form)
        self.done = end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space and unseen characters at its ends."""
    head = _EDGE.match(text, start, end)
    start = head.end() if head else start
    while end > start and _EDGE.match(text, end - 1, end):
        end -= 1
    return start, end


def _compose(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text in NFC without unseen characters, and where each of its own came from."""
    out: list[str] = []
    before: list[int] = []
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and (_joins(text[end]) or _SKIPPED.match(text[end])):
            end += 1
        cluster = _SKIPPED.sub("", text[start:end])
        # no word has more marks; composing very long runs of them takes quadratic time
        composed = unicodedata.normalize("NFC", cluster) if len(cluster) <= 32 else cluster
        same = len(composed) == end - start
        before += range(start, end) if same else [start] * len(composed)
        out.append(composed)
        start = end
    return "".join(out), (*before, size)


def _joins(char: str) -> bool:
    """Whether a character may melt into the one before it (a mark, or a Hangul vowel or final)."""
    return char > "\u02ff" and (
        unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"
    )


def units(folded: str) -> set[str]:
    """Return what a text can be looked up by.

    That is its words, and pairs of characters of a script without spaces. A quotation found in a
    text has no whole word that the text lacks.
    """
    text = folded.casefold()
    found = set(_WORDS.findall(text))
    if not text.isascii():
        found.update(_PAIRS.findall(text))
    return found


def inside_word(text: str, at: int) -> bool:
    """Whether a place in an original text lies inside a word or a number.

    A sign, a currency and a per cent sign belong to their number, a hyphen without spaces to its
    word. Between characters of a script without spaces a quotation may begin and end anywhere.
    """
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if (left in " \n" and right.isalpha()) or (right in " \n" and left.isalpha()):
        return False
    if _joins(right) or right in _JOINERS or left in "\u200c\u200d":
        return True
    before = "".join(_visible(text, at - 1, -1))[::-1]
    after = "".join(_visible(text, at, 1))
    return _INSIDE.search(f"{before:>3}\0{after:<3}") is not None


def _visible(text: str, at: int, step: int) -> list[str]:
    """Return the three visible base characters from a place on, in one direction."""
    found: list[str] = []
    while 0 <= at < len(text) and len(found) < 3:
        if not _SKIPPED.match(text[at]) and not _joins(text[at]):
            found.append(text[at])
        at += step
    return found


_JOINERS = "\u200c\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_MONEY = "$\u00a2-\u00a5\u058f\u060b\u09f2\u09f3\u0e3f\u20a0-\u20cf\ufdfc\uff04\uffe0\uffe1\uffe5"
_HYPHEN = "[\\-\u2010\u2011\ufe63\uff0d]"
_SIGN = "[\\-\u2010-\u2013\u2212+\u00b1~\u2248<>\u2264\u2265#@]"
_W = rf"[^\W{SPACELESS}]"
_HARD = "[\u00a0\u2009\u202f]"
#: rules of :func:`inside_word`: three characters, the place as NUL, three characters
_INSIDE = re.compile(
    "|".join(
        (
            rf"{_W}\0{_W}|\d\0\d",
            rf"{_W}[{_SINGLE}&]\0{_W}|{_W}\0[{_SINGLE}&]{_W}",
            rf"{_W}{_HYPHEN}\0{_W}|{_W}\0{_HYPHEN}{_W}",
            rf"\d[.,:/\u00b7\u066b\u066c{_DASHES}]\0\d|\d\0[.,:/\u00b7\u066b\u066c{_DASHES}]\d",
            rf"\d{_HARD}\0\d|\d\0{_HARD}\d",
            rf"[{_MONEY}]\0\d|\d\0[{_MONEY}+\u00b0]|[^\W\d]\0[{_MONEY}]|[#@]\0\w",
            rf"(?<!\w){_SIGN}\0[\d.{_MONEY}]|\s\.\0\w",
            r"\d\0\s?[%\u2030\u066a\uff05]|\d\s\0[%\u2030\u066a\uff05]",
            rf"{_W}\0[+#]|[+]\0[+]|{_W}[+]\0\w",
            rf"(?<!\w){_W}\0\.{_W}|(?<!\w){_W}\.\0{_W}|{_W}\0\.[a-z]|{_W}\.\0[a-z]",
            "[\U0001f1e6-\U0001f1ff]\0[\U0001f1e6-\U0001f1ff]",
        )
    )
)
