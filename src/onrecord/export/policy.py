"""The Content-Security-Policy of a site, computed from its pages.

Scripts run from the site's own files only, apart from the constant inline scripts of a theme, each
named by its hash. A page of data (``application/ld+json``) is never run and needs none.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

_SCRIPT = re.compile(rb"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(rb"\stype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
#: types that a browser runs
_RUN = {b"", b"module", b"text/javascript", b"application/javascript"}
#: inline styles are drawn by Sphinx, themes and diagrams; they run nothing
_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def inline_scripts(page: bytes) -> Iterator[bytes]:
    """Yield the scripts that stand in a page and that a browser would run."""
    for found in _SCRIPT.finditer(page):
        attributes, content = found.groups()
        kind = _TYPE.search(attributes)
        if not _SOURCE.search(attributes) and (kind is None or kind[1].lower() in _RUN):
            yield content


def digest(script: bytes) -> str:
    """Return the source expression that allows a script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def policy(pages: Iterable[Path]) -> str:
    """Return the policy that fits all pages."""
    found = {one for page in pages for one in inline_scripts(page.read_bytes())}
    return _POLICY.format(hashes="".join(f" {one}" for one in sorted(map(digest, found))))


def write_policy(app: Sphinx) -> None:
    """Write the policy into ``_headers``, which some hosts read as it is."""
    out = Path(app.outdir)
    lines = (
        "/*",
        f"  Content-Security-Policy: {policy(sorted(out.rglob('*.html')))}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    )
    (out / "_headers").write_text("\n".join(lines) + "\n", "utf-8")
