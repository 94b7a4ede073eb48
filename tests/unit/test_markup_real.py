"""Both roads give the words that CommonMark gives, over real transcripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import markup
from onrecord.expand import word_nodes
from unit.reference import REFERENCE, visible

REPO = Path(__file__).parents[2]
CORPUS = REPO.parent / "shared" / "corpus" / "formats"
TEXTS = {".md", ".txt", ".vtt", ".srt", ".markdown"}


def blocks() -> list[str]:
    """Return the different paragraphs of real transcripts: this site's, and those beside it."""
    files = [*sorted((REPO / "interviews").rglob("*.md"))]
    if CORPUS.is_dir():
        files += [one for one in sorted(CORPUS.rglob("*")) if one.suffix in TEXTS]
    found: dict[str, None] = {}
    for path in files:
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n").replace("\0", "")
        found.update(dict.fromkeys(re.split(r"\n[ \t]*\n", text)))
    return [one for one in found if one.strip()]


@pytest.mark.slow
def test_words_over_real_transcripts() -> None:
    wrong = []
    for source in blocks():
        events = markup.events(source)
        expected = visible(REFERENCE.render(source)).replace(" ", "")
        drawn = visible(markup.draw(source)).replace(" ", "")
        expanded = "".join("".join(one.astext() for one in word_nodes(events)).split())
        plain = "".join(markup.plain(source).split())
        if not drawn == plain == expected or expanded.replace("***", "") != expected.replace(
            "***", ""
        ):
            wrong.append(source)
    assert not wrong, (len(wrong), wrong[:5])
