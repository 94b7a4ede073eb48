"""One transcript, its source before and its source now -> the transcript to be written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.formats.transcripts import NO_LABEL, Draft, write_transcript
from onrecord.reimport.compose import compose, name_turns
from onrecord.reimport.records import Change, Sides, State
from onrecord.reimport.segments import lines_of
from onrecord.reimport.speakers import declare, undeclared
from onrecord.reimport.threeway import merge
from onrecord.transcript import read_transcript

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.formats.records import Imported
    from onrecord.model import Interview

#: problems of a transcript that must be mended before turns can be told apart
_BARRED = {"front_matter", "missing_id", "duplicate_id", "bad_id", "no_turns"}


class AgainProblem(ValueError):
    """A transcript that cannot take in a source; the message says why and the way out."""


@dataclass(frozen=True)
class Again:
    """What importing again would write, and what is to be told."""

    text: str
    before: Interview
    after: Interview
    #: in the order of the transcript; those that need a decision are ``open``
    changes: tuple[Change, ...]
    #: share of the earlier turns whose words are still there, 0 to 1
    share: float
    notes: tuple[str, ...] = ()

    @property
    def undecided(self) -> list[Change]:
        """What a human must decide before anything is written."""
        return [one for one in self.changes if one.open]

    @property
    def counts(self) -> dict[str, int]:
        """How many turns went which way."""
        found = Counter(one.state.value for one in self.changes)
        return {state.value: found[state.value] for state in State if found[state.value]}


def reimport(
    text: str,
    interview_id: str,
    base: Imported | None,
    new: Imported,
    *,
    decisions: Mapping[str, str | int] | None = None,
    used: Iterable[str] = (),
    why: str = "not in the source any more",
    original: str = "",
) -> Again:
    """Take the source as it is now into a transcript.

    *base*: the source as it was, or ``None`` where it is not there; *decisions*: id -> ``gone``,
    ``mine``, ``source`` or a new turn, from 0; *used*: ids that were ever given, beside those in
    the transcript; *original*: path of the new source, relative to the transcript.

    Raises:
        AgainProblem: the transcript must be mended first.
        SpeakerProblem: a new speaker cannot be declared in the front matter.
    """
    text = "\n".join(lines_of(text))
    current = _sound(text, interview_id)
    draft = Draft(interview_id, current.title, "", current.language or "und", _nobody(current, new))
    new_text = write_transcript(new, draft)
    now = read_transcript(new_text, interview_id)[0]
    if not now.turns:
        raise AgainProblem("the source has no turns now")
    then = current
    if base is not None:
        then = read_transcript(write_transcript(base, draft), interview_id)[0]
    sides = Sides(then, current, now)
    merged = merge(sides, decisions or {})
    name_turns(merged, sides, used)
    made = compose(text, new_text, merged, sides, why)
    labels = {out.label for out in merged.outs}
    made = declare(made, undeclared(labels, current, now), current)
    made, note = _with_original(made, original)
    after = read_transcript(made, interview_id)[0]
    lost = sum(1 for one in merged.changes if one.state in {State.REMOVED, State.DOUBTFUL})
    order = {key: turn.line for key, turn in after.by_id.items()}
    order.update((key, gone.line) for key, gone in after.gone_by_id.items())
    changes = sorted(merged.changes, key=lambda one: order.get(one.id, -1))
    share = max(0.0, 1 - lost / len(current.turns))
    return Again(made, current, after, tuple(changes), share, (note,) if note else ())


def _sound(text: str, interview_id: str) -> Interview:
    current, problems = read_transcript(text, interview_id)
    barred = [one for one in problems if one.kind in _BARRED]
    if barred:
        first = min(barred, key=lambda one: one.line)
        raise AgainProblem(f"line {first.line}: {first.message}; mend this, then import again")
    return current


def _nobody(current: Interview, new: Imported) -> dict[str, Sequence[str]]:
    """Who speaks where the source has no labels: the only one that the transcript declares."""
    if len(current.speakers) != 1 or any(turn.speaker for turn in new.turns):
        return {}
    (speaker,) = current.speakers.values()
    return {} if speaker.name == NO_LABEL else {speaker.name: ()}


def _with_original(text: str, original: str) -> tuple[str, str]:
    """Name the new source in the front matter; return a note where that is left to the curator."""
    head, mark, rest = text.partition("\n---")
    if not original or re.search(rf"(?m)^[ \t]+original:[ \t]+{re.escape(original)}[ \t]*$", head):
        return text, ""
    made, count = re.subn(
        r"(?m)^([ \t]+original:)[ \t]*[^\s#]*", rf"\g<1> {original}", head, count=1
    )
    if not count:
        return text, f"add 'original: {original}' to the front matter"
    return made + mark + rest, ""
