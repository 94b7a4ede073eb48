"""A drawing for print has no variables, links or styles left."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("mermaid_render", reason="the diagrams are drawn by mermaid-render")

from onrecord.diagrams.draw import draw
from onrecord.diagrams.still import filled, still

SOURCES = [
    'flowchart TB\n  a["A<br/>t14"] -- says --> b("B")\n  click a "#talk:t14"\n',
    "timeline\n  title T\n  section S\n    2016 : one : two\n",
    "sequenceDiagram\n  A->>B: hello\n",
    "mindmap\n  root\n    a\n    b\n",
]


@pytest.mark.parametrize("source", SOURCES)
def test_nothing_is_left_that_print_does_not_know(source: str) -> None:
    made = still(draw(source).svg)
    assert "var(" not in made
    assert "color-mix" not in made
    assert "<a " not in made
    assert "style=" not in made
    root = ET.fromstring(made)
    before = "".join(ET.fromstring(draw(source).svg).itertext())
    assert "".join(root.itertext()) == before


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("var(--a)", "#111"),
        ("var(--b, #222)", "#222"),
        ("var(--b, var(--a, #333))", "#111"),
        ("var(--b)", "none"),
        ("color-mix(in srgb, #000000 50%, #ffffff)", "#808080"),
        ("color-mix(in srgb, var(--a) 0%, transparent)", "#ffffff"),
        ("plain", "plain"),
    ],
)
def test_variables_and_mixtures(value: str, expected: str) -> None:
    assert filled(value, {"--a": "#111"}) == expected
