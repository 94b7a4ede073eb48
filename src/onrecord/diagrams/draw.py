"""Mermaid source -> SVG, by Pele in an embedded JavaScript engine.

Pele (MIT) is a renderer of Mermaid without a browser; the package ``mermaid-render`` carries it. It
runs here in QuickJS, which has no file, no network and no clock to offer, with limits on time and
memory. Text is measured with the tables of Noto Sans, which is wider than most fonts of a screen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SECONDS = 10
MEGABYTES = 256

_DRAW = """
function draw(source) {
  try {
    const model = pele.parse(source);
    const measurer = {width(text, size, style) {
      const table = metrics[(style & 1 ? 1 : 0) + (style & 2 ? 2 : 0)];
      let width = 0;
      for (const sign of text) width += table[sign] ?? (sign.codePointAt(0) >= 0x2e80 ? 1 : 0.6);
      return width * size;
    }};
    const options = {responsive: false, autoDirection: false, images: false, links: true, measurer};
    const {svg} = pele.render(model, options);
    const plain = (_, value) => value instanceof Map ? Object.fromEntries(value) : value;
    return JSON.stringify({svg, model}, plain);
  } catch (error) {
    return JSON.stringify({error: String(error.message), line: error.line || 0});
  }
}
"""


class DiagramError(ValueError):
    """A diagram that cannot be drawn."""

    def __init__(self, message: str, line: int = 0) -> None:
        """Keep the 1-based line within the diagram, or 0."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Drawing:
    """A diagram drawn, and what it is made of."""

    svg: str
    #: Pele's model: ``type``, and ``nodes`` and ``edges`` or what else the type has
    model: dict[str, Any]


@cache
def draw(source: str) -> Drawing:
    """Draw a diagram.

    Raises:
        DiagramError: the source is not Mermaid, takes too long, or the renderer is missing.
    """
    try:
        reply = json.loads(_engine().eval(f"draw({json.dumps(source)})"))
    except ModuleNotFoundError as error:
        message = f"{error.name} is missing: install onrecord[diagrams]"
        raise DiagramError(message) from error
    except Exception as error:
        # an engine that was stopped is not used again
        _engine.cache_clear()
        raise DiagramError(f"not drawn within the limits: {error}") from error
    if "error" in reply:
        raise DiagramError(str(reply["error"]).splitlines()[0], int(reply["line"]))
    return Drawing(reply["svg"], reply["model"])


@cache
def _engine() -> Any:
    import quickjs  # noqa: PLC0415 - only where a diagram is
    from mermaid_render.fonts import metrics  # noqa: PLC0415

    pele = files("mermaid_render").joinpath("pele/pele.global.js").read_text("utf-8")
    engine = quickjs.Context()
    engine.set_memory_limit(MEGABYTES << 20)
    engine.set_time_limit(SECONDS)
    engine.eval(pele)
    engine.eval(f"const metrics = {json.dumps(metrics())};")
    engine.eval(_DRAW)
    return engine
