"""Edits of a transcript of every kind, with the truth about each turn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.align import Spoken

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

SHORT = (
    "Yeah.", "Mm-hm.", "Right.", "Okay.", "No.", "Yes.", "Sure.", "I see.", "Exactly.",
    "Thank you.", "And then?", "Really?", "Why?", "Go on.", "That's right.", "I don't know.",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A turn and the earlier turns whose words it has."""

    label: str
    text: str
    origins: frozenset[int] = frozenset()


Turns = list[Said]


def begin(spoken: list[Spoken]) -> Turns:
    """Take a transcript before it is edited."""
    return [Said(*one, frozenset([at])) for at, one in enumerate(spoken)]


def generated(rng: random.Random, size: int, speakers: int = 2) -> list[Spoken]:
    """Make a transcript: long and short turns, words as frequent as in speech."""
    words = [
        "the",
        "and",
        "I",
        "to",
        "of",
        "it",
        "that",
        "was",
        "in",
        "we",
        "you",
        "a",
        "so",
        "but",
    ]
    words += [
        "".join(
            rng.choices("bcdfghklmnprst", k=2) + rng.choices("aeiou", k=2) + rng.choices("lmnrst")
        )
        for _ in range(3000)
    ]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    names = [f"Person {chr(65 + at)}" for at in range(speakers)]
    found = []
    for at in range(size):
        text = rng.choice(SHORT) if rng.random() < 0.3 else sentence(rng, words, weights)
        found.append(Spoken(names[at % speakers], text))
    return found


def sentence(rng: random.Random, words: list[str], weights: list[float]) -> str:
    parts = []
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        said = rng.choices(words, weights, k=rng.randint(3, 25))
        parts.append(" ".join(said).capitalize() + rng.choice(".?!."))
    return " ".join(parts)


# -- single edits: each takes the turns and gives the turns after it ---------------------------------


def typo(rng: random.Random, turns: Turns) -> Turns:
    at = rng.randrange(len(turns))
    text = list(turns[at].text)
    place = rng.randrange(len(text))
    how = rng.random()
    if how < 0.4:
        text[place] = rng.choice("abcdefghij")
    elif how < 0.7:
        del text[place]
    else:
        text.insert(place, rng.choice("abcdefghij"))
    return _with(turns, at, replace(turns[at], text="".join(text) or "x"))


def reword(rng: random.Random, turns: Turns) -> Turns:
    """Change one word in four."""
    at = rng.randrange(len(turns))
    words = turns[at].text.split()
    other = rng.choice(turns).text.split()
    words = [rng.choice(other) if rng.random() < 0.25 else word for word in words]
    return _with(turns, at, replace(turns[at], text=" ".join(words)))


def insert(rng: random.Random, turns: Turns) -> Turns:
    at = rng.randrange(len(turns) + 1)
    label = rng.choice(turns).label
    if rng.random() < 0.5:
        text = rng.choice(SHORT)
    else:
        pool = [word for _ in range(5) for word in rng.choice(turns).text.split()]
        text = " ".join(rng.choice(pool) for _ in range(rng.randint(3, 40)))
    return [*turns[:at], Said(label, text), *turns[at:]]


def delete(rng: random.Random, turns: Turns) -> Turns:
    at = rng.randrange(len(turns))
    return turns[:at] + turns[at + 1 :]


def split(rng: random.Random, turns: Turns) -> Turns:
    """Divide a turn; its second part may be another's, and a word may come between."""
    at = rng.randrange(len(turns))
    words = turns[at].text.split()
    if len(words) < 2:
        return turns
    cut = rng.randrange(1, len(words))
    one = replace(turns[at], text=" ".join(words[:cut]))
    two = replace(turns[at], text=" ".join(words[cut:]))
    labels = sorted({turn.label for turn in turns})
    if rng.random() < 0.3:
        two = replace(two, label=rng.choice(labels))
    between = [Said(rng.choice(labels), rng.choice(SHORT))] if rng.random() < 0.5 else []
    return [*turns[:at], one, *between, two, *turns[at + 1 :]]


def merge(rng: random.Random, turns: Turns) -> Turns:
    """Join a turn to the next, or to the one after it, and leave out what came between."""
    step = rng.choice((1, 2))
    if len(turns) <= step:
        return turns
    at = rng.randrange(len(turns) - step)
    one, two = turns[at], turns[at + step]
    made = Said(one.label, f"{one.text} {two.text}", one.origins | two.origins)
    return [*turns[:at], made, *turns[at + step + 1 :]]


def move(rng: random.Random, turns: Turns) -> Turns:
    at = rng.randrange(len(turns))
    rest = turns[:at] + turns[at + 1 :]
    there = rng.randrange(len(rest) + 1)
    return [*rest[:there], turns[at], *rest[there:]]


def section(rng: random.Random, turns: Turns) -> Turns:
    """Let two neighbouring runs of turns change places."""
    a, b, c = sorted(rng.randrange(len(turns) + 1) for _ in range(3))
    return turns[:a] + turns[b:c] + turns[a:b] + turns[c:]


def relabel(rng: random.Random, turns: Turns) -> Turns:
    at = rng.randrange(len(turns))
    label = rng.choice(sorted({turn.label for turn in turns} | {"Somebody"}))
    return _with(turns, at, replace(turns[at], label=label))


def rename(rng: random.Random, turns: Turns) -> Turns:
    """Give a speaker another name, everywhere."""
    label = rng.choice(turns).label
    return [replace(one, label=f"Dr {label}") if one.label == label else one for one in turns]


def retype(rng: random.Random, turns: Turns) -> Turns:
    """Change marks and capitals everywhere."""
    return [replace(one, text=re.sub(r"[.,]", "", one.text).upper()) for one in turns]


def slips(rng: random.Random, turns: Turns) -> Turns:
    """Mend a letter in every turn."""
    for at in range(len(turns)):
        words = turns[at].text.split()
        place = rng.randrange(len(words)) if words else -1
        if place >= 0 and len(words) > 3:
            words[place] += "s"
            turns = _with(turns, at, replace(turns[at], text=" ".join(words)))
    return turns


def _with(turns: Turns, at: int, one: Said) -> Turns:
    return [*turns[:at], one, *turns[at + 1 :]]


EDITS: dict[str, Callable[[random.Random, Turns], Turns]] = {
    one.__name__: one
    for one in (typo, reword, insert, delete, split, merge, move, section, relabel, rename, retype, slips)
}  # fmt: skip
#: edits of the whole transcript, done once
WHOLE = {"rename", "retype", "slips", "section"}


def edited(rng: random.Random, kind: str, turns: Turns, one_in: int = 20) -> Turns:
    """Edit a transcript: one kind of edit in a turn out of so many, or a mixture."""
    times = 1 if kind in WHOLE else max(1, len(turns) // one_in)
    single = [name for name in EDITS if name not in WHOLE]
    for _ in range(times):
        if not turns:
            break
        name = rng.choice(single) if kind == "mixture" else kind
        turns = EDITS[name](rng, turns)
    if kind == "mixture" and turns and rng.random() < 0.5:
        turns = EDITS[rng.choice(sorted(WHOLE))](rng, turns)
    return turns
