"""What CommonMark gives, for comparison."""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt

REFERENCE = MarkdownIt("commonmark", {"html": False}).disable(
    ["reference", "image", "code", "fence", "heading", "lheading"]
)
# a link that leads to no web address stays as it is written
REFERENCE.validateLink = lambda url: url.lower().startswith(("http://", "https://", "mailto:"))  # type: ignore[method-assign]


def visible(html: str) -> str:
    """Return the words of HTML: tags dropped, white space folded."""
    html = re.sub(r"</?(?:em|strong|a|code)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
