"""A drawing for print: its variables filled in, grey, with a font that has a name."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

#: values of the variables that a page would set: legible in black and white
PRINT = {
    "--pele-bg": "#ffffff",
    "--pele-fg": "#111111",
    "--pele-muted": "#555555",
    "--pele-line": "#333333",
    "--pele-surface": "#f4f4f4",
    "--pele-surface-alt": "#e6e6e6",
    "--pele-border": "#777777",
    "--pele-accent": "#1d4e89",
    "--pele-font": "'Noto Sans'",
    "--pele-font-mono": "'DejaVu Sans Mono'",
}
_SVG = "http://www.w3.org/2000/svg"
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_MIX = re.compile(
    r"color-mix\(in srgb,\s*(#\w+)\s+([\d.]+)%?,\s*(#\w+|transparent)\s*(?:[\d.]+%)?\)"
)
#: as deep as variables may name each other
_DEEPEST = 12


def still(svg: str) -> str:
    """Return a drawing without variables, links or styles that a typesetter would not know."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - ours, and Expat loads nothing
    own = _declarations(root.get("style", ""))
    known = PRINT | {name: value for name, value in own if name.startswith("--_")}
    for one in root.iter():
        for key, value in list(one.attrib.items()):
            one.set(key, filled(value, known))
        _style_to_attributes(one)
        if one.tag == f"{{{_SVG}}}a":
            one.tag = f"{{{_SVG}}}g"
            one.attrib.clear()
    root.set("font-family", "Noto Sans")
    root.set("font-size", "16")
    return ET.tostring(root, encoding="unicode")


def filled(value: str, known: dict[str, str]) -> str:
    """Return a value with its variables filled in and its mixtures mixed."""
    for _ in range(_DEEPEST):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(
            lambda found: known.get(found[1], (found[2] or "none").strip()), value
        )
    return _MIX.sub(_mixed, value)


def _mixed(found: re.Match[str]) -> str:
    share = float(found[2]) / 100
    other = "#ffffff" if found[3] == "transparent" else found[3]
    pairs = zip(_channels(found[1]), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    digits = colour[1:]
    if len(digits) < 6:
        digits = "".join(2 * one for one in digits[:3])
    return [int(digits[at : at + 2], 16) for at in (0, 2, 4)]


def _declarations(style: str) -> list[tuple[str, str]]:
    parts = (one.partition(":") for one in style.split(";") if ":" in one)
    return [(name.strip(), value.strip()) for name, _, value in parts]


def _style_to_attributes(one: ET.Element) -> None:
    """Let what a style says stand as attributes: a typesetter reads few properties of styles."""
    for name, value in _declarations(one.attrib.pop("style", "")):
        if name.startswith("--") or name in {"font", "min-width", "max-width"}:
            continue
        one.set(name, value.removesuffix("px") if name in {"rx", "ry"} else value)
