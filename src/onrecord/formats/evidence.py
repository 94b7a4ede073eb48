"""What is seen at the beginnings of lines, counted before anything is decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.formats.candidates import Candidate, Shape, candidates
from onrecord.formats.lines import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.formats.records import LabelUse

#: a line after one that ends so may begin a turn without a blank line between
ENDS = (*'.?!…:"”’»)]。？！」』）-–—',)


@dataclass(slots=True)
class Evidence:
    """What was seen of one label in one shape."""

    count: int = 0
    line: int = 0
    #: index of the first line
    index: int = 0
    long: int = 0
    timed: int = 0
    #: at the beginning of a block, or after a line that ends a sentence
    first: int = 0


Seen = dict[Shape, dict[str, Evidence]]


def collect(lines: Sequence[Line]) -> Seen:
    """Count every reading of every line."""
    seen: Seen = defaultdict(dict)
    ended = True
    for index, line in enumerate(lines):
        if line.kind is LineKind.SKIP:
            continue
        opens = line.first or ended
        ended = line.text.rstrip().endswith(ENDS)
        for one in candidates(line):
            evidence = seen[one.shape].get(one.label)
            if evidence is None:
                evidence = seen[one.shape][one.label] = Evidence(line=line.number, index=index)
            evidence.count += 1
            evidence.long += one.long
            evidence.timed += one.time is not None
            evidence.first += opens
    return seen


@dataclass(slots=True)
class Learned:
    """The labels of one document."""

    #: (shape, label) pairs that begin a turn
    taken: set[tuple[Shape, str]] = field(default_factory=set)
    uses: list[LabelUse] = field(default_factory=list)
    #: lines that begin with an accepted label, against lines that could
    density: float = 0.0
    primary: Shape | None = None
    #: how each line of the document begins a turn
    found: list[Candidate | None] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The accepted labels."""
        return {label for _, label in self.taken}

    def recurs(self) -> bool:
        """Whether any accepted label stands more than once."""
        return any(use.taken and use.count > 1 for use in self.uses)

    def match(self, lines: Sequence[Line]) -> None:
        """Look at every line; measure which share of the blocks of text begins with a label."""
        self.found = [self._find(line) for line in lines]
        blocks = sum(1 for line in lines if line.kind is LineKind.TEXT and line.first) or 1
        self.density = min(1.0, sum(1 for found in self.found if found) / blocks)

    def _find(self, line: Line) -> Candidate | None:
        """Return how a line begins a turn, or ``None``."""
        if line.kind is LineKind.SKIP or not self.taken:
            return None
        for candidate in candidates(line):
            if (candidate.shape, candidate.label) in self.taken:
                return candidate
        return None
