"""Where an import is written: the transcript, the source as received, and its hash."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.formats.transcripts import Draft, slug, write_transcript
from onrecord.transcript import INTERVIEW_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onrecord.formats.assess import Assessment
    from onrecord.formats.records import Imported

#: the file in ``interviews/originals/`` that holds the hashes, as ``sha256sum --check`` reads it
HASHES = "SHA256SUMS"


class StoreProblem(Exception):
    """Something stands in the way of writing."""


@dataclass(frozen=True, slots=True)
class Place:
    """The paths of one import."""

    id: str
    transcript: Path
    original: Path


def place(source: Path, into: Path, wanted: str) -> Place:
    """Return where a source is to be written.

    Raises:
        StoreProblem: the id is no id, or taken.
    """
    name = wanted or slug(source.stem, "interview")
    if not INTERVIEW_ID.fullmatch(name) or name == "index":
        raise StoreProblem(
            f"{name!r} is no id for an interview: use a-z, 0-9, '.', '_' and '-' with --id"
        )
    folder = into / "interviews"
    original = folder / "originals" / f"{name}{original_suffix(source)}"
    found = Place(name, folder / f"{name}.md", original)
    for path in (found.transcript, found.original):
        if path.exists() or path.is_symlink():
            raise StoreProblem(f"{path} exists: choose another --id")
    return found


def original_suffix(source: Path) -> str:
    """Return the suffix under which a source is kept."""
    named = re.fullmatch(r"\.[A-Za-z0-9]{1,8}", source.suffix)
    return source.suffix.lower() if named else ".txt"


def existing(source: Path, into: Path | None, wanted: str, same: str) -> str:
    """Return the id of the interview that is already there, or an empty string.

    *same*: the interview that it was said to be.

    Raises:
        StoreProblem: there is no interview *same*.
    """
    name = same or wanted or slug(source.stem, "interview")
    named = INTERVIEW_ID.fullmatch(name) and name != "index"
    found = into is not None and named and (into / "interviews" / f"{name}.md").is_file()
    if same and not found:
        raise StoreProblem(f"--as {same}: there is no interview of this id")
    return name if found else ""


def store(
    where: Place,
    data: bytes,
    found: Imported,
    judged: Assessment,
    *,
    title: str,
    language: str,
    speakers: Mapping[str, Sequence[str]],
    sections: bool,
    take_aliases: bool,
) -> None:
    """Write the transcript, the source byte for byte, and its hash; whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    people = {name: list(labels) for name, labels in speakers.items()}
    for alias in judged.aliases if take_aliases else ():
        if not any(alias.label in (name, *labels) for name, labels in people.items()):
            people.setdefault(alias.name, []).append(alias.label)
    original = f"originals/{where.original.name}"
    draft = Draft(
        where.id,
        title or found.meta.get("title", "") or where.id,
        original,
        language,
        people,
        sections,
    )
    text = write_transcript(found, draft)
    where.original.parent.mkdir(parents=True, exist_ok=True)
    _replace(where.original, data)
    _note_hash(where.original, data)
    _replace(where.transcript, text.encode("utf-8", "replace"))


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that it is never seen half written."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(data)
    os.replace(beside, path)  # noqa: PTH105 - atomic, and the same call on every system


def _note_hash(original: Path, data: bytes) -> None:
    """Keep one line for each original, sorted by name."""
    rows = read_hashes(original.parent)
    rows[original.name] = hashlib.sha256(data).hexdigest()
    _replace(original.parent / HASHES, hash_lines(rows))


def read_hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each original by its name."""
    listed = folder / HASHES
    rows: dict[str, str] = {}
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            digest, _, name = line.partition("  ")
            rows[name] = digest
    return rows


def hash_lines(rows: Mapping[str, str]) -> bytes:
    """Return the list of hashes as it is written."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(rows.items())).encode()
