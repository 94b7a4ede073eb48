"""An SVG made fit to stand inside a page: known parts only, ids of its own, a title, live links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

#: a drawing wider than its page is made smaller down to this, then it scrolls
SMALLEST = 0.7
#: a turn named in a label
TURN = re.compile(r"\b(t\d+[a-z]?)\b")
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = re.compile(r"[\w-]+")
_ELEMENTS = frozenset(
    _NAMES.findall("""
    a circle clipPath defs ellipse g line linearGradient marker mask path pattern polygon polyline
    radialGradient rect stop svg symbol text textPath tspan use
    """)
)
_ATTRIBUTES = frozenset(
    _NAMES.findall("""
    aria-hidden aria-roledescription clip-path clip-rule clipPathUnits color cx cy d direction
    dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight
    fx fy gradientTransform gradientUnits height lengthAdjust letter-spacing marker-end marker-mid
    marker-start markerHeight markerUnits markerWidth mask offset opacity orient paint-order
    patternTransform patternUnits points preserveAspectRatio r refX refY rotate rx ry startOffset
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration textLength transform
    vector-effect viewBox width word-spacing x x1 x2 y y1 y2
    """)
)
_PROPERTIES = _ATTRIBUTES | {"font", "text-transform", "white-space"}
_OWN_VARIABLE = re.compile(r"--(?:_|pele-)[a-z0-9-]+")
#: no escapes (a way to write url in other letters), no function but these
_SAFE = re.compile(
    r"(?:[^\\(@]|\b(?:var|rgba?|hsla?|calc|color-mix|translate|rotate|scale|matrix)\("
    r"|url\((['\"]?)#[\w-]+\1\))*"
)
_REFERENCE = re.compile(r"url\((['\"]?)#")


def inline_svg(
    svg: str, prefix: str, title: str, links: Mapping[str, str], description: str = ""
) -> str:
    """Return an SVG to be put into a page.

    *prefix* begins each id; *title* and *description* tell what it is to those who do not see it;
    *links* has the address for each link as written. A link that is not there is dropped and its
    words are kept. A turn named in a label that is no link yet is made one if *links* has it.
    """
    root = ET.fromstring(svg)  # noqa: S314 - ours, and Expat loads nothing
    for one in root.iter():
        one.tag = one.tag.removeprefix(f"{{{SVG}}}")
    _clean(root, prefix, links)
    _link_turns(root, links)
    root.set("xmlns", SVG)
    # not "img": that would hide the links from assistive technology
    root.set("role", "graphics-document document")
    root.set("aria-labelledby", f"{prefix}-title")
    if description:
        _first(root, "desc", f"{prefix}-desc", description)
        root.set("aria-describedby", f"{prefix}-desc")
    _first(root, "title", f"{prefix}-title", title)
    width = float(root.get("width") or 0)
    style = root.get("style", "").strip(";")
    root.set("style", ";".join(filter(None, (style, f"min-width:{SMALLEST * width:.0f}px"))))
    return ET.tostring(root, encoding="unicode")


def named_in(svg: str) -> list[str]:
    """Return what a drawing may link to: the links as written, and the turns its labels name."""
    root = ET.fromstring(svg)  # noqa: S314
    links = [one.get("href", "") for one in root.iter(f"{{{SVG}}}a")]
    return list(dict.fromkeys([*filter(None, links), *TURN.findall(" ".join(root.itertext()))]))


def _first(root: ET.Element, tag: str, key: str, text: str) -> None:
    element = ET.Element(tag, {"id": key})
    element.text = text
    root.insert(0, element)


def _clean(element: ET.Element, prefix: str, links: Mapping[str, str]) -> None:
    for child in list(element):
        if child.tag in _ELEMENTS:
            _clean(child, prefix, links)
        else:
            element.remove(child)
    old = dict(element.attrib)
    element.attrib.clear()
    for key, value in old.items():
        kept = _kept(key, value, prefix)
        if kept and key == "font-weight" and "var(" in kept:
            # a variable may stand in a style, and in no such attribute
            element.set("style", ";".join(filter(None, (element.get("style"), f"{key}:{kept}"))))
        elif kept:
            element.set(key, kept)
    target = old.get("href", old.get(f"{{{XLINK}}}href", ""))
    if element.tag == "a":
        if target in links:
            element.set("href", links[target])
        else:
            element.tag = "g"
    elif target.startswith("#"):
        element.set("href", f"#{prefix}-{target[1:]}")


def _kept(key: str, value: str, prefix: str) -> str:
    """Return what is kept of an attribute, or nothing."""
    if key == "id":
        return f"{prefix}-{value}"
    if key == "class":
        return " ".join(name for name in value.split() if name.startswith("pele"))
    if key == _SPACE:
        return value
    if key == "style":
        return ";".join(filter(None, (_declaration(one, prefix) for one in value.split(";"))))
    return _value(value, prefix) if key in _ATTRIBUTES else ""


def _declaration(text: str, prefix: str) -> str:
    name, _, value = (part.strip() for part in text.partition(":"))
    known = name in _PROPERTIES or _OWN_VARIABLE.fullmatch(name)
    value = _value(value, prefix) if known else ""
    return f"{name}:{value}" if value else ""


def _value(value: str, prefix: str) -> str:
    if not _SAFE.fullmatch(value):
        return ""
    return _REFERENCE.sub(rf"url(\1#{prefix}-", value)


def _link_turns(element: ET.Element, links: Mapping[str, str]) -> None:
    for child in list(element):
        if child.tag != "a":
            _link_turns(child, links)
    if element.tag not in {"text", "tspan"} or not element.text:
        return
    parts = TURN.split(element.text)
    if not any(name in links for name in parts[1::2]):
        return
    element.text = parts[0]
    last: ET.Element | None = None
    for at, (name, after) in enumerate(zip(parts[1::2], parts[2::2], strict=True)):
        if name in links:
            last = ET.Element("a", {"href": links[name]})
            last.text, last.tail = name, after
            element.insert(at, last)
        elif last is not None:
            last.tail = f"{last.tail}{name}{after}"
        else:
            element.text += name + after
