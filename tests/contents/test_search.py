"""What a search of this site must find."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

search_reader = pytest.importorskip("search_reader", reason="needs QuickJS")


@pytest.fixture(scope="module")
def reader(site):
    return search_reader.Reader(site.out / "_search")


def turns(found: dict) -> list[str]:
    return [one["anchor"] for one in found["shown"] if one["kind"] == "turn"]


def test_small_teams_leads_to_the_turn_first(reader) -> None:
    assert turns(reader.ask("small teams"))[0] == "t14"
    assert reader.ask("small teams")["shown"][0]["anchor"] == "t14"


def test_readings_are_found_where_another_word_is_printed(reader) -> None:
    assert "t42" in turns(reader.ask("compute", kind="turn"))
    assert turns(reader.ask('"Deep Research"', kind="turn")) == ["t33"]


def test_trillion_by_altman_finds_t48_first(reader) -> None:
    assert turns(reader.ask("trillion", speaker="Sam Altman"))[0] == "t48"


def test_there_is_one_record_for_each_turn_and_claim(reader, domain) -> None:
    interviews = domain.interviews.values()
    expected = sum(len(entry.turns) for entry in interviews)
    assert reader.ask("", kind="turn")["total"] == expected
    assert reader.ask("", kind="claim")["total"] == len(domain.claims)


def test_every_turn_is_found_by_its_words(reader, altman) -> None:
    for one in altman.turns:
        words = " ".join(one.text.replace('"', " ").split()[:9])
        found = reader.ask(
            f'"{words}"' if '"' not in one.text[:90] else words, count=9, kind="turn"
        )
        assert one.id in turns(found), words


def test_addresses_lead_to_pages_and_ids(reader, site) -> None:
    for one in reader.ask("", count=10_000, interview="altman-2025")["shown"][::20]:
        path, _, anchor = unquote(one["url"]).partition("#")
        page = (site.out / path).read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in page
