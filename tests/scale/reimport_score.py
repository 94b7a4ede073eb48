"""Importing again, measured: edits of every kind, and what became of the ids.

    python tests/scale/reimport_score.py [FOLDER] [--rounds N] [--seed N]

FOLDER: real transcripts, edited beside the generated ones. Prints a row for each kind of edit: of
the earlier turns whose words are still there the share that kept its address (or has it as an
earlier one), was put to the curator, was orphaned, and was given to other words; the last must be
none, and the exit code is 1 if it is not.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from edits import EDITS, Turns, begin, edited, generated

from onrecord.align import Kind, Link, Spoken, align
from onrecord.align.records import Words
from onrecord.formats import ImportProblem, read_source


def judge(before: Spoken, link: Link, right: set[int], new: Turns) -> str:
    """Return what an alignment did to one earlier turn.

    A twin is another turn by the same speaker with the very words of the earlier one, such as a
    second "Yes." put in where the first was taken out: nothing tells them apart.
    """
    if link.kind is Kind.DOUBTFUL:
        return "doubtful" if right else "doubtful, gone"
    if link.kind is Kind.REMOVED:
        return "orphaned" if right else "removed"
    there = link.new[0]
    if there in right:
        return "kept"
    found = Spoken(new[there].label, new[there].text)
    same = Words(found).key == Words(before).key and found.label == before.label
    return "twin" if same else "wrong"


def score(old: list[Spoken], new: Turns) -> tuple[Counter[str], list[str]]:
    """Align and count; return the counts and a line for each wrong home."""
    found = align(old, [Spoken(one.label, one.text) for one in new])
    right: dict[int, set[int]] = {}
    for at, one in enumerate(new):
        for origin in one.origins:
            right.setdefault(origin, set()).add(at)
    counts: Counter[str] = Counter()
    wrong = []
    for link in found.links:
        result = judge(old[link.old], link, right.get(link.old, set()), new)
        counts[result] += 1
        if result in {"wrong", "twin"}:
            there = [new[at].text[:70] for at in sorted(right.get(link.old, ()))]
            wrong.append(
                f"  {result} {link.kind}: {old[link.old]} -> {new[link.new[0]].label}: "
                f"{new[link.new[0]].text[:90]!r}, not {there}"
            )
    return counts, wrong


def real(folder: Path) -> list[list[Spoken]]:
    """Read what there is in a folder of transcripts."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "MANIFEST.tsv":
            continue
        try:
            turns = read_source(path.read_bytes()).turns
        except ImportProblem:
            continue
        spoken = [Spoken(one.speaker or "", one.text) for one in turns if one.text.strip()]
        if len(spoken) >= 10:
            found.append(spoken[:600])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one-in", type=int, default=20, help="turns to one edit")
    parser.add_argument("--show", type=int, default=0, help="how many wrong homes to print")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    sources = [
        generated(rng, rng.choice((12, 60, 200)), rng.choice((2, 2, 3)))
        for _ in range(given.rounds)
    ]
    sources += real(given.folder) if given.folder else []
    print(f"{len(sources)} transcripts, {sum(map(len, sources))} turns")
    print(
        f"{'edit':10} {'kept':>8} {'doubtful':>9} {'orphaned':>9} {'wrong':>7} {'twins':>7} {'gone right':>11}"
    )
    total: Counter[str] = Counter()
    lines: list[str] = []
    for kind in [*EDITS, "mixture"]:
        counts: Counter[str] = Counter()
        for source in sources:
            more, wrong = score(source, edited(rng, kind, begin(source), given.one_in))
            counts += more
            lines += [f"{kind}{line}" for line in wrong]
        total += counts
        row(kind, counts)
    row("all", total)
    print("\n".join(lines[: given.show]))
    start = time.process_time()
    big = generated(rng, 30_000)
    score(big, edited(rng, "slips", begin(big)))
    print(f"30,000 turns, each changed: {time.process_time() - start:.1f} s")
    return 1 if total["wrong"] else 0


def row(kind: str, counts: Counter[str]) -> None:
    still = sum(counts[one] for one in ("kept", "doubtful", "orphaned", "wrong", "twin")) or 1
    gone = counts["removed"] + counts["doubtful, gone"]
    right = f"{counts['removed']}/{gone}"
    print(
        f"{kind:10} {counts['kept'] / still:8.2%} {counts['doubtful'] / still:9.2%}"
        f" {counts['orphaned'] / still:9.2%} {counts['wrong']:7} {counts['twin']:7} {right:>11}"
    )


if __name__ == "__main__":
    sys.exit(main())
