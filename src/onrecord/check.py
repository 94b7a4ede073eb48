"""Checks quotations against interviews: who is credited, or what is wrong and the way out.

One :class:`Corpus` serves a whole build, since it keeps the turns folded and indexed::

    corpus = Corpus(interviews)
    finding = corpus.check("small teams", interview="altman-2025", turn="t14")
    if not finding.outcome.ok:
        print(finding.hint)

Where a turn is named, only this turn counts. Otherwise the turns of interviewees are searched,
because a question cannot be quoted as an answer; where a speaker is asserted, the turns of that
speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.hints import Adviser, close_names, place, went
from onrecord.match import Quotation, UnreadableError
from onrecord.model import Outcome
from onrecord.nearest import first_difference, marked_difference, nearest
from onrecord.shelf import Shelf, locate, nearest_turn, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.match import Match
    from onrecord.model import Erratum, Interview, Speaker, Turn, Voice

__all__ = ["Corpus", "Finding", "Nearest", "check", "locate", "occurrences"]

#: a site with more interviews than this is not searched whole for words ascribed to one interview
SEARCHED = 50

#: places in one turn among which words of the speaker's own are looked for
TRIED = 100

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage that resembles a wrong quotation most."""

    interview: str
    turn: str
    passage: str
    #: where in the plain text of the turn
    span: Span
    #: per cent of agreement
    score: float
    #: the quotation in one line, ``[-only there-]``, ``{+only in the passage+}``
    difference: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check of one quotation found."""

    outcome: Outcome
    interview: str | None = None
    #: id of the turn, never an alias
    turn: str | None = None
    #: pieces of the quotation in the plain text of the turn
    spans: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    #: voices other than the speaker's that the words touch
    voices: tuple[Voice, ...] = ()
    #: whether all the words are those of such a voice
    reported: bool = False
    errata: tuple[Erratum, ...] = ()
    near: Nearest | None = None
    #: all places, where there are several: (interview, turn)
    places: tuple[tuple[str, str], ...] = ()
    #: what is wrong and the way out; empty where nothing is wrong
    hint: str = ""


def check(
    words: str,
    interviews: Mapping[str, Interview],
    *,
    interview: str | None = None,
    turn: str | None = None,
    speaker: str | None = None,
) -> Finding:
    """Check one quotation; for many use :class:`Corpus`."""
    return Corpus(interviews).check(words, interview=interview, turn=turn, speaker=speaker)


class _WrongNameError(Exception):
    """There is no such interview, turn or speaker; the message is the hint."""


class Corpus:
    """Interviews in which quotations are looked up; they must not change meanwhile."""

    def __init__(self, interviews: Mapping[str, Interview]) -> None:
        """Take interviews by id; each is read when it is first needed."""
        self.interviews = interviews
        self._shelves: dict[str, Shelf] = {}

    def check(
        self,
        words: str,
        *,
        interview: str | None = None,
        turn: str | None = None,
        speaker: str | None = None,
    ) -> Finding:
        """Check the words of a quotation; *speaker*: key of the one who must have said them."""
        try:
            quotation = Quotation(words)
            if turn is not None:
                shelf, named = self._turn(interview, turn)
                _require_speaker([shelf], speaker)
                return self._check_turn(quotation, shelf, named, speaker)
            shelves = list(self._searched(interview))
            _require_speaker(shelves, speaker)
        except (UnreadableError, _WrongNameError) as error:
            return Finding(Outcome.UNCHECKABLE, interview, turn, hint=str(error))
        return self._look_up(quotation, shelves, interview, speaker)

    def _shelf(self, interview: str) -> Shelf:
        if interview not in self._shelves:
            if interview not in self.interviews:
                names = close_names(interview, self.interviews)
                raise _WrongNameError(f"There is no interview {interview!r}{names}.")
            self._shelves[interview] = Shelf(self.interviews[interview])
        return self._shelves[interview]

    def _searched(self, interview: str | None) -> Iterator[Shelf]:
        for key in self.interviews if interview is None else [interview]:
            yield self._shelf(key)

    def _turn(self, interview: str | None, turn: str) -> tuple[Shelf, Turn]:
        shelves = list(self._searched(interview))
        found = [shelf for shelf in shelves if turn in shelf.interview.by_id]
        if len(found) == 1:
            return found[0], found[0].interview.by_id[turn]
        if found:
            some = ", ".join(place(shelf.interview.id, turn) for shelf in islice(found, 5))
            raise _WrongNameError(f"Several interviews have a turn {turn!r}: write {some} ...")
        lost = [shelf for shelf in shelves if turn in shelf.interview.gone_by_id]
        if len(lost) == 1:
            raise _WrongNameError(went(lost[0].interview.gone_by_id[turn]))
        names = close_names(turn, (key for shelf in shelves for key in shelf.interview.by_id))
        where = f"The interview {interview!r}" if interview else "No interview"
        raise _WrongNameError(f"{where} has {'no' if interview else 'a'} turn {turn!r}{names}.")

    def _check_turn(
        self, quotation: Quotation, shelf: Shelf, turn: Turn, speaker: str | None
    ) -> Finding:
        found = _best(quotation, shelf, turn)
        if found and speaker in {None, turn.speaker}:
            return found
        missing = Finding(Outcome.ABSENT, shelf.interview.id, turn.id)
        if found:
            return replace(missing, hint=Adviser(quotation, speaker).other_speaker(shelf, turn))
        adviser = Adviser(quotation, speaker)
        hint = adviser.about(shelf, turn)
        if not hint:
            wide = self.interviews if len(self.interviews) <= SEARCHED else [shelf.interview.id]
            others = sorted(wide, key=lambda key: key != shelf.interview.id)
            hint = adviser.elsewhere([self._shelf(key) for key in others], shelf)
        return replace(
            missing,
            hint=hint or adviser.absent(f"the turn {place(shelf.interview.id, turn.id)}"),
            near=_nearest(quotation, [shelf], turn),
        )

    def _look_up(
        self, quotation: Quotation, shelves: list[Shelf], interview: str | None, speaker: str | None
    ) -> Finding:
        hits = [(shelf, turn) for shelf in shelves for turn, _ in shelf.hits(quotation)]
        said = [hit for hit in hits if _may_say(*hit, speaker)]
        if len(said) == 1 and (found := _best(quotation, *said[0])):
            return found
        adviser = Adviser(quotation, speaker)
        if said:
            places = tuple((shelf.interview.id, turn.id) for shelf, turn in said)
            return Finding(
                Outcome.AMBIGUOUS, interview, places=places, hint=adviser.ambiguous(places)
            )
        near = _nearest(quotation, shelves, None)
        hint = adviser.elsewhere(shelves, None)
        if near and not hint:
            shelf = self._shelf(near.interview)
            hint = adviser.about(shelf, shelf.interview.by_id[near.turn])
        who = "what the interviewees say" if speaker is None else f"what {speaker!r} says"
        return Finding(Outcome.ABSENT, interview, hint=hint or adviser.absent(who), near=near)


def _require_speaker(shelves: list[Shelf], speaker: str | None) -> None:
    keys = [key for shelf in shelves for key in shelf.interview.speakers]
    if speaker is not None and speaker not in keys:
        raise _WrongNameError(f"There is no speaker {speaker!r}{close_names(speaker, keys)}.")


def _may_say(shelf: Shelf, turn: Turn, speaker: str | None) -> bool:
    return shelf.is_answer(turn) if speaker is None else turn.speaker == speaker


def _best(quotation: Quotation, shelf: Shelf, turn: Turn) -> Finding | None:
    """Return what is found in a turn; words of the speaker's own go before those of a voice."""
    first: Finding | None = None
    for match in islice(quotation.find_all(shelf.text(turn)), TRIED):
        found = _finding(match, shelf, turn)
        if not found.reported:
            return found
        first = first or found
    return first


