"""How a build grows: this engine against plain Sphinx + MyST on the same files, in one run.

    python tests/scale/bench.py [--sizes 10 100] [--runs 3] [--real FOLDER]

Each transcript has some 150 turns and 10,000 words, made from a fixed seed; with ``--real`` the
Markdown transcripts of a folder are used first. The two are built in turn, A B A B, each in a fresh
folder with the theme ``basic`` and one process, since only their ratio means anything on a shared
machine. Printed: CPU seconds (user and system, of the whole process), their ratio pair by pair, the
growth exponent per page, peak memory, and the bytes of one and the same page at each size.

It asserts nothing: read it.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

TURNS, WORDS = 150, 10_000
PLAIN = """\
extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block"]
html_theme = "basic"
project = "bench"
exclude_patterns = ["_build"]
"""
OURS = """\
extensions = ["myst_parser", "onrecord"]
primary_domain = "interview"
html_theme = "basic"
project = "bench"
smartquotes = False
exclude_patterns = ["_build"]
"""
HEAD = """\
---
interview:
  title: Talk {number}
  published: 2024-01-01
  held: 2024-01-01
  speakers:
    ann: {{name: Ann Ames, role: interviewer}}
    bo: {{name: Bo Berg, role: interviewee}}
---
# Talk {number}

"""


def lexicon(random_: random.Random) -> tuple[list[str], list[float]]:
    """Return made-up words and how often they are used: as in speech, the n-th one 1/n as often."""
    syllables = [c + v for c in "bdfghklmnprstvw" for v in ("a", "e", "i", "o", "u", "ea", "er")]
    common = [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "that",
        "it",
        "is",
        "was",
        "I",
        "you",
        "we",
        "they",
        "but",
        "so",
        "not",
        "what",
        "there",
        "have",
    ]
    rare = ["".join(random_.choices(syllables, k=random_.randint(2, 4))) for _ in range(8_000)]
    words = common + rare
    return words, [1 / rank for rank in range(2, len(words) + 2)]


_LEXICON = lexicon(random.Random(0))


def transcript(number: int) -> str:
    """Return a transcript of real size; the same number gives the same text."""
    random_ = random.Random(number)
    words = _LEXICON
    parts = [HEAD.format(number=number)]
    for turn in range(1, TURNS + 1):
        label = "Ann Ames" if turn % 2 else "Bo Berg"
        length = max(3, int(random_.expovariate(1 / (WORDS / TURNS))))
        text = _speech(random_, words, length)
        parts.append(f"{{#t{turn:03d}}}\n**{label}:** {text}\n\n")
    return "".join(parts)


def _speech(random_: random.Random, words: tuple[list[str], list[float]], length: int) -> str:
    said = random_.choices(words[0], words[1], k=length)
    for at in range(0, length, 14):
        said[at] = said[at].capitalize()
        said[at - 1] += "."
    if random_.random() < 0.1:
        said[length // 2] = f"*{said[length // 2].strip('.')}*"
    if random_.random() < 0.05:
        said[0] = "[laughs] " + said[0]
    if length > 80:
        said[length // 2 + 1] = "\n\n" + said[length // 2 + 1].capitalize()
    return " ".join(said).replace(" \n\n", "\n\n")


def real(folder: Path) -> list[str]:
    """Return transcripts made of real Markdown files: each paragraph a turn."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        paragraphs = [
            one.strip() for one in re.split(r"\n\s*\n", path.read_text("utf-8", "replace"))
        ]
        turns = [" ".join(one.split()) for one in paragraphs if one and one[0] not in "#{-<`:|"]
        body = "".join(
            f"{{#t{at:04d}}}\n**{'Ann Ames' if at % 2 else 'Bo Berg'}:** {text}\n\n"
            for at, text in enumerate(turns, 1)
        )
        if len(body) > 5_000:
            found.append(HEAD.format(number=path.stem) + body)
    return found


def site(folder: Path, size: int, conf: str, texts: list[str]) -> None:
    """Write a site of *size* transcripts."""
    (folder / "interviews").mkdir(parents=True)
    (folder / "conf.py").write_text(conf, "utf-8")
    (folder / "index.md").write_text(
        "# Bench\n\n```{toctree}\n:glob:\n\ninterviews/*\n```\n", "utf-8"
    )
    for number in range(size):
        text = texts[number] if number < len(texts) else transcript(number)
        (folder / "interviews" / f"talk-{number:04d}.md").write_text(text, "utf-8")


def run(folder: Path) -> tuple[float, float]:
    """Build a site in a process of its own; return CPU seconds and peak memory in MB."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-E",
        str(folder),
        str(folder / "_build"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the build of {folder} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(size: int, runs: int, texts: list[str], work: Path) -> dict[str, float]:
    """Build both sites in turn; return medians."""
    cpu: dict[str, list[float]] = {"ours": [], "plain": []}
    peak: dict[str, float] = {"ours": 0, "plain": 0}
    folders = {name: work / f"{name}-{size}" for name in cpu}
    for name, conf in (("ours", OURS), ("plain", PLAIN)):
        site(folders[name], size, conf, texts)
    for _ in range(runs):
        for name, folder in folders.items():
            shutil.rmtree(folder / "_build", ignore_errors=True)
            seconds, memory = run(folder)
            cpu[name].append(seconds)
            peak[name] = max(peak[name], memory)
    ratios = [ours / plain for ours, plain in zip(cpu["ours"], cpu["plain"], strict=True)]
    page = folders["ours"] / "_build" / "interviews" / "talk-0003.html"
    return {
        "ours": statistics.median(cpu["ours"]),
        "plain": statistics.median(cpu["plain"]),
        "ratio": statistics.median(ratios),
        "ratio min": min(ratios),
        "ratio max": max(ratios),
        "peak ours": peak["ours"],
        "peak plain": peak["plain"],
        "page bytes": page.stat().st_size,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--real", type=Path)
    options = parser.parse_args()
    texts = real(options.real) if options.real else []
    results: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            results[size] = measure(size, options.runs, texts, Path(name))
            found = results[size]
            print(
                f"{size:>5} transcripts: ours {found['ours']:.2f} CPU s, plain {found['plain']:.2f};"
                f" ratio {found['ratio']:.3f} ({found['ratio min']:.3f} to {found['ratio max']:.3f});"
                f" peak {found['peak ours']:.0f} against {found['peak plain']:.0f} MB;"
                f" one page {found['page bytes']:.0f} bytes",
                flush=True,
            )
    sizes = sorted(results)
    for small, large in pairwise(sizes):
        for name in ("ours", "plain"):
            growth = math.log(results[large][name] / results[small][name]) / math.log(large / small)
            print(f"growth {small} to {large}, {name}: CPU ~ n^{growth:.2f}", flush=True)
    limit = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {limit:.0f} MB; transcripts of real files: {len(texts)}")


if __name__ == "__main__":
    main()
