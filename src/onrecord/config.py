"""The settings of ``conf.py``, declared once: name, type, default and help."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _setting(default: Any, text: str) -> Any:
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True)
class Settings:
    """Each field is a setting of ``conf.py`` with ``onrecord_`` before its name."""

    interviews: str = _setting(
        "interviews",
        "Folder of the transcripts. Every Markdown file in it or below it is read as a transcript, "
        "whatever it says, except files called index.md.",
    )
    released: str = _setting(
        "",
        "File that lists every address released so far, one a line; a build warns when one of "
        "them is gone. `make addresses` adds the new ones.",
    )
    card: str = _setting(
        "",
        "Picture in html_static_path (1200 x 630) that stands beside a link to a page of the site "
        "elsewhere. It needs html_baseurl.",
    )


def settings(config: Config) -> Settings:
    """Return the settings of a build."""
    return Settings(
        **{one.name: getattr(config, f"onrecord_{one.name}") for one in fields(Settings)}
    )


def setup_config(app: Sphinx) -> None:
    """Declare the settings to Sphinx."""
    for one in fields(Settings):
        app.add_config_value(
            f"onrecord_{one.name}", one.default, "env", (str,), one.metadata["help"]
        )
