"""Diagrams: drawn without a browser, safe to stand in a page, and told in words."""

from __future__ import annotations

import re
import sys

import pytest
from docutils import nodes
from lxml import etree

from onrecord.diagrams import draw as drawing
from onrecord.diagrams.draw import DiagramError, draw
from onrecord.diagrams.source import interview_of, line_in_file
from onrecord.diagrams.svg import inline_svg, named_in
from onrecord.diagrams.words import in_words, label, name_and_turns

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


LINKS = {"#talk:t01": "there.html#t01", "t01": "there.html#t01", "t02": "there.html#t02"}


def drawn(source: str, links=LINKS) -> etree._Element:
    return etree.fromstring(inline_svg(draw(source).svg, "d1", "A title", links))


def hrefs(root: etree._Element) -> list[str]:
    return root.xpath("//*[local-name()='a']/@href")


def link(target: str, words: str) -> nodes.Node:
    return nodes.reference("", words, refuri=target)


@pytest.mark.parametrize("source", [FLOW, TIMELINE, *OTHERS])
def test_kinds_are_drawn_with_real_text_and_a_title(source: str) -> None:
    root = drawn(source)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root[0].text == "A title"
    assert root.get("aria-labelledby") == root[0].get("id") == "d1-title"
    assert root.get("aria-describedby") is None
    assert root.xpath("//*[local-name()='text' or local-name()='tspan']")
    assert draw(source) is draw(source)


def test_a_description_stands_beside_the_title() -> None:
    root = etree.fromstring(inline_svg(draw(FLOW).svg, "d1", "A & B", {}, "More <of> it"))
    assert [one.text for one in root[:2]] == ["A & B", "More <of> it"]
    assert root.get("aria-describedby") == root[1].get("id") == "d1-desc"


def test_nodes_link_and_lost_links_keep_their_words() -> None:
    assert hrefs(drawn(FLOW)) == ["there.html#t01"]
    root = drawn(FLOW, {})
    assert hrefs(root) == []
    assert "One" in "".join(root.itertext())
    assert named_in(draw(FLOW).svg) == ["#talk:t01", "t01"]


def test_web_addresses_are_kept_and_others_are_not() -> None:
    targets = ["https://Example.org/a?b=1&c=2#d", "http://example.org", "javascript:x", "https://"]
    for target, kept in zip(
        targets,
        ["https://example.org/a?b=1&c=2#d", "http://example.org", "about:blank", "about:blank"],
        strict=True,
    ):
        source = f'flowchart TD\n  a --> b\n  click a href "{target}"\n'
        assert draw(source).model["nodes"]["a"]["link"] == kept


def test_turns_in_the_labels_of_a_timeline_link() -> None:
    source = "timeline\n  2016 : before (t01, t09, t02), after : t09\n  2017 : t09 and t02b\n"
    root = drawn(source)
    assert hrefs(root) == ["there.html#t01", "there.html#t02"]
    words = "".join("".join(root.itertext()).split())
    assert "before(t01,t09,t02),after" in words
    assert "t09andt02b" in words
    root = drawn("timeline\n  2016 : t09 t01\n")
    assert hrefs(root) == ["there.html#t01"]
    assert "t09t01" in "".join("".join(root.itertext()).split())


def test_a_wide_diagram_is_drawn_again_until_it_fits() -> None:
    words = "some rather long words in a label"
    chain = " --> ".join(f'n{at}["{words}"]' for at in range(6))
    assert float(drawn(f"flowchart LR\n  {chain}\n").get("width")) < 400
    wide = "\n".join(f'  a --> n{at}["{words}"]' for at in range(5))
    widths = [
        float(one.get("width"))
        for one in (drawn(f"flowchart TD\n{wide}\n"), drawn("flowchart TD\n  a --> b\n"))
    ]
    assert widths[0] <= drawing.SHRUNK * drawing.WIDTH
    assert widths[1] < 300


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "x' onload='alert(1)",
    "<style>@import url(https://example.org)</style>",
    "<iframe src=//example.org></iframe>",
    "<foreignObject><body onload=alert(1)></foreignObject>",
    "<svg onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "![x](https://example.org/x.png)",
    "&lt;script&gt;",
    "#lt;script#gt;",
    "]]><script>",
    "<!--", "<![CDATA[", "<?xml x?>", "</svg>",
    "$$x$$", "fa:fa-bomb x", "`**x**`",
]  # fmt: skip
HARMLESS = {
    "a", "svg", "g", "path", "rect", "text", "tspan", "title", "circle", "line", "polygon", "defs",
    "clipPath", "marker", "ellipse",
}  # fmt: skip


