"""A book that is too large for one file becomes several: pages first, then the transcripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

#: letters of source in a volume: some 700 pages, and at most 1.3 GB of memory while it is set
LARGEST = 2_500_000


class Piece(NamedTuple):
    """The source of one document.

    Attributes:
        name: its file in the folder of sources.
        size: letters of source.
        defined: labels that it defines.
        used: labels that it leads to.
        terms: label of an entry of a glossary -> labels that the entry leads to.
        transcript: whether it is a transcript, and may stand in a volume of transcripts.
    """

    name: str
    size: int
    defined: dict[str, None]
    used: dict[str, None]
    terms: dict[str, list[str]]
    transcript: bool = False


@dataclass
class Volume:
    """One file of the book."""

    name: str
    number: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def file(self) -> str:
        """Return the name of the PDF."""
        return f"{self.name}.pdf"

    @property
    def defined(self) -> list[str]:
        """Return the labels that it defines."""
        return [label for one in self.pieces for label in one.defined]

    @property
    def used(self) -> dict[str, None]:
        """Return the labels that it leads to."""
        return {label: None for one in self.pieces for label in one.used}


def divide(pieces: Sequence[Piece], name: str, largest: int = LARGEST) -> list[Volume]:
    """Return one volume, or one of pages and as many of transcripts as are needed."""
    if sum(one.size for one in pieces) <= largest:
        return [Volume(name, 1, list(pieces))]
    volumes = [Volume(name, 1, [one for one in pieces if not one.transcript])]
    filled = largest
    for one in pieces:
        if not one.transcript:
            continue
        if filled and filled + one.size > largest:
            number = len(volumes) + 1
            volumes.append(Volume(f"{name}-{number}", number))
            filled = 0
        volumes[-1].pieces.append(one)
        filled += one.size
    return volumes
