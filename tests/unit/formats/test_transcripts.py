"""What the importer writes is what the engine reads: the same words, speakers and times."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import markup
from onrecord.formats import read_source
from onrecord.formats.escape import escape
from onrecord.formats.records import Block, BlockKind, Heading, Imported, ImportedTurn
from onrecord.formats.transcripts import NO_LABEL, Draft, ids_of, slug, write_transcript
from onrecord.transcript import read_transcript

DRAFT = Draft("x", "A: *title* # with 'marks'", "originals/x.md")


def words(text: str) -> str:
    return " ".join(text.split())


def reread(found: Imported, draft: Draft = DRAFT):
    text = write_transcript(found, draft)
    interview, problems = read_transcript(text, "x")
    assert not problems, (problems, text)
    return interview


def test_a_whole_transcript() -> None:
    turns = (
        ImportedTurn("Jane *Doe*:", (Block("1. Hi"), Block("- no list"), Block("item", BlockKind.BULLET), Block("two", BlockKind.BULLET),
                                   Block("# after"), Block("n", BlockKind.NUMBERED, "7"), Block("q", BlockKind.QUOTE)), "01:02"),
        ImportedTurn(None, (Block("{#t01}"), Block("**Jane:** x")), 3.5, 4.25),
        ImportedTurn("Host", (), "1:99"),
        ImportedTurn("Audience", (Block("listed", BlockKind.BULLET),), "00:25:486"),
    )  # fmt: skip
    meta = {
        "date": "2025-06-07 12:00",
        "media": "https://x.org/y",
        "url": "ftp://x",
        "language": "de_AT",
    }
    found = Imported("text", turns, headings=(Heading("Part *1*", 1, 1, 3),), meta=meta)
    interview = reread(
        found, Draft("x", "T", "originals/x.md", speakers={"Jane": ["Jane Doe"]}, sections=True)
    )
    assert [(t.id, t.label, words(t.text), t.start, t.end) for t in interview.turns] == [
        ("t01", "Jane Doe", "1. Hi - no list item two # after n q", "00:01:02", None),
        ("t02", NO_LABEL, "{#t01} **Jane:** x", "00:00:03.500", "00:00:04.250"),
        ("t03", "Audience", "listed", None, None),
    ]
    assert (interview.published, interview.recording, interview.source, interview.language) == (
        "2025-06-07",
        "https://x.org/y",
        "",
        "de-AT",
    )
    assert [section.title for section in interview.sections] == ["Part *1*"]
    assert interview.speakers["jane"].labels == ("Jane Doe",)
    assert interview.speakers["audience"].group
    assert ids_of(found) == ["t01", "t02", "t03"]


def test_many_turns_have_long_ids() -> None:
    found = Imported("text", tuple(ImportedTurn("Ann", (Block("x"),)) for _ in range(100)))
    assert (ids_of(found)[0], ids_of(found)[-1]) == ("t001", "t100")


def test_one_speaker_for_all() -> None:
    found = Imported("text", (ImportedTurn(None, (Block("x"),)),))
    assert [t.label for t in reread(found, Draft("x", "T", speakers={"Jane": []})).turns] == [
        "Jane"
    ]


def test_languages() -> None:
    def guess(text: str) -> str:
        return reread(Imported("text", (ImportedTurn("A", (Block(text),)),))).language

    assert guess("das ist nicht der Weg und wir sind auf ihm") == "de"
    assert [
        guess(text)
        for text in ("主持人问我们", "これはペンです", "다리와 강", "мост и река", "x y")
    ] == ["zh", "ja", "ko", "ru", "und"]


def test_slugs() -> None:
    assert [slug("Müller, Ann", "x"), slug("漢字", "x"), slug("A" * 99, "x")] == [
        "muller-ann",
        "x",
        "a" * 60,
    ]


MARKS = "ab1 \\`*_[](){}<>#+-.!|&;:~=\"'$^%/\t漢"


@given(st.text(alphabet=MARKS, min_size=1))
def test_escaped_text_means_itself(text: str) -> None:
    assert words(markup.plain(escape(text))) == words(text)


@given(st.text(min_size=1))
def test_any_escaped_text_means_itself(text: str) -> None:
    text = words("".join(char for char in text if char.isprintable() or char.isspace()))
    assert words(markup.plain(escape(text))) == text


label = st.text(alphabet="abC .:*_漢-#'\"[", max_size=12) | st.none()
block = st.builds(
    Block,
    st.text(alphabet=MARKS, max_size=30),
    st.sampled_from(BlockKind),
    st.sampled_from(["", "3"]),
)
start = st.none() | st.sampled_from(["00:01", "1:02:03.5", "x", "99:99:99"]) | st.floats(-1, 1e9)
turn = st.builds(ImportedTurn, label, st.lists(block, max_size=4).map(tuple), start)


@settings(max_examples=150)
@given(st.lists(turn, min_size=1, max_size=5), st.text(max_size=20))
def test_any_turns_come_back(turns: list[ImportedTurn], title: str) -> None:
    found = Imported("text", tuple(turns), meta={"title": title})
    kept = [one for one in turns if one.text.strip()]
    if kept:
        interview = reread(found, Draft("x", words(title) or "x"))
        assert [words(one.text) for one in interview.turns] == [words(one.text) for one in kept]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    from onrecord.formats import ImportProblem

    try:
        found = read_source(data)
    except ImportProblem:
        return
    if any(one.text.strip() for one in found.turns):
        reread(found)


line = st.sampled_from(
    [
        "**Ann:** one two",
        "Bo: three",
        "plain words",
        "",
        "## Part",
        "- item",
        "(00:01):",
        "**Break:**",
        "[x] y",
        "> q: r",
        "---",
    ]
)


@settings(max_examples=150)
@given(st.lists(line, min_size=1, max_size=30))
def test_every_line_is_in_a_turn_or_in_the_report(lines: list[str]) -> None:
    source = "x **y**\n" + "\n".join(lines)
    found = read_source(source.encode())
    have = " ".join(
        [
            *(
                f"{t.speaker or ''} {t.text} {t.start or ''} {' '.join(t.times)}"
                for t in found.turns
            ),
            *(s.text for s in found.skipped),
        ]
    )
    for word in (
        "one",
        "two",
        "three",
        "plain",
        "words",
        "Part",
        "item",
        "q",
        "r",
        "y",
        "Ann",
        "Bo",
    ):
        assert have.split().count(word) <= source.replace("*", " ").replace(":", " ").replace(
            "#", " "
        ).split().count(word)
        if word in source.replace("*", " ").replace(":", " ").split():
            assert word in have.replace(":", " ").replace("*", " ").split(), (word, have)
