"""The turns of one interview, folded and indexed when they are first asked for."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from onrecord.match import Quotation, UnreadableError
from onrecord.model import Erratum, Role, Voice
from onrecord.nearest import nearest
from onrecord.text import Folded, fold, inside_word, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.match import Match
    from onrecord.model import Interview, Speaker, Turn

Span = tuple[int, int]
Entry = TypeVar("Entry", Erratum, Voice)

#: turns compared in full to find the nearest passage
CANDIDATES = 16


class Shelf:
    """An interview as quotations are looked up in it."""

    def __init__(self, interview: Interview) -> None:
        """Take an interview; nothing is computed yet."""
        self.interview = interview
        self._folded: dict[str, Folded] = {}

    def text(self, turn: Turn) -> Folded:
        """Return the folded words of a turn."""
        if turn.id not in self._folded:
            self._folded[turn.id] = fold(turn.text)
        return self._folded[turn.id]

    def speaker(self, turn: Turn) -> Speaker | None:
        """Return who says a turn."""
        return self.interview.speaker_of(turn)

    @cached_property
    def _units(self) -> dict[str, list[int]]:
        """Numbers of the turns in which a word stands."""
        found: dict[str, list[int]] = {}
        for number, turn in enumerate(self.interview.turns):
            for unit in units(self.text(turn).text):
                found.setdefault(unit, []).append(number)
        return found

    def is_answer(self, turn: Turn) -> bool:
        """Whether an interviewee speaks, so that the words may be quoted as an answer."""
        speaker = self.speaker(turn)
        return speaker is not None and speaker.role is Role.INTERVIEWEE

    def hits(self, quotation: Quotation, *, strict: bool = True) -> Iterator[tuple[Turn, Match]]:
        """Yield the turns in which a quotation stands, in their order."""
        for number in self._candidates(quotation):
            turn = self.interview.turns[number]
            found = quotation.find(self.text(turn), strict=strict)
            if found:
                yield turn, found

    def _candidates(self, quotation: Quotation) -> Iterable[int]:
        lists = [self._units.get(unit, []) for unit in quotation.units]
        if not lists:
            return range(len(self.interview.turns))
        lists.sort(key=len)
        return sorted(set(lists[0]).intersection(*lists[1:4]))

    def errata(self, turn: Turn) -> list[tuple[Erratum, Span]]:
        """Return the errata of a turn and where their printed words stand."""
        return [
            (one, span)
            for one in self._errata.get(turn.id, ())
            if (span := locate(one.printed, self.text(turn), one.occurrence))
        ]

    def voices(self, turn: Turn) -> list[tuple[Voice, list[Span]]]:
        """Return the reported voices of a turn and where their words stand."""
        return [(one, _extent(one.words, self.text(turn))) for one in self._voices.get(turn.id, ())]

    @cached_property
    def _errata(self) -> dict[str, list[Erratum]]:
        return self._by_turn(self.interview.apparatus.errata)

    @cached_property
    def _voices(self) -> dict[str, list[Voice]]:
        return self._by_turn(self.interview.apparatus.voices)

    def _by_turn(self, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for one in entries:
            turn = self.interview.by_id.get(one.turn)
            if turn:
                found.setdefault(turn.id, []).append(one)
        return found

    def vote(self, words: set[str]) -> Counter[int]:
        """Return how much turns share with some words; long words count for more."""
        votes: Counter[int] = Counter()
        for word in words:
            for number in self._units.get(word, ()):
                votes[number] += len(word)
        return votes


def _extent(words: str, text: Folded) -> list[Span]:
    """Return where the words of a voice stand, including what they leave out."""
    try:
        found = Quotation(words).find_all(text, strict=False)
        return [(one.spans[0][0], one.spans[-1][1]) for one in found]
    except UnreadableError:
        return []


def nearest_turn(words: str, shelves: Iterable[Shelf]) -> tuple[Shelf, Turn] | None:
    """Return the turn of several interviews that has the passage nearest to some words."""
    known = units(fold(words).text)
    ballot = [
        (-count, number, place, shelf)
        for place, shelf in enumerate(shelves)
        for number, count in shelf.vote(known).most_common(CANDIDATES)
    ]
    ballot.sort(key=lambda one: (one[0], one[2], one[1]))
    turns = [(shelf, shelf.interview.turns[number]) for _, number, _, shelf in ballot[:CANDIDATES]]
    near = nearest(words, [shelf.text(turn) for shelf, turn in turns])
    return turns[near.index] if near else None


def occurrences(printed: str, text: str | Folded) -> tuple[Span, ...]:
    """Return every place of some words in a text, exact after folding.

    Where the words stand nowhere as whole words, places inside words are returned.
    """
    words = fold(printed).text
    place = text if isinstance(text, Folded) else fold(text)
    found: list[Span] = []
    at = place.text.find(words) if words else -1
    while at >= 0:
        found.append(place.span(at, at + len(words)))
        at = place.text.find(words, at + len(words))
    original = place.original
    whole = (span for span in found if not any(inside_word(original, at) for at in span))
    return tuple(whole) or tuple(found)


def locate(printed: str, text: str | Folded, occurrence: int = 1) -> Span | None:
    """Return one place of some words in a text; *occurrence* counts from 1."""
    found = occurrences(printed, text)
    return found[occurrence - 1] if 0 < occurrence <= len(found) else None
