"""The book of a small site: everything has a printed form, and no word acts as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import CONF, SITE, TALK, build, write

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PdfReader

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst", reason="the book is set by typst")

KINDS = """\
# Kinds

Words with a note[^1], again[^1], [a link](https://example.org/x), `code`, *stress*, 中文, かな, 한글,
Привет, 😀, العربية.

[^1]: The note itself.

:::{note}
A note in a box.
:::

| Head one | Head two |
|---|---|
| cell | [Wood](#boats:t02) |

```python
print("code")
```

Term
: What it means.

```{glossary}
Glue
  What holds: {turn}`boats:t04`.
```

1. first
2. second

> A passage.

---

```{image} dot.png
:alt: a dot
```

::::{grid} 2
:::{grid-item-card} Card with a link
:link: interviews/boats
:link-type: doc
Body of the card.
:::
:::{grid-item-card} Plain card
Body of the plain card.
:::
::::

::::{tab-set}
:::{tab-item} Tab one
Words of tab one.
:::
:::{tab-item} Tab two
Words of tab two.
:::
::::

:::{dropdown} Folded
Words below the fold.
:::
"""
DOT = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)
DESIGN = CONF.replace('"onrecord"]', '"sphinx_design", "onrecord"]')


def book(root: Path) -> PdfReader:
    """Build the book without a warning."""
    found = build(root, "book")
    assert found.warnings == []
    return pypdf.PdfReader(next(found.out.glob("*.pdf")))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def targets(reader: PdfReader) -> tuple[int, set[str], int]:
    """Return the links inside the file, the addresses of those that leave it, and the dangling."""
    inside, outside, dangling = 0, set(), 0
    names = reader.named_destinations
    for page in reader.pages:
        for one in page.get("/Annots", []):
            link = one.get_object()
            if link.get("/Subtype") != "/Link":
                continue
            action = link.get("/A")
            if action is not None and "/URI" in action:
                outside.add(str(action["/URI"]))
                continue
            inside += 1
            place = link.get("/Dest")
            if isinstance(place, str):
                dangling += place not in names
            else:
                dangling += place is None
    return inside, outside, dangling


def test_every_kind_of_thing_is_printed(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            **SITE,
            "index.md": SITE["index.md"].replace("themes", "kinds\nthemes"),
            "kinds.md": KINDS,
        },
        DESIGN,
    )
    (root / "dot.png").write_bytes(DOT)
    reader = book(root)
    told = words(reader)
    for said in (
        "The note itself.", "A note in a box.", "Head one", "cell", 'print("code")', "What it means.",
        "second", "A passage.", "Card with a link", "Body of the card.", "Body of the plain card.",
        "Tab one", "Words of tab one.", "Tab two", "Words of tab two.", "Folded", "Words below the fold.",
        "中文", "かな", "한글", "Привет", "https://example.org/x",
        # the transcript, the quotation and the claim
        "Because wood floats, and it bends.", "Bo Berg", "t02, interviewee, 00:01:02", "It also burns",
        "glue holds for years", "partly", "read “a new boat”", "Cited in:", "machine translation",
        "Index",
    ):  # fmt: skip
        assert said in told, said
    inside, outside, dangling = targets(reader)
    assert dangling == 0
    assert inside > 20
    assert outside == {"https://example.org/x"}
    assert {f"interviews/boats#t0{n}" for n in (1, 2, 3, 4)} <= set(reader.named_destinations)


def test_links_show_the_page_they_lead_to(tmp_path: Path) -> None:
    reader = book(write(tmp_path, SITE))
    number = next(
        at for at, page in enumerate(reader.pages, 1) if "t02, interviewee" in page.extract_text()
    )
    assert f"Boats 2024, t02 p. {number}" in words(reader).replace("\u202f", " ")


def test_metadata_and_tags(tmp_path: Path) -> None:
    reader = book(
        write(
            tmp_path,
            {**SITE, "index.md": "# Home\n\nWhat it is.\n" + SITE["index.md"].partition("\n")[2]},
            CONF + 'author = "The author"\nhtml_title = "The title"\n',
        )
    )
    assert reader.metadata.title == "The title"
    assert reader.metadata.author == "The author"
    assert reader.metadata.subject == "What it is."
    assert "/CreationDate" not in reader.metadata
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_outline_has_every_page(tmp_path: Path) -> None:
    reader = book(write(tmp_path, SITE))

    def flat(items: list) -> list[str]:
        return [
            t for one in items for t in (flat(one) if isinstance(one, list) else [one["/Title"]])
        ]

    found = flat(reader.outline)
    assert [one for one in found if one in {"Home", "Wood", "A talk about boats"}][:3] == [
        "Home", "Wood", "A talk about boats",
    ]  # fmt: skip
    assert not any(one.startswith("t0") for one in found)


HOSTILE = [
    '#panic("boo")', '"; #import "/x.typ"', "#[ unclosed", "] } )", "\\", "\\u{41}", "$ x", "`raw", "// gone",
    "/* gone */", "@ref", "= not a heading", "*star*", "<label>", "~", "--- -- ...", "%23", "</q>", '#"',
]  # fmt: skip


def test_no_word_of_a_transcript_acts_as_markup(tmp_path: Path) -> None:
    turns = "".join(
        f"{{#t{at}}}\n**Bo Berg:** ab {said.replace(chr(92), chr(92) * 2).replace('*', chr(92) + '*').replace('`', chr(92) + '`').replace('<', chr(92) + '<')} yz\n\n"
        for at, said in enumerate(HOSTILE, 1)
    )
    head = TALK[: TALK.index("{#t01}")]
    reader = book(
        write(
            tmp_path,
            {
                "index.md": "# Home\n\n```{toctree}\ninterviews/boats\n```\n",
                "interviews/boats.md": head + turns,
            },
        )
    )
    told = words(reader)
    for said in HOSTILE:
        assert f"ab {said} yz" in told, said


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        next(build(write(tmp_path / name, SITE), "book").out.glob("*.pdf")).read_bytes()
        for name in "ab"
    )
    assert first == second


def test_volumes_lead_to_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.book.builder.LARGEST", 1_000)
    found = build(write(tmp_path, SITE), "book")
    assert found.warnings == []
    pages, talk = (
        pypdf.PdfReader(one)
        for one in sorted(found.out.glob("*.pdf"), key=lambda one: len(one.name))
    )
    name = next(found.out.glob("*-2.pdf")).name
    assert f"{name}#nameddest=interviews%2Fboats%23t02" in targets(pages)[1]
    assert "vol. 2" in words(pages).replace("\u202f", " ")
    assert any("nameddest=themes%2Fwood" in one for one in targets(talk)[1])
    assert "Volume 2 of 2" in words(talk)
    assert targets(pages)[2] == targets(talk)[2] == 0


def test_a_letter_that_no_font_has_is_reported(tmp_path: Path) -> None:
    found = build(write(tmp_path, {"index.md": "# Home\n\nA letter \U0001331d here.\n"}), "book")
    assert found.kinds() == ["book_typeset"]
    assert (
        "no font" in found.warnings[0].lower()
        or "glyph" in found.warnings[0].lower()
        or "font" in found.warnings[0]
    )
    assert list(found.out.glob("*.pdf"))


def test_without_the_engine_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx.errors import ConfigError

    monkeypatch.setattr("onrecord.book.builder.find_spec", lambda _name: None)
    with pytest.raises(ConfigError, match=r"onrecord\[book\]"):
        build(write(tmp_path, {"index.md": "# Home\n"}), "book")


def test_other_builders_get_standard_nodes(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            **SITE,
            "index.md": SITE["index.md"].replace("themes", "kinds\nthemes"),
            "kinds.md": KINDS,
        },
        DESIGN,
    )
    (root / "dot.png").write_bytes(DOT)
    found = build(root, "text")
    assert found.warnings == []
    told = " ".join((found.out / "kinds.txt").read_text("utf-8").split())
    for said in (
        "Card with a link",
        "Body of the card.",
        "Tab two",
        "Words of tab two.",
        "Folded",
        "Words below the fold.",
    ):
        assert said in told
