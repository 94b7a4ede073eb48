"""What machines read of this site: complete, unique, without a trace of the source."""

from __future__ import annotations

import json
import re
from collections import Counter

from contents.helpers import REPO


def test_every_page_has_a_description_of_its_own(site) -> None:
    found = {
        name: site.page(name).xpath("//meta[@name='description']/@content")
        for name in site.env.all_docs
    }
    assert all(len(one) == 1 and len(one[0]) <= 241 for one in found.values())
    counts = Counter(one[0] for one in found.values())
    assert [text for text, count in counts.items() if count > 1] == []


def test_no_twin_has_a_directive_left_over(site) -> None:
    for name in site.env.all_docs:
        text = (site.out / f"{name}.html.md").read_text("utf-8")
        if name.startswith("guide/"):
            # the guide shows directives on purpose, in blocks of code
            text = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
            text = re.sub(r"(`+).+?\1", "", text)
        assert not re.search(r"^(:::|```\{)|\{\w+\}`|<[a-z]+[ >]", text, re.MULTILINE), name


def test_the_twin_of_the_interview_has_every_turn(site, altman) -> None:
    text = (site.out / "interviews/altman-2025.html.md").read_text("utf-8")
    at = 0
    for turn in altman.turns:
        at = text.index(f"[{turn.id}](altman-2025.html#{turn.id})", at)
        for line in turn.text.split("\n"):
            plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text[at : at + 20_000]).replace("**", "")
            assert " ".join(line.split()) in " ".join(plain.split()), turn.id


def test_the_linked_data_hold_all_claims_and_stay_small(site, domain) -> None:
    claims = Counter()
    for name in site.env.all_docs:
        source = (site.out / f"{name}.html").read_text("utf-8")
        for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', source):
            assert len(one) < len(source) / 3
            claims.update(
                part["name"]
                for part in json.loads(one).get("hasPart", ())
                if part["@type"] == "Claim"
            )
    assert claims == Counter(list(domain.claims))


def test_the_map_shows_all_turns_and_claims(site, domain) -> None:
    page = site.page("record/map")
    links = page.xpath("//figure[@class='map']//*[local-name()='svg']//a/@href")
    assert sum("claim-" in one for one in links) == len(domain.claims)
    assert sum("altman-2025.html#t" in one for one in links) == len(
        domain.interviews["altman-2025"].turns
    )
    assert sum("#" not in one for one in links) == len(domain.themes)


def test_the_card_is_there(site) -> None:
    assert (REPO / "_static/card.png").stat().st_size < 50_000
    assert (site.out / "_static/card.png").is_file()
