"""Every quotation of the site changed in turn: each is reported, where it stands; none otherwise."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from contents.quoted import (
    all_changed,
    comparable,
    one_digit,
    one_letter,
    one_word,
    other_marks,
    quotations_of,
    reported,
)
from onrecord.match import Quotation
from onrecord.text import fold

if TYPE_CHECKING:
    from contents.helpers import Copy
    from contents.quoted import Quoted
    from onrecord.model import Interview

ID = "altman-2025"
#: a block of code, in which nothing is quoted
_EXAMPLE = re.compile(r"^(`{4,}|```(?!\{timeline)).*\n(?:.*\n)*?\1[ ]*$", re.MULTILINE)


@pytest.fixture(scope="module")
def sources(copy: Copy) -> dict[str, str]:
    """All pages but the transcripts, and the guide, whose examples are no quotations."""
    names = [path.relative_to(copy.root).with_suffix("").as_posix() for path in copy.kept]
    return {
        one: _EXAMPLE.sub(lambda block: re.sub(r"\S", "~", block[0]), copy.text(one))
        for one in sorted(names)
        if not one.startswith(("interviews/", "guide/"))
    }


@pytest.fixture(scope="module")
def quoted(sources: dict[str, str]) -> list[Quoted]:
    return [one for docname, text in sources.items() for one in quotations_of(docname, text)]


@pytest.fixture(scope="module")
def lines(records: list[dict]) -> list[tuple[str, int]]:
    """Where the build says that each quotation stands."""
    return [(one["document"], one["line"]) for one in records if one["kind"] == "quotation"]


def test_the_build_sees_every_quotation_and_all_are_right(
    records: list[dict], quoted: list[Quoted]
) -> None:
    seen = [one for one in records if one["kind"] == "quotation"]
    assert len(seen) == len(quoted) > 150
    for there, here in zip(seen, quoted, strict=True):
        assert there["document"] == here.docname
        assert there["words"].split() == here.words.split()
        assert there["turn"] == here.turn
        assert there["ok"], there
    assert all(one["ok"] for one in records)


def test_the_reported_line_is_that_of_the_paragraph(
    quoted: list[Quoted], lines: list[tuple[str, int]], sources: dict[str, str]
) -> None:
    for one, (_, line) in zip(quoted, lines, strict=True):
        if one.kind == "said":
            between = sources[one.docname].split("\n")[line - 1 : one.line]
            assert all(text.strip() for text in between), (one.docname, line, one.line)
            assert line <= one.line
        else:
            assert line == one.line


def in_turn(interview: Interview, turn: str, words: str) -> bool:
    return comparable(words) in comparable(interview.by_id[turn.rpartition(":")[2]].text)


@pytest.mark.parametrize("change", [one_letter, one_word, one_digit])
def test_each_changed_quotation_is_reported(
    change, copy: Copy, sources, quoted: list[Quoted], lines, altman: Interview
) -> None:
    def changed(one: Quoted):
        raw = sources[one.docname][slice(*one.where)]
        new = change(raw)
        return (one.where, new) if new != raw else None

    touched = [bool(changed(one)) for one in quoted]
    if change is one_digit:
        assert touched == [bool(re.search(r"\d", one.words)) for one in quoted]
        assert any(touched)
    else:
        assert all(touched)
    assert not any(
        in_turn(altman, one.turn, change(one.words)) for one in quoted if changed(one)
    ), "the change is none"
    built = copy.build(all_changed(originals(copy, sources), quoted, changed))
    assert reported(built) == Counter(
        line for line, there in zip(lines, touched, strict=True) if there
    )
    assert built.code == 1


def originals(copy: Copy, sources: dict[str, str]) -> dict[str, str]:
    return {docname: copy.text(docname) for docname in sources}


def test_other_marks_and_white_space_are_no_change(
    copy: Copy, sources, quoted: list[Quoted]
) -> None:
    def changed(one: Quoted):
        return one.where, other_marks(sources[one.docname][slice(*one.where)])

    differ = [changed(one)[1] != sources[one.docname][slice(*one.where)] for one in quoted]
    assert sum(differ) > 0.9 * len(quoted)
    built = copy.build(all_changed(originals(copy, sources), quoted, changed))
    assert reported(built) == Counter()
    assert built.code == 0


def other_turn(altman: Interview, one: Quoted) -> str:
    """Return the nearest turn of somebody else, which does not hold the words: first the one before."""
    turns = list(altman.turns)
    at = turns.index(altman.by_id[one.turn.rpartition(":")[2]])
    near = sorted(range(len(turns)), key=lambda n: (abs(n - at), n))
    return next(
        turns[n].id
        for n in near
        if turns[n].speaker != turns[at].speaker and not in_turn(altman, turns[n].id, one.words)
    )


def test_the_turn_of_somebody_else_is_reported(
    copy: Copy, sources, quoted: list[Quoted], lines, altman: Interview
) -> None:
    def changed(one: Quoted):
        new = other_turn(altman, one)
        return one.turn_where, new if one.kind == "timeline" else f"{ID}:{new}"

    built = copy.build(all_changed(originals(copy, sources), quoted, changed))
    assert reported(built) == Counter(lines)
    assert built.code == 1


def test_the_wrong_speaker_is_reported(
    copy: Copy, sources, quoted: list[Quoted], altman: Interview
) -> None:
    blocks = [one for one in quoted if one.kind == "quote"]
    assert len(blocks) > 30
    wanted: Counter[tuple[str, int]] = Counter()
    before: Counter[str] = Counter()
    for one in blocks:
        wanted[one.docname, one.line + before[one.docname]] += 1
        before[one.docname] += 1

    def changed(one: Quoted):
        who = altman.by_id[one.turn.rpartition(":")[2]].speaker
        wrong = "moderator" if who == "altman" else "altman"
        return (one.turn_where[1], one.turn_where[1]), f"\n:speaker: {wrong}"

    built = copy.build(all_changed(originals(copy, sources), blocks, changed))
    assert reported(built) == wanted
    assert built.code == 1


def test_no_letter_and_no_digit_of_any_quotation_may_differ(
    quoted: list[Quoted], altman: Interview
) -> None:
    folded = {one.id: fold(one.text) for one in altman.turns}
    tried = 0
    for words, turn in {
        (" ".join(one.words.split()), one.turn.rpartition(":")[2]) for one in quoted
    }:
        text = folded[turn]
        assert Quotation(words).find(text), words
        for at, char in enumerate(words):
            if "[" in words or not char.isalnum():
                continue
            new = str((int(char) + 1) % 10) if char.isdigit() else "q" if char != "q" else "x"
            assert not Quotation(words[:at] + new + words[at + 1 :]).find(text), (words, at)
            tried += 1
    assert tried > 5000


TIMELINE = """\
---
orphan: true
---
# Dated

```{timeline} altman-2025
- id: x1
  when: June 2020
  kind: told
  by: altman
  certainty: "probably"
  statement: The API.
  words:
    - {turn: t12, words: "probably June 2020, when we released the GPT-3 API"}
    - turn: t14
      words: 'I believe that “let everyone be busy”
        is the key'
- id: x2
  when: "2025"
  kind: forecast
  statement: A year.
  words: [{turn: t50, words: I predict that the year 2025}]
```
"""


def test_words_of_a_timeline_are_checked_too(copy: Copy) -> None:
    found = quotations_of("dated", TIMELINE)
    assert [one.turn for one in found] == [f"{ID}:t12", f"{ID}:t14", f"{ID}:t50"]
    assert reported(copy.build({"dated": TIMELINE})) == Counter()
    changed = all_changed(
        {"dated": TIMELINE}, found, lambda one: (one.where, one_letter(TIMELINE[slice(*one.where)]))
    )
    assert reported(copy.build(changed)) == Counter((one.docname, one.line) for one in found)
