"""The critical apparatus of a transcript: YAML -> records, and what is wrong with it.

The transcript stays as printed; this file beside it holds the errata (printed words and the reading
proposed), the reported voices (words that are not the speaker's own) and the known gaps. An entry
that is wrong is reported at its line and left out; the others are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.check import locate, occurrences
from onrecord.frontmatter import Located, YamlError, read_yaml
from onrecord.model import Apparatus, Confidence, Erratum, Fault, Gap, Problem, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.model import Interview, Turn

_ERRATUM_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")
_KEYS = {
    "errata": (
        {"turn", "printed", "reading", "confidence", "reason", "id"},
        {"fault", "original", "changes_meaning", "occurrence", "kind", "basis"},
    ),
    "voices": ({"turn", "words", "voice"}, set()),
    "gaps": ({"turn", "missing"}, {"matters"}),
}


def read_apparatus(text: str, interview: Interview) -> tuple[Apparatus, list[Problem]]:
    """Read the apparatus of an interview; never raises for what the text contains."""
    reader = _Reader(interview)
    try:
        located = read_yaml(text)
    except YamlError as error:
        return Apparatus(), [Problem("apparatus_invalid", str(error), error.line)]
    if located.value is None:
        return Apparatus(), []
    if not isinstance(located.value, dict):
        message = "an apparatus is a mapping with errata, voices and gaps"
        return Apparatus(), [Problem("apparatus_invalid", message, 1)]
    for key in located.value:
        if key not in _KEYS:
            message = f"an apparatus has no {key!r}; it has errata, voices and gaps"
            reader.problem("apparatus_invalid", message, located.line(str(key)))
    return reader.read(located), reader.problems


@dataclass
class _Reader:
    interview: Interview
    problems: list[Problem] = field(default_factory=list)

    def problem(self, kind: str, message: str, line: int) -> None:
        self.problems.append(Problem(kind, message, line))

    def read(self, located: Located) -> Apparatus:
        errata = []
        seen: dict[str, int] = {}
        for entry, turn, line in self._entries("errata", located):
            erratum = self._erratum(entry, turn, line, seen)
            if erratum:
                errata.append(erratum)
        voices = [
            Voice(turn.id, entry["words"], entry["voice"], line)
            for entry, turn, line in self._entries("voices", located)
            if self._has_words(entry["words"], turn, line)
        ]
        gaps = [
            Gap(turn.id, entry["missing"], entry.get("matters") or "", line)
            for entry, turn, line in self._entries("gaps", located)
        ]
        return Apparatus(tuple(errata), tuple(voices), tuple(gaps))

    def _entries(self, key: str, located: Located) -> Iterator[tuple[dict[str, Any], Turn, int]]:
        """Yield the entries of a list that have the right keys and an existing turn."""
        found = located.value.get(key)
        if found is None:
            return
        if not isinstance(found, list):
            self.problem("apparatus_invalid", f"{key} must be a list", located.line(key))
            return
        for index, entry in enumerate(found):
            line = located.line(key, index)
            if not self._right_keys(key, entry, line):
                continue
            turn = self.interview.by_id.get(entry["turn"])
            if turn is None:
                gone = self.interview.gone_by_id.get(entry["turn"])
                self.problem(
                    "apparatus_turn",
                    f"{gone.story} Take this entry out, or give it another turn."
                    if gone
                    else f"{self.interview.id} has no turn {entry['turn']!r}",
                    located.line(key, index, "turn"),
                )
                continue
            yield entry, turn, line

    def _right_keys(self, key: str, entry: Any, line: int) -> bool:
        needed, more = _KEYS[key]
        if not isinstance(entry, dict):
            self.problem(
                "apparatus_invalid",
                f"an entry of {key} is a mapping with " + ", ".join(sorted(needed)),
                line,
            )
            return False
        missing = sorted(needed - set(entry))
        unknown = sorted(set(map(str, entry)) - needed - more)
        if missing or unknown:
            parts = [f"lacks {', '.join(missing)}"] if missing else []
            parts += [f"has no {', '.join(unknown)}"] if unknown else []
            self.problem("apparatus_invalid", f"an entry of {key} {' and '.join(parts)}", line)
            return False
        odd = [
            one
            for one in (needed | more) - {"changes_meaning", "occurrence"}
            if not isinstance(entry.get(one) or "", str)
        ]
        if odd:
            self.problem(
                "apparatus_invalid",
                f"{', '.join(sorted(odd))} must be text: put it in quotation marks",
                line,
            )
        return not odd

    def _erratum(
        self, entry: dict[str, Any], turn: Turn, line: int, seen: dict[str, int]
    ) -> Erratum | None:
        if not _ERRATUM_ID.fullmatch(entry["id"] or ""):
            self.problem(
                "apparatus_invalid",
                f"{entry['id']!r} is no id for an erratum: use a-z, 0-9 and -, as in e12",
                line,
            )
            return None
        if entry["id"] in seen or entry["id"] in self.interview.by_id:
            where = f"line {seen[entry['id']]}" if entry["id"] in seen else "a turn"
            self.problem("apparatus_invalid", f"the id {entry['id']!r} is taken by {where}", line)
            return None
        seen[entry["id"]] = line
        for key, kind in (("confidence", Confidence), ("fault", Fault)):
            if entry.get(key) and entry[key] not in set(kind):
                self.problem(
                    "apparatus_invalid",
                    f"{key} is one of {', '.join(kind)}, not {entry[key]!r}",
                    line,
                )
                return None
        occurrence = entry.get("occurrence")
        if not self._has_words(entry["printed"], turn, line, occurrence, kind="erratum_not_found"):
            return None
        return Erratum(
            entry["id"],
            turn.id,
            entry["printed"],
            entry["reading"] or "",
            Confidence(entry["confidence"]),
            entry["reason"] or "",
            Fault(entry.get("fault") or Fault.UNCLEAR),
            entry.get("original") or "",
            entry.get("changes_meaning") is True,
            occurrence or 1,
            line,
        )

    def _has_words(
        self,
        words: str,
        turn: Turn,
        line: int,
        occurrence: Any = None,
        kind: str = "voice_not_found",
    ) -> bool:
        if occurrence is not None and (not isinstance(occurrence, int) or occurrence < 1):
            self.problem("apparatus_invalid", "occurrence is a number from 1", line)
            return False
        if not words or locate(words, turn.text, occurrence or 1) is None:
            self.problem(
                kind,
                f"“{words}” is not in {turn.id}: copy the printed words from the transcript",
                line,
            )
            return False
        count = len(occurrences(words, turn.text))
        if occurrence is None and count > 1 and kind == "erratum_not_found":
            self.problem(
                "erratum_ambiguous",
                f"“{words}” stands {count} times in {turn.id}: add "
                "occurrence: 1, 2 ... or more of the words around",
                line,
            )
        return True
