"""YAML that strangers wrote: read as plain data, with the line of everything.

No tags, no anchors (a few aliases can stand for gigabytes), no duplicate keys, bounded depth.
Only ``true``, ``false``, ``null`` and decimal numbers are more than text: ``no`` is a language,
``12:30`` a time, and a date is what was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

#: deeper data is refused
MAX_DEPTH = 12


class YamlError(ValueError):
    """The text is not the plain YAML that this package reads."""

    def __init__(self, message: str, line: int) -> None:
        """Keep the 1-based *line* of the fault within the YAML text."""
        super().__init__(message)
        self.line = line


class _Loader(yaml.SafeLoader):
    """A safe loader that refuses anchors, duplicate keys and great depth."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError("anchors and aliases (& and *) are not read here", _line(event))
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise YamlError("nested too deeply", _line(event))
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|false|False", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("null", r"~|null|Null|", ["~", "n", "N", ""]),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), _first
    )


@dataclass(frozen=True)
class Located:
    """Plain data and the line of each mapping key and list item.

    ``lines`` is keyed by the path of keys and indices from the top: ``("errata", 3, "turn")``.
    """

    value: Any
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """Return the line of *path*, or of the nearest thing above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> Located:
    """Read one YAML document as plain data.

    Raises:
        YamlError: the text is not YAML, or uses what is refused here.
    """
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return Located(None)
        lines: dict[tuple[str | int, ...], int] = {}
        _collect_lines(node, (), lines)
        return Located(loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlError(error.problem or "not valid YAML", line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError(f"not valid YAML: {error}".splitlines()[0], 1) from error
    finally:
        if loader is not None:
            loader.dispose()


def _collect_lines(
    node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]
) -> None:
    lines[path] = _line(node)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            if here in lines:
                raise YamlError(f"the key {key.value!r} stands twice", _line(key))
            _collect_lines(value, here, lines)
            lines[here] = _line(key)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _collect_lines(value, (*path, index), lines)


def _line(node: yaml.Node | yaml.Event) -> int:
    mark = node.start_mark
    return int(mark.line) + 1 if mark else 1
