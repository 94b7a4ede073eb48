"""An incremental build equals a clean one: pages, inventory, search index, and every warning."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from support import APPARATUS, SITE, TALK, THEME, build, tree, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support import Built

EDITS = 60


def swap(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    if path.exists():
        path.write_text(path.read_text("utf-8", "replace").replace(old, new, 1), "utf-8")


def put(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


def drop(root: Path, name: str) -> None:
    (root / name).unlink(missing_ok=True)


def move(root: Path, old: str, new: str) -> None:
    if (root / old).exists():
        (root / old).rename(root / new)


def restore(root: Path, name: str, text: str) -> None:
    """Put an older version back, with its old time, as a version control tool may do."""
    put(root, name, text)
    os.utime(root / name, (1_000_000_000, 1_000_000_000))


TALK_FILE, THEME_FILE = "interviews/boats.md", "themes/wood.md"
Edit = tuple[str, "Callable[[Path], object]"]
CHOICES: list[Edit] = [
    ("a word of the transcript", lambda root: swap(root, TALK_FILE, "floats", "swims")),
    ("the word back", lambda root: swap(root, TALK_FILE, "swims", "floats")),
    ("a letter of a quotation", lambda root: swap(root, THEME_FILE, "Because wood", "Because wool")),
    ("the letter back", lambda root: swap(root, THEME_FILE, "Because wool", "Because wood")),
    ("a turn's id", lambda root: swap(root, TALK_FILE, "{#t04}", "{#t05}")),
    ("a turn's id with an alias", lambda root: swap(root, TALK_FILE, "{#t04}", '{#t06 was="t04"}')),
    ("a speaker's label", lambda root: swap(root, TALK_FILE, "**Bo Berg:** Glue", "**Cy:** Glue")),
    ("a speaker's name", lambda root: swap(root, TALK_FILE, "name: Bo Berg", "name: Bo Bergh")),
    ("the title of a theme", lambda root: swap(root, THEME_FILE, "# Wood", "# Timber")),
    ("the title of the talk", lambda root: swap(root, TALK_FILE, "# A talk", "# One talk")),
    ("the key of a theme", lambda root: swap(root, THEME_FILE, "theme: wood", "theme: timber")),
    ("a verdict", lambda root: swap(root, THEME_FILE, ":verdict: partly", ":verdict: perhaps")),
    ("the verdict back", lambda root: swap(root, THEME_FILE, ":verdict: perhaps", ":verdict: partly")),
    ("a theme added", lambda root: put(root, "themes/glue.md", THEME.replace("wood", "glue").replace("c1", "c2"))),
    ("a theme that names another", lambda root: put(root, "themes/more.md", "# More\n\n{theme}`wood`, {claim}`c1`\n")),
    ("a theme gone", lambda root: drop(root, "themes/glue.md")),
    ("another gone", lambda root: drop(root, "themes/more.md")),
    ("a theme moved", lambda root: move(root, "themes/glue.md", "themes/paste.md")),
    ("a talk added", lambda root: put(root, "interviews/rafts.md", TALK.replace("boats", "rafts"))),
    ("a talk moved", lambda root: move(root, "interviews/rafts.md", "interviews/canoes.md")),
    ("a talk gone", lambda root: drop(root, "interviews/canoes.md")),
    ("the talk gone", lambda root: drop(root, TALK_FILE)),
    ("the talk back", lambda root: put(root, TALK_FILE, TALK)),
    ("the old talk restored", lambda root: restore(root, TALK_FILE, TALK)),
    ("the old theme restored", lambda root: restore(root, THEME_FILE, THEME)),
    ("the apparatus gone", lambda root: drop(root, "interviews/boats.apparatus.yaml")),
    ("the apparatus back", lambda root: put(root, "interviews/boats.apparatus.yaml", APPARATUS)),
    ("a wrong erratum", lambda root: swap(root, "interviews/boats.apparatus.yaml", "new glue", "old glue")),
    ("broken front matter", lambda root: swap(root, TALK_FILE, "speakers:", "speakers: [")),
    ("a page that is not UTF-8", lambda root: (root / "themes/bad.md").write_bytes(b"# B\xe9\n")),
    ("that page gone", lambda root: drop(root, "themes/bad.md")),
    ("a page in no list", lambda root: put(root, "alone.md", "# Alone\n\n{turn}`boats:t99`\n")),
    ("that page gone too", lambda root: drop(root, "alone.md")),
    ("a list of everything", lambda root: put(root, "themes/lists.md", LISTS)),
    ("the list gone", lambda root: drop(root, "themes/lists.md")),
]  # fmt: skip
LISTS = """\
# Lists

