"""The user stories, on the built site and on copies of its sources that are changed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml
from contents.helpers import post_lines, post_turns, theme_files
from contents.quoted import reported
from lxml import html as lxml_html
from sphinx.util.inventory import InventoryFile

from onrecord.transcript import read_transcript

if TYPE_CHECKING:
    from contents.helpers import Copy
    from support import Built

PAGE = "interviews/altman-2025"
#: greetings and thanks; every other turn has contents
FRAME = {"t01", "t02", "t03", "t04", "t55", "t56"}


@pytest.fixture(scope="module")
def themes(site: Built) -> dict[str, lxml_html.HtmlElement]:
    """The article of each theme page, by key."""
    found = {}
    for path in theme_files():
        key = re.search(r"^theme: *(\S+)$", path.read_text("utf-8"), re.MULTILINE)[1]
        found[key] = site.page(f"themes/{path.stem}").xpath("//article")[0]
    assert len(found) == 13
    return found


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, lxml_html.HtmlElement]:
    """Every page of the site."""
    return {
        path.relative_to(site.out).as_posix(): lxml_html.parse(path).getroot()
        for path in sorted(site.out.rglob("*.html"))
        if "_static" not in path.parts
    }


def text_of(node: lxml_html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def turns_of(node: lxml_html.HtmlElement) -> list[str]:
    """Return the turns to which a part of a page leads, in order."""
    links = (re.search(r"altman-2025\.html#(t\d\d)$", one) for one in node.xpath(".//a/@href"))
    return [one[1] for one in links if one]


def inventory(out) -> dict[str, dict]:
    with (out / "objects.inv").open("rb") as file:
        return InventoryFile.load(file, "", lambda base, uri: uri)


# -- reader ----------------------------------------------------------------------------------


def test_r2_the_notice_stands_at_the_head(site: Built, themes) -> None:
    transcript = site.page(PAGE).xpath("//article")[0]
    for key, article in {PAGE: transcript, **themes}.items():
        (notice,) = article.xpath(".//div[contains(@class, 'source-notice')]")
        text = text_of(notice)
        assert "machine translation of a text in Chinese" in text, key
        assert "not what was said word for word" in text, key
        assert "published on 2025-06-07" in text, key
        assert "does not give the date of the talk" in text, key
        assert "When you cite it" in text, key
        before = notice.getparent()
        assert before.tag == "section", key
        assert before.xpath("count(ancestor::section)") == 0, key
        assert notice.xpath("count(preceding-sibling::section)") == 0, key
        assert notice.xpath("count(preceding-sibling::*)") <= 2, key
    for article in themes.values():
        (notice,) = article.xpath(".//div[contains(@class, 'source-notice')]")
        assert notice.xpath(".//a/@href") == ["../interviews/altman-2025.html"]


def test_r4_every_content_turn_is_cited_by_a_theme(site: Built, themes, altman) -> None:
    content = {one.id for one in altman.turns} - FRAME
    assert len(content) == 50
    cited = {turn for article in themes.values() for turn in turns_of(article)}
    assert content <= cited
    transcript = site.page(PAGE)
    for turn in content:
        back = transcript.get_element_by_id(turn).xpath(".//details//a/@href")
        assert any(one.startswith("../themes/") for one in back), turn


def test_r4_every_key_statement_leads_to_a_turn(themes) -> None:
    counted = 0
    for key, article in themes.items():
        (section,) = article.xpath(".//section[@id='key-statements']")
        items = section.xpath(".//li")
        assert items, key
        for item in items:
            assert turns_of(item), f"{key}: {text_of(item)}"
        counted += len(items)
    assert counted >= 13 * 4


def test_a_theme_page_opens_with_its_excerpt_in_one_paragraph(themes) -> None:
    for path in theme_files():
        meta = yaml.safe_load(path.read_text("utf-8").split("---")[1])
        article = themes[meta["theme"]]
        (excerpt,) = article.xpath(".//p[contains(@class, 'excerpt')]")
        assert text_of(excerpt) == " ".join(meta["excerpt"].split())


def test_r5_and_s1_have_their_pages(site: Built, altman) -> None:
    """Words that a reader looks for are on the page: printed ones and readings."""
    index = (site.out / "searchindex.js").read_text("utf-8")
    for stem in ("trillion", "comput", "arithmet"):
        assert re.search(rf'"?{stem}\w*"?:', index), stem
    t48 = site.page(PAGE).get_element_by_id("t48")
    assert "trillion" in text_of(t48)
    assert t48.get("data-speaker") == "altman"
    for turn, reading in (("t42", "comput"), ("t33", "Deep Research")):
        notes = site.page(PAGE).get_element_by_id(turn).xpath(".//*[@popover]")
        assert any(reading.lower() in text_of(one).lower() for one in notes), turn


# -- journalist ------------------------------------------------------------------------------


def test_j1_a_citation_has_all_it_needs(site: Built) -> None:
    page = site.page(PAGE)
    (facts,) = page.xpath("//*[@data-cite-title]")
    assert facts.get("data-cite-title") == "Sam Altman at AI Ascent 2025"
    assert facts.get("data-cite-short") == "Altman 2025"
    assert facts.get("data-cite-notes").split("|") == [
        "Machine translation from Chinese",
        "Source published 2025-06-07",
        "Date of the talk not given in the source",
    ]
    for turn in page.xpath("//div[contains(concat(' ', @class, ' '), ' turn ')]"):
        assert turn.xpath("string(.//*[@class='turn-speaker'])") in {
            "Sam Altman", "Moderator", "Audience",
        }  # fmt: skip
        assert turn.xpath("string(.//a[@class='turn-number']/@href)") == f"#{turn.get('id')}"
        assert turn.xpath(".//div[@class='turn-words']/*")


def test_j1_the_script_builds_the_citation_of_these_parts(site: Built) -> None:
    script = (site.out / "_static/onrecord.js").read_text("utf-8")
    for part in (".turn-words", ".turn-speaker", "citeTitle", "citeNotes", "location.href", "turn.id"):
        assert part in script


def test_j2_every_way_of_misquoting_is_a_warning_of_its_type(copy: Copy) -> None:
    text = """---
