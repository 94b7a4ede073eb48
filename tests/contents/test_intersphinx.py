"""Another site built with Sphinx links to this one by name, from MyST and from reStructuredText."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from contents.helpers import REPO
from support import build, write

if TYPE_CHECKING:
    from pathlib import Path

    from support import Built

BASE = "https://example.org/altman/"
#: kind -> name, where it leads, what is shown where no text is given
NAMES = {
    "interview": ("altman-2025", "interviews/altman-2025.html", "Sam Altman at AI Ascent 2025"),
    "turn": ("altman-2025:t14", "interviews/altman-2025.html#t14", "Altman 2025, t14"),
    "speaker": ("altman-2025:altman", "interviews/altman-2025.html#speaker-altman", "Sam Altman"),
    "theme": ("release-rhythm", "themes/release-rhythm.html", "Release rhythm"),
    "claim": ("c30", "themes/release-rhythm.html#claim-c30", "c30"),
}
#: what a site declares that wants the roles and nothing else of the package; guide/linking.md
CONF = """\
extensions = [{extensions}]
intersphinx_mapping = {{"altman": ("{base}", {inventory!r})}}
nitpicky = True
html_theme = "basic"
project = "another site"
"""


def pages(myst: str, rst: str) -> dict[str, str]:
    """Return two pages with a link to each name; ``KIND`` and ``NAME`` are filled in."""
    found = {"index.md": "# Another\n\n```{toctree}\nmyst\nrst\n```\n"}
    for name, title, link in (("myst.md", "# Myst", myst), ("rst.rst", "Rst\n===", rst)):
        links = (
            link.replace("KIND", kind).replace("NAME", target)
            for kind, (target, _, _) in NAMES.items()
        )
        found[name] = f"{title}\n\n" + "\n\n".join(links) + "\n"
    return found


class Sites:
    """Sites that link to the built one."""

    def __init__(self, root: Path, site: Built) -> None:
        self.root = root
        self.inventory = str(site.out / "objects.inv")
        self.count = 0

    def build(self, files: dict[str, str], *, onrecord: bool = False, more: str = "") -> Built:
        self.count += 1
        names = ["myst_parser", "sphinx.ext.intersphinx", *(["onrecord"] if onrecord else [])]
        conf = CONF.format(
            extensions=", ".join(map(repr, names)), base=BASE, inventory=self.inventory
        )
        return build(write(self.root / str(self.count), files, conf + more))


@pytest.fixture
def sites(tmp_path: Path, site: Built) -> Sites:
    return Sites(tmp_path, site)


def links(built: Built, docname: str) -> list[tuple[str, str]]:
    """Return (address, text) of each link of a page to the other site."""
    found = built.page(docname).xpath("//a[contains(@class, 'external')]")
    return [(one.get("href"), " ".join(one.text_content().split())) for one in found]


def addresses() -> list[str]:
    return [BASE + where for _, where, _ in NAMES.values()]


def titles() -> list[str]:
    return [title for _, _, title in NAMES.values()]


def test_roles_of_the_domain(sites: Sites) -> None:
    built = sites.build(
        pages("{external+altman:interview:KIND}`NAME`", ":external+altman:interview:KIND:`NAME`"),
        onrecord=True,
    )
    assert built.warnings == []
    for docname in ("myst", "rst"):
        assert [where for where, _ in links(built, docname)] == addresses()
        assert [text for _, text in links(built, docname)] == titles()


def test_a_text_of_ones_own(sites: Sites) -> None:
    built = sites.build(
        pages(
            "{external+altman:interview:KIND}`the KIND <NAME>`",
            ":external+altman:interview:KIND:`the KIND <NAME>`",
        ),
        onrecord=True,
    )
    assert built.warnings == []
    for docname in ("myst", "rst"):
        assert links(built, docname) == [
            (where, f"the {kind}") for where, kind in zip(addresses(), NAMES, strict=True)
        ]


@pytest.mark.parametrize("role", ["external+altman:ref", "external:ref", "ref"])
def test_labels_for_a_site_that_does_not_know_the_domain(sites: Sites, role: str) -> None:
    built = sites.build(pages(f"{{{role}}}`NAME`", f":{role}:`NAME`"))
    assert built.warnings == []
    for docname in ("myst", "rst"):
        assert links(built, docname) == list(zip(addresses(), titles(), strict=True))


def test_links_of_myst_need_no_domain(sites: Sites) -> None:
    text = "[words](inv:altman:interview:KIND#NAME)\n\n<inv:altman:interview:KIND#NAME>"
    built = sites.build(pages(text, ":external+altman:ref:`NAME`"))
    assert built.warnings == []
    wanted = zip(addresses(), titles(), strict=True)
    assert links(built, "myst") == [
        pair for where, title in wanted for pair in ((where, "words"), (where, title))
    ]


WRONG = {
    "roles": (
        "{external+altman:interview:turn}`altman-2025:t99`",
        ":external+altman:interview:turn:`altman-2025:t99`",
        "external interview:turn reference target not found: altman-2025:t99 [ref.turn]",
    ),
    "labels": (
        "{external+altman:ref}`altman-2025:t99`",
        ":external+altman:ref:`altman-2025:t99`",
        "external std:ref reference target not found: altman-2025:t99 [ref.ref]",
    ),
}


@pytest.mark.parametrize("way", WRONG)
def test_t99_is_a_warning_there(sites: Sites, way: str) -> None:
    myst, rst, message = WRONG[way]
    built = sites.build(pages(myst, rst), onrecord=way == "roles")
    found = [one for one in built.warnings if message in one]
    assert len(found) == len(built.warnings) == 2 * len(NAMES)
    assert any("myst.md:" in one for one in found)
    assert any("rst.rst:" in one for one in found)
    for docname in ("myst", "rst"):
        shown = "t99" if way == "roles" else "altman-2025:t99"
        assert shown in built.page(docname).text_content()
        assert links(built, docname) == []


def test_t99_as_a_link_of_myst_is_a_warning_there(sites: Sites) -> None:
    text = "[words](inv:altman:interview:turn#altman-2025:t99)"
    built = sites.build({"index.md": f"# Another\n\n{text}\n"})
    (warning,) = built.warnings
    assert "No matches for 'altman:interview:turn:" in warning
    assert "[myst.iref_missing]" in warning
    assert "words" not in built.page("index").text_content()


def test_t99_as_a_plain_label_is_a_warning_there(sites: Sites) -> None:
    built = sites.build(pages("{ref}`altman-2025:t99`", ":ref:`altman-2025:t99`"))
    assert len(built.warnings) == 2 * len(NAMES)
    assert all(
        "undefined label: 'altman-2025:t99' [ref.ref]" in one.replace("  ", " ")
        for one in built.warnings
    )
    assert "altman-2025:t99" in built.page("myst").text_content()


def test_the_domain_as_the_guide_declares_it(sites: Sites) -> None:
    guide = (REPO / "guide/linking.md").read_text("utf-8")
    (declared,) = re.findall(r"```python\n(from sphinx.domains (?:.*\n)*?)```", guide)
    built = sites.build(
        pages("{external+altman:interview:KIND}`NAME`", ":external+altman:interview:KIND:`NAME`"),
        more=declared,
    )
    assert built.warnings == []
    for docname in ("myst", "rst"):
        assert links(built, docname) == list(zip(addresses(), titles(), strict=True))
    wrong = sites.build(
        {"index.md": "# Another\n\n{external+altman:interview:turn}`altman-2025:t99`\n"},
        more=declared,
    )
    (warning,) = wrong.warnings
    assert WRONG["roles"][2] in warning


def test_the_roles_need_the_domain(sites: Sites) -> None:
    built = sites.build(
        {"index.md": "# Another\n\n{external+altman:interview:turn}`altman-2025:t14`\n"}
    )
    assert any("domain for external cross-reference not found" in one for one in built.warnings)


def test_a_wrong_key_is_named(sites: Sites) -> None:
    built = sites.build({"index.md": "# Another\n\n{external+altmann:ref}`altman-2025:t14`\n"})
    assert any(
        "inventory for external cross-reference not found: 'altmann'" in one
        for one in built.warnings
    )


def test_the_guide_shows_what_is_tested_here(site: Built) -> None:
    guide = site.page("guide/linking").xpath("//article")[0].text_content()
    for shown in (
        "{external+altman:interview:turn}`altman-2025:t14`",
        ":external+altman:interview:turn:`altman-2025:t14`",
        "{external+altman:ref}`altman-2025:t14`",
        ":external+altman:ref:`altman-2025:t14`",
        "(inv:altman:interview:turn#altman-2025:t14)",
        *(message for _, _, message in WRONG.values()),
    ):
        assert shown in guide
    names = re.findall(r"altman-2025:t\d\d|c\d\d", guide)
    assert {"altman-2025:t14", "c30"} <= set(names)
