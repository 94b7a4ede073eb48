"""An SVG made fit to stand inside a page: known elements only, ids of its own, a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable

#: a drawing wider than its page is made smaller down to this, then it scrolls
SMALLEST = 0.66
SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = {
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "marker",
    "mask", "path", "pattern", "polygon", "polyline", "rect", "stop", "svg", "symbol", "text",
    "textPath", "title", "tspan", "use",
}  # fmt: skip
_LINKS = {"href", "{http://www.w3.org/1999/xlink}href"}
_OUTSIDE = re.compile(r"url\(\s*(?!['\"]?#)|expression\(|javascript:|@import", re.IGNORECASE)


def inline_svg(svg: str, prefix: str, title: str, link: Callable[[str], str | None]) -> str:
    """Return an SVG to be put into a page.

    *prefix* begins each id; *title* names the drawing for those who do not see it; *link* gives the
    address to which a link leads, or ``None`` for a link that is dropped with its words kept.
    """
    root = ET.fromstring(svg)  # noqa: S314
    for one in root.iter():
        one.tag = one.tag.removeprefix(f"{{{SVG}}}")
    root.set("xmlns", SVG)
    _clean(root, prefix, link)
    for one in root.findall("title"):
        root.remove(one)
    name = ET.Element("title", {"id": f"{prefix}-title"})
    name.text = title
    root.insert(0, name)
    width = float(root.get("width") or 0)
    root.set("style", f"{root.get('style', '')};min-width:{SMALLEST * width:.0f}px")
    root.set("role", "graphics-document document")
    root.set("aria-labelledby", f"{prefix}-title")
    return ET.tostring(root, encoding="unicode")


def _clean(element: ET.Element, prefix: str, link: Callable[[str], str | None]) -> None:
    for child in list(element):
        if child.tag not in _ELEMENTS:
            element.remove(child)
        else:
            _clean(child, prefix, link)
    for key, value in list(element.attrib.items()):
        if key in _LINKS:
            del element.attrib[key]
            target = link(value) if element.tag == "a" else _own(value, prefix)
            if target:
                element.set("href", target)
        elif key.lower().startswith("on") or key == "target" or _OUTSIDE.search(value):
            del element.attrib[key]
        elif key == "id":
            element.set("id", f"{prefix}-{value}")
        else:
            element.set(key, re.sub(r"url\((['\"]?)#", rf"url(\1#{prefix}-", value))


def _own(value: str, prefix: str) -> str | None:
    return f"#{prefix}-{value[1:]}" if value.startswith("#") else None
