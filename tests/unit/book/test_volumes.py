"""How a large book is divided."""

from __future__ import annotations

from onrecord.book.volumes import Piece, divide


def piece(name: str, size: int, *, transcript: bool = False) -> Piece:
    return Piece(name, size, {f"{name}#": None}, {"a#": None}, {}, transcript)


def test_a_small_book_is_one_volume() -> None:
    pieces = [piece("a", 10), piece("t", 20, transcript=True), piece("b", 5)]
    (only,) = divide(pieces, "book", largest=35)
    assert [one.name for one in only.pieces] == ["a", "t", "b"]
    assert only.file == "book.pdf"


def test_transcripts_of_a_large_one_go_into_volumes_of_their_own() -> None:
    pieces = [
        piece("a", 10),
        *[piece(f"t{n}", 20, transcript=True) for n in range(5)],
        piece("b", 5),
    ]
    volumes = divide(pieces, "book", largest=45)
    assert [[one.name for one in volume.pieces] for volume in volumes] == [
        ["a", "b"], ["t0", "t1"], ["t2", "t3"], ["t4"],
    ]  # fmt: skip
    assert [one.file for one in volumes] == ["book.pdf", "book-2.pdf", "book-3.pdf", "book-4.pdf"]
    assert [one.number for one in volumes] == [1, 2, 3, 4]


def test_a_transcript_larger_than_a_volume_is_one() -> None:
    pieces = [piece("a", 10), piece("t0", 100, transcript=True), piece("t1", 1, transcript=True)]
    volumes = divide(pieces, "book", largest=45)
    assert [[one.name for one in volume.pieces] for volume in volumes] == [["a"], ["t0"], ["t1"]]


def test_what_a_volume_defines_and_uses() -> None:
    (only,) = divide([piece("a", 1), piece("b", 1)], "book")
    assert only.defined == ["a#", "b#"]
    assert list(only.used) == ["a#"]
