"""The reader's side of the search, run in QuickJS."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

ENGINE = Path(__file__).parents[1] / "src" / "onrecord" / "static" / "find" / "engine.js"
_ASK = """
globalThis.ask = async (text, filters, count) => {
  try {
    await onrecordFind.open(async (path) => load(path));
    const found = await onrecordFind.search(text, filters);
    const shown = await found.more(count);
    globalThis.answer = JSON.stringify({
      total: found.total, some: found.some, shown,
      facets: found.facets.map((one) => [one.facet, one.values.map((each) => [each.value, each.count])]),
    });
  } catch (error) { globalThis.answer = JSON.stringify({error: `${error} ${error.stack}`}); }
};
"""


class Reader:
    """Asks an index in a folder; ``asked`` notes the files that were loaded."""

    def __init__(self, folder: Path | None = None) -> None:
        self.asked: list[str] = []
        self._context = quickjs.Context()
        self._context.eval(ENGINE.read_text("utf-8"))

        def load(path: str) -> None:
            assert folder is not None
            self.asked.append(path)
            self._context.eval((folder / path).read_text("utf-8"))

        self._context.add_callable("load", load)
        self._context.eval(_ASK)

    def ask(self, text: str, count: int = 5, **filters: str) -> dict[str, Any]:
        """Return what a reader gets: total, some, shown, facets."""
        self._context.eval(f"ask({json.dumps(text)}, {json.dumps(filters)}, {count})")
        while self._context.execute_pending_job():
            pass
        found: dict[str, Any] = json.loads(self._context.eval("answer"))
        assert "error" not in found, found
        return found

    def words(self, text: str) -> list[list[Any]]:
        """Cut a text into search words."""
        found: list[list[Any]] = json.loads(
            self._context.eval(f"JSON.stringify(onrecordFind.words({json.dumps(text)}))")
        )
        return found


@cache
def engine() -> Reader:
    """Return a reader without an index."""
    return Reader()
