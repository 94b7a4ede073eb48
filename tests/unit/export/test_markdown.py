"""Words written as Markdown read back as the same words, whatever they are."""

from __future__ import annotations

import re
from html import unescape

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from onrecord import markup
from onrecord.export.markdown import MarkdownWriter, address, code, escape, escape_lines
from onrecord.export.turns import words
from onrecord.nodes import turn

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WORDS = st.text("ab1 \n\\`*_[]()<>~|&;#!+-=:.{}$%\"'é中", max_size=60)


def writer() -> MarkdownWriter:
    return MarkdownWriter(lambda node: node.get("refuri", ""))


def shown(markdown: str) -> str:
    """Return the words a reader of Markdown sees."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", READER.render(markdown))).split())


@given(WORDS)
def test_any_words_are_one_paragraph_of_the_same_words(text: str) -> None:
    made = escape_lines(escape(re.sub(r"\n\s*\n", "\n", text)))
    found = READER.render(made)
    assert shown(made) == " ".join(text.split())
    assert set(re.findall(r"<(\w+)", found)) <= {"p"}


@given(WORDS)
def test_a_turn_reads_as_it_reads_on_its_page(source: str) -> None:
    node = turn("", ids=["t01"], turn="t01", source=source)
    made = READER.render(words(writer(), node))
    drawn = markup.draw(source).replace("<hr />", "* * *")
    plain = " ".join(unescape(re.sub(r"<[^>]*>", " ", drawn)).split())
    seen = " ".join(unescape(re.sub(r"<[^>]*>", " ", made)).split())
    assert "".join(seen.split()) == "".join(plain.split())
    allowed = {"p", "ul", "ol", "li", "em", "strong", "code", "blockquote", "br", "hr", "a"}
    assert set(re.findall(r"<(\w+)", made)) <= allowed


@pytest.mark.parametrize("source", [
    "<script>alert(1)</script>", "# no heading", "| a | b |\n| - | - |", "    four spaces",
    "```{include} x\n```", "[a]: javascript:alert(1)", "![x](y.png)", "~~~", "Setext\n===", "&lt;b&gt;",
])  # fmt: skip
def test_markup_that_turns_do_not_have_stays_words(source: str) -> None:
    made = words(writer(), turn("", ids=["t01"], turn="t01", source=source))
    assert set(re.findall(r"<(\w+)", READER.render(made))) <= {"p", "code"}


def test_a_plain_turn_is_copied() -> None:
    source = 'He said: "3.5 years" — 20% of it, isn\'t it?'
    assert words(writer(), turn("", ids=["t"], turn="t", source=source)) == source


def test_code_and_addresses() -> None:
    assert code("a `` b") == "```a `` b```"
    assert code("`a`") == "`` `a` ``"
    assert code("") == ""
    assert address("a b(c)<d>") == "a%20b%28c%29%3Cd%3E"


def test_blocks() -> None:
    items = nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "one")),
                              nodes.list_item("", nodes.paragraph("", "two"), nodes.paragraph("", "more")))  # fmt: skip
    made = writer().blocks([
        nodes.section("", nodes.title("", "A *title*"), items),
        nodes.literal_block("", "x = '```'", language="python"),
        nodes.note("", nodes.paragraph("", "Mind.")),
        nodes.definition_list("", nodes.definition_list_item(
            "", nodes.term("", "term"), nodes.definition("", nodes.paragraph("", "meaning")))),
        nodes.raw("", "<b>", format="html"), nodes.transition(),
        nodes.line_block("", nodes.line("", "a line")),
    ])  # fmt: skip
    assert made == (
        "# A \\*title\\*\n\n- one\n\n- two\n\n  more\n\n````python\nx = '```'\n````\n\n"
        "> **Note**\n>\n> Mind.\n\n- **term**: meaning\n\n* * *\n\na line"
    )


def test_a_table_keeps_its_cells_apart() -> None:
    def row(*cells: str) -> nodes.row:
        return nodes.row("", *[nodes.entry("", nodes.paragraph("", one)) for one in cells])

    table = nodes.table("", nodes.tgroup("", nodes.thead("", row("a", "b|c")), nodes.tbody("", row("1\n2", "3")), cols=2))  # fmt: skip
    made = writer().blocks([table])
    assert made == "| a | b\\|c |\n| --- | --- |\n| 1 2 | 3 |"
    assert "<td>3</td>" in READER.render(made)


def test_links_and_marks_inside_a_line() -> None:
    paragraph = nodes.paragraph("", "", nodes.strong("", " bold "), nodes.reference("", "[here]", refuri="x y"),
                                nodes.literal("", "a*b"), nodes.footnote_reference("", "1"))  # fmt: skip
    assert writer().blocks([paragraph]) == "**bold** [\\[here\\]](x%20y)`a*b`[^1]"
