"""What a post says about itself at its top: YAML, TOML, or what is left of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from onrecord.frontmatter import YamlError, read_yaml

_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}?)\s*[:=]\s*(.*)$")
_PEOPLE = [
    "speakers",
    "speaker",
    "hosts",
    "host",
    "guests",
    "guest",
    "interviewee",
    "interviewees",
    "interviewer",
    "interviewers",
    "participants",
    "panelists",
    "moderator",
    "narrator",
    "presenter",
    "presenters",
]
#: longest front matter that is looked for, in lines
MAX_LINES = 2_000


@dataclass(slots=True)
class FrontData:
    """Front matter as plain data."""

    #: number of lines it takes
    lines: int = 0
    meta: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    #: how it had to be read, where it was broken
    note: str = ""


def read_front(lines: list[str]) -> FrontData:
    """Read the front matter at the top of a document, if there is any."""
    head = next((n for n, line in enumerate(lines[:20]) if line.strip()), None)
    if head is None or lines[head].strip() not in {"---", "+++"}:
        return FrontData()
    mark = lines[head].strip()
    ends = {mark, "..."} if mark == "---" else {mark}
    for end in range(head + 1, min(len(lines), head + MAX_LINES)):
        if lines[end].rstrip() in ends:
            break
    else:
        return FrontData()
    body = lines[head + 1 : end]
    if not _looks_like_data(body):
        return FrontData()
    found = FrontData(end + 1)
    data = _parse("\n".join(body), mark, found)
    found.meta = {str(k): _flat(v) for k, v in data.items() if isinstance(v, str | int | float)}
    found.names = tuple(dict.fromkeys(_names(data)))
    return found


def _looks_like_data(body: list[str]) -> bool:
    filled = [line for line in body if line.strip()]
    return not filled or any(_KEY.match(line) for line in filled[:3])


def _parse(text: str, mark: str, found: FrontData) -> dict[Any, Any]:
    try:
        data = tomllib.loads(text) if mark == "+++" else read_yaml(text).value
    except (YamlError, tomllib.TOMLDecodeError, RecursionError):
        found.note = "the front matter is broken: read line by line"
        data = _by_lines(text)
    return data if isinstance(data, dict) else {}


def _by_lines(text: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    key = ""
    for line in text.splitlines():
        item = re.match(r"\s*-\s+(.*)$", line)
        if item and key:
            kept = data[key] if isinstance(data[key], list) else []
            data[key] = [*kept, item[1].strip().strip("'\"")]
            continue
        pair = _KEY.match(line)
        if pair and not line[:1].isspace():
            key = pair[1].strip()
            data[key] = pair[2].strip().strip("'\"")
    return data


def _flat(value: Any) -> str:
    return " ".join(str(value).split())[:500]


def _names(data: dict[Any, Any]) -> list[str]:
    names: list[str] = []
    for key, value in data.items():
        if str(key).lower().replace(" ", "_") not in _PEOPLE:
            continue
        values = value if isinstance(value, list) else [value]
        for one in values:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str):
                names += [part.strip() for part in re.split(r"[,;&]|\band\b", name) if part.strip()]
    return names
