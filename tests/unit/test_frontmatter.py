"""YAML from strangers: plain data with lines, or a clear refusal."""

from __future__ import annotations

import pytest

from onrecord.frontmatter import YamlError, read_yaml


def test_lines_of_keys_and_items() -> None:
    found = read_yaml("a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n")
    assert found.value == {"a": 1, "b": ["x", {"c": 2, "d": 3}]}
    assert found.line("a") == 1
    assert found.line("b", 0) == 3
    assert found.line("b", 1, "d") == 5
    assert found.line("b", 1, "nothing", "below") == 4
    assert found.line("nothing") == 1


def test_nothing() -> None:
    assert read_yaml("").value is None
    assert read_yaml("").line("x") == 1


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("a: &x 1\nb: *x", "anchors", 1),
        ("a: 1\nb: [*x]", "anchors", 2),
        ("a: 1\na: 2", "twice", 2),
        ("a: !!python/object:os.system 1", "constructor", 1),
        ("[" * 50 + "]" * 50, "deep", 1),
        ("a: 1\n b: 2", "mapping values", 2),
        ("a: 1\n---\nb: 2", "document", 2),
        ("a: \x00", "special characters", 1),
        ("? [a, b]\n: c", "unhashable", 1),
    ],
)
def test_refused(text: str, words: str, line: int) -> None:
    with pytest.raises(YamlError, match=words) as caught:
        read_yaml(text)
    assert caught.value.line == line


def test_what_is_written_is_what_is_read() -> None:
    text = "a: no\nb: 12:30:05\nc: 2025-06-07\nd: 0x10\ne: on\nf: 010\ng: <<\n"
    expected = ["no", "12:30:05", "2025-06-07", "0x10", "on", "010", "<<"]
    assert list(read_yaml(text).value.values()) == expected
    assert read_yaml("[true, 3, -4, 2.5, ~, null, ]").value == [True, 3, -4, 2.5, None, None]
