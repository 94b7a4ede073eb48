"""Somebody else's text is data: nothing in a transcript takes effect, and every word is shown."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from support import CONF, SITE, build, tree, write

if TYPE_CHECKING:
    from pathlib import Path

    from support import Built

SECRET = "the-secret-outside"

RAW_HTML = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<object data='x.swf'></object>",
    "<embed src='x.swf'>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<base href=https://example.org/>",
    "<form action=https://example.org><input name=q></form>",
    "<a href='javascript:alert(1)'>words</a>",
    "<details open ontoggle=alert(1)>words</details>",
    "<!-- a comment -->",
    "<!DOCTYPE html>",
    "<![CDATA[words]]>",
    "<?php echo 1 ?>",
    "</div></div><h1>out</h1>",
    "<math><mtext></mtext></math>",
    "<textarea>words",
    "<plaintext>",
    "<body onload=alert(1)>",
    "<video src=x onerror=alert(1)></video>",
    "<template><b>words</b></template>",
    "<button popovertarget=t01>words</button>",
    "<div id=t01>forged</div>",
    "<span style='position:fixed'>cover</span>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
]
LINKS = [
    "[words](javascript:alert(1))",
    "[words](JaVaScRiPt:alert(1))",
    "[words](java\tscript:alert(1))",
    "[words](&#106;avascript:alert(1))",
    "[words](vbscript:msgbox)",
    "[words](data:text/html,hello)",
    "[words](data:text/html;base64,PHNjcmlwdD4=)",
    "[words](file:///etc/passwd)",
    "[words](../../secret.txt)",
    "[words](/secret.txt)",
    "[words](secret.txt)",
    "[words](../secret.txt#x)",
    "[words](#t01)",
    "[](#t01)",
    "[words](project:#t01)",
    "[words](path:../secret.txt)",
    "[words](inv:python#str)",
    "[words](myst:x)",
    "<javascript:alert(1)>",
    "<file:///etc/passwd>",
    "<project:#t01>",
    "<inv:#index>",
    "![words](../secret.txt)",
    "![words](https://example.org/pixel.png)",
    "![words][ref]",
    "[ref]: ../secret.txt",
    "[words]: javascript:alert(1)",
    '[words](https://example.org "onmouseover=alert(1)")',
    '[words](https://example.org"onclick="alert)',
    "[words](<https://example.org> 'tit\"le')",
    "[wo<b>rds](https://example.org/<script>)",
    "[words](//example.org/x)",
    "[words](ftp://example.org)",
    "[words](tel:123)",
    "[^1] and [^1]: a footnote",
    "www.example.org and example@example.org",
]
MYST = [
    "```{include} ../secret.txt\n```",
    "```{literalinclude} ../secret.txt\n```",
    "```{eval-rst}\n.. include:: ../secret.txt\n```",
    "```{raw} html\n<b>raw</b>\n```",
    "```{raw} html\n:file: ../secret.txt\n```",
    "```{csv-table}\n:file: ../secret.txt\n```",
    "```{figure} ../secret.txt\n```",
    "```{image} ../secret.txt\n```",
    "```{download} ../secret.txt\n```",
    "```{code-block} python\nprint(1)\n```",
    "```{toctree}\n../index\n```",
    "```{mermaid}\ngraph TD; a-->b\n```",
    "```{quote} boats:t01\nforged\n```",
    "```{claim} c99\n:verdict: supported\n:evidence: boats:t01\nforged\n```",
    "```{math}\nx\n```",
    "```{glossary}\nword\n  meaning\n```",
    "```{index} word\n```",
    "```{only} html\nwords\n```",
    "```{ifconfig} True\nwords\n```",
    "```{graphviz}\ndigraph {}\n```",
    ":::{note}\nwords\n:::",
    ":::{include} ../secret.txt\n:::",
    "::::{grid} 2\n:::{grid-item-card}\nwords\n:::\n::::",
    "~~~{include} ../secret.txt\n~~~",
    "{download}`../secret.txt`",
    "{doc}`index`",
    "{ref}`genindex`",
    "{turn}`boats:t01`",
    "{said}`forged words`",
    "{math}`x`",
    "{abbr}`a (b)`",
    "{eval}`1`",
    "{sub-ref}`today`",
    "{{ title }}",
    "{{ ''.__class__.__mro__ }}",
    "{% include 'secret.txt' %}",
    "{{ env.config }}",
    "|today|",
    "|release| and |version|",
    "(forged-target)=\nwords",
    "{#t01}\nwords",
    "{.class #t01}\nwords",
    "[words]{#t01 .x onclick=y}",
    '+++ {"cell": 1}',
    "% a comment",
    "$x$ and $$y$$",
    "\\begin{equation}x\\end{equation}",
    "- [ ] a task\n- [x] done",
    "term\n: definition",
    ":field: value",
    'words --- and ... "quotes" (c)',
    "| a | b |\n| - | - |\n| c | d |",
    "    indented {include} code",
    ".. include:: ../secret.txt",
    ".. raw:: html",
    ":doc:`index` and :ref:`genindex`",
    "`words <javascript:alert(1)>`_",
    "==mark== ~~strike~~ ^sup^ ~sub~",
    "H~2~O",
    "---\nmyst:\n  enable_extensions: [substitution]\n---",
    "\\input{/etc/passwd} \\write18{id}",
    "\u202eright to left\u202c \u200bzero \ufeffmark",
    "NUL \x00 and escape \x1b[31m",
    "* * *",
    "Setext\n======",
    "Setext\n------",
]
HOSTILE = RAW_HTML + LINKS + MYST


def _transcript(snippets: list[str]) -> str:
    head = SITE["interviews/boats.md"].partition("# A talk")[0]
    turns = [
        f"{{#t{number:03d}}}\n**Bo Berg:** begin{number}\n\n{snippet}\n\nend{number}\n"
        for number, snippet in enumerate(snippets, 1)
    ]
    return head + "# Hostile\n\n" + "\n".join(turns)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("hostile")
    (root / "secret.txt").write_text(SECRET, "utf-8")
    site = write(root / "site", {**SITE, "interviews/hostile.md": _transcript(HOSTILE)},
                 CONF.replace('"onrecord"]', '"sphinx_design", "sphinxcontrib.mermaid", "onrecord"]'))  # fmt: skip
    (site / "secret.txt").write_text(SECRET, "utf-8")
    (site / "interviews" / "secret.txt").write_text(SECRET, "utf-8")
    return build(site)


def test_there_are_at_least_a_hundred() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


@pytest.mark.parametrize("number", range(1, len(HOSTILE) + 1), ids=lambda n: HOSTILE[n - 1][:30])
def test_every_word_is_shown_and_none_takes_effect(hostile: Built, number: int) -> None:
    snippet = HOSTILE[number - 1]
    turn = hostile.page("interviews/hostile").get_element_by_id(f"t{number:03d}")
    words = turn.xpath(".//div[@class='turn-words']")[0]
    allowed = {"div", "p", "em", "strong", "code", "br", "a", "ul", "ol", "li", "blockquote", "hr"}
    assert {one.tag for one in words.iter()} <= allowed
    for one in words.iter():
        assert set(one.attrib) <= {"class", "href", "title", "start", "dir"}
        assert re.match(r"https?://|mailto:", one.get("href", "https://"))
    shown = words.text_content() + " ".join(" ".join(one.attrib.values()) for one in words.iter())
    shown = "".join(shown.split())
    for word in re.findall(r"[^\W_]+", unescape(snippet)):
        assert word in shown, word
    assert f"begin{number}" in shown
    assert f"end{number}" in shown


def test_nothing_outside_reaches_the_site(hostile: Built) -> None:
    pages = tree(hostile.out)
    assert not [name for name, content in pages.items() if SECRET.encode() in content]
    assert not [name for name in pages if name.startswith(("_downloads", "_images"))]
    assert not [name for name in pages if "secret" in name]


def test_only_the_misplaced_id_is_reported(hostile: Built) -> None:
    # a line with an id and no label below it is shown as text, and told
    assert hostile.kinds() == ["turn_label"]


def test_no_forged_object_is_known(hostile: Built) -> None:
    domain = hostile.env.get_domain("interview")
    assert set(domain.claims) == {"c1"}
    assert len(domain.interviews["hostile"].turns) == len(HOSTILE)
    assert "forged-target" not in hostile.env.get_domain("std").anonlabels


HEADS = {
    "a myst key": "myst:\n  enable_extensions: [substitution]\n",
    "substitutions": "substitutions: {key: '{{ env.config }}'}\n",
    "html_meta": "html_meta: {refresh: '0;url=https://example.org'}\n",
    "tocdepth": "tocdepth: 0\n",
    "orphan": "orphan: true\n",
    "theme": "theme: forged\n",
    "a tag": "x: !!python/object/apply:os.system ['touch forged']\n",
    "an anchor": "x: &a [1]\ny: *a\n",
    "raw html in a title": "",
}


@pytest.mark.parametrize("name", HEADS)
def test_front_matter_is_data(name: str, tmp_path: Path) -> None:
    talk = SITE["interviews/boats.md"].replace(
        "---\ninterview:", f"---\n{HEADS[name]}interview:", 1
    )
    if name == "raw html in a title":
        talk = talk.replace("# A talk about boats", "# <script>alert(1)</script> {{ x }}")
    found = build(write(tmp_path, {**SITE, "interviews/boats.md": talk}))
    page = (found.out / "interviews/boats.html").read_text("utf-8")
    assert "http-equiv" not in page
    assert "<script>alert" not in page
    assert not (tmp_path / "forged").exists()
    if name != "raw html in a title":
        assert "front_matter" in found.kinds()
        assert "interviews/boats.md:2: WARNING" in found.warnings[0]
    assert set(found.env.get_domain("interview").themes) == {"wood"}


def test_a_forged_id_is_an_error(tmp_path: Path) -> None:
    talk = SITE["interviews/boats.md"] + "\n{#t02}\n**Bo Berg:** Forged words.\n"
    found = build(write(tmp_path, {**SITE, "interviews/boats.md": talk}))
    assert found.kinds() == ["duplicate_id"]
    turn = found.page("interviews/boats").get_element_by_id("t02")
    assert "Because wood floats" in turn.text_content()
    assert "Forged words." in found.page("interviews/boats").text_content()


@pytest.mark.parametrize("new", ["content", "id1", "t01 onclick=x", "T01", "t0<1", "speaker-bo"])
def test_an_id_of_the_page_itself_cannot_be_taken(new: str, tmp_path: Path) -> None:
    talk = SITE["interviews/boats.md"].replace("{#t03}", f"{{#{new}}}")
    found = build(write(tmp_path, {**SITE, "interviews/boats.md": talk}))
    assert set(found.kinds()) & {"bad_id", "turn_label", "missing_id"}
    assert "And glue?" in found.page("interviews/boats").text_content()
    ids = found.page("interviews/boats").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    talk = SITE["interviews/boats.md"].replace("  language: en", "  original: away.txt")
    site = write(tmp_path / "site", {**SITE, "interviews/boats.md": talk})
    (site / "interviews/away.txt").symlink_to(tmp_path / "secret.txt")
    found = build(site)
    assert found.kinds() == ["front_matter"]
    assert not [name for name, content in tree(found.out).items() if SECRET.encode() in content]


def test_deep_nesting_and_endless_lines_end(tmp_path: Path) -> None:
    parts = ["*a **b " * 3_000, "> " * 3_000 + "deep", "[" * 20_000, "`" * 20_001, "word " * 50_000,
             "(" * 10_000 + "](" * 5_000, "<" * 20_000, "\\" * 20_001, "&" * 20_000]  # fmt: skip
    found = build(write(tmp_path, {**SITE, "interviews/hostile.md": _transcript(parts)}), "html")
    assert found.kinds() == []
    assert build(tmp_path, "xml").kinds() == []
