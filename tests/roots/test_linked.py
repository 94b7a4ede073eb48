"""The linked data of a page say what the page says, and can do nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support import SITE, TALK, THEME, build, write

if TYPE_CHECKING:
    from pathlib import Path

    from support import Built

HOSTILE = '</script><script>alert(1)</script><!--<script> & "'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(write(tmp_path_factory.mktemp("linked"), SITE))


def data(found: Built, docname: str) -> Any:
    scripts = found.page(docname).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(scripts[0]) if scripts else None


def test_an_interview(site: Built) -> None:
    assert data(site, "interviews/boats") == {
        "@context": "https://schema.org",
        "@type": ["CreativeWork", "Conversation"],
        "url": "boats.html",
        "name": "A talk about boats",
        "alternateName": "Boats 2024",
        "description": "A talk about boats: transcript in 4 turns, with Ann Ames, Bo Berg. "
        "Machine translation from Norwegian. The source does not date the talk.",
        "inLanguage": "en",
        "datePublished": "2024-05-06",
        "contributor": [
            {"@type": "Role", "roleName": role, "contributor": {"@type": "Person", "name": name}}
            for role, name in (("interviewer", "Ann Ames"), ("interviewee", "Bo Berg"))
        ],
        "translationOfWork": {"@type": "CreativeWork", "inLanguage": "nb"},
        "creditText": "machine translation",
    }


def test_a_theme(site: Built) -> None:
    found = data(site, "themes/wood")
    assert (found["@type"], found["headline"]) == ("Article", "Wood")
    quotation, claim = found["hasPart"]
    assert quotation["text"] == "Because wood floats, and it bends."
    assert quotation["creator"] == {"@type": "Person", "name": "Bo Berg"}
    assert quotation["isPartOf"]["url"] == "../interviews/boats.html#t02"
    assert quotation["creditText"] == "machine translation"
    assert claim["@id"] == "wood.html#claim-c1"
    assert claim["appearance"]["name"] == "line 3"
    assert claim["citation"] == ["../interviews/boats.html#t04"]
    verdicts = [one["reviewRating"]["alternateName"] for one in claim["review"]]
    assert verdicts == ["partly", "supported"]


def test_a_page_of_neither_kind_has_none(site: Built) -> None:
    assert data(site, "index") is None


def test_words_of_another_voice_are_not_the_speakers(tmp_path: Path) -> None:
    theme = THEME.replace("Because wood floats, and it bends.", "steel is stronger")
    found = data(build(write(tmp_path, {**SITE, "themes/wood.md": theme})), "themes/wood")
    quotation = found["hasPart"][0]
    assert "creator" not in quotation
    assert quotation["description"] == "Bo Berg, reporting another voice: people who sell steel"


def test_words_that_are_not_in_the_transcript_are_no_quotation(tmp_path: Path) -> None:
    theme = THEME.replace("Because wood floats", "Because wool floats")
    found = data(build(write(tmp_path, {**SITE, "themes/wood.md": theme})), "themes/wood")
    assert [one["@type"] for one in found["hasPart"]] == ["Claim"]


def test_with_an_address_and_all_that_is_known(tmp_path: Path) -> None:
    talk = TALK.replace("  held:\n", "  held: 2024-05-01\n  recording: https://example.org/film\n"
                        "  source: https://example.org/post\n")  # fmt: skip
    talk = talk.replace("role: interviewee}", "role: audience, group: true}")
    found = build(
        write(tmp_path, {**SITE, "interviews/boats.md": talk}),
        html_baseurl="https://example.org/b/",
    )
    one = data(found, "interviews/boats")
    assert one["url"] == "https://example.org/b/interviews/boats.html"
    assert (one["dateCreated"], one["isBasedOn"]) == ("2024-05-01", "https://example.org/post")
    assert one["associatedMedia"]["contentUrl"] == "https://example.org/film"
    assert one["contributor"][1]["contributor"] == {
        "@type": "Thing",
        "name": "Bo Berg",
        "description": "several people",
    }
    theme = data(found, "themes/wood")
    assert theme["hasPart"][1]["citation"] == ["https://example.org/b/interviews/boats.html#t04"]


def test_nothing_in_the_data_ends_its_element(tmp_path: Path) -> None:
    talk = TALK.replace("# A talk about boats", f"# {HOSTILE}").replace(
        "Bo Berg, role", f"'{HOSTILE}', labels: [Bo Berg], role"
    )
    theme = THEME.replace("glue holds for years", HOSTILE)
    found = build(write(tmp_path, {**SITE, "interviews/boats.md": talk, "themes/wood.md": theme}))
    assert data(found, "interviews/boats")["name"] == HOSTILE
    assert data(found, "themes/wood")["hasPart"][1]["text"] == HOSTILE
    for docname in ("interviews/boats", "themes/wood"):
        text = (found.out / f"{docname}.html").read_text("utf-8")
        assert "alert(1)</script>" not in text
        assert len(found.page(docname).xpath("//script[@type]")) == 1


def test_the_data_stay_small(tmp_path: Path) -> None:
    claims = "\n".join(
        f":::{{claim}} k{at}\n:verdict: supported\n:evidence: boats:t04\nWords of claim {at}.\n:::\n"
        for at in range(200)
    )
    found = build(write(tmp_path, {**SITE, "themes/wood.md": THEME + "\n" + claims}))
    text = found.page("themes/wood").xpath("//script[@type='application/ld+json']/text()")[0]
    assert 20_000 < len(text) <= 24_100
