"""Diagrams on a page, for every builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import CONF, SITE, build, write

pytest.importorskip("mermaid_render")

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = CONF.replace('"onrecord"]', '"sphinxcontrib.mermaid", "onrecord"]')
PAGE = """\
# Page

```{mermaid}
:alt: How wood is chosen

flowchart LR
  a["Wood floats"] --> b["Boats"]
  click a href "#boats:t02"
  click b href "#wood"
```
"""


def test_it_is_inline_linked_and_told_in_words(tmp_path: Path) -> None:
    found = build(write(tmp_path, {**SITE, "themes/drawn.md": PAGE}, DRAWN))
    assert found.warnings == []
    page = found.page("themes/drawn")
    links = page.xpath("//*[local-name()='svg']//*[local-name()='a']/@href")
    assert links == ["../interviews/boats.html#t02", "wood.html"]
    words = page.xpath("//details[@class='diagram-words']")[0]
    assert words.xpath(".//li//a/@href") == links
    assert (
        page.xpath("string(//*[local-name()='svg'][@aria-labelledby]/*[1])") == "How wood is chosen"
    )
    assert not [one for one in page.xpath("//script/@src") if "mermaid" in one or "//" in one]


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "xml", "man"]
)
def test_every_builder(builder: str, tmp_path: Path) -> None:
    found = build(
        write(tmp_path, {**SITE, "themes/drawn.md": PAGE}, DRAWN), builder, epub_show_urls="no"
    )
    assert found.warnings == []


def test_faults_have_their_line(tmp_path: Path) -> None:
    broken = PAGE.replace('a["Wood floats"] -->', "a[[[ -->")
    dead = PAGE.replace("#boats:t02", "#boats:t99").replace("# Page", "# Dead")
    files = {**SITE, "themes/broken.md": broken, "themes/dead.md": dead}
    found = build(write(tmp_path, files, DRAWN))
    assert sorted(found.kinds()) == ["diagram_syntax", "diagram_target"]
    text = "\n".join(found.warnings)
    assert "themes/broken.md:5: WARNING: this diagram cannot be drawn" in text
    assert "'#boats:t99', which is nothing on this site" in text
    assert "Wood floats" in found.page("themes/dead").text_content()
