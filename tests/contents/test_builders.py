"""Every builder of Sphinx makes the site without a warning."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from support import build

ROOT = Path(__file__).parents[2]
BUILDERS = ["dirhtml", "singlehtml", "epub", "latex", "text", "xml", "gettext"]


@pytest.mark.slow
@pytest.mark.parametrize("builder", BUILDERS)
def test_without_a_warning(builder: str, tmp_path: Path) -> None:
    found = build(ROOT, builder, out=tmp_path / "out", doctrees=tmp_path / "doctrees")
    assert found.warnings == []
    if builder == "epub":
        (book,) = found.out.glob("*.epub")
        with zipfile.ZipFile(book) as pages:
            for name in pages.namelist():
                if name.endswith(".xhtml"):
                    etree.fromstring(pages.read(name))
