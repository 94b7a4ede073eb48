"""What a first search costs: bytes on the wire, files, build time and memory as the site grows.

    python tests/scale/search_load.py [--sizes 10 100 1000]

Interviews are made from a fixed seed: 185 turns of 10,000 words, drawn from 60,000 words used as in
speech (the n-th one 1/n as often). The bytes are those of the script, the style, the index and every
file that a first query and its first eight hits ask for, each compressed as a web server does. The
queries are run by the reader's own script, in QuickJS.

It asserts nothing: read it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

import quickjs

from onrecord.finder.index import Writer
from onrecord.finder.records import Kind, Page, PageKind, Record

TURNS, WORDS, LEXICON = 185, 10_000, 60_000
SCRIPTS = Path(__file__).parents[2] / "src" / "onrecord" / "static" / "find"


def lexicon() -> list[str]:
    """Return made-up words, the common ones short."""
    random_ = random.Random(0)
    syllables = [c + v for c in "bcdfghklmnprstvwz" for v in ("a", "e", "i", "o", "u", "an", "er")]
    found: dict[str, None] = {}
    while len(found) < LEXICON:
        longest = 1 if len(found) < 80 else 2 if len(found) < 2_000 else 4
        found["".join(random_.choices(syllables, k=random_.randint(1, longest)))] = None
    return list(found)


KNOWN = lexicon()
USED = list(accumulate(1 / rank for rank in range(2, LEXICON + 2)))


def page(number: int) -> Page:
    """Return an interview; the same number gives the same words."""
    random_ = random.Random(number)
    guest = " ".join(random_.choices(KNOWN, k=2)).title()
    records = []
    for turn in range(1, TURNS + 1):
        length = max(3, int(random_.expovariate(TURNS / WORDS)))
        text = " ".join(random_.choices(KNOWN, cum_weights=USED, k=length)).capitalize() + "."
        who = ("Ann Ames", "interviewer") if turn % 2 else (guest, "interviewee")
        records.append(Record(Kind.TURN, f"t{turn}", text, speaker=who[0], role=who[1]))
    title = " ".join(random_.choices(KNOWN, k=4)).title()
    return Page(f"interviews/talk-{number:04d}.html", title, PageKind.TRANSCRIPT, tuple(records))


class Reader:
    """The reader's script, over an index in a folder; notes the files it asks for."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        self._context = quickjs.Context()
        self._context.eval((SCRIPTS / "engine.js").read_text("utf-8"))

        def load(path: str) -> None:
            self.asked.append(path)
            self._context.eval((folder / path).read_text("utf-8"))

        self._context.add_callable("load", load)
        self._context.eval(
            """
            globalThis.ask = async (text) => {
              try {
                await onrecordFind.open(async (path) => load(path));
                const found = await onrecordFind.search(text);
                globalThis.answer = JSON.stringify([found.total, (await found.more(8)).length]);
              } catch (error) { globalThis.answer = JSON.stringify(String(error) + error.stack); }
            };
            """
        )

    def ask(self, text: str) -> list[int]:
        """Return (hits, hits shown)."""
        self._context.eval(f"ask({json.dumps(text)})")
        while self._context.execute_pending_job():
            pass
        found = json.loads(self._context.eval("answer"))
        if isinstance(found, str):
            sys.exit(found)
        return found


def wire(path: Path) -> int:
    """Return the bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 6))


def measure(size: int, folder: Path) -> None:
    """Make an index, ask it, and print."""
    pages = (page(number) for number in range(size))
    writer = Writer(folder)
    spent = 0.0
    for one in pages:
        before = time.process_time()
        writer.add(one)
        spent += time.process_time() - before
    before = time.process_time()
    writer.finish({})
    spent += time.process_time() - before
    files = [path for path in folder.rglob("*") if path.is_file()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:>5} interviews: {spent:.1f} CPU s, peak {peak:.0f} MB, {len(files)} files, "
        f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB",
        flush=True,
    )
    own = sum(wire(SCRIPTS / name) for name in ("find.js", "engine.js", "view.js", "find.css"))
    index = wire(folder / "index.js")
    common, middle, rare = KNOWN[3], KNOWN[700], KNOWN[20_000]
    for query in (
        f"{middle} ",
        f"{KNOWN[150]} {KNOWN[300]} ",
        f"{middle} {rare} ",
        KNOWN[500][:4],
        f'"{KNOWN[150]} {KNOWN[300]}"',
        f"{common} ",
    ):
        reader = Reader(folder)
        found = reader.ask(query)
        asked = sum(wire(folder / path) for path in set(reader.asked) if path != "index.js")
        print(
            f"      {query.strip()!r}: {found[0]} hits, {(own + index + asked) / 1e3:.0f} kB on the wire "
            f"(scripts {own / 1e3:.0f}, index {index / 1e3:.0f}, {len(set(reader.asked)) - 1} parts "
            f"{asked / 1e3:.0f})",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            measure(size, Path(name) / "_search")


if __name__ == "__main__":
    main()
