"""Fuzz target of the importers: sources cut, joined and garbled; stops at the first broken promise.

    python tests/scale/fuzz_import.py [SECONDS] [SEED] [FOLDER ...]

The promises: a source is read or refused with a message, in bounded time; what is written is read
again without a problem, with the same words. FOLDERs hold more sources to start from.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from onrecord.formats import ImportProblem, read_source
from onrecord.formats.assess import assess, in_words
from onrecord.formats.transcripts import Draft, write_transcript
from onrecord.transcript import read_transcript

#: seconds that a source of this size may take
LIMIT = 5.0
SEEDS = [
    "---\ntitle: x\n---\n# T\n\n**Ann:** one *two* [l](u)\n\n**Bo** (00:01):\nthree\n\n- item\n\n(00:02):\nmore\n",
    "Ann: one\nBo: two\n\nQ. three\nMr. Roe. four\n[Ann] five\n<bo> six\nAnn\t seven\n",
    "WEBVTT\n\nNOTE x\n\n1\n00:01.000 --> 00:02.000\n<v Ann>one</v> <v Bo>two\n\n00:02.000 --> x\nthree\n",
    "1\n00:00:01,000 --> 00:00:02,000\nAnn Lee: one\n\n2\n00:00:02,000 --> 00:00:03,000\n>> two\n",
    "<html><p><b>Ann:</b> one<p>Bo: two<cite>C:</cite><time>0:01</time><p>three<table><tr><td>A<td>b</table>",
    "<TEI><text><body><u who='#A'>one <vocal><desc>x</desc></vocal></u><sp><speaker>B</speaker><p>t</p></sp></body></text></TEI>",
    'speaker,words,tags\nAnn,"one, two",x\n,three,\n',
    json.dumps(
        {
            "segments": [{"speaker": "A", "start": 1, "text": "one"}],
            "results": {"channels": [{"alternatives": []}]},
        }
    ),
]
SPICE = [
    "**",
    "_",
    ":",
    "\n",
    "\n\n",
    "[",
    "](",
    "<",
    ">",
    "&",
    "`",
    "\\",
    "{",
    "%}",
    "-->",
    "00:01",
    "\0",
    "\u202e",
    "：",
    "主",
    "#",
    "- ",
    "\t",
    '"',
    "\x1b",
    "e\u0301",
    "\ud7ff",
]


def mutate(data: bytes, pool: list[bytes], rng: random.Random) -> bytes:
    """Return a source with a few changes."""
    for _ in range(rng.randint(1, 8)):
        at, to = sorted(rng.randrange(len(data) + 1) for _ in "ab")
        kind = rng.randrange(6)
        if kind == 0:
            data = data[:at] + rng.choice(SPICE).encode() * rng.choice([1, 1, 2, 50]) + data[at:]
        elif kind == 1:
            data = data[:at] + data[min(to, at + 200) :]
        elif kind == 2:
            data = data[:to] + data[at:to] + data[to:]
        elif kind == 3:
            other = rng.choice(pool)
            data = data[:at] + other[rng.randrange(len(other) + 1) :]
        elif kind == 4:
            data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
        else:
            lines = data.split(b"\n")
            rng.shuffle(lines)
            data = b"\n".join(lines)
    return data[:200_000]


def check(data: bytes) -> bool:
    """Return whether a source was read; raise where a promise is broken."""
    began = time.perf_counter()
    try:
        found = read_source(data)
    except ImportProblem:
        return False
    in_words("x", found, assess(found))
    kept = [turn for turn in found.turns if turn.text.strip()]
    if kept:
        interview, problems = read_transcript(write_transcript(found, Draft("x", "T")), "x")
        assert not problems, problems
        same = [" ".join(turn.text.split()) for turn in interview.turns]
        assert same == [" ".join(turn.text.split()) for turn in kept]
    assert time.perf_counter() - began < LIMIT
    return True


def main(seconds: float, seed: int, folders: list[str]) -> int:
    """Fuzz for a while; keep the source that broke a promise in ``fuzz-failure``."""
    rng = random.Random(seed)
    pool = [text.encode() for text in SEEDS]
    pool += [
        path.read_bytes()[:50_000]
        for name in folders
        for path in sorted(Path(name).rglob("*"))
        if path.is_file()
    ]
    end, count, read = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        data = mutate(rng.choice(pool), pool, rng)
        try:
            read += check(data)
        except Exception:
            Path("fuzz-failure").write_bytes(data)
            print(f"after {count} sources, seed {seed}: the source is in ./fuzz-failure")
            raise
        count += 1
    print(f"{count} sources, {read} read, {count - read} refused, seed {seed}: every promise kept")
    return 0


if __name__ == "__main__":
    raise SystemExit(
        main(float((sys.argv[1:] or ["30"])[0]), int((sys.argv[2:] or ["1"])[0]), sys.argv[3:])
    )