def _finding(match: Match, shelf: Shelf, turn: Turn) -> Finding:
    voices = [(one, spans) for one, spans in shelf.voices(turn) if _touch(match.spans, spans)]
    return Finding(
        match.outcome,
        shelf.interview.id,
        turn.id,
        match.spans,
        shelf.speaker(turn),
        tuple(voice for voice, _ in voices),
        any(_within(_words_of(match.spans, turn.text), spans) for _, spans in voices),
        tuple(one for one, span in shelf.errata(turn) if _touch(match.spans, [span])),
    )


def _touch(spans: tuple[Span, ...], others: list[Span]) -> bool:
    return any(a < d and c < b for a, b in spans for c, d in others)


def _words_of(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return spans without the marks at their ends: quotation marks are nobody's words."""
    found = []
    for start, end in spans:
        letters = [at for at in range(start, end) if text[at].isalnum()]
        found.append((letters[0], letters[-1] + 1) if letters else (start, end))
    return tuple(found)


def _within(spans: tuple[Span, ...], others: list[Span]) -> bool:
    return all(any(c <= a and b <= d for c, d in others) for a, b in spans)


def _nearest(quotation: Quotation, shelves: list[Shelf], turn: Turn | None) -> Nearest | None:
    """Return what is nearest to the quotation: in the turn named, or in any."""
    found = _compare(quotation, shelves[0], turn) if turn else None
    if not found:
        place = nearest_turn(max(quotation.parts, key=len), shelves)
        found = _compare(quotation, *place) if place else None
    return found


def _compare(quotation: Quotation, shelf: Shelf, turn: Turn) -> Nearest | None:
    """Return what is nearest in a turn to the part of a quotation that it lacks."""
    text = shelf.text(turn)
    lost = (part for part in quotation.parts if not Quotation(part).find(text))
    words = first_difference(next(lost, quotation.words), text)
    near = nearest(words, [text])
    if not near:
        return None
    difference = marked_difference(words, near.passage)
    return Nearest(shelf.interview.id, turn.id, near.passage, near.span, near.score, difference)
