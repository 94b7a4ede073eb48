"""Readers of the sources that share no code with the package, and a copy that may be changed."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from onrecord.parser import load
from support import build

if TYPE_CHECKING:
    from onrecord.model import Interview
    from support import Built

REPO = Path(__file__).resolve().parents[2]
POST = REPO / "interviews/originals/altman-2025.md"
APPARATUS = REPO / "interviews/altman-2025.apparatus.yaml"
SPEAKER_OF = {
    "Moderator": "moderator",
    "Sam": "altman",
    "Sam Altman": "altman",
    "Audience asks": "audience",
    "Audience asked": "audience",
    "Audiences ask": "audience",
}
#: what a site is made of; the rest of the repository is not read
SOURCES = (
    "conf.py", "index.md", "released.txt", "interviews", "themes", "record", "guide", "_static",
)  # fmt: skip


def post_lines() -> list[str]:
    """Return the lines of the post; line 1 is at index 1."""
    return ["", *POST.read_text("utf-8").splitlines()]


@dataclass
class Told:
    """A turn as it stands in the post."""

    label: str
    lines: list[str]

    @property
    def words(self) -> list[str]:
        """The words without bold marks and list marks."""
        bare = (re.sub(r"^- ", "", line.replace("*", "").strip()) for line in self.lines)
        return " ".join(bare).split()


def post_turns() -> list[Told]:
    """Read the turns of the post: lines 94 to 203, a label with its stars and spaces first."""
    label = "|".join(sorted(SPEAKER_OF, key=len, reverse=True))
    found: list[Told] = []
    for line in post_lines()[94:204]:
        begun = re.match(rf"\*\* ?({label}): ?(?:\*\*)?", line)
        if begun:
            found.append(Told(begun[1], [line[begun.end() :]]))
        elif line.strip():
            found[-1].lines.append(line)
    return found


def bare(text: str) -> str:
    """Return the letters, digits and punctuation of a text, without markup and white space."""
    return re.sub(r"[\s*_`#]+", "", text)


def quoted_alike(text: str) -> str:
    """Return a text on one line with one form of quotation mark: inside others they change."""
    return re.sub("[“”‘’\"']+", "'", " ".join(text.split()))


def apparatus() -> dict:
    """Return the apparatus as YAML says it."""
    return yaml.safe_load(APPARATUS.read_text("utf-8"))


def theme_files() -> list[Path]:
    """Return the theme pages: those with a theme in their front matter."""
    return [
        path
        for path in sorted((REPO / "themes").glob("*.md"))
        if re.match(r"---\n(.*\n)*?theme: ", path.read_text("utf-8"))
    ]


def read_interview() -> Interview:
    """Read the transcript by the package; nothing may be wrong with it."""
    interview, problems, faults = load("interviews/altman-2025", REPO / "interviews/altman-2025.md")
    assert problems == []
    assert faults == []
    return interview


class Copy:
    """The sources in another folder, read by ``-b quotes``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        for name in SOURCES:
            source = REPO / name
            if source.is_dir():
                shutil.copytree(source, root / name)
            elif source.exists():
                shutil.copy(source, root / name)
        self.kept = {path: path.read_bytes() for path in root.rglob("*.md")}

    def text(self, docname: str) -> str:
        """Return the unchanged source of a document."""
        return self.kept[self.root / f"{docname}.md"].decode()

    def build(self, changed: dict[str, str] | None = None, builder: str = "quotes") -> Built:
        """Build with some documents changed or added; only what is changed is read again."""
        for docname, text in (changed or {}).items():
            (self.root / f"{docname}.md").write_text(text, "utf-8")
        try:
            base = self.root.parent
            out = base / f"copy-{builder}"
            return build(self.root, builder, out=out, doctrees=base / f"copy-{builder}-doctrees")
        finally:
            for docname in changed or {}:
                path = self.root / f"{docname}.md"
                if path in self.kept:
                    path.write_bytes(self.kept[path])
                else:
                    path.unlink()
