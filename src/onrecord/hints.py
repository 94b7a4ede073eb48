"""One sentence that tells an author what is wrong with a quotation, and the way out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from onrecord.match import Quotation, UnreadableError
from onrecord.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.model import Gone, Turn
    from onrecord.shelf import Shelf

_SHOWN = 5


def place(interview: str, turn: str) -> str:
    """Return the address of a turn as an author writes it."""
    return f"{interview}:{turn}"


def close_names(name: str, names: Iterable[str]) -> str:
    """Return names like a wrong one, as the end of a sentence: ``; did you mean ...?``."""
    close = process.extract(name, sorted(set(names)), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    return f" (did you mean {' or '.join(repr(one) for one, _, _ in close)}?)" if close else ""


def went(gone: Gone) -> str:
    """Return what became of a turn that is gone, and the way out."""
    where = f" Its words are in {gone.into}: cite that, or" if gone.into else " Cite another, or"
    return f"{gone.story}{where} leave the quotation out."


class Adviser:
    """Says what is wrong with one quotation."""

    def __init__(self, quotation: Quotation, speaker: str | None) -> None:
        """Take a quotation that is not where it should be, and who was said to say it."""
        self.quotation = quotation
        self.speaker = speaker

    def about(self, shelf: Shelf, turn: Turn) -> str:
        """Return what is almost right in the turn named, or an empty string."""
        return self._reading(shelf, turn) or self._edges(shelf, turn) or self._letters(shelf, turn)

    def _reading(self, shelf: Shelf, turn: Turn) -> str:
        for erratum, (start, end) in shelf.errata(turn):
            amended = turn.text[:start] + erratum.reading + turn.text[end:]
            if self.quotation.find(fold(amended)):
                return (
                    f"These are the words of a reading: printed is “{erratum.printed}”. Quote the "
                    f"printed words; the reading “{erratum.reading}” stands beside them in the "
                    "apparatus."
                )
        return ""

    def _edges(self, shelf: Shelf, turn: Turn) -> str:
        text = shelf.text(turn)
        loose = self.quotation.find(text, strict=False)
        if loose:
            after = turn.text[loose.spans[-1][1] :].lstrip()[:1]
            if after and after in "?!？！؟‽":
                return (
                    f"The source has “{after}” after these words; a question mark or exclamation "
                    "mark may not be dropped from a whole question."
                )
            return (
                f"These words begin or end inside a word or a number of {turn.id}: quote whole "
                "words, with their signs."
            )
        last = self.quotation.folded.text[-1]
        if not last.isalnum() and _found(self.quotation.folded.text[:-1], shelf, turn):
            shown = self.quotation.words.rstrip()[-1]
            return f"The source does not have “{shown}” after these words: leave it out."
        return ""

    def _letters(self, shelf: Shelf, turn: Turn) -> str:
        words, text = self.quotation.words.casefold(), fold(turn.text.casefold())
        if Quotation(words).find(text):
            return (
                "Capital and small letters differ from the source: keep them, or write a changed "
                "letter as in “[W]e”."
            )
        parts = self.quotation.parts
        if len(parts) > 1 and all(_found(part, shelf, turn) for part in parts):
            return (
                f"Each part of the quotation stands in {turn.id}, but not in this order, or more "
                "words are left out than the marks say: “[...]” leaves out any number."
            )
        return ""

    def elsewhere(self, shelves: Sequence[Shelf], named: Shelf | None) -> str:
        """Return where the words stand instead, or an empty string."""
        for shelf in shelves:
            for turn, _ in shelf.hits(self.quotation):
                speaker = shelf.speaker(turn)
                name = speaker.name if speaker else turn.label
                role = f" ({speaker.role.value})" if speaker else ""
                where = turn.id if shelf is named else place(shelf.interview.id, turn.id)
                way = self._way(shelf, turn)
                return f"These words stand in {where}, said by {name}{role}: {way}"
        return ""

    def _way(self, shelf: Shelf, turn: Turn) -> str:
        where = place(shelf.interview.id, turn.id)
        if self.speaker is not None and turn.speaker != self.speaker:
            return f"not by {self.speaker!r}; credit comes from the turn."
        if shelf.is_answer(turn):
            return f"name {where} instead."
        return (
            f"these are not the words of an interviewee; name {where} to quote them under that "
            "speaker's name."
        )

    def other_speaker(self, shelf: Shelf, turn: Turn) -> str:
        """Return who says the words, where the author named somebody else."""
        speaker = shelf.speaker(turn)
        name = f"{speaker.name} ({speaker.key!r})" if speaker else turn.label
        return (
            f"{place(shelf.interview.id, turn.id)} is said by {name}, not by {self.speaker!r}: "
            "credit comes from the turn."
        )

    def ambiguous(self, places: Sequence[tuple[str, str]]) -> str:
        """Return the places between which the author must choose."""
        some = ", ".join(place(*one) for one in islice(places, _SHOWN))
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        return f"These words stand in {some}{more}: name the turn."

    def absent(self, where: str) -> str:
        """Return that the words stand nowhere."""
        return f"These words do not stand in {where}: quote it word for word."


def _found(words: str, shelf: Shelf, turn: Turn) -> bool:
    try:
        return Quotation(words).find(shelf.text(turn)) is not None
    except UnreadableError:
        return False
