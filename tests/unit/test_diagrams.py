"""Diagrams: drawn without a browser, safe to stand in a page, and told in words."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from lxml import etree

from onrecord.diagrams.draw import DiagramError, draw
from onrecord.diagrams.svg import inline_svg
from onrecord.diagrams.words import in_words, label

pytest.importorskip("mermaid_render")

FLOW = """\
flowchart LR
  a["One<br/>t01"] --> b["Two"] -- "because" --> c
  subgraph group ["A group"]
    c["Three"]
  end
  a --> group
  click a href "#talk:t01"
"""
TIMELINE = "timeline\n  title Years\n  section Past\n    2016 : one : two\n  section Ahead\n    2027 : three\n"
OTHERS = [
    "sequenceDiagram\n  A->>B: hello\n",
    "mindmap\n  root\n    leaf\n",
    "quadrantChart\n  title Reach\n  x-axis Low --> High\n  A: [0.3, 0.6]\n",
]


def drawn(source: str, link=lambda _: "there.html#t01") -> etree._Element:
    return etree.fromstring(inline_svg(draw(source).svg, "d1", "A title", link))


@pytest.mark.parametrize("source", [FLOW, TIMELINE, *OTHERS])
def test_kinds_are_drawn_with_real_text_and_a_title(source: str) -> None:
    root = drawn(source)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[0].text == "A title"
    assert root.get("aria-labelledby") == root[0].get("id") == "d1-title"
    assert root.xpath("//*[local-name()='text' or local-name()='tspan']")
    assert draw(source) is draw(source)


def test_nodes_link_and_lost_links_keep_their_words() -> None:
    assert drawn(FLOW).xpath("//*[local-name()='a']/@href") == ["there.html#t01"]
    root = drawn(FLOW, lambda _: None)
    assert root.xpath("//*[local-name()='a']/@href") == []
    assert "One" in "".join(root.itertext())


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "x' onload='alert(1)",
        "<style>@import url(https://example.org)</style>",
        "&lt;script&gt;",
        "]]><script>",
    ],
)
def test_labels_are_text(words: str) -> None:
    root = drawn(f'flowchart TD\n  a["{words}"]\n')
    tags = {etree.QName(one).localname for one in root.iter()}
    assert not tags & {"script", "style", "image", "foreignObject", "iframe"}
    for one in root.iter():
        assert not [key for key in one.attrib if key.lower().startswith("on")]


def test_what_is_not_ours_is_taken_out() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9">'
        "<title>old</title><script>x</script><foreignObject/><image href='https://e.org/x'/>"
        "<g id='m' onclick='x' fill='url(#m)' stroke='url(https://e.org)' style='a:expression(1)'/>"
        "<use xlink:href='#m'/><use href='https://e.org'/><a href='javascript:x' target='_top'/></svg>"
    )
    made = inline_svg(svg, "p", "T", lambda _: None)
    assert made == (
        '<svg width="9" xmlns="http://www.w3.org/2000/svg" style=";min-width:6px" '
        'role="graphics-document document" aria-labelledby="p-title"><title id="p-title">T</title>'
        '<g id="p-m" fill="url(#p-m)" /><use href="#p-m" /><use /><a /></svg>'
    )


def test_a_wrong_diagram_tells_where() -> None:
    with pytest.raises(DiagramError, match="Parse error") as caught:
        draw("flowchart TD\n  a --> \n  b[[[ x\n")
    assert caught.value.line == 3
    with pytest.raises(DiagramError):
        draw("no diagram at all")


def test_the_words_of_a_flowchart() -> None:
    made = in_words(
        draw(FLOW).model, lambda target, words: nodes.reference("", words, refuri=target)
    )
    assert made is not None
    items = [re.sub(r"\s+", " ", one.astext()) for one in made.children]
    assert items == ["One t01 → “Two”, “A group”", "Two → “Three” (because)", "A group Three"]
    assert [one["refuri"] for one in made.findall(nodes.reference)] == ["#talk:t01"]


def test_the_words_of_a_timeline_and_of_others() -> None:
    made = in_words(draw(TIMELINE).model, lambda _, words: nodes.Text(words))
    assert made is not None
    assert [one.astext() for one in made.children] == ["Past, 2016: one; two", "Ahead, 2027: three"]
    assert in_words(draw(OTHERS[0]).model, lambda _, words: nodes.Text(words)) is None
    assert label("one<br/>two <BR> three") == "one two three"
