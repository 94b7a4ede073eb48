"""The transcript: every word of the post, each slip in its turn."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from contents.helpers import POST, SPEAKER_OF, apparatus, bare, post_turns, quoted_alike

if TYPE_CHECKING:
    from lxml import html as lxml_html

    from onrecord.model import Interview
    from support import Built

PAGE = "interviews/altman-2025"
#: the post as received
SHA256 = "43b89f95ce"


def shown_turns(site: Built) -> list[lxml_html.HtmlElement]:
    return site.page(PAGE).xpath("//div[contains(concat(' ', @class, ' '), ' turn ')]")


def test_the_post_is_kept_as_received() -> None:
    assert hashlib.sha256(POST.read_bytes()).hexdigest().startswith(SHA256)


def test_no_letter_is_lost_or_added(altman: Interview) -> None:
    told = post_turns()
    assert len(told) == len(altman.turns) == 56
    for there, here in zip(told, altman.turns, strict=True):
        assert here.text.split() == there.words, here.id
        assert here.label == there.label, here.id
        assert here.speaker == SPEAKER_OF[there.label], here.id


def test_the_reader_of_the_post_takes_every_line() -> None:
    whole = "\n".join(POST.read_text("utf-8").splitlines()[93:203])
    labels = Counter(one.label for one in post_turns())
    read = "".join(bare("".join(one.words)) for one in post_turns())
    listed = len(re.findall(r"^- ", whole, re.MULTILINE))
    assert len(bare(whole)) == len(read) + listed + sum(
        count * (len(bare(label)) + 1) for label, count in labels.items()
    )


def test_turns_have_their_ids_in_order(altman: Interview, site: Built) -> None:
    ids = [f"t{number:02}" for number in range(1, 57)]
    assert [one.id for one in altman.turns] == ids
    assert [one.get("id") for one in shown_turns(site)] == ids


def test_turns_by_speaker(altman: Interview, site: Built) -> None:
    counted = {"moderator": 15, "altman": 28, "audience": 13}
    assert Counter(one.speaker for one in altman.turns) == counted
    assert Counter(one.get("data-speaker") for one in shown_turns(site)) == counted
    assert [one.key for one in altman.speakers.values() if one.group] == ["audience"]


def test_list_items_are_kept(altman: Interview, site: Built) -> None:
    items = {
        one.get("id"): [" ".join(item.text_content().split()) for item in one.xpath(".//div[@class='turn-words']//li")]
        for one in shown_turns(site)
    }  # fmt: skip
    told = dict(zip((one.id for one in altman.turns), post_turns(), strict=True))
    printed = [line[2:].strip() for line in told["t28"].lines if line.startswith("- ")]
    plain = [" ".join(line.replace("*", "").split()) for line in told["t50"].lines[1:4]]
    assert {key: found for key, found in items.items() if found} == {"t28": printed, "t50": plain}
    assert len(printed) == len(plain) == 3


def test_the_page_shows_the_words_of_each_turn(altman: Interview, site: Built) -> None:
    for shown, one in zip(shown_turns(site), altman.turns, strict=True):
        (words,) = shown.xpath(".//div[@class='turn-words']")
        text = " ".join(words.itertext())
        assert bare(text) == bare(one.text), one.id
        blocks = [
            " ".join(block.text_content().split()) for block in words.xpath(".//p|.//li[not(p)]")
        ]
        assert " ".join(blocks).split() == one.text.split(), one.id


def test_no_mark_of_the_source_is_visible(site: Built) -> None:
    page = site.page(PAGE)
    for one in page.xpath("//script|//style"):
        one.drop_tree()
    text = page.text_content()
    for mark in ("**", "{:toc}", "{#t", "* content"):
        assert mark not in text


def test_the_apparatus_is_whole_and_located(altman: Interview) -> None:
    written = apparatus()
    counted = {key: len(found) for key, found in written.items()}
    assert counted == {"errata": 155, "voices": 8, "gaps": 26}
    read = altman.apparatus
    assert (len(read.errata), len(read.voices), len(read.gaps)) == (155, 8, 26)
    assert len({one["id"] for one in written["errata"]}) == 155
    turns = {one.id: " ".join(one.text.split()) for one in altman.turns}
    for one in written["errata"]:
        assert " ".join(one["printed"].split()) in turns[one["turn"]], one["id"]
    for one in written["voices"]:
        assert " ".join(one["words"].split()) in turns[one["turn"]], one["words"]
    assert {one["turn"] for one in written["gaps"]} <= set(turns)


def test_each_slip_opens_from_its_turn(site: Built) -> None:
    shown = {one.get("id"): one for one in shown_turns(site)}
    for one in apparatus()["errata"]:
        turn = shown[one["turn"]]
        (mark,) = turn.xpath(f".//button[@popovertarget='{one['id']}']")
        assert mark.get("aria-label")
        (note,) = turn.xpath(f".//*[@popover][@id='{one['id']}']")
        text = " ".join(note.text_content().split())
        wanted = [one["printed"], one["reading"] or "leave out", one["confidence"], one["reason"]]
        for part in (*wanted, one.get("original", "")):
            assert " ".join(part.split()) in text, one["id"]


def test_printed_words_of_slips_are_marked(site: Built) -> None:
    shown = {one.get("id"): one for one in shown_turns(site)}
    for one in apparatus()["errata"]:
        marked = bare("".join(shown[one["turn"]].xpath(".//*[@class='printed']//text()")))
        assert bare(one["printed"]) in marked, one["id"]


def test_all_slips_stand_in_one_table(site: Built) -> None:
    page = site.page("record/errata")
    rows = page.xpath("//table[contains(@class, 'errata')]/tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in rows]
    wanted = apparatus()["errata"]
    assert [row[0] for row in cells] == [one["id"] for one in wanted]
    for row, one, shown in zip(cells, wanted, rows, strict=True):
        assert row[1] == one["turn"]
        assert quoted_alike(row[2]) == quoted_alike(f"“{one['printed']}”")
        assert quoted_alike(one["reading"]) in quoted_alike(row[3])
        assert one["confidence"] in row[4]
        assert one["fault"] in row[4]
        assert row[5] == " ".join(one["reason"].split())
        assert f"../{PAGE}.html#{one['turn']}" in shown.xpath(".//a/@href")


def test_all_gaps_stand_in_one_table(site: Built) -> None:
    rows = site.page("record/errata").xpath("//table[contains(@class, 'gaps')]/tbody/tr")
    assert len(rows) == 26
    for row, one in zip(rows, apparatus()["gaps"], strict=True):
        text = " ".join(row.text_content().split())
        assert text.startswith(one["turn"])
        assert " ".join(one["missing"].split()) in text


def test_custody_model_is_explained(site: Built) -> None:
    """Story R3."""
    (turn,) = (one for one in shown_turns(site) if one.get("id") == "t47")
    notes = [one.text_content() for one in turn.xpath(".//*[@popover]")]
    (note,) = (one for one in notes if "custody model" in one)
    assert "custom model" in note
    assert "high confidence" in note
    assert "custody model" in turn.xpath("string(.//*[@class='turn-words'])")
