"""Small sites for tests: files from a dict, built in process, warnings and output at hand."""

from __future__ import annotations

import io
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, roles
from lxml import html as lxml_html
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

CONF = """\
extensions = ["myst_parser", "onrecord"]
primary_domain = "interview"
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
html_theme = "basic"
smartquotes = False
nitpicky = True
project = "test"
version = "1"
copyright = "nobody"
html_copy_source = False
"""

TALK = """\
---
interview:
  title: A talk about boats
  short: Boats 2024
  published: 2024-05-06
  held:
  language: en
  translated_from: nb
  translation: machine
  speakers:
    ann: {name: Ann Ames, role: interviewer, labels: [Ann]}
    bo: {name: Bo Berg, role: interviewee}
---
# A talk about boats

## Wood

{#t01}
**Ann:** Why do you build boats out of wood?

{#t02 start="00:01:02"}
**Bo Berg:** Because wood floats, and it *bends*. People say “steel is stronger”, but I don't care.

It also burns, of course — 20% of all boats do.

{#t03}
**Ann:** And glue?

{#t04}
**Bo Berg:** Glue holds for 3.5 years. Then you need new glue.
"""

APPARATUS = """\
errata:
  - {id: e1, turn: t04, printed: "new glue", reading: "a new boat", confidence: high,
     fault: translation, reason: "The original has boat.", changes_meaning: true}
voices:
  - {turn: t02, words: "steel is stronger", voice: "people who sell steel"}
gaps:
  - {turn: t03, missing: "a pause"}
"""

THEME = """\
---
theme: wood
excerpt: Why wood.
---
# Wood

He builds with wood since it floats {turn}`boats:t02`. It is known.

:::{quote} boats:t02
Because wood floats, and it bends.
:::

:::{claim} c1
:verdict: partly
:original: supported
:evidence: boats:t04
:source: line 3
glue holds for years
---
He gives a number.
:::
"""

SITE = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\nthemes/*\ninterviews/*\n```\n",
    "interviews/boats.md": TALK,
    "interviews/boats.apparatus.yaml": APPARATUS,
    "themes/wood.md": THEME,
}


def write(root: Path, files: dict[str, str], conf: str = CONF) -> Path:
    """Write the files of a site and its ``conf.py``; return its folder."""
    for name, text in {"conf.py": conf, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
    return root


@dataclass
class Built:
    """A finished build."""

    out: Path
    warnings: list[str]
    status: str
    code: int
    env: Any

    def page(self, docname: str) -> HtmlElement:
        """Return a page of an HTML build."""
        return lxml_html.fromstring((self.out / f"{docname}.html").read_text("utf-8"))

    def kinds(self) -> list[str]:
        """Return the subtypes of the warnings of this package, in order."""
        return [kind for one in self.warnings for kind in re.findall(r"\[onrecord\.(\w+)\]$", one)]


def build(
    root: Path, builder: str = "html", *, jobs: int = 1, out: Path | None = None,
    doctrees: Path | None = None, write_all: bool = False, **config: Any,
) -> Built:  # fmt: skip
    """Build a site with Sphinx; *write_all* writes every page, also those that are not read again."""
    out = out or root / "_build" / builder
    doctrees = doctrees or root / "_build" / "doctrees"
    status, warning = io.StringIO(), io.StringIO()
    kept_directives, kept_roles = dict(directives._directives), dict(roles._roles)  # type: ignore[attr-defined]
    try:
        with patch_docutils(str(root)), docutils_namespace():
            app = Sphinx(
                root, root, out, doctrees, builder, confoverrides=config,
                status=status, warning=warning, parallel=jobs,
            )  # fmt: skip
            app.build(force_all=write_all)
            return Built(
                out, _warnings(warning.getvalue()), status.getvalue(), app.statuscode, app.env
            )
    finally:
        directives._directives = kept_directives  # type: ignore[attr-defined]
        roles._roles = kept_roles  # type: ignore[attr-defined]


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a build, apart from Sphinx's own notes on its settings."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


def _warnings(text: str) -> list[str]:
    """Split what Sphinx printed into warnings; a line that goes on belongs to the one before."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    found: list[str] = []
    for line in text.splitlines():
        if re.search(r"(WARNING|ERROR|CRITICAL): ", line) or not found:
            found.append(line)
        else:
            found[-1] += "\n" + line
    return [one for one in found if one.strip()]
