"""Which labels may be one person: proposed, never decided."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.formats.names import is_generic, is_stage
from onrecord.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_INTERVIEWERS = re.compile(
    r"\b(?:interviewer|moderator|host|question|q|presenter|journalist|reporter)\b|主持|采访|记者|提问者|司会|聞き手|問|问",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(
    r"\b(?:audiences?|attendee|questioner|crowd|publikum|público|audiencia|public)\b|观众|听众|聴衆|청중",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"^(?:a|answer|interviewee|guest|witness|respuesta|antwort|答|回答|嘉宾|受访者)$", re.IGNORECASE
)
_GROUPS = re.compile(
    r"\b(?:audiences?|all|both|everyone|group|crowd|unknown|unidentified|panel)\b|观众|听众",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Alias:
    """Two labels that may be one person, and why."""

    label: str
    name: str
    why: str


def propose_aliases(
    labels: Iterable[str], names: Iterable[str], people: Mapping[str, str]
) -> list[Alias]:
    """Propose, for labels, the fuller label or the declared name that may be the same person."""
    printed = [label for label in dict.fromkeys(labels) if label and not is_stage(label)]
    full = list(dict.fromkeys([*people.values(), *names, *printed]))[:400]
    found: list[Alias] = []
    for label in printed[:400]:
        if label in people:
            found.append(Alias(label, people[label], "the source says so"))
            continue
        if is_generic(label):
            continue
        hits = {name: why for name in full if (why := _same(label, name))}
        if len(hits) == 1 or (hits and len({_bare(name) for name in hits}) == 1):
            name, why = next(iter(hits.items()))
            found.append(Alias(label, name, why))
    return found


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"\s*[\[(].*?[\])]", "", name))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold().strip()


def _same(label: str, name: str) -> str:
    """Return why a label may be short for a name, or an empty string."""
    short, long = _bare(label), _bare(name)
    if label == name or not short or not long:
        return ""
    words = [word for word in re.split(r"[\s.-]+", long) if word]
    if short == long:
        return "the same but for accents, case or brackets"
    if len(words) > 1:
        if short in {words[0], words[-1]} and len(short) > 1:
            return "a part of the name"
        initials = {"".join(word[0] for word in words), words[0][0] + words[-1][0]}
        if label.isupper() and short.replace(".", "") in initials:
            return "its initials"
    if len(short) > 5 and " " in short and DamerauLevenshtein.distance(short, long) in {1, 2}:
        return "spelt almost alike"
    return ""


def guess_role(label: str) -> Role:
    """Return the role that a label names, or :attr:`Role.OTHER`."""
    if _AUDIENCE.search(label):
        return Role.AUDIENCE
    if _ANSWERS.match(label):
        return Role.INTERVIEWEE
    if _INTERVIEWERS.search(label):
        return Role.INTERVIEWER
    return Role.NARRATOR if re.search(r"\bnarrator\b|旁白", label, re.IGNORECASE) else Role.OTHER


def is_group(label: str) -> bool:
    """Whether a label stands for several people, or for nobody in particular."""
    return _GROUPS.search(label) is not None
