"""The index is written by Python and read by the reader's own script, in QuickJS."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.finder import index
from onrecord.finder.index import Writer, weight
from onrecord.finder.records import Kind, Page, PageKind, Record
from onrecord.finder.words import words

reading = pytest.importorskip(
    "search_reader", reason="needs QuickJS: pip install onrecord[diagrams]"
)

ANN, BO = ("Ann Ames", "interviewer"), ("Bo Berg", "interviewee")


def turn(anchor: str, text: str, who: tuple[str, str] = BO, **more) -> Record:
    return Record(Kind.TURN, anchor, text, speaker=who[0], role=who[1], **more)


PAGES = [
    Page(
        "interviews/boats.html",
        "Boats 2024",
        PageKind.TRANSCRIPT,
        (
            turn("t01", "Why do you build boats out of wood?", ANN),
            turn(
                "t02",
                "Wood floats. A <script>alert(1)</script> café and 人工智能体.",
                themes=("wood",),
            ),
            turn("t03", "We keep small teams. " + "Otherwise it is slow. " * 20),
            turn("t04", "Teams are small.", readings=(("arithmetic", "compute power"),)),
        ),
    ),
    Page(
        "themes/wood.html",
        "Wood",
        PageKind.THEME,
        (
            Record(Kind.SECTION, "", "He builds with it.", "Wood", themes=("wood",)),
            Record(Kind.CLAIM, "claim-c1", "glue holds for years", "c1", themes=("wood",)),
        ),
    ),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("index") / "_search"
    return reading.Reader(write(folder, PAGES))


def write(folder, pages, **titles):
    writer = Writer(folder)
    for page in pages:
        writer.add(page)
    writer.finish({"wood": "Wood", **titles})
    return folder


@pytest.mark.parametrize(
    "query, found",
    [
        ("wood", ["t02", "t01", ""]),
        ("Boat", ["t01"]),
        ("built", []),
        ("building ", ["t01", ""]),
        ('"small teams"', ["t03"]),
        ("“teams are”", ["t04"]),
        ('"compute power"', ["t04"]),
        ('"small compute"', []),
        ("cafe", ["t02"]),
        ("智能", ["t02"]),
        ("人能", []),
        ("体", ["t02"]),
        ("floa", ["t02"]),
        ("floa ", []),
        ("c1", ["claim-c1"]),
        ("script", ["t02"]),
    ],
)
def test_queries(reader, query: str, found: list[str]) -> None:
    assert sorted(one["anchor"] for one in reader.ask(query)["shown"]) == sorted(found)


def test_the_shorter_turn_comes_first(reader) -> None:
    assert [one["anchor"] for one in reader.ask("small teams")["shown"]] == ["t04", "t03"]


def test_filters_and_their_counts(reader) -> None:
    found = reader.ask("wood", speaker="Ann Ames")
    assert [one["anchor"] for one in found["shown"]] == ["t01"]
    facets = dict(found["facets"])
    assert facets["speaker"] == [["Ann Ames", 1], ["Bo Berg", 1]]
    assert facets["kind"] == [["turn", 1]]
    assert [one["anchor"] for one in reader.ask("", theme="wood")["shown"]] == [
        "t02",
        "",
        "claim-c1",
    ]
    assert reader.ask("", role="audience")["total"] == 0


def test_where_nothing_has_all_words_some_are_enough(reader) -> None:
    found = reader.ask("glue zebra ")
    assert found["some"]
    assert found["shown"][0]["anchor"] == "claim-c1"


def test_what_is_shown_of_a_hit(reader) -> None:
    [found] = reader.ask("compute")["shown"]
    assert found["url"] == "interviews/boats.html?find=compute#t04"
    assert (found["name"], found["role"], found["page"]) == ("Bo Berg", "interviewee", "Boats 2024")
    assert found["readings"] == [
        {"printed": "arithmetic", "reading": [["compute", True], [" power", False]]}
    ]
    [hostile] = reader.ask("alert")["shown"]
    assert ["alert", True] in hostile["snippet"]
    assert "".join(text for text, _ in hostile["snippet"]).count("<script>") == 1


def test_two_indexes_of_the_same_records_are_the_same_bytes(tmp_path) -> None:
    folders = [write(tmp_path / name, PAGES) for name in ("one", "two")]
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.js")}
        for folder in folders
    )
    assert one == two
    other = write(tmp_path / "one", PAGES[:1])
    assert len([path for path in other.iterdir() if path.is_dir()]) == 1


def test_weights_grow_with_the_count_and_shrink_with_the_length() -> None:
    assert weight(1, 10) >= weight(1, 100) >= weight(1, 1000) >= 0
    assert weight(9, 100) > weight(1, 100)
    assert weight(10**6, 1) < index.STEPS


def test_many_files_are_read_as_one(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SHARD", 60)
    monkeypatch.setattr(index, "CHUNK", 40)
    monkeypatch.setattr(index, "COMMON", 3)
    reader = reading.Reader(write(tmp_path / "_search", PAGES))
    for text, anchors in (
        ("small teams", ["t04", "t03"]),
        ('"wood floats"', ["t02"]),
        ("café", ["t02"]),
    ):
        assert [one["anchor"] for one in reader.ask(text)["shown"]] == anchors
    # "is" is common: alone, among others, in a phrase, as a beginning
    spoken = tuple(turn(f"t{at}", f"it is whatever it is {at} rare{at}") for at in range(9))
    page = Page("a.html", "A", PageKind.TRANSCRIPT, spoken)
    reader = reading.Reader(write(tmp_path / "common", [page]))
    assert reader.ask("is ")["total"] == 9
    assert reader.ask("is rare4 ")["total"] == 1
    assert len(reader.ask('"is whatever it is 4"')["shown"]) == 1
    assert reader.ask('"is 4 whatever"')["shown"] == []
    assert len(reader.ask('"whatever it is"')["shown"]) == 5
    assert reader.ask('"whatever is it"')["shown"] == []
    assert reader.ask("what")["total"] == 9


@settings(max_examples=60)
@given(st.lists(st.text("aáb 人工,ßé'", max_size=30), min_size=1, max_size=12), st.data())
def test_every_word_is_found_where_it_stands(tmp_path_factory, texts: list[str], data) -> None:
    folder = tmp_path_factory.mktemp("any") / "_search"
    spoken = tuple(turn(f"t{at}", text) for at, text in enumerate(texts))
    reader = reading.Reader(write(folder, [Page("a.html", "A", PageKind.TRANSCRIPT, spoken)]))
    at = data.draw(st.sampled_from(range(len(texts))))
    said = words(texts[at])
    assert reader.words(texts[at]) == [list(one) for one in said]
    if said:
        found = reader.ask(texts[at].replace(",", " ") + " ", count=50)["shown"]
        assert f"t{at}" in [one["anchor"] for one in found]
        phrase = reader.ask(f'"{texts[at]}"', count=50)["shown"]
        assert f"t{at}" in [one["anchor"] for one in phrase]


@given(st.text(st.characters(max_codepoint=0x24FF, exclude_categories=["Cn", "Cs"])))
def test_both_sides_cut_words_alike(text: str) -> None:
    engine = reading.engine()
    assert engine.words(text) == [list(one) for one in words(text)]