def safe(root: etree._Element) -> None:
    """Nothing in the drawing runs, loads or leads elsewhere."""
    for one in root.iter():
        assert isinstance(one.tag, str)
        assert etree.QName(one).localname in HARMLESS
        for key, value in one.attrib.items():
            assert not key.lower().startswith("on")
            assert etree.QName(key).localname != "href" or value.startswith(("#d1-", "there.html"))
            assert "url(" not in value.lower().replace("url(#d1-", "")
            assert not re.search(
                r"javascript|expression|@import|image\(|\\\\", value, re.IGNORECASE
            )


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(
    "source",
    [
        'flowchart TD\n  a["{}"] -- "{}" --> b\n  subgraph s ["{}"]\n    b\n  end\n',
        "timeline\n  title {}\n  section {}\n    2016 : {}\n",
        "sequenceDiagram\n  participant A as {}\n  A->>A: {}\n",
        "mindmap\n  root\n    {}\n",
    ],
)
def test_labels_are_text(source: str, words: str) -> None:
    try:
        root = drawn(source.replace("{}", words))
    except DiagramError:
        return
    safe(root)


@pytest.mark.parametrize(
    "line",
    [
        'click a "javascript:alert(1)"',
        'click a href "JaVaScRiPt:alert(1)" _blank',
        'click a href "data:text/html,x"',
        'click a href "//example.org"',
        'click a href "vbscript:x"',
        "click a call alert()",
        'click a alert "x"',
        "style a fill:url(https://example.org/x)",
        r"style a fill:u\72l(https://example.org/x)",
        "style a background:url(//example.org)",
        "style a position:fixed,inset:0,z-index:99",
        "style a fill:image-set(x)",
        "style a cursor:url(//example.org)",
        'a@{ img: "https://example.org/x.png" }',
        'a@{ icon: "fa:bomb", label: "x" }',
        "classDef default fill:url(https://example.org/x),onclick:x",
        "linkStyle 0 stroke:url(//example.org)",
        "class a sidebar-drawer",
    ],
)
def test_no_link_and_no_style_reaches_outside(line: str) -> None:
    try:
        root = drawn(f"flowchart TD\n  a --> b\n  {line}\n")
    except DiagramError:
        return
    safe(root)
    assert not root.xpath("//*[contains(@class, 'sidebar')]")
    assert "fixed" not in etree.tostring(root, encoding="unicode")


def test_configuration_in_a_diagram_loads_nothing() -> None:
    init = (
        "%%{init: {'themeCSS': '@import url(//example.org)', 'securityLevel': 'loose',"
        " 'fontFamily': 'x;background:url(//example.org)',"
        " 'themeVariables': {'primaryColor': 'url(//example.org)'}}}%%\n"
    )
    safe(drawn(init + FLOW))
    safe(drawn("---\ntitle: <script>x</script>\nconfig:\n  htmlLabels: true\n---\n" + FLOW))


def test_what_is_not_ours_is_taken_out() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9">'
        "<title>old</title><script>x</script><foreignObject/><image href='https://e.org/x'/>"
        "<g id='m' onclick='x' fill='url(#m)' stroke='url(https://e.org)' style='a:expression(1)'/>"
        "<g style='fill:red; --pele-x:1;position:fixed' class='pele-a page'/>"
        "<use xlink:href='#m'/><use href='https://e.org'/><a href='javascript:x' target='_top'/></svg>"
    )
    made = inline_svg(svg, "p", "T", {})
    assert made == (
        '<svg width="9" xmlns="http://www.w3.org/2000/svg" role="graphics-document document" '
        'aria-labelledby="p-title" style="min-width:6px"><title id="p-title">T</title>'
        '<g id="p-m" fill="url(#p-m)" /><g style="fill:red;--pele-x:1" class="pele-a" />'
        '<use href="#p-m" /><use /><g /></svg>'
    )


def test_a_wrong_diagram_tells_where() -> None:
    with pytest.raises(DiagramError, match="Parse error") as caught:
        draw("flowchart TD\n  a --> \n  b[[[ x\n")
    assert caught.value.line == 3
    with pytest.raises(DiagramError):
        draw("no diagram at all")


@pytest.fixture
def fresh_engine():
    drawing._engine.cache_clear()
    yield
    drawing._engine.cache_clear()


@pytest.mark.usefixtures("fresh_engine")
@pytest.mark.parametrize(
    "trap",
    [
        "while (true) {}",
        "const all = []; while (true) all.push(new Array(100000).fill(1));",
        "const f = () => f() + 1; f();",
    ],
)
def test_time_and_memory_end(trap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "SECONDS", 1)
    monkeypatch.setattr(drawing, "_DRAW", f"{drawing._DRAW}draw = source => {{ {trap} }};")
    with pytest.raises(DiagramError, match="not drawn within the limits"):
        draw(f"flowchart TD\n  trapped --> by{len(trap)}\n")
    monkeypatch.undo()
    assert draw("flowchart TD\n  the --> next\n").svg


