"""Which scripts a page runs, and what the policy says of them; addresses of the page not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.export.notfound import at_any_depth, root
from onrecord.export.policy import digest, inline_scripts, policy

if TYPE_CHECKING:
    from pathlib import Path


def test_only_what_runs_and_stands_in_the_page() -> None:
    page = b"""<script>a()</script><script src="x.js"></script><script type="application/ld+json">{}</script>
    <SCRIPT type="module">b()</SCRIPT ><script type='text/javascript' defer>c(
    )</script><script data-src="no">d()</script>"""
    assert list(inline_scripts(page)) == [b"a()", b"b()", b"c(\n    )", b"d()"]


def test_the_policy_names_each_script_once_and_nothing_unsafe(tmp_path: Path) -> None:
    for name, text in (
        ("a", "<script>one</script>"),
        ("b", "<script>one</script><script>two</script>"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    made = policy([tmp_path / "a", tmp_path / "b"])
    # printf one | openssl dgst -sha256 -binary | base64
    assert digest(b"one") == "'sha256-dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0='"
    scripts = next(one for one in made.split("; ") if one.startswith("script-src"))
    assert scripts.split()[1:] == ["'self'", *sorted([digest(b"one"), digest(b"two")])]
    assert "unsafe" not in scripts
    assert made.startswith("default-src 'none'; ")


@pytest.mark.parametrize("baseurl,path", [
    ("", "/"), ("https://example.org", "/"), ("https://example.org/a/b", "/a/b/"), ("https://example.org/a/", "/a/"),
])  # fmt: skip
def test_the_root(baseurl: str, path: str) -> None:
    assert root(baseurl) == path


def test_addresses_begin_at_the_root_and_others_stay() -> None:
    page = (
        '<a href="x/y.html#z"> <a href="./y"> <a href="../y"> <a href="#here"> <a href="https://a.b/c"> '
        '<a href="mailto:a@b"> <a href="//a.b"> <a href="/abs"> <script src="_static/a.js?v=1"> <html data-content_root="./">'
    )
    assert at_any_depth(page, "/s/404/") == (
        '<a href="/s/404/x/y.html#z"> <a href="/s/404/y"> <a href="/s/y"> <a href="#here"> <a href="https://a.b/c"> '
        '<a href="mailto:a@b"> <a href="//a.b"> <a href="/abs"> <script src="/s/404/_static/a.js?v=1"> <html data-content_root="/s/404/">'
    )
