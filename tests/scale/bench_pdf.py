"""How the book grows: CPU time, wall time, peak memory and pages, at several numbers of transcripts.

    python tests/scale/bench_pdf.py [--sizes 10 30 100] [--tex]

The transcripts are those of ``bench.py``. With ``--tex`` the same sites are set by XeLaTeX too,
where it is installed (its time includes ``sphinx -b latex``), in the same run, since only the ratio
means anything on a shared machine. It asserts nothing: read it.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from bench import OURS, site

TEX = (
    OURS
    + r"""
latex_engine = "xelatex"
latex_use_xindy = False
latex_elements = {
    "fontpkg": r"\setmainfont{TeX Gyre Pagella}\setsansfont{TeX Gyre Heros}\setmonofont{TeX Gyre Cursor}",
}
"""
)


def timed(command: list[str], folder: Path | None = None) -> tuple[float, float, float]:
    """Run a command; return wall seconds, CPU seconds and the peak of the largest process in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    wall = time.perf_counter() - start
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def sphinx(builder: str, source: Path, output: Path) -> list[str]:
    """Return the command that builds a site."""
    return [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder, str(source), str(output)]


def pages(folder: Path) -> int:
    """Return the pages of all PDFs in a folder."""
    found = 0
    for path in folder.glob("*.pdf"):
        found += max(int(one) for one in re.findall(rb"/Count (\d+)", path.read_bytes()))
    return found


def book(work: Path, size: int) -> tuple[float, float, float]:
    """Measure the book of a site."""
    source = work / f"site-{size}"
    site(source, size, OURS, [])
    output = work / f"book-{size}"
    told = timed(sphinx("book", source, output))
    files = sorted(output.glob("*.pdf"))
    megabytes = sum(one.stat().st_size for one in files) / 1e6
    print(
        f"{size:>5} transcripts, book: {told[0]:.1f} s ({told[1]:.1f} CPU s), peak {told[2]:.0f} MB;"
        f" {len(files)} volumes, {pages(output)} pages, {megabytes:.1f} MB",
        flush=True,
    )
    return told


def tex(work: Path, size: int) -> tuple[float, float, float]:
    """Measure XeLaTeX on the same site."""
    source = work / f"tex-{size}"
    site(source, size, TEX, [])
    output = work / f"latex-{size}"
    first = timed(sphinx("latex", source, output))
    second = timed(["make", "LATEXMKOPTS=-interaction=nonstopmode -quiet"], output)
    told = first[0] + second[0], first[1] + second[1], max(first[2], second[2])
    print(
        f"{size:>5} transcripts, XeLaTeX: {told[0]:.1f} s ({told[1]:.1f} CPU s),"
        f" peak {told[2]:.0f} MB",
        flush=True,
    )
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 30, 100])
    parser.add_argument("--tex", action="store_true")
    options = parser.parse_args()
    if options.tex and shutil.which("xelatex") is None:
        sys.exit("XeLaTeX is not installed; leave out --tex")
    with tempfile.TemporaryDirectory() as name:
        found = {}
        for size in sorted(options.sizes):
            found[size] = book(Path(name), size)
            if options.tex:
                print(f"      ratio of time: {found[size][1] / tex(Path(name), size)[1]:.2f}")
    for small, large in pairwise(found):
        growth = math.log(found[large][1] / found[small][1]) / math.log(large / small)
        print(f"growth {small} to {large}: CPU ~ n^{growth:.2f}")


if __name__ == "__main__":
    main()