```{claims}
```

```{coverage} boats
```

```{where-quoted} boats
```

```{map} boats
```

{count}`turns` turns, {count}`claims` claims.
"""


def results(found: Built, root: Path) -> tuple[dict[str, bytes], list[str]]:
    return tree(found.out), sorted(found.warnings)


@pytest.mark.slow
def test_after_any_edit_it_equals_a_clean_build(tmp_path: Path) -> None:
    root = write(tmp_path / "site", SITE)
    random_ = random.Random(20250607)
    # every kind of edit once, in random order, then at random up to EDITS
    edits = random_.sample(CHOICES, len(CHOICES))
    edits += random_.choices(CHOICES, k=EDITS - len(edits))
    done = []
    for name, edit in edits:
        edit(root)
        done.append(name)
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
        again = build(root, out=tmp_path / "out", doctrees=tmp_path / "kept", write_all=True)
        clean = build(root, out=tmp_path / "clean", doctrees=tmp_path / "clean-doctrees")
        shutil.rmtree(tmp_path / "clean-doctrees")
        pages, warnings = results(again, root)
        expected_pages, expected_warnings = results(clean, root)
        assert warnings == expected_warnings, done
        assert pages.keys() == expected_pages.keys(), done
        assert [one for one in pages if pages[one] != expected_pages[one]] == [], done


def test_sphinx_alone_rewrites_the_pages_that_show_a_change(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    build(root)
    swap(root, TALK_FILE, "Because wood floats", "Because oak floats")
    found = build(root)
    assert found.kinds() == ["quote_absent"]
    assert "themes/wood.md:9" in found.warnings[0]
    assert "not found in the transcript" in found.page("themes/wood").text_content()
    swap(root, TALK_FILE, "Because oak floats", "Because wood floats")
    swap(root, THEME_FILE, "It is known.", "It is well known {turn}`boats:t03`.")
    again = build(root)
    assert again.warnings == []
    cited = again.page("interviews/boats").xpath("//div[@id='t03']//details")[0]
    assert "It is well known t03." in cited.text_content()


def test_a_warning_is_given_again_where_nothing_has_changed(tmp_path: Path) -> None:
    root = write(tmp_path, {**SITE, "alone.md": "# Alone\n\nIn no toctree.\n"})
    first = build(root)
    assert len(first.warnings) == 1
    assert "toc" in first.warnings[0]
    assert build(root).warnings == first.warnings


def test_what_one_builder_wrote_is_not_what_another_did(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    build(root)
    swap(root, TALK_FILE, "short: Boats 2024", "short: Ships 2024")
    build(root, "quotes")
    assert "Ships 2024" in build(root).page("themes/wood").text_content()


def test_parallel_and_serial_builds_are_equal(tmp_path: Path) -> None:
    files = dict(SITE)
    for number in range(12):
        theme = THEME.replace("theme: wood", f"theme: more-{number}").replace("c1", f"c-{number}")
        files[f"themes/more-{number}.md"] = theme.replace("it bends", "it breaks")
        files[f"interviews/talk-{number}.md"] = TALK.replace("{#t03}", "{#t03x}")
    root = write(tmp_path / "site", files)
    one, two = (
        build(root, jobs=jobs, out=tmp_path / f"out-{jobs}", doctrees=tmp_path / f"doctrees-{jobs}")
        for jobs in (1, 2)
    )
    assert len(one.warnings) == 12
    assert tree(one.out) == tree(two.out)
    assert sorted(one.warnings) == sorted(two.warnings)
