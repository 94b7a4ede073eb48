"""Turns between two that are certain: aligned by their letters, and only where nothing rivals it.

Needleman and Wunsch's recursion, run from both ends, gives for each pair the value of the best
alignment that goes through it. A pair counts when every alignment without it is worse by a margin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.align.likeness import letters_alike
from onrecord.align.votes import chain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.align.records import Words

#: cells of the table of one gap; beyond, only what stands once counts
CELLS = 10_000
#: how much better than all others an alignment must be
MARGIN = 0.12
#: likeness below which two turns are not paired
ALIKE = 0.58
#: likeness at which a pair is certain: of longer turns, and of those of one to three words
SURE, SURE_SHORT = 0.65, 0.8
#: places offered for a turn that is doubtful
OFFERED = 3
#: turns of fewer words are short
SHORT = 4


class Found(NamedTuple):
    """A pair in a gap; where it is not sure, the places that may be meant, best first."""

    old: int
    new: tuple[int, ...]
    sure: bool


class Gap:
    """A run of earlier turns and a run of new ones between certain pairs."""

    def __init__(
        self,
        old: Sequence[Words],
        of_old: Sequence[int],
        new: Sequence[Words],
        of_new: Sequence[int],
        same_label: Callable[[int, int], bool],
    ) -> None:
        """Take both runs; *same_label* tells whether two turns have one label."""
        self.old, self.new = old, new
        self.rows, self.columns = of_old, of_new
        self.same_label = same_label

    def solve(self) -> list[Found]:
        """Return the pairs of the gap, certain or not."""
        if not self.rows or not self.columns:
            return []
        if len(self.rows) == len(self.columns) and all(
            self._identical(a, b) for a, b in zip(self.rows, self.columns, strict=True)
        ):
            return [Found(a, (b,), True) for a, b in zip(self.rows, self.columns, strict=True)]
        if len(self.rows) * len(self.columns) > CELLS:
            return self._large()
        return self._joined() or self._table()

    def _identical(self, at: int, there: int) -> bool:
        return self.old[at].key == self.new[there].key and self.same_label(at, there)

    def _part(self, rows: slice, columns: slice) -> list[Found]:
        part = Gap(self.old, self.rows[rows], self.new, self.columns[columns], self.same_label)
        return part.solve()

    def _large(self) -> list[Found]:
        """Divide a gap at turns that stand once in it; without one, all of it is doubtful."""
        once = self._once()
        if not once:
            places: dict[str, list[int]] = {}
            for there in self.columns:
                places.setdefault(self.new[there].key, []).append(there)
            return [
                Found(at, tuple(places[self.old[at].key][:OFFERED]), False)
                for at in self.rows
                if self.old[at].key in places
            ]
        row, column = once[len(once) // 2]
        return [
            *self._part(slice(row), slice(column)),
            Found(self.rows[row], (self.columns[column],), True),
            *self._part(slice(row + 1, None), slice(column + 1, None)),
        ]

    def _once(self) -> list[tuple[int, int]]:
        sides = []
        for turns, places in ((self.old, self.rows), (self.new, self.columns)):
            found: dict[str, int] = {}
            for number, at in enumerate(places):
                found[turns[at].key] = -1 if turns[at].key in found else number
            sides.append(found)
        pairs = [
            (row, sides[1][key])
            for key, row in sides[0].items()
            if row >= 0 and sides[1].get(key, -1) >= 0
            if self.same_label(self.rows[row], self.columns[sides[1][key]])
        ]
        return chain(dict.fromkeys(pairs, 1), len(self.columns))

    def _joined(self) -> list[Found] | None:
        """Divide a gap where two turns became one, or one became two, and no word was lost."""
        for row, at in enumerate(self.rows):
            for column, there in enumerate(self.columns):
                old, new = self.old[at].words, self.new[there].words
                if (
                    row + 1 < len(self.rows)
                    and old + self.old[self.rows[row + 1]].words == new
                    and self.same_label(at, there)
                    and self.same_label(self.rows[row + 1], there)
                ):
                    pairs = [(row, column), (row + 1, column)]
                elif (
                    column + 1 < len(self.columns)
                    and new + self.new[self.columns[column + 1]].words == old
                    and self.same_label(at, there)
                ):
                    pairs = [(row, column), (row, column + 1)]
                else:
                    continue
                (_, _), (row_end, column_end) = pairs
                return [
                    *self._part(slice(row), slice(column)),
                    *(Found(self.rows[a], (self.columns[b],), True) for a, b in pairs),
                    *self._part(slice(row_end + 1, None), slice(column_end + 1, None)),
                ]
        return None

    # -- the table ---------------------------------------------------------------------------

    def _table(self) -> list[Found]:
        alike = [
            [letters_alike(self.old[at], self.new[there]) for there in self.columns]
            for at in self.rows
        ]
        values = [
            [self._value(row, column, one) for column, one in enumerate(line)]
            for row, line in enumerate(alike)
        ]
        ahead, back = _forward(values), _backward(values)
        best = back[0][0]
        found = []
        for row, at in enumerate(self.rows):
            through = [
                (ahead[row][column] + value + back[row + 1][column + 1] if value else 0.0, column)
                for column, value in enumerate(values[row])
            ]
            without = max(a + b for a, b in zip(ahead[row], back[row + 1], strict=True))
            near = sorted(((-value, c) for value, c in through if value > max(best - MARGIN, 0.0)))
            if not near:
                continue
            column = near[0][1]
            sure = len(near) == 1 and without <= best - MARGIN
            sure = sure and self._certain(row, column, alike[row][column])
            found.append(Found(at, tuple(self.columns[c] for _, c in near[:OFFERED]), sure))
        if not found and len(self.rows) == len(self.columns) == 1:
            found = self._replaced()
        return found

    def _value(self, row: int, column: int, alike: float) -> float:
        if alike < ALIKE:
            return 0.0
        if self.same_label(self.rows[row], self.columns[column]):
            return alike
        return 0.75 * alike

    def _certain(self, row: int, column: int, alike: float) -> bool:
        at, there = self.rows[row], self.columns[column]
        short = min(len(self.old[at].words), len(self.new[there].words)) < SHORT
        if alike == 1.0 and not short:
            return True
        return self.same_label(at, there) and alike >= (SURE_SHORT if short else SURE)

    def _replaced(self) -> list[Found]:
        """One turn in the place of one, by the same speaker: perhaps said in other words."""
        at, there = self.rows[0], self.columns[0]
        return [Found(at, (there,), False)] if self.same_label(at, there) else []


def _forward(values: list[list[float]]) -> list[list[float]]:
    """Best value of what stands before each cell."""
    width = len(values[0])
    table = [[0.0] * (width + 1)]
    for line in values:
        above, row = table[-1], [0.0]
        for column, value in enumerate(line):
            row.append(max(above[column + 1], row[column], above[column] + value))
        table.append(row)
    return table


def _backward(values: list[list[float]]) -> list[list[float]]:
    """Best value of what stands from each cell on."""
    turned = _forward([line[::-1] for line in reversed(values)])
    return [line[::-1] for line in reversed(turned)]
