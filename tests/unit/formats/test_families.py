"""Every family of sources, each in a few lines of our own."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.formats import Imported, ImportProblem, Options, read_source

Rows = list[tuple[str | None, str]]
JANE_JOHN: Rows = [
    ("Jane", "Why bridges?"),
    ("John", "Rivers came first."),
    ("Jane", "And then?"),
    ("John", "Boats."),
]


def rows(source: str | bytes, options: Options | None = None) -> Rows:
    return [(turn.speaker, turn.text) for turn in imported(source, options).turns]


def imported(source: str | bytes, options: Options | None = None) -> Imported:
    return read_source(source.encode() if isinstance(source, str) else source, options)


def starts(source: str) -> list[object]:
    return [turn.start for turn in imported(source).turns]


def why(found: Imported) -> dict[str, str]:
    return {one.text: one.why for one in found.skipped}


@pytest.mark.parametrize("shape", [
    "**{}:** {}", "**{}**: {}", "** {}: ** {}", "**{}：**{}", "__{}__: {}", "_{}:_ {}", "*{}*: {}", "***{}:*** {}", "{}: {}",
    "{}：{}", "[{}] {}", "[{}]: {}", "<b>{}:</b> {}", "> **{}:** {}", "- **{}:** {}", "**{}:: {}**", "{} - {}", "{} — {}",
    "{}\t{}", "**{}**\n\n{}", "**{}: {}**",
])  # fmt: skip
def test_labels_however_printed(shape: str) -> None:
    source = "\n\n".join(shape.format(*row) for row in JANE_JOHN)
    assert rows(source) == JANE_JOHN


@pytest.mark.parametrize("shape", [
    "**{}** ({}):\n{}", "**{}:** {}\n\n{}", "*{} ({})*: {}", "{}: {}\n\n{}", "{} ({}):\n{}", "{}  {}\n{}", "[{}] [{}] {}",
    "**{} [{}]:** {}", "### {} ({})\n\n{}", "**{}:** \\[{}\\] {}",
])  # fmt: skip
def test_times_beside_labels(shape: str) -> None:
    times = ["00:00:01", "00:00:05", "00:00:09", "00:00:14"]
    # headings are labels only where they recur like labels
    table = [(who, time, text) for (who, text), time in zip(JANE_JOHN * 2, times * 2, strict=True)]
    source = "\n\n".join(shape.format(*row) for row in table)
    assert rows(source) == JANE_JOHN * 2
    assert starts(source) == times * 2


@pytest.mark.parametrize(
    "shape",
    [
        "[{1}] **{0}**: {2}",
        "**[{1}] {0}**\n{2}",
        "[{1}] {0}: {2}",
        "({1}) {0}: {2}",
        "{1} {0}: {2}",
    ],
)
def test_times_before_labels(shape: str) -> None:
    source = "\n\n".join(
        shape.format(who, f"00:1{n}", text) for n, (who, text) in enumerate(JANE_JOHN)
    )
    assert rows(source) == JANE_JOHN
    assert starts(source) == ["00:10", "00:11", "00:12", "00:13"]


def test_times_inside_turns_are_no_words() -> None:
    found = imported(
        "Ann Lee (00:03):\nOne.\n\n(00:47):\nTwo [laughs].\n\nBea Poe (01:00):\nThree [01:02] four [inaudible 01:03]."
    )
    assert [turn.text for turn in found.turns] == [
        "One.\nTwo [laughs].",
        "Three four [inaudible 01:03].",
    ]
    assert [turn.times for turn in found.turns] == [("00:47",), ("01:02",)]


def test_words_that_only_look_like_labels() -> None:
    source = (
        "**Ann:** Three things:\n\n**Roads**: they age.\n\n**Bea:** Note: all of them.\n\nQuestion: which?\n\n"
        "**Ann:** So I said: now.\n\n**Bea:** Yes."
    )
    assert rows(source) == [
        ("Ann", "Three things:\nRoads: they age."), ("Bea", "Note: all of them.\nQuestion: which?"),
        ("Ann", "So I said: now."), ("Bea", "Yes."),
    ]  # fmt: skip
    refused = {use.label: use.why for use in imported(source).labels if not use.taken}
    assert refused["Roads"] == "printed in another way than the labels of this file"


def test_pauses_end_a_turn_and_empty_labels_are_turns() -> None:
    found = imported(
        "**Ann:** One.\n\n**Break:** \\[00:10\\]\n\n**:**\n\n**Ann:** Two.\n\n**Outro:** Bye bye."
    )
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Ann", "One."),
        (None, ""),
        ("Ann", "Two."),
        ("Outro", "Bye bye."),
    ]
    assert why(found) == {"Break 00:10": "a sound or a pause, no words"}


def test_a_label_printed_twice() -> None:
    found = imported("**Ann-**Ann-Hello.\n**Bea-**Bea-Hi.\n**Ann-Why?**Ann-Why?\n**Bea-**Bea-So.")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Ann", "Hello."),
        ("Bea", "Hi."),
        ("Ann", "Why?Ann-Why?"),
        ("Bea", "So."),
    ]


def test_front_matter_heading_preamble_and_residue() -> None:
    source = (
        "---\ntitle: Bridges\nspeakers: [Jane Doe, John Roe]\n---\nAn **introduction**.\n\n## Transcript\n\nJD: Hi.\n\nJR: Well.\n\n"
        "## Later\n\nJD: More. <!-- cut -->\n\n![x](y.png)\n*The caption*\n\n*(Editor's note: true.)*\n\nRead more\n"
    )
    found = imported(source)
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("JD", "Hi."),
        ("JR", "Well."),
        ("JD", "More."),
    ]
    assert list(why(found).values()) == [
        "front matter", "before the talk", "heading before the talk", "heading", "markup inside a line", "image or markup without words",
        "image caption", "editor's note", "residue of a web page",
    ]  # fmt: skip
    assert found.meta["title"] == "Bridges"
    assert found.names == ("Jane Doe", "John Roe")


def test_broken_and_toml_front_matter() -> None:
    broken = imported(
        "---\ntitle: a: b: 'c\nspeakers:\n- Jane\n---\n" + "Jane: Hi.\n\nBo: Well.\n\nJane: So.\n"
    )
    assert broken.names == ("Jane",)
    assert "broken" in broken.notes[0]
    toml = imported(
        '+++\ntitle = "T"\n[[guests]]\nname = "Jane Doe"\n+++\nJane: Hi.\n\nBo: Well.\n\nJane: So.\n'
    )
    assert (toml.meta["title"], toml.names) == ("T", ("Jane Doe",))


def test_a_talk_with_questions_after_it() -> None:
    source = (
        "# Opening\n\n"
        + "Long words about rivers. " * 40
        + "\n\n# Middle\n\nMore.\n\n# Questions\n\nQ: Why?\n\nA: So.\n\nStill so.\n\nQ: And?\n\nA: Yes.\n\n（完）"
    )
    found = imported(source)
    assert [turn.speaker for turn in found.turns] == [None, None, "Q", "A", "Q", "A"]
    assert found.turns[3].text == "So.\nStill so."
    assert [heading.title for heading in found.headings] == ["Opening", "Middle", "Questions"]


def test_a_section_after_the_talk() -> None:
    found = imported("Jane: Hi.\n\nBo Poe: Well.\n\nJane: So.\n\n## About\n\nWe make bridges.")
    assert why(found)["We make bridges."] == "after the talk"


def test_hard_wrapped_text() -> None:
    assert rows("JANE: Hello there, this is\na long line: and it goes on\nto say things.\nJOHN: Hi.\nJANE: Well.\nJOHN: So.")[0] == (
        "JANE", "Hello there, this is a long line: and it goes on to say things.")  # fmt: skip


def test_a_hearing() -> None:
    source = """\
                        ROADS AND RIVERS

    The committee met at 10 a.m.
    The Chairman. We begin. Who speaks
