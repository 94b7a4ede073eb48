"""Typst source -> PDF, in a process of its own: its memory goes back when a volume is done.

``python typeset.py MAIN ROOT OUTPUT FONTS ...`` prints one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: packages that bring fonts for the scripts that the engine's own fonts lack
FONT_PACKAGES = ("manimgx_fonts", "pylopdf_fonts_zh_cn", "pylopdf_fonts_jp", "pylopdf_fonts_ko")
#: PDF/UA-1 (ISO 14289-1): tagged, with a title, a language and texts for pictures
STANDARD = "ua-1"


class TypesetError(Exception):
    """The engine refused; the message is its own."""


def font_folders() -> list[str]:
    """Return the folders of the font packages that are installed."""
    found = [find_spec(name) for name in FONT_PACKAGES]
    return [str(Path(one.origin).parent) for one in found if one and one.origin]


def typeset(main: Path, output: Path, folders: list[str]) -> list[str]:
    """Write a PDF; return warnings.

    Raises:
        TypesetError: the engine refused the source.
    """
    command = [sys.executable, "-P", __file__, str(main), str(main.parent), str(output), *folders]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise TypesetError(
            done.stderr.strip()[-500:] or f"it ended with {done.returncode}"
        ) from None
    if told["error"]:
        raise TypesetError(told["error"])
    return [str(one) for one in told["warnings"]]


def _told(main: str, root: str, output: str, *folders: str) -> dict[str, Any]:
    import typst  # noqa: PLC0415 - the package is needed in this process only

    compiler = typst.Compiler(
        main, root=root, font_paths=[*folders], ignore_system_fonts=True, package_path=root
    )
    last = ""
    # a letter that no font has is refused by the standard: better a book without its stamp
    standards: Any
    for standards in ([STANDARD], []):
        try:
            _, warnings = compiler.compile_with_warnings(
                output=output, pdf_standards=standards, timestamp=0
            )
        except typst.TypstError as error:
            hints = " ".join(getattr(error, "hints", None) or [])
            last = last or f"{error} {hints}".strip()
            continue
        found = [str(one) for one in warnings or ()]
        if last:
            found.insert(0, f"not {STANDARD.upper()}: {last}")
        return {"error": "", "warnings": found}
    return {"error": last, "warnings": []}


if __name__ == "__main__":
    print(json.dumps(_told(*sys.argv[1:])))  # noqa: T201