orphan: true
---
# Misquoted

{said}`We have no plan at all <altman-2025:t22>`

:::{quote} altman-2025:t13
:speaker: altman
You've published very fast in the last six months.
:::

{said}`words <altman-2025:t99>` and {turn}`altman-2025:t99`
"""
    built = copy.build({"misquoted": text}, "html")
    kinds = sorted(built.kinds())
    assert kinds == ["quote_absent", "quote_absent", "quote_uncheckable"]
    assert any("no turn is called 'altman-2025:t99'" in one for one in built.warnings)
    shown = text_of(built.page("misquoted").xpath("//article")[0])
    assert shown.count("not found in the transcript") == 3


# -- author of other documentation -----------------------------------------------------------


def test_d1_the_inventory_has_every_name(site: Built, altman, themes) -> None:
    found = inventory(site.out)
    turns = {f"altman-2025:{one.id}" for one in altman.turns}
    wanted = {
        "interview:interview": {"altman-2025"},
        "interview:turn": turns,
        "interview:speaker": {f"altman-2025:{key}" for key in altman.speakers},
        "interview:theme": set(themes),
        "interview:claim": {f"c{number:02}" for number in range(1, 81)},
    }
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
    turns = built.page("interviews/second-2024").xpath("//div[contains(concat(' ', @class, ' '), ' turn ')]")
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


# -- student ---------------------------------------------------------------------------------


def test_s2_one_theme_through_the_talk(themes) -> None:
    assert {"t13", "t14"} <= set(turns_of(themes["release-rhythm"]))
    models = next(article for key, article in themes.items() if key.startswith("models"))
    cited = set(turns_of(models))
    assert len(cited) >= 13
    assert {"t16", "t42", "t48", "t52"} <= cited


def test_s5_kinds_of_dated_items(site: Built, domain) -> None:
    items = [one for page in domain.pages.values() for one in page.timeline]
    assert len(items) == 28
    assert {one.kind for one in items} <= {"told", "figure", "forecast", "question", "document"}
    dated = {year: [one for one in items if re.search(rf"\b{year}\b", one.when)] for year in (2025, 2026, 2027)}
    for year, found in dated.items():
        assert any(one.kind == "forecast" for one in found), year
        assert all(one.kind in {"forecast", "document"} for one in found), year
    shown = site.page("record/timeline").xpath("//article")[0]
    text = text_of(shown)
    assert all(" ".join(one.statement.split()) in text for one in items)


# -- the whole site --------------------------------------------------------------------------


def test_the_site_builds_without_a_warning(site: Built) -> None:
    assert site.warnings == []


def test_nothing_is_loaded_from_another_host(site: Built, pages) -> None:
    loading = (
        "//script/@src|//img/@src|//iframe/@src|//source/@src|//video/@src|//audio/@src"
        "|//link[not(@rel='canonical')]/@href|//object/@data|//embed/@src"
    )
    for name, page in pages.items():
        for address in page.xpath(loading):
            assert not re.match(r"(?:[a-z]+:)?//", address), (name, address)
        for code in page.xpath("//script[not(@src)]|//style|//*[@style]/@style"):
            text = code if isinstance(code, str) else code.text or ""
            assert not re.search(r"(?:import|from|url)\b[\s('\"]*(?:https?:)?//", text), name
    for path in site.out.rglob("*.css"):
        css = path.read_text("utf-8")
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", css), path.name


def test_ids_are_unique_on_each_page(pages) -> None:
    for name, page in pages.items():
        again = [key for key, count in Counter(page.xpath("//@id")).items() if count > 1]
        assert again == [], name


def test_links_within_the_site_arrive(site: Built, pages) -> None:
    ids = {name: set(page.xpath("//@id|//a/@name")) for name, page in pages.items()}
    for name, page in pages.items():
        for address in page.xpath("//a/@href"):
            if re.match(r"[a-z]+:", address):
                continue
            path, _, anchor = address.partition("#")
            target = (site.out / name).parent / path if path else site.out / name
            assert target.resolve().is_file(), (name, address)
            key = target.resolve().relative_to(site.out.resolve()).as_posix()
            assert not anchor or key not in ids or anchor in ids[key], (name, address)


def test_nothing_is_called_invented(pages) -> None:
    """The word stands where it is denied, and in what Altman says of principles; nowhere else."""
    fine = r"(?:not|never)\b[^.]{0,40}$"
    for name, page in pages.items():
        for article in page.xpath("//article"):
            text = text_of(article)
            for one in re.finditer(r"\binvented\b", text, re.IGNORECASE):
                assert re.search(fine, text[: one.start()]), (name, text[one.start() - 60 : one.end()])


def test_no_mark_of_the_markup_is_left(pages) -> None:
    for name, page in pages.items():
        if name.startswith(("themes/", "record/", "interviews/", "index")):
            for one in page.xpath("//article//pre|//article//code"):
                one.drop_tree()
            text = " ".join(text_of(one) for one in page.xpath("//article"))
            for mark in (":::", "{said}", "{turn}", "{claim}", "{quote}", "{:toc}", "**"):
                assert mark not in text, (name, mark)
