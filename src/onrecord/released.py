"""Addresses that never die: what was released once is still there, or the build says so.

The released addresses are a text file, one a line, sorted: object type, name, address. It is kept
with the sources, so that a change of an address shows in a diff.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.config import settings
from onrecord.diagnostics import Warn, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from onrecord.domain import InterviewDomain


def addresses(domain: InterviewDomain) -> set[str]:
    """Return every address of the site, without the builder's ending."""
    return {
        f"{kind} {name} {docname}" + (f"#{anchor}" if anchor else "")
        for name, _, kind, docname, anchor, _ in domain.get_objects()
    }


def read(path: Path) -> list[str]:
    """Return the released addresses; none where there is no file yet."""
    if not path.is_file():
        return []
    return [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about each released address that is gone."""
    name = settings(env.config).released
    if not name:
        return
    path = Path(env.srcdir) / name
    domain: Any = env.get_domain("interview")
    present = addresses(domain)
    for number, line in enumerate(read(path), 1):
        if line not in present:
            kind, target, *_ = [*line.split(" "), ""]
            hint = (
                ' (keep it with was="..." on the turn that took its place)'
                if kind == "turn"
                else ""
            )
            message = f"the released address of the {kind} {target!r} is gone{hint}"
            warn(Warn.ADDRESS_GONE, message, f"{path}:{number}")


def release(app: Sphinx) -> int:
    """Add the addresses of a build to the file; return how many are new."""
    path = Path(app.srcdir) / settings(app.config).released
    domain: Any = app.env.get_domain("interview")
    before = set(read(path))
    lines = sorted(before | addresses(domain))
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(lines) - len(before)


def setup_released(app: Sphinx) -> None:
    """Check released addresses in every build."""
    app.connect("env-updated", on_env_updated, priority=600)