@pytest.mark.usefixtures("fresh_engine")
def test_without_the_renderer_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quickjs", None)
    with pytest.raises(DiagramError, match=r"quickjs is missing: install onrecord\[diagrams\]"):
        draw("flowchart TD\n  no --> engine\n")


@pytest.mark.usefixtures("fresh_engine")
def test_another_engine_draws_the_same() -> None:
    first = draw(FLOW)
    draw.cache_clear()
    drawing._engine.cache_clear()
    assert draw(FLOW) == first


def told(made: nodes.Element | None) -> list[str]:
    assert made is not None
    return [re.sub(r"\s+", " ", one.astext()) for one in made.children]


def test_the_words_of_a_flowchart() -> None:
    made = in_words(draw(FLOW).model, link)
    assert told(made) == [
        "One (t01) → “Two”, “A group”",
        "Two → “Three” (because)",
        "A group Three",
    ]
    assert [one["refuri"] for one in made.findall(nodes.reference)] == ["#talk:t01", "t01"]


def test_turns_in_the_words_of_a_node_link() -> None:
    made = in_words(draw('flowchart TD\n  a["See t01 and t02"]\n').model, link)
    assert told(made) == ["See t01 and t02"]
    assert [one["refuri"] for one in made.findall(nodes.reference)] == ["t01", "t02"]


def test_the_kinds_of_edges_and_groups_in_groups() -> None:
    source = (
        "flowchart TD\n  a --- b\n  a <--> c\n  a ~~~ d\n  a -. see t02 .-> e\n  out --> in\n"
        '  subgraph out ["Outer"]\n    subgraph in\n      d\n    end\n    e\n  end\n'
    )
    made = in_words(draw(source).model, link)
    assert told(made) == [
        "a — “b”; ↔ “c”; → “e” (see t02)", "b", "c", "Outer → “in” e in d",
    ]  # fmt: skip


def test_an_empty_group_has_no_list() -> None:
    made = in_words(draw('flowchart TD\n  a --> g\n  subgraph g ["Empty"]\n  end\n').model, link)
    assert told(made) == ["a → “Empty”", "Empty"]
    assert len(list(made.findall(nodes.bullet_list))) == 1


def test_the_words_of_a_timeline_and_of_others() -> None:
    made = in_words(draw(TIMELINE).model, link)
    assert told(made) == ["Past 2016: one; two", "Ahead 2027: three"]
    plain = in_words(draw("timeline\n  2016 : one (t01)\n  2017\n").model, link)
    assert told(plain) == ["2016: one (t01)", "2017"]
    assert [one["refuri"] for one in plain.findall(nodes.reference)] == ["t01"]
    assert in_words(draw(OTHERS[0]).model, link) is None


def test_labels() -> None:
    assert label("one<br/>two <BR> three") == "one two three"
    assert label("a <b>bold</b> #quot;word#quot; #35; &amp; 1 < 2") == 'a bold "word" # & 1 < 2'
    assert name_and_turns("One<br/>two<br/>t05-t12, t19") == ("One two", "t05-t12, t19")
    assert name_and_turns("t05") == ("t05", "")
    assert name_and_turns("One<br/>two t05") == ("One two t05", "")


def test_the_interview_of_a_diagram() -> None:
    assert interview_of(FLOW) == "talk"
    assert interview_of("timeline\n  %% interview: boats-2024\n") == "boats-2024"
    two = 'flowchart TD\n  click a href "#one:t01"\n  click b href "#two:t01"\n'
    assert interview_of(two) == ""
    assert interview_of("flowchart TD\n  a --> b\n") == ""


def test_the_line_of_a_diagram_in_its_file() -> None:
    code = "flowchart TD\n  a --> b"
    text = (
        f"# Page\n\n```{{mermaid}}\n{code}\n```\n\n> ```{{mermaid}}\n> flowchart TD\n>   a --> b\n"
    )
    assert line_in_file(text, code, 2, 3) == 5
    assert line_in_file(text, code, 0, 3) == 4
    assert line_in_file(text, code, 2, 7) == 10
    assert line_in_file(text, code, 2, 99) == 10
    assert line_in_file(text, f"---\ntitle: x\n---\n{code}", 5, 3) == 5
    assert line_in_file(text, "flowchart LR", 1, 3) == 3
    assert line_in_file(text, "", 1, 3) == 3