for St. Louis?
    Mr. Roe. I do.
    It is far.

[[Page 3]]

    Senator Doe. Thank you, Mr. Chairman. Who built it?
    Mr. Roe. They did.
    The Chairman. Good.
    Senator Doe. Indeed.
"""
    found = imported(source)
    assert [(turn.speaker, turn.text) for turn in found.turns][:3] == [
        ("The Chairman", "We begin. Who speaks for St. Louis?"), ("Mr. Roe", "I do.\nIt is far."),
        ("Senator Doe", "Thank you, Mr. Chairman. Who built it?"),
    ]  # fmt: skip
    assert why(found)["[[Page 3]]"] == "page number"


def test_questions_in_bold_without_labels() -> None:
    found = imported("Intro.\n\n**Why?**\n\nSo.\n\nStill.\n\n**And then?**\n\nThen.")
    assert [turn.text for turn in found.turns] == ["Why?", "So.\nStill.", "And then?", "Then."]
    assert found.flags == ("unlabelled",)


def test_unlabelled_text() -> None:
    assert rows("---\na: b\n---\nOne.\nTwo.\nThree.") == [
        (None, "One."),
        (None, "Two."),
        (None, "Three."),
    ]
    timed = imported("00:00 One\n\n00:05 two\nand more\n\n00:09 three")
    assert [(turn.start, turn.text) for turn in timed.turns] == [
        ("00:00", "One"),
        ("00:05", "two and more"),
        ("00:09", "three"),
    ]


def test_chat_is_flagged() -> None:
    found = imported("12:01 <anna> hello\n12:02 <bob> hi\n12:02 <anna> done?\n12:03 <bob> yes\n")
    assert (found.format, found.flags) == ("chat", ("chat log",))


def test_given_labels_and_people() -> None:
    source = "Roads: they age.\n\nRivers: they stay.\n\nNote: yes."
    assert rows(source, Options(labels=("Note",))) == [("Note", "yes.")]
    found = rows("Bo: a\n\nJane: b\n\nfrom: c", Options(speakers={"Bo": ("from",)}))
    assert ("from", "c") in found


# -- cues ----------------------------------------------------------------------------------------


def test_webvtt_voices_and_unlabelled_cues() -> None:
    head = "WEBVTT\n\nNOTE by hand\n\n"
    source = (
        head
        + "00:01.000 --> 00:02.000\n<v.loud Jane Doe>Hi <i>all</i> &amp; more\n\n00:02.000 --> 00:03.000\ngoes on\n\n00:03.000 --> 00:04.000\n<v Bo>One</v> <v Jane Doe>two\n"
    )
    found = imported(source)
    assert [(turn.speaker, turn.text, turn.start) for turn in found.turns] == [
        ("Jane Doe", "Hi all & more goes on", "00:01.000"), ("Bo", "One", "00:03.000"), ("Jane Doe", "two", "00:03.000"),
    ]  # fmt: skip
    assert why(found) == {"NOTE by hand": "note"}
    bare = imported("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n\n00:02.000 --> 00:03.000\nthere")
    assert [(turn.speaker, turn.text) for turn in bare.turns] == [(None, "Hi"), (None, "there")]
    assert bare.flags == ("unlabelled",)


def test_webvtt_with_the_times_of_subrip() -> None:
    found = imported("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nHi\n")
    assert rows("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nHi\n") == [(None, "Hi")]
    assert "read as SubRip" in found.notes[0]


@pytest.mark.parametrize(
    "times",
    ["00:00:01,000 --> 00:00:02,500", "00:00:01.000-->00:00:02.500", "0:00:01,000 --> 0:00:02,500"],
)
def test_srt(times: str) -> None:
    source = f"1\n{times}\nJane Doe: Hello\nyou\n\n2\n{times}\n1984\n\nand <b>more</b>\n\n3\n{times}\nBo Poe: {{\\an8}}Hi.\n\n4\n{times}\n\n5\n{times}\nJane Doe: So\n"
    found = imported(source)
    assert found.format == "srt"
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Jane Doe", "Hello you 1984\nand more"),
        ("Bo Poe", "Hi."),
        ("Jane Doe", "So"),
    ]


# -- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "data"), [
    ("json:whisper", {"text": "all", "segments": [{"start": 0.5, "end": 1, "text": " Hi", "speaker": "SPEAKER_00"},
                                                  {"start": 1, "end": 2, "text": " Well", "speaker": "SPEAKER_01"}]}),
    ("json:speakers", {"speakers": {"a": "SPEAKER_00", "b": "SPEAKER_01"},
                       "segments": [{"speakerLabel": "a", "start": 0.5, "text": "Hi"}, {"speakerLabel": "b", "text": "Well", "start": 1}]}),
    ("json:podcast", {"version": "1.0.0", "segments": [{"speaker": "SPEAKER_00", "startTime": 0.5, "body": "Hi"},
                                                       {"speaker": "SPEAKER_01", "startTime": 1, "body": "Well"}]}),
    ("json:list", [{"speaker": "SPEAKER_00", "start": 0.5, "text": "Hi"}, {"speaker": "SPEAKER_01", "start": 1, "text": "Well"}]),
    ("json:list", {"data": {"turns": [{"name": "SPEAKER_00", "time": 0.5, "words": ["Hi"]}, {"name": "SPEAKER_01", "time": 1, "words": "Well"}]}}),
    ("json:assemblyai", {"audio_url": "x", "utterances": [{"speaker": "SPEAKER_00", "start": 500, "text": "Hi"},
                                                          {"speaker": "SPEAKER_01", "start": 1000, "text": "Well"}]}),
    ("json:aws", {"jobName": "x", "results": {
        "speaker_labels": {"segments": [{"speaker_label": "SPEAKER_00", "items": [{"start_time": "0.5", "speaker_label": "SPEAKER_00"}]},
                                        {"speaker_label": "SPEAKER_01", "items": [{"start_time": "1.0"}]}]},
        "items": [{"start_time": "0.5", "type": "pronunciation", "alternatives": [{"content": "Hi"}]},
                  {"start_time": "1.0", "type": "pronunciation", "alternatives": [{"content": "Well"}]}]}}),
    ("json:deepgram", {"results": {"channels": [], "utterances": [{"speaker": "SPEAKER_00", "start": 0.5, "transcript": "Hi"},
                                                                  {"speaker": "SPEAKER_01", "start": 1, "transcript": "Well"}]}}),
    ("json:rev", {"speakers": [{"id": 0, "name": "SPEAKER_00"}, {"id": 1, "name": "SPEAKER_01"}],
                  "monologues": [{"speaker": 0, "elements": [{"value": "Hi", "ts": 0.5}]}, {"speaker": 1, "elements": [{"value": "Well", "ts": 1}]}]}),
])  # fmt: skip
def test_json(name: str, data: object) -> None:
    found = imported(json.dumps(data))
    assert found.format == name
    assert [(t.speaker, t.text, t.start) for t in found.turns] == [
        ("SPEAKER_00", "Hi", 0.5),
        ("SPEAKER_01", "Well", 1),
    ]


def test_json_words_and_punctuation() -> None:
    words = [
        {"word": "hi", "punctuated_word": "Hi,", "speaker": 0, "start": 1},
        {"word": "you", "speaker": 0},
        {"word": "yes", "speaker": 1},
    ]
    data = {
        "results": {"channels": [{"alternatives": [{"transcript": "Hi, you yes", "words": words}]}]}
    }
    assert rows(json.dumps(data)) == [("Speaker 0", "Hi, you"), ("Speaker 1", "yes")]
    items = [{"type": "pronunciation", "start_time": "0", "alternatives": [{"content": "Hi"}], "speaker_label": "spk_0"},
             {"type": "punctuation", "alternatives": [{"content": "."}]}]  # fmt: skip
    assert rows(json.dumps({"results": {"items": items}})) == [("spk_0", "Hi.")]


def test_json_without_speakers_and_without_transcript() -> None:
    assert imported('{"segments": [{"text": "a"}, {"text": "b"}]}').flags == ("unlabelled",)
    for source in ("{}", "[]", '{"a": {"b": 1}}', "[" * 5000, '{"not": json', '{"segments": 5}'):
        with pytest.raises(ImportProblem):
            imported(source)


def test_json_lines() -> None:
    assert rows('{"speaker": "A", "text": "x"}\n{"speaker": "B", "text": "y"}') == [
        ("A", "x"),
        ("B", "y"),
    ]


KEYS = st.sampled_from(
    [
        "results",
        "channels",
        "alternatives",
        "transcript",
        "words",
        "word",
        "speaker",
        "speakers",
        "segments",
        "utterances",
        "items",
        "monologues",
        "elements",
        "value",
        "paragraphs",
        "text",
        "body",
        "start",
        "startTime",
        "end",
        "type",
        "content",
        "speaker_labels",
        "speaker_label",
        "start_time",
        "audio_url",
        "id",
        "name",
    ]
)
ATOMS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "x", "1.5", "punctuation", "²", "00:01"])
)
JSON = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(data: object) -> None:
    try:
        found = imported(json.dumps({"segments": data} if isinstance(data, list) else data))
    except ImportProblem:
        return
    assert all(turn.text for turn in found.turns)


# -- XML, HTML, tables, Word -------------------------------------------------------------------------


def test_tei() -> None:
    source = """<?xml version="1.0" encoding="utf-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>T</title>
    <person xml:id="JD"><persName>Jane Doe</persName></person></teiHeader><text><body>
    <u who="#JD">I saw <placeName>Rome</placeName>.

    Twice. <vocal><desc>laughs</desc></vocal><note>sic</note></u><u who="#BP"><choice><sic>teh</sic><corr>the</corr></choice> end</u></body></text></TEI>"""
    found = imported(source)
    assert [(t.speaker, t.text) for t in found.turns] == [
        ("JD", "I saw Rome.\nTwice. [laughs]"),
        ("BP", "teh end"),
    ]
    assert found.people == {"JD": "Jane Doe"}
    assert (why(found)["sic"], why(found)["the"]) == ("editor's note", "correction")


def test_ohms_and_podlove() -> None:
    cues = "WEBVTT\n\n01:00:00.000 --> 00:00:00.000\n&lt;v DOE&gt;Hi&lt;br&gt;&lt;br&gt;you\n"
    found = imported(
        f"<ROOT><record><title>T</title><index><point><time>60</time><title>Start</title></point></index><vtt_transcript>{cues}</vtt_transcript></record></ROOT>"
    )
    assert [(t.speaker, t.text) for t in found.turns] == [("DOE", "Hi\nyou")]
    assert (found.headings[0].title, found.headings[0].start) == ("Start", 60.0)
    plain = imported(
        "<ROOT><record><transcript>DOE: Hi.\n\nROE: Well.\n\nDOE: So.</transcript></record></ROOT>"
    )
    assert [t.speaker for t in plain.turns] == ["DOE", "ROE", "DOE"]
    lines = "<p:transcripts xmlns:p='x'><p:speech><p:speaker>A</p:speaker><p:item start='00:01'>Hi</p:item><p:item>you</p:item></p:speech></p:transcripts>"
    assert rows(lines) == [("A", "Hi you")]


@pytest.mark.parametrize("source", [
    "<TEI><text><u>", "<!DOCTYPE TEI [<!ENTITY a 'aa'>]><TEI><u>&a;</u></TEI>", "<TEI><text/></TEI>",
    "<!DOCTYPE TEI [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><TEI><u>&a;</u></TEI>", "<ROOT><record><transcript/></record></ROOT>",
])  # fmt: skip
def test_xml_refused(source: str) -> None:
    with pytest.raises(ImportProblem):
        imported(source)


@pytest.mark.parametrize("row", [
    "<p><b>{}:</b> {}</p>", "<P><FONT>{}: {}<BR></FONT>", "<cite>{}:</cite><time>00:01</time><p>{}</p>", "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<table><tr><td>{}</td><td>{}</td></tr></table>", "<div><span class='speaker'>{}</span> {}</div>",
    "<p class=MsoNormal><b><span>{}<o:p></o:p></span></b><b>: </b><span>{}</span></p>",
])  # fmt: skip
def test_html(row: str) -> None:
    source = (
        "<html><head><title>T</title><script>x</script></head><body><nav>Menu</nav>"
        + "\n".join(row.format(*one) for one in JANE_JOHN)
    )
    assert rows(source) == JANE_JOHN
    assert {"T": "page title", "x": "script", "Menu": "navigation"}.items() <= why(
        imported(source)
    ).items()


def test_html_keeps_words_and_order() -> None:
    source = "<html><body><!-- hidden --><p>Jane: a &lt; b &amp; c<br>d<p>Bo: x <y> z<p>Jane: &#8220;q&#8221;<h2>Part</h2><p>Bo: e"
    found = imported(source)
    assert [(t.speaker, t.text) for t in found.turns] == [
        ("Jane", "a < b & c d"),
        ("Bo", "x z"),
        ("Jane", "“q”"),
        ("Bo", "e"),
    ]
    assert found.headings[0].title == "Part"


def test_csv() -> None:
    found = imported(
        'timestamp,speaker,words,tags\n00:01,Jane:,"Hi, all&#8212;",roads; rivers\n,Bo:,Well,\n,,goes on,\n'
    )
    assert [(t.speaker, t.text, t.start) for t in found.turns] == [
        ("Jane", "Hi, all—", "00:01"),
        ("Bo", "Well\ngoes on", None),
    ]
    assert why(found) == {"roads; rivers": "column 'tags'"}
    assert rows("speaker;text\nA;x\nB;y") == [("A", "x"), ("B", "y")]
    assert rows('A,"One, two"\nB,"Three, four"\nA,"Five, six"\nB,"Seven, eight"') == [
        ("A", "One, two"),
        ("B", "Three, four"),
        ("A", "Five, six"),
        ("B", "Seven, eight"),
    ]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:x xmlns:w="{W}">{text}</w:x>')
    return data.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{head}{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>"


def test_docx() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    body = (
        paragraph("<w:t>The Talk</w:t>", style="Title")
        + paragraph(f"{bold}<w:t>JA</w:t>", f"{bold}<w:t>NE:</w:t>", "<w:tab/><w:t>Hi.</w:t>")
        + paragraph("<w:tab/><w:t>More.</w:t>") + paragraph(f"{bold}<w:t>BO:</w:t>", "<w:t> Well</w:t><w:br/><w:t>so.</w:t>")
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>JANE: Ok</w:t></w:r></w:ins></w:p>"
        + paragraph(f"{bold}<w:t>BO:</w:t>", "<w:t> Yes.</w:t>")
    )  # fmt: skip
    found = imported(docx(body, footnotes="<w:p><w:r><w:t>A note.</w:t></w:r></w:p>"))
    assert [(t.speaker, t.text) for t in found.turns] == [
        ("JANE", "Hi.\nMore."),
        ("BO", "Well so."),
        ("JANE", "Ok"),
        ("BO", "Yes."),
    ]
    assert why(found) == {
        "The Talk": "heading before the talk",
        "gone": "deleted with changes tracked",
        "A note.": "footnote",
    }


def test_docx_table() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = "".join(f"<w:tr>{cell.format(who)}{cell.format(text)}</w:tr>" for who, text in JANE_JOHN)
    assert rows(docx(f"<w:tbl>{body}</w:tbl>")) == JANE_JOHN


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        docx("<w:p>")[:200],
        b"\xd0\xcf\x11\xe0",
        b"{\\rtf1}",
        b"%PDF-1.7",
        b"",
        b" \n",
        bytes(range(32)) * 9,
    ],
)
def test_not_to_be_read(data: bytes) -> None:
    with pytest.raises(ImportProblem):
        imported(data)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    source = "Müller: Grüße an alle.\n\nBäcker: Schön.\n\nMüller: Ja.\n\nBäcker: Öl.\n"
    assert rows(source.encode(encoding))[0] == ("Müller", "Grüße an alle.")


def test_declared_encoding() -> None:
    source = '<?xml version="1.0" encoding="iso-8859-2"?><TEI><text><u who="a">čaj</u></text></TEI>'
    assert rows(source.encode("iso-8859-2")) == [("a", "čaj")]
