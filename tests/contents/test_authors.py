"""The user stories of those who link in, edit, and add an interview."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx.util.inventory import InventoryFile

from contents.helpers import post_lines, post_turns, theme_files
from contents.quoted import reported
from onrecord.transcript import read_transcript

if TYPE_CHECKING:
    from lxml import html as lxml_html

    from contents.helpers import Copy
    from support import Built

PAGE = "interviews/altman-2025"


def text_of(node: lxml_html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def inventory(out) -> dict[str, dict]:
    with (out / "objects.inv").open("rb") as file:
        return InventoryFile.load(file, "", lambda _, uri: uri)


def theme_keys() -> list[str]:
    found = (
        re.search(r"^theme: *(\S+)$", path.read_text("utf-8"), re.MULTILINE)
        for path in theme_files()
    )
    return [one[1] for one in found if one]


def test_d1_the_inventory_has_every_name(site: Built, altman) -> None:
    found = inventory(site.out)
    turns = {f"altman-2025:{one.id}" for one in altman.turns}
    wanted = {
        "interview:interview": {"altman-2025"},
        "interview:turn": turns,
        "interview:speaker": {f"altman-2025:{key}" for key in altman.speakers},
        "interview:theme": set(theme_keys()),
        "interview:claim": {f"c{number:02}" for number in range(1, 81)},
    }
    assert len(wanted["interview:theme"]) == 13
    for kind, names in wanted.items():
        assert set(found[kind]) == names
        assert names <= set(found["std:label"])
        for name in names:
            path, _, anchor = found[kind][name].uri.partition("#")
            page = site.page(path.removesuffix(".html"))
            assert not anchor or page.xpath("//*[@id=$id]", id=anchor), name


def changed_transcript(copy: Copy) -> str:
    """Return the transcript with words mended, a turn put in and a turn renamed."""
    text = copy.text(PAGE)
    mended = text.replace("We tend to keep small teams", "We like to keep small teams")
    assert mended != text
    inserted = "{#t14a}\n**Moderator:** And who decides?\n\n{#t15}\n"
    assert mended.count("{#t15}\n") == 1
    mended = mended.replace("{#t15}\n", inserted)
    return mended.replace("{#t16}\n", '{#t16x1 was="t16"}\n')


def test_d2_addresses_outlive_edits(copy: Copy, site: Built, altman) -> None:
    built = copy.build({PAGE: changed_transcript(copy)}, "html")
    before, after = inventory(site.out), inventory(built.out)
    added = {"altman-2025:t14a", "altman-2025:t16x1"}
    assert set(after["interview:turn"]) == set(before["interview:turn"]) | added
    for kind in ("turn", "claim", "speaker", "theme", "interview"):
        for name, one in before[f"interview:{kind}"].items():
            assert after[f"interview:{kind}"][name].uri == one.uri, name
    page = built.page(PAGE)
    (renamed,) = page.xpath("//div[@id='t16x1']")
    assert renamed.xpath(".//*[@id='t16']")
    assert text_of(renamed.xpath(".//div[@class='turn-words']")[0]).startswith("I think the models")
    assert not any("no turn is called" in one for one in built.warnings)
    wrong = [one for one in built.warnings if "quotation absent" in one]
    assert len(wrong) == sum(reported(built).values()) > 0
    assert all("We tend to keep small teams" in one.partition("nearest:")[0] for one in wrong)


def test_d2_a_released_address_that_has_gone_is_reported(copy: Copy) -> None:
    path = copy.root / "released.txt"
    kept = path.read_bytes() if path.exists() else None
    path.write_text("turn altman-2025:t03 interviews/altman-2025#t03\n", "utf-8")
    gone = copy.text(PAGE).replace("{#t03}\n", "{#t03x9}\n")
    renamed = gone.replace("{#t03x9}\n", '{#t03x9 was="t03"}\n')
    try:
        warned = [
            any("'altman-2025:t03' is gone" in one for one in copy.build({PAGE: text}).warnings)
            for text in (gone, renamed)
        ]
    finally:
        path.unlink() if kept is None else path.write_bytes(kept)
    assert warned == [True, False]


SECOND = """\
---
interview:
  title: A second talk
  published: 2024-01-02
  language: en
  speakers:
    host: {name: Kim Host, role: interviewer, labels: [KH, "Kim"]}
    guest: {name: Lee Guest, role: interviewee, labels: [LG, "Lee (by phone)"]}
---
# A second talk

{#t01}
**KH:** What is a quarry?

{#t02}
**Lee (by phone):** A hole that people are proud of.

{#t03}
**Kim:** And afterwards?

{#t04}
**LG:** Afterwards it is a lake.
"""
CITING = """\
---
orphan: true
---
# Quarries

{said}`people are proud of <second-2024:t02>`, {said}`Afterwards it is a lake.` And {turn}`second-2024:t01`.
"""


def test_d4_a_second_interview_with_other_labels(copy: Copy) -> None:
    files = {"interviews/second-2024": SECOND, "quarries": CITING}
    clean = copy.build({}, "html")
    built = copy.build(files, "html")
    assert Counter(built.warnings) == Counter(clean.warnings)
    names = inventory(built.out)
    assert {"second-2024:t01", "second-2024:t04"} <= set(names["interview:turn"])
    assert "second-2024:guest" in names["interview:speaker"]
    turns = built.page("interviews/second-2024").xpath(
        "//div[contains(concat(' ', @class, ' '), ' turn ')]"
    )
    assert [one.get("data-speaker") for one in turns] == ["host", "guest", "host", "guest"]
    links = built.page("quarries").xpath("//article//a/@href")
    assert [one for one in links if "second-2024" in one] == [
        f"interviews/second-2024.html#{turn}" for turn in ("t02", "t04", "t01")
    ]


def test_d4_an_unknown_label_is_reported_at_its_line() -> None:
    text = SECOND.replace("**Kim:**", "**Kym:**")
    _, problems = read_transcript(text, "second-2024")
    (problem,) = problems
    assert problem.kind == "unknown_label"
    assert "'Kym'" in problem.message
    assert text.split("\n")[problem.line - 1].startswith("**Kym:**")


def test_d4_the_post_has_nine_forms_of_six_labels() -> None:
    """What an importer has to know: every form is one of three speakers."""
    labels = {one.label for one in post_turns()}
    forms = {
        re.match(rf"\*\* ?(?:{'|'.join(sorted(labels, key=len, reverse=True))}): ?(?:\*\*)?", line)
        for line in post_lines()[94:204]
    }
    assert len({one[0] for one in forms if one}) == 9
    assert len(labels) == 6
