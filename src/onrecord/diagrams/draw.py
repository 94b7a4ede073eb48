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
#: the width of a page's text; a wider drawing is tried again with narrower labels and gaps
WIDTH = 740
#: how much wider a drawing may be all the same: the page shows it that much smaller
SHRUNK = 1.15

_DRAW = """
// QuickJS has none, and without it Pele takes every web address for an unsafe one
globalThis.URL = class {
  constructor(text) {
    const found = /^(https?:)\\/\\/([^\\/?#\\s]+)([\\/?#]\\S*)?$/i.exec(text);
    if (!found) throw new TypeError("not a web address");
    [, this.protocol, this.hostname, this.rest = ""] = found;
  }
  toString() { return `${this.protocol}//${this.hostname}${this.rest}`; }
};
const mark = /\\p{Mark}/u;
const measurer = {width(text, size, style) {
  const table = metrics[(style & 1 ? 1 : 0) + (style & 2 ? 2 : 0)];
  let width = 0;
  for (const sign of text)
    width += table[sign] ?? (mark.test(sign) ? 0 : sign.codePointAt(0) >= 0x2e80 ? 1 : 0.6);
  return width * size;
}};
function fitted(source, fit) {
  const [wrappingWidth, nodeSpacing, rankSpacing] = fit;
  const spacing = {wrappingWidth, nodeSpacing, rankSpacing};
  const config = {flowchart: spacing, class: spacing, state: spacing};
  const model = pele.parse(source, {config});
  const options = {
    responsive: false, images: false, links: true, measurer,
    maxWidth: WIDTH, directionBreakpoint: WIDTH + 1, autoDirection: true,
  };
  const {svg} = pele.render(model, options);
  return {svg, model, width: Number(/ width="([\\d.]+)"/.exec(svg)?.[1] ?? 0)};
}
function draw(source) {
  try {
    let best;
    for (const fit of [[200, 40, 44], [200, 24, 36], [160, 24, 36], [130, 20, 36]]) {
      const made = fitted(source, fit);
      if (!best || made.width < best.width) best = made;
      if (best.width <= SHRUNK * WIDTH) break;
    }
    const plain = (_, value) => value instanceof Map ? Object.fromEntries(value) : value;
    return JSON.stringify({svg: best.svg, model: best.model}, plain);
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
        raise DiagramError(f"not drawn within the limits: {_first_line(error)}") from error
    if "error" in reply:
        raise DiagramError(_first_line(reply["error"]), int(reply["line"]))
    return Drawing(reply["svg"], reply["model"])


def _first_line(message: object) -> str:
    return next(iter(str(message).splitlines()), "no reason given")


@cache
def _engine() -> Any:
    import quickjs  # noqa: PLC0415 - only where a diagram is
    from mermaid_render.fonts import metrics  # noqa: PLC0415

    pele = files("mermaid_render").joinpath("pele/pele.global.js").read_text("utf-8")
    engine = quickjs.Context()
    engine.set_memory_limit(MEGABYTES << 20)
    engine.set_time_limit(SECONDS)
    engine.eval(pele)
    engine.eval(f"const WIDTH = {WIDTH}, SHRUNK = {SHRUNK}, metrics = {json.dumps(metrics())};")
    engine.eval(_DRAW)
    return engine
