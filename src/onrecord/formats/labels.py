"""Learning, file by file, which words at the beginning of a line are labels of speakers.

No list of names could do it: ``**Infrastructure**:`` in an answer looks like a label, ``$STDOUT``
does not. What tells labels is that they recur, that they are printed alike throughout, that the
source names the same people elsewhere, and where they stand.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.formats.evidence import Learned, Seen, collect
from onrecord.formats.judge import COLONS, Judge
from onrecord.formats.lines import LineKind
from onrecord.formats.names import is_generic, is_stage
from onrecord.formats.records import LabelUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.formats.lines import Line

#: most labels judged one by one in the report
_REPORTED = 200


def learn(
    lines: Sequence[Line], known: frozenset[str], given: frozenset[str] = frozenset()
) -> Learned:
    """Learn the labels of a document.

    *known* are names that the source declares elsewhere; *given* are labels that the curator named:
    then these are taken and no others.
    """
    seen = collect(lines)
    learned = Learned()
    judge = Judge(seen, known | given, lines)
    if given:
        _take_given(seen, given, learned)
    else:
        learned.primary = judge.primary()
        if learned.primary is not None:
            judge.decide(learned)
    learned.match(lines)
    if not given and _stray(learned, judge):
        learned.taken.clear()
        learned.match(lines)
    _report(seen, learned, judge, given=bool(given))
    return learned


def _stray(learned: Learned, judge: Judge) -> bool:
    """Whether the labels found are a few lead-ins of a text that has no labels."""
    counts = Counter(found.label for found in learned.found if found)
    if not counts or max(counts.values()) > 1 or _one_voice(learned, judge):
        return False
    firm = sum(1 for label in counts if judge.score(label) >= 2 or label.isupper())
    return len(counts) < 2 or (learned.density < 0.6 and not (firm >= 2 and learned.density >= 0.2))


def _one_voice(learned: Learned, judge: Judge) -> bool:
    """Whether one person, named in emphasis before the first words, goes on to the end."""
    texts = [at for at, line in enumerate(judge.lines) if line.kind is LineKind.TEXT]
    found = [at for at, one in enumerate(learned.found) if one]
    if len(found) != 1 or found != texts[:1]:
        return False
    one = learned.found[found[0]]
    assert one is not None
    marked = any(shape.mark for shape, label in learned.taken if label == one.label)
    return marked and judge.score(one.label) >= 1.5


def _take_given(seen: Seen, given: frozenset[str], learned: Learned) -> None:
    folded = {label.casefold().strip() for label in given}
    for shape, labels in seen.items():
        for label in labels:
            if label.casefold() in folded and (shape.mark or shape.end != "own"):
                learned.taken.add((shape, label))


def _report(seen: Seen, learned: Learned, judge: Judge, *, given: bool) -> None:
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for found, line in zip(learned.found, judge.lines, strict=True):
        if found:
            counts[found.label] += 1
            first.setdefault(found.label, line.number)
    learned.uses = [
        LabelUse(label, count, True, "named by you" if given else _why(label, count), first[label])
        for label, count in counts.items()
    ]
    learned.uses.sort(key=lambda use: (-use.count, use.line))
    refused: dict[str, LabelUse] = {}
    for shape, labels in seen.items():
        if shape.end not in COLONS:
            continue
        for label, evidence in labels.items():
            if label and label not in counts and label not in refused and len(refused) < _REPORTED:
                why = (
                    "not among the labels you named"
                    if given
                    else judge.reason(shape, label, evidence, learned)
                )
                refused[label] = LabelUse(label, evidence.count, False, why, evidence.line)
    learned.uses += sorted(refused.values(), key=lambda use: (-use.count, use.line))


def _why(label: str, count: int) -> str:
    if is_stage(label):
        return "a sound or a pause: words under it are kept, but it is no person"
    if not label:
        return "an empty label"
    why = "recurs" if count > 1 else "occurs once, printed like the others"
    return why + "; says what is said, not who says it" if is_generic(label) else why
