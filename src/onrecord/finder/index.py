"""Records -> a folder of small scripts: what a query needs, and nothing a query does not need.

``index.js`` lists the pages, who speaks in each record, and where each word stands. The folder
beside it, named by a digest of its contents so that two builds never mix, holds

- ``w0.js`` ...: words in order, each with its postings: (records since the last one) * 8 + weight;
- ``p0.js`` ...: for the same words, where in each record they stand: phrases need it;
- ``c0.js`` ...: one word each that is nearly everywhere; read only when no other word is asked for;
- ``t0.js`` ...: the words of consecutive records, for what is shown of a hit.

The weight is a score of BM25 without the rarity of the word [Robertson and Zaragoza, The
Probabilistic Relevance Framework, 2009], in eight steps. It depends on nothing but the record,
hence the index is made in one pass, and what is held in memory is the index and never the texts.
Everything is a script and not JSON: a page opened from a file may load scripts.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from onrecord.finder import codes, words
from onrecord.finder.records import ROLES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from onrecord.finder.records import Page, Record

#: of the layout; the reader's side refuses another
VERSION = 1
#: a file of words is cut here, or at half of it where the first letters change
SHARD = 48_000
#: a file of texts is cut here (characters)
CHUNK = 32_000
#: a word is common in more records than this and than one in COMMON_SHARE of all
COMMON, COMMON_SHARE = 2_000, 20
#: words of an average record, and how weights grow and shrink (BM25's k1 and b)
AVERAGE, GROWTH, LENGTH = 80, 1.2, 0.6
#: weights from LOWEST to HIGHEST in eight steps
STEPS, LOWEST, HIGHEST = 8, 0.2, 2.0
#: a word of a title counts as so many
TITLE = 3
#: words of a title and of a reading stand apart from the words said, so that no phrase spans them
APART = 50


@lru_cache(50_000)
def weight(count: int, length: int) -> int:
    """Return the step of a word that stands *count* times among *length* words."""
    norm = GROWTH * (1 - LENGTH + LENGTH * length / AVERAGE)
    score = count * (GROWTH + 1) / (count + norm)
    step = int((score - LOWEST) / (HIGHEST - LOWEST) * STEPS)
    return max(0, min(STEPS - 1, step))


class _Word:
    """Where one word stands."""

    __slots__ = ("count", "last", "places", "postings")

    def __init__(self) -> None:
        self.last = -1
        self.count = 0
        self.postings = bytearray()
        self.places = bytearray()


class Writer:
    """Takes pages one by one, and writes the index when all are there."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that shall hold the index; what is in it goes."""
        shutil.rmtree(folder, ignore_errors=True)
        self._folder = folder
        self._parts = folder / "new"
        self._parts.mkdir(parents=True)
        self._digest = hashlib.sha256(str(VERSION).encode())
        self._words: dict[str, _Word] = {}
        self._names: dict[tuple[str, str], int] = {}
        self._pages: list[list[Any]] = []
        self._who: list[str] = []
        self._themes: dict[str, list[int]] = {}
        self._chunk: list[list[Any]] = []
        self._chunk_size = 0
        self._chunks: list[int] = []
        self._number = 0

    # -- one page ------------------------------------------------------------------------------

    def add(self, page: Page) -> None:
        """Add a page and its records."""
        speakers: dict[int, int] = {}
        for record in page.records:
            self._who.append(self._sign(record, speakers))
            self._keep(record)
            self._feed(record)
            for key in record.themes:
                self._themes.setdefault(key, []).append(self._number)
            self._number += 1
        entry = [page.url, page.title, int(page.kind), len(page.records), list(speakers)]
        self._pages.append(entry if speakers else entry[:4])

    def _sign(self, record: Record, speakers: dict[int, int]) -> str:
        """Return the character that tells who speaks: a place in the page's list of speakers."""
        if record.kind is not Kind.TURN:
            return "!" if record.kind is Kind.SECTION else "#"
        name = (record.speaker, record.role)
        number = self._names.setdefault(name, len(self._names))
        place = speakers.setdefault(number, len(speakers))
        # past the quotation mark and the backslash, and before the surrogates
        return chr((36 if place < 50 else 93 - 50) + min(place, 50_000))

    def _keep(self, record: Record) -> None:
        row: list[Any] = [record.anchor, record.text, record.title, record.readings]
        while not row[-1]:
            row.pop()
            if len(row) == 1:
                break
        self._chunk.append(row)
        self._chunk_size += len(record.text)
        if self._chunk_size >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        if self._chunk:
            self._write(f"t{len(self._chunks)}", self._chunk)
            self._chunks.append(len(self._chunk))
            self._chunk, self._chunk_size = [], 0

    def _feed(self, record: Record) -> None:
        """Enter the words of a record."""
        found: dict[str, list[int]] = {}
        spoken = words.words(record.text)
        for at, word in spoken:
            places = found.get(word)
            if places is None:
                found[word] = [at]
            else:
                places.append(at)
        length = len(spoken)
        counted: dict[str, int] = {}
        if record.title or record.readings:
            counted = self._beside(record, found, length)
        digits, known, number = codes.table(), self._words, self._number
        largest = len(digits)
        # written out: this runs once for each word of each record
        once = weight(1, length)
        for word, places in found.items():
            entry = known.get(word)
            if entry is None:
                entry = known[word] = _Word()
            alone = len(places) == 1
            if alone and not counted:
                value = (number - entry.last) * STEPS + once
            else:
                count = len(places) + counted.get(word, 0)
                value = (number - entry.last) * STEPS + weight(count, length)
            entry.last = number
            entry.count += 1
            entry.postings += digits[value] if value < largest else codes.encode(value)
            if alone:
                value = places[0] * 2
                entry.places += digits[value] if value < largest else codes.encode(value)
            else:
                entry.places += _places(places)

    @staticmethod
    def _beside(record: Record, found: dict[str, list[int]], length: int) -> dict[str, int]:
        """Enter what is not said but found all the same; return what counts more than once."""
        counted: dict[str, int] = {}
        at = length + APART
        for text in (record.title, *(reading for _, reading in record.readings)):
            last = 0
            for place, word in words.words(text):
                found.setdefault(word, []).append(at + place)
                last = place
                if text is record.title:
                    counted[word] = TITLE - 1
            at += last + APART
        return counted

    # -- all of them ---------------------------------------------------------------------------

    def finish(self, theme_titles: Mapping[str, str]) -> str:
        """Write what is left; return the name of the folder of parts.

        *theme_titles* gives the title of each theme by key.
        """
        self._flush()
        limit = max(COMMON, self._number // COMMON_SHARE)
        order = sorted(self._words, key=lambda word: word.encode("utf-16-be", "replace"))
        common = [word for word in order if self._words[word].count > limit]
        for number, word in enumerate(common):
            self._write(f"c{number}", [word, self._words[word].postings.decode("ascii")])
        apart = set(common)
        starts = self._write_shards([word for word in order if word not in apart])
        name = self._digest.hexdigest()[:12]
        self._parts.rename(self._folder / name)
        themes = [
            [key, theme_titles.get(key, key), _deltas(numbers)]
            for key, numbers in sorted(self._themes.items())
        ]
        index = {
            "version": VERSION,
            "folder": name,
            "records": self._number,
            "pages": self._pages,
            "names": [[speaker, ROLES.index(role)] for speaker, role in self._names],
            "who": "".join(self._who),
            "themes": themes,
            "starts": starts,
            "common": common,
            "chunks": self._chunks,
        }
        (self._folder / "index.js").write_bytes(_script("index", index))
        return name

    def _write_shards(self, order: Sequence[str]) -> list[str]:
        """Write the words in order, cut into files; return the first word of each."""
        starts: list[str] = []
        shard: list[str] = []
        size = 0
        for before, word in pairwise(["", *order]):
            full = size > SHARD or (size > SHARD // 2 and before[:4] != word[:4])
            if full or not starts:
                self._write_shard(len(starts) - 1, shard)
                starts.append(word)
                shard, size = [], 0
            shard.append(word)
            size += len(word) + len(self._words[word].postings)
        self._write_shard(len(starts) - 1, shard)
        return starts

    def _write_shard(self, number: int, shard: Sequence[str]) -> None:
        if not shard:
            return
        found = [self._words[word] for word in shard]
        rows = [
            part
            for word, one in zip(shard, found, strict=True)
            for part in (word, one.postings.decode("ascii"))
        ]
        self._write(f"w{number}", rows)
        self._write(f"p{number}", [one.places.decode("ascii") for one in found])

    def _write(self, name: str, value: Sequence[Any]) -> None:
        data = _script("part", name, value)
        self._digest.update(data)
        (self._parts / f"{name}.js").write_bytes(data)


def _places(places: Sequence[int]) -> bytes:
    """Return where a word stands in one record: distances, doubled, odd where another follows."""
    digits, before, last, made = codes.table(), 0, places[-1], b""
    for at in places:
        value = (at - before) * 2 + (at != last)
        made += digits[value] if value < len(digits) else codes.encode(value)
        before = at
    return made


def _deltas(numbers: Iterable[int]) -> str:
    before, found = -1, bytearray()
    for number in numbers:
        if number > before:
            found += codes.encode(number - before)
            before = number
    return found.decode("ascii")


def _script(call: str, *values: Any) -> bytes:
    """Return a script that hands values over; arrays and fixed keys only, so nothing is run."""
    shown = ",".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in values)
    # line ends inside a string, for readers older than 2019
    shown = shown.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"onrecordFind.{call}({shown})\n".encode("utf-8", "replace")


__all__ = ["Writer", "weight"]
