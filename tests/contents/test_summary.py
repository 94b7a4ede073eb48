"""The post's summary as it is printed, and what is said of the sources."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contents.helpers import bare, post_lines
from contents.recorded import cells, page, part

if TYPE_CHECKING:
    from onrecord.model import Interview

# -- the post's summary ----------------------------------------------------------------------


def test_the_summary_stands_as_printed() -> None:
    lines = post_lines()
    rows = cells(page("post-summary").split("## Its slips")[0])
    numbers = [int(row[0]) for row in rows]
    assert numbers == [3, *(n for n in range(12, 90) if lines[n].strip())]
    for number, words, _ in rows:
        line = re.sub(r"^(title: |# # |- )", "", lines[int(number)])
        shown = words.replace("*Title:* ", "")
        assert bare(shown) == bare(line), number


def test_each_claim_stands_at_its_line() -> None:
    rows = cells(page("post-summary").split("## Its slips")[0])
    listed = [one for row in rows for one in re.findall(r"\{claim\}`(c\d\d)`", row[2])]
    assert listed == [f"c{number:02}" for number in range(1, 81)]


def test_44_slips_are_in_their_lines_with_reading_confidence_and_reason() -> None:
    lines = post_lines()
    rows = cells(page("post-summary").split("## Its slips")[1])
    assert len(rows) == len({row[0] for row in rows}) == 44
    sure = Counter(row[4] for row in rows)
    assert sure == {"high; translation": 43, "medium; original": 1}
    for key, number, printed, reading, _, reason in rows:
        assert re.fullmatch(r"e\d{3}", key)
        assert bare(printed.strip("“”`").replace("\\", "")) in bare(lines[int(number)]), key
        assert reading.strip("“”`"), key
        assert printed != reading, key
        assert reason, key


# -- sources and method ----------------------------------------------------------------------


def test_sources_are_labelled_and_say_what_they_are() -> None:
    text = page("sources")
    assert text.startswith("(sources)=\n# Sources and method\n")
    flat = " ".join(text.split())
    for words in (
        "machine translation of a Chinese post",
        "date of the talk is not given",
        "A cross-check only",
        "Was not heard",
        "comes from outside",
        "never mixed",
        "one close reading",
    ):
        assert words in flat.replace("**", ""), words


def test_slips_of_markup_are_counted_by_kind() -> None:
    rows = cells(part(page("sources"), "The printed words stay"))
    counts = {row[0]: int(row[1]) for row in rows}
    assert len(counts) == 7
    assert sum(counts.values()) == 73
    assert "Its 73 slips" in page("sources")
    lines = post_lines()
    opening = closing = odd = 0
    for line in lines:
        stars = [one.start() for one in re.finditer(r"\*\*", line)]
        opening += sum(line[at + 2 : at + 3] == " " for at in stars[::2])
        closing += sum(line[at - 1] == " " for at in stars[1::2])
        odd += len(stars) % 2
    assert counts["a space after an opening `**`"] == opening
    assert counts["a space before a closing `**`"] == closing
    assert counts["an odd number of `**` on the line"] == odd
    assert counts["`# #` in place of a heading mark"] == sum(one.startswith("# #") for one in lines)
    assert counts["a closing `#` (harmless)"] == sum(one.endswith(" #") for one in lines)


def test_every_tension_names_its_turns(altman: Interview) -> None:
    turns = {one.id for one in altman.turns}
    text = part(page("sources"), "Tensions inside the transcript")
    tensions = re.findall(r"^- (.*(?:\n  .*)*)", text, re.MULTILINE)
    assert len(tensions) == 12
    for one in tensions:
        cited = set(re.findall(r"\{turn\}`altman-2025:(t\d\d)`", one))
        assert cited, one
        assert cited <= turns, one
