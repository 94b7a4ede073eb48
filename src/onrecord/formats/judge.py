"""Which readings of a document's lines are labels: shapes weighed, then labels one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.formats.candidates import Shape
from onrecord.formats.lines import Line, LineKind
from onrecord.formats.names import is_stage, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.formats.evidence import Evidence, Learned, Seen

#: how telling a shape is in itself
_WEIGHT = {
    "in": 1.0,
    "out": 1.0,
    "colon": 0.95,
    "time": 1.0,
    "bracket": 0.8,
    "nick": 0.9,
    "stop": 0.8,
    "tab": 0.6,
    "dash": 0.5,
    "own": 0.5,
    "run": 0.5,
}
COLONS = frozenset({"in", "out", "colon", "time"})


class Judge:
    """Weighs the shapes of a document against each other, then the labels of each."""

    def __init__(self, seen: Seen, known: frozenset[str], lines: Sequence[Line]) -> None:
        self.seen = seen
        self.known = known
        self.lines = lines
        self.blocks = sum(1 for line in lines if line.kind is LineKind.TEXT and line.first) or 1
        self.scores: dict[str, float] = {}
        everywhere = {label for labels in seen.values() for label in labels}
        low = {label.lower() for label in everywhere}
        self.pairs = any({a, b} <= low for a, b in (("question", "answer"), ("q", "a"), ("p", "r")))

    def score(self, label: str) -> float:
        """Return how much a label looks like a speaker's, see :func:`names.likeness`."""
        if label not in self.scores:
            value = likeness(label, self.known)
            if label.lower() in {"question", "answer"}:
                value = 2 if self.pairs else -1
            self.scores[label] = value
        return self.scores[label]

    def support(self, shape: Shape) -> float:
        """Return how many lines speak for a shape."""
        labels = self.seen[shape]
        recurring = {
            k: v for k, v in labels.items() if v.count > 1 and self._plausible(shape, k, v)
        }
        value = float(sum(evidence.count for evidence in recurring.values()))
        if shape.end in COLONS and (shape.mark or shape.end != "own"):
            single = [
                k for k, v in labels.items() if v.count == 1 and self.score(k) >= 1.5 and v.first
            ]
            value += 0.6 * len(single)
        total = sum(evidence.count for evidence in labels.values()) or 1
        if shape.mark == "c":
            return float(sum(evidence.count for evidence in labels.values()))
        if shape.end not in COLONS and not self._firm(shape, recurring, value / total):
            return 0.0
        return value * _WEIGHT[shape.end]

    def _plausible(self, shape: Shape, label: str, evidence: Evidence) -> bool:
        if not label:
            return False
        if shape.mark == "c":
            return True
        score = self.score(label)
        if score < 0 or is_stage(label):
            return False
        if not (shape.mark or evidence.first or evidence.timed or shape.end == "nick"):
            return False
        return score >= 0.3 or (evidence.count >= 3 and (bool(shape.mark) or bool(evidence.timed)))

    def _firm(self, shape: Shape, recurring: dict[str, Evidence], share: float) -> bool:
        """Whether labels without a colon recur so much that they are labels."""
        if shape == Shape("", "own"):
            enough = [v for k, v in recurring.items() if v.count >= 3 and self.score(k) >= 1]
            lines = sum(v.count for v in enough)
            return len(enough) >= 2 and lines >= 0.25 * self.blocks and lines >= 6
        if shape.mark == "h":
            lines = sum(v.count for v in recurring.values())
            return len(recurring) >= 2 and share >= 0.6 and lines >= 6
        named = [k for k in recurring if self.score(k) >= 1]
        if shape.end == "nick":
            return len(recurring) > 1 and share >= 0.6
        if shape.end in {"bracket", "run", "dash", "tab"}:
            many = any(recurring[k].count >= 3 for k in named)
            return share >= 0.6 and (len(named) >= 2 or (many and shape.end == "bracket"))
        return bool(named) and (share >= 0.5 or len(named) >= 2)

    def primary(self) -> Shape | None:
        """Return the shape that most labels have."""
        best, value = None, 0.0
        for shape in self.seen:
            support = self.support(shape)
            if support > value:
                best, value = shape, support
        return best

    def decide(self, learned: Learned) -> None:
        """Accept labels of the primary shape, then of others that agree with it."""
        primary = learned.primary
        assert primary is not None
        self._accept(primary, learned, bar=1)
        names = learned.names
        main = self.support(primary)
        for shape in list(self.seen):
            if shape == primary or shape == Shape("", "own"):
                continue
            same = {k for k in self.seen[shape] if k and k in names}
            learned.taken |= {
                (shape, label) for label in same if self._same_use(shape, label, primary)
            }
            if shape.mark and shape.end in COLONS:
                learned.taken |= {
                    (shape, k) for k, v in self.seen[shape].items() if self._alike(k, v)
                }
            own = self.support(shape)
            if shape.mark and shape.end in {"in", "out"}:
                firm = {
                    k for k, v in self.seen[shape].items() if v.count > 1 and self.score(k) >= 1
                }
                learned.taken |= {(shape, label) for label in firm}
            if own >= max(3.0, 0.15 * main) and (shape.mark or shape.end in COLONS):
                self._accept(shape, learned, bar=2 if shape.mark else 3)

    def _alike(self, label: str, evidence: Evidence) -> bool:
        """Whether a label in another emphasised shape is a full name, or a sound or pause."""
        if is_stage(label):
            return True
        return (
            self.score(label) >= 1.5
            and bool(evidence.first)
            and not evidence.long
            and len(label.split()) <= 3
        )

    def _same_use(self, shape: Shape, label: str, primary: Shape) -> bool:
        """Whether an accepted label in another shape is a label there too."""
        if shape.end in {"run", "own"}:
            return bool(shape.mark) and self.seen[shape][label].count > 1
        if shape.end in {"tab", "dash", "stop", "bracket"}:
            return primary.end == shape.end
        return True

    def _accept(self, shape: Shape, learned: Learned, bar: int) -> None:
        start = self._start(shape)
        for label, evidence in self.seen[shape].items():
            if self._speaks(shape, label, evidence, start) and (
                evidence.count >= bar or self._strong(label)
            ):
                learned.taken.add((shape, label))

    def _strong(self, label: str) -> bool:
        return self.score(label) >= 2

    def _start(self, shape: Shape) -> int:
        """Return the index of the first line with a label that recurs."""
        firm = [
            v.index
            for k, v in self.seen[shape].items()
            if v.count > 1 and self._plausible(shape, k, v)
        ]
        return min(firm, default=0)

    def _speaks(self, shape: Shape, label: str, evidence: Evidence, start: int) -> bool:
        if not label:
            return shape.end == "in"
        if shape.mark == "c" or (is_stage(label) and shape.mark):
            return True
        score = self.score(label)
        if score < 0:
            return False
        if evidence.count > 1:
            return self._plausible(shape, label, evidence)
        if evidence.index < start and self._apart(evidence.index, start):
            return score >= 1.5 and bool(evidence.first) and self._full_name(shape, label)
        if shape.end not in COLONS and shape.end != "dash":
            return score >= 1.5 or (score >= 0.3 and bool(shape.mark) and shape.end == "own")
        return self._once(shape, evidence, score)

    def _full_name(self, shape: Shape, label: str) -> bool:
        """Whether a part of a label is a label that recurs: a host is named in full at first."""
        parts = set(label.split()) - {label}
        known = self.seen[shape]
        return any(one in known and known[one].count > 2 for one in parts)

    def _once(self, shape: Shape, evidence: Evidence, score: float) -> bool:
        """Judge a label that occurs once."""
        if evidence.timed:
            return score >= 0.3
        if shape.mark:
            return score >= (1.5 if evidence.long else 0.3)
        if not evidence.first:
            return score >= 3
        return score >= 1.5 or (score >= 1 and self._dense(shape))

    def _dense(self, shape: Shape) -> bool:
        lines = sum(
            v.count for k, v in self.seen[shape].items() if v.count > 1 and self.score(k) > 0
        )
        return lines >= 0.6 * self.blocks

    def _apart(self, index: int, start: int) -> bool:
        """Whether a heading or much unlabelled text lies between a line and the first turn."""
        between = self.lines[index + 1 : start]
        return len(between) > 12 or any(line.kind is LineKind.HEADING for line in between)

    def reason(self, shape: Shape, label: str, evidence: Evidence, learned: Learned) -> str:
        """Say why a label was not taken."""
        if self.score(label) < 0:
            return "words that introduce something, no name"
        if learned.primary is not None and shape != learned.primary:
            return "printed in another way than the labels of this file"
        if evidence.count == 1:
            return "occurs once and does not look like a name"
        return "looks like a part of a sentence"
