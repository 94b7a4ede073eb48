"""Builds a site whole or not at all: ``python -m onrecord.site SOURCE OUT``.

Sphinx writes over the pages of the last build, page by page. After some edits pages of deleted
documents, side bars and search words stay behind, and a build that is killed leaves half a search
index that the next one takes for whole. Here what is read is kept (the doctree cache), everything
is written afresh into a folder beside OUT, and that folder takes OUT's place when it is whole.

Nothing is done where nothing has changed since the last build without a warning. Only one build of
a site runs at a time. A build with warnings is placed as well, and the exit code tells; after a
crash the old site stays.

Exit codes: 0 built or up to date, 1 warnings or errors, 2 Sphinx could not finish.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: folders that hold no source of a site
SKIPPED = {"__pycache__", "node_modules", "_build"}
#: what dates in the output are counted from, where nobody says: 2025-06-07, in seconds
EPOCH = "1749254400"


def fingerprint(source: Path, out: Path, words: Sequence[str]) -> str:
    """Return a digest of all that can change a build.

    That is every file of the source and of this package, the installed versions, the Python, and
    *words* (the settings of the build).
    """
    found = hashlib.sha256(repr((sys.version, sys.prefix, list(words))).encode())
    for folder in map(Path, sys.path):
        if folder.name == "site-packages" and folder.is_dir():
            names = sorted(path.name for path in folder.glob("*-info"))
            found.update(repr(names).encode())
    for base in (source, Path(__file__).parent):
        for path in _files(base, out.parent):
            found.update(f"\0{path.relative_to(base).as_posix()}\0".encode("utf-8", "replace"))
            try:
                found.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError as error:
                found.update(repr(error.errno).encode())
    return found.hexdigest()


def _files(base: Path, work: Path) -> Iterator[Path]:
    """Yield the files below a folder, sorted, apart from hidden ones and from what builds make."""
    for folder, names, files in os.walk(base):
        here = Path(folder)
        names[:] = sorted(
            name
            for name in names
            if name not in SKIPPED and not name.startswith(".") and (here / name) != work
        )
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and path.is_file():
                yield path


class Builder:
    """Builds one site into one place."""

    def __init__(self, source: Path, out: Path, options: Sequence[str]) -> None:
        """Take folders and further options for ``sphinx-build``."""
        self.source = source.resolve()
        self.out = out.resolve()
        self.options = list(options)
        self.work = self.out.parent
        self.state_file = self.work / f".{self.out.name}.json"

    def build(self) -> int:
        """Build if anything has changed; return the exit code."""
        self.work.mkdir(parents=True, exist_ok=True)
        with _only_one(self.work / f".{self.out.name}.lock"):
            self._tidy()
            now = fingerprint(self.source, self.out, self.options)
            state = self._state()
            if state.get("clean") == now and self.out.is_dir():
                print(f"Nothing has changed. {self._where()}")
                return 0
            return self._build(now, state)

    def _build(self, now: str, state: dict[str, str]) -> int:
        kept = self.work / state.get("doctrees", "")
        # a build that was stopped may have kept a page of an edit that was since taken back
        whole = "doctrees" in state and state.get("whole") == "yes" and kept.is_dir()
        code, new = self._run(kept if whole else self._fresh_doctrees())
        if code > 1 and whole:
            print("Starting again without what was kept from the last build.")
            code, new = self._run(self._fresh_doctrees())
        if code > 1:
            shutil.rmtree(new, ignore_errors=True)
            kept_site = " The site of the last build stays." if self.out.is_dir() else ""
            print(f"Sphinx could not finish.{kept_site}", file=sys.stderr)
            return 2
        self._place(new)
        self._save(self._state() | {"whole": "yes", "clean": now if code == 0 else ""})
        print(self._where() if code == 0 else f"Built with warnings. {self._where()}")
        return code

    def _fresh_doctrees(self) -> Path:
        """Return a new folder: one that a stopped build may still write to is never used again."""
        made = self.work / f".{self.out.name}.doctrees-{os.getpid()}-{time.time_ns()}"
        self._save({"doctrees": made.name, "whole": "no"})
        self._drop_doctrees(made.name)
        return made

    def _drop_doctrees(self, keep: str) -> None:
        for path in self.work.glob(f".{self.out.name}.doctrees-*"):
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)

    def _run(self, doctrees: Path) -> tuple[int, Path]:
        from sphinx.cmd.build import main  # noqa: PLC0415 - not needed where nothing has changed

        new = self.work / f".{self.out.name}.new-{os.getpid()}"
        shutil.rmtree(new, ignore_errors=True)
        self._save(self._state() | {"doctrees": doctrees.name, "whole": "no", "clean": ""})
        os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
        arguments = ["-b", "html", "-a", "-d", str(doctrees), *self.options]
        return main([*arguments, str(self.source), str(new)]), new

    def _place(self, new: Path) -> None:
        old = self.work / f".{self.out.name}.old-{os.getpid()}"
        if self.out.exists():
            self.out.rename(old)
        new.rename(self.out)
        shutil.rmtree(old, ignore_errors=True)

    def _tidy(self) -> None:
        """Clear away what a stopped build left, and put back the site it had set aside."""
        old = sorted(self.work.glob(f".{self.out.name}.old-*"))
        if old and not self.out.exists():
            old.pop().rename(self.out)
        for path in [*old, *self.work.glob(f".{self.out.name}.new-*")]:
            shutil.rmtree(path, ignore_errors=True)

    def _state(self) -> dict[str, str]:
        try:
            found = json.loads(self.state_file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {key: str(value) for key, value in found.items()} if isinstance(found, dict) else {}

    def _save(self, state: dict[str, str]) -> None:
        new = self.state_file.with_suffix(".new")
        new.write_text(json.dumps(state), "utf-8")
        new.replace(self.state_file)

    def _where(self) -> str:
        page = self.out / "index.html"
        return f"The site is in {_near(self.out)}. Open {page.as_uri()} in a browser."


def _near(path: Path) -> str:
    """Return a path from here, where it lies below."""
    with contextlib.suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


@contextlib.contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Wait until no other build of the site runs; the lock goes with its process."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another build of this site is running; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.site",
        description="Build a site whole or not at all. What follows -- goes to sphinx-build.",
    )
    parser.add_argument("source", type=Path, help="folder with conf.py")
    parser.add_argument("out", type=Path, help="folder of the site, such as _build/html")
    parser.add_argument("options", nargs="*", help="options of sphinx-build, after --")
    found = parser.parse_args(arguments)
    return Builder(found.source, found.out, found.options).build()


if __name__ == "__main__":
    sys.exit(main())
