"""Measures the importers on a corpus with hand-checked turns; prints a row a file.

    python tests/scale/import_score.py CORPUS

CORPUS holds ``formats/<family>/<file>`` and ``gold/<stem>.json``. A gold turn counts as found when an
imported one has the same letters and digits, in order. A row has: turns, found, precision, recall,
speakers right, words of the source that are neither in a turn nor in the report.
"""

from __future__ import annotations

import difflib
import hashlib
import html
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.formats import Imported, ImportProblem, read_source
from onrecord.formats.docx import docx_lines, is_zip

_WORD = re.compile(r"[^\W_]+")


def alnum(text: str) -> str:
    """Return the letters and digits of a text, lower-cased."""
    folded = unicodedata.normalize("NFC", text or "").lower()
    return "".join(char for char in folded if char.isalnum())


def digest(text: str) -> str:
    """Return the hash that stands for the words of a turn in the answers."""
    return hashlib.sha256(alnum(text).encode()).hexdigest()


def compare(gold: dict[str, Any], found: Imported) -> dict[str, Any]:
    """Align imported turns with the answers."""
    want = [
        (t["speaker"] or "", t["sha256_alnum"]) for t in gold["turns"] if t.get("kind") != "break"
    ]
    have = [(turn.speaker or "", digest(turn.text)) for turn in found.turns]
    matcher = difflib.SequenceMatcher(
        None, [w[1] for w in want], [h[1] for h in have], autojunk=False
    )
    blocks = matcher.get_matching_blocks()
    hit = sum(block.size for block in blocks)
    right = sum(want[b.a + k][0] == have[b.b + k][0] for b in blocks for k in range(b.size))
    return {"gold": len(want), "turns": len(have), "hit": hit, "right": right}


def words_of_source(data: bytes, name: str) -> str:
    """Return what a reader would call the words of a source: no markup, addresses, times, keys."""
    if is_zip(data):
        return " ".join(line.text or line.raw for line in docx_lines(data))
    source = data.decode("utf-8", "replace")
    if name.startswith("json"):
        return " ".join(
            re.findall(r'"(?:text|body|transcript|content)":\s*"((?:[^"\\]|\\.)*)"', source)
        )
    if name in {"webvtt", "srt", "ohms"}:
        source = re.sub(r"(?m)^\d+\s*$|^.*-->.*$|^WEBVTT", " ", source)
    source = re.sub(r"<v(?:\.\S+)?\s+([^<>]*)>", r" \1 ", source)
    source = html.unescape(re.sub(r"<[^<>]*>|\]\([^)]*\)|https?://\S+", " ", source))
    return source if name != "csv" else source.partition("\n")[2]


def lost_words(data: bytes, found: Imported) -> Counter[str]:
    """Return words of the source that stand neither in a turn nor in the report."""
    source = words_of_source(data, found.format)
    have: Counter[str] = Counter()
    for turn in found.turns:
        parts = (turn.speaker or "", turn.text, str(turn.start or ""), " ".join(turn.times))
        have.update(_WORD.findall(" ".join(parts).lower()))
    for skip in found.skipped:
        have.update(_WORD.findall(html.unescape(skip.text).lower()))
    return Counter(
        {w: n for w, n in Counter(_WORD.findall(source.lower())).items() if w not in have}
    )


def main(corpus: Path) -> int:
    """Score every file of a corpus that has answers; return 1 where a bar is missed."""
    golds = {g["file"]: g for g in (json.loads(p.read_text()) for p in (corpus / "gold").glob("*.json"))
             if isinstance(g, dict) and "file" in g}  # fmt: skip
    total: Counter[str] = Counter()
    bad = 0
    print(f"{'file':52} {'format':13} turns gold  hit  prec   rec    spk    unseen   s")
    for path in sorted((corpus / "formats").glob("*/*")):
        name = str(path.relative_to(corpus / "formats"))
        data = path.read_bytes()
        began = time.perf_counter()
        try:
            found = read_source(data)
        except ImportProblem as error:
            print(f"{name:52} REFUSED: {error}")
            bad += name in golds
            continue
        took = time.perf_counter() - began
        unseen = lost_words(data, found)
        row = compare(golds[name], found) if name in golds else {"turns": len(found.turns)}
        total.update({k: v for k, v in row.items() if name in golds})
        bad += name in golds and min(_share(row, "turns"), _share(row, "gold")) < 0.95
        print(_format(name, found, row, unseen, took))
    overall = {"precision": _share(total, "turns"), "recall": _share(total, "gold"),
               "speakers": total["right"] / max(total["hit"], 1)}  # fmt: skip
    print("all: " + ", ".join(f"{key} {value:.4f}" for key, value in overall.items()))
    return int(bad > 0 or min(overall.values()) < 0.99)


def _share(row: Any, of: str) -> float:
    return float(row["hit"] / max(row[of], 1))


def _format(
    name: str, found: Imported, row: dict[str, Any], unseen: Counter[str], took: float
) -> str:
    head = f"{name:52} {found.format:13} {row['turns']:5}"
    if "gold" in row:
        speakers = row["right"] / max(row["hit"], 1)
        head += f" {row['gold']:4} {row['hit']:4} {_share(row, 'turns'):6.3f} {_share(row, 'gold'):6.3f} {speakers:6.3f}"
    else:
        head += " " * 31
    sample = " ".join(list(unseen)[:5])
    return f"{head} {sum(unseen.values()):5} {took:6.2f} {','.join(found.flags)} {sample}"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "formats").is_dir():
        print("no corpus: give the folder that holds formats/ and gold/")
        raise SystemExit(0)
    raise SystemExit(main(Path(sys.argv[1])))
