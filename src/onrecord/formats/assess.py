"""What the curator must know of an import before trusting it: how sure, and what to look at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.formats.clock import seconds
from onrecord.formats.people import Alias, propose_aliases
from onrecord.formats.records import Imported, Options, Sureness

if TYPE_CHECKING:
    from collections.abc import Sequence

#: more control characters of direction than this are mentioned
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LOOKS_CODED = re.compile(
    r"^\s*(?::{3,}|`{3,}|\{[a-z:-]+\}`|<script|\{%)", re.IGNORECASE | re.MULTILINE
)
_AUTOMATIC = re.compile(r"^(?:speaker|spk|sprecher)[\s_-]*(?:\d+|[a-z])$|^[B-PR-Z]$", re.IGNORECASE)


@dataclass(frozen=True)
class Assessment:
    """The judgement on one import."""

    sureness: Sureness
    reasons: tuple[str, ...]
    #: what to type to get it right
    ways_out: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    #: (line, time before, time) where times step back
    back: tuple[tuple[int, str, str], ...] = ()
    #: proposed: title and the number of turns before it
    sections: tuple[tuple[str, int], ...] = ()
    #: codes of the source, with counts
    themes: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = field(default=())


def assess(found: Imported, options: Options | None = None) -> Assessment:
    """Judge an import."""
    options = options or Options()
    reasons, sureness = _sureness(found, options)
    labels = [use.label for use in found.labels if use.taken]
    return Assessment(
        sureness,
        tuple(reasons),
        _ways_out(found) if sureness is Sureness.LOW else (),
        tuple(propose_aliases(labels, found.names, found.people)),
        tuple(_steps_back(found)),
        tuple((heading.title, heading.before) for heading in found.headings if heading.title),
        tuple(_themes(found)),
        tuple(_warnings(found)),
    )


def _sureness(found: Imported, options: Options) -> tuple[list[str], Sureness]:
    doubts: list[str] = []
    if not found.turns:
        return ["no turn was found"], Sureness.LOW
    named = [turn for turn in found.turns if turn.speaker is not None]
    single = len(options.speakers) == 1
    if "chat log" in found.flags and not options.format:
        doubts.append("this looks like a chat log, not like an interview")
    if not named and not single:
        doubts.append(
            "no speaker is named: this may be unlabelled output of speech recognition, or a talk"
        )
    counts = Counter(turn.speaker for turn in named)
    decided = bool(options.labels or options.speakers)
    marked = found.format.startswith(("json", "csv", "tei", "ohms", "podlove"))
    if named and max(counts.values()) == 1 and not decided and not marked:
        doubts.append("no label stands more than once")
    share = _share_skipped(found)
    if share > 0.5 and not decided:
        doubts.append(f"{share:.0%} of the words stand outside the turns found")
    if doubts:
        return doubts, Sureness.LOW
    mild = _mild(found, len(counts), share, decided=decided)
    if mild:
        return mild, Sureness.MEDIUM
    return [
        "the labels recur and are printed alike" if not marked else "the format names the speakers"
    ], Sureness.HIGH


def _mild(found: Imported, speakers: int, share: float, *, decided: bool) -> list[str]:
    mild: list[str] = []
    unnamed = sum(1 for turn in found.turns if turn.speaker is None)
    if unnamed and not decided:
        mild.append(f"{unnamed} of {len(found.turns)} turns have no label")
    if speakers == 1 and not decided:
        mild.append("only one label was found")
    if share > 0.25 and not decided:
        mild.append(f"{share:.0%} of the words stand outside the turns")
    if found.encoding == "cp1252" and found.notes:
        mild.append("the encoding is a guess")
    labels = [use.label for use in found.labels if use.taken]
    if labels and all(_AUTOMATIC.match(label) for label in labels):
        mild.append("the labels are those of speech recognition: give them names with --speakers")
    return mild


def _share_skipped(found: Imported) -> float:
    """Return the share of words of prose that are in no turn."""
    kept = sum(len(turn.text) for turn in found.turns)
    gone = sum(len(one.text) for one in found.skipped if one.why.endswith("the talk"))
    return gone / (gone + kept) if gone + kept else 0.0


def _ways_out(found: Imported) -> tuple[str, ...]:
    ways = []
    likely = [use.label for use in found.labels if not use.taken and use.count > 1][:3]
    example = ",".join(likely) or "Anna,Host"
    ways.append(f"--labels {example!r}: name the labels that begin a turn, exactly as printed")
    ways.append(
        "--speakers 'Jane Doe': if one person speaks throughout, or to name people and their labels"
    )
    ways.append(f"--format NAME: if this is not {found.format}")
    ways.append("--yes: to import it as it was read")
    return tuple(ways)


def _steps_back(found: Imported) -> list[tuple[int, str, str]]:
    back: list[tuple[int, str, str]] = []
    last, printed = -1.0, ""
    for turn in found.turns:
        value = seconds(turn.start)
        if value is None:
            continue
        if value < last:
            back.append((turn.line, printed, str(turn.start)))
        last, printed = value, str(turn.start)
    return back


def _themes(found: Imported) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for one in found.skipped:
        if one.why in {"column 'tags'", "column 'tag'", "column 'codes'", "column 'themes'"}:
            counts.update({part.strip() for part in re.split(r"[;|]", one.text) if part.strip()})
    return counts.most_common(100)


def _warnings(found: Imported) -> list[str]:
    warnings = list(found.notes)
    broken = [str(t.start) for t in found.turns if t.start is not None and seconds(t.start) is None]
    if broken:
        warnings.append(
            f"{len(broken)} times cannot be read, e.g. {broken[0]!r}: "
            "they are kept here, not in the transcript"
        )
    turned = sum(1 for turn in found.turns if _DIRECTION.search(turn.text))
    if turned:
        warnings.append(f"{turned} turns hold marks that change the direction of text")
    coded = [turn.line for turn in found.turns if _LOOKS_CODED.search(turn.text)]
    if coded:
        warnings.append(
            f"markup in the words of {len(coded)} turns (first at line {coded[0]}) "
            "is kept as plain text"
        )
    empty = sum(1 for turn in found.turns if not turn.text)
    if empty:
        warnings.append(f"{empty} labels have no words: no turn is written for them")
    return warnings


def as_data(found: Imported, judged: Assessment) -> dict[str, Any]:
    """Return an import as plain data, the keys of ``--dry-run --json`` first."""
    return {
        "format": found.format,
        "turns": [
            {"speaker": t.speaker, "start": t.start, "text": t.text, "line": t.line}
            for t in found.turns
        ],
        "skipped": [{"line": s.line, "why": s.why, "text": s.text} for s in found.skipped],
        "report": {
            "confidence": judged.sureness.value,
            "reasons": list(judged.reasons),
            "ways_out": list(judged.ways_out),
            "encoding": found.encoding,
            "flags": list(found.flags),
            "warnings": list(judged.warnings),
            "labels": [
                {"label": u.label, "count": u.count, "taken": u.taken, "why": u.why, "line": u.line}
                for u in found.labels
            ],
            "aliases": [{"label": a.label, "name": a.name, "why": a.why} for a in judged.aliases],
            "times_back": [
                {"line": line, "before": before, "time": time} for line, before, time in judged.back
            ],
            "sections": [
                {"title": title, "before_turn": before + 1} for title, before in judged.sections
            ],
            "themes": [{"theme": theme, "count": count} for theme, count in judged.themes],
            "meta": dict(found.meta),
        },
    }


def in_words(name: str, found: Imported, judged: Assessment) -> str:
    """Return the report of one import as text for people."""
    out = [
        (
            f"{name}: {found.format} ({found.encoding}), {len(found.turns)} turns; "
            f"confidence {judged.sureness.value}"
        )
    ]
    out += [f"  - {reason}" for reason in judged.reasons]
    taken = [use for use in found.labels if use.taken]
    refused = [use for use in found.labels if not use.taken]
    out += _section(
        "Labels taken for speakers",
        [f"{use.label or '(empty)'}: {use.count}, {use.why}" for use in taken],
    )
    out += _section(
        "Looked like labels and were not taken",
        [f"{use.label}: {use.count}, line {use.line}: {use.why}" for use in refused],
        12,
    )
    out += _section(
        "May be one person (nothing was decided)",
        [f"{one.label} = {one.name}? {one.why}" for one in judged.aliases],
    )
    out += _section(
        "Times that step back",
        [f"line {line}: {time} after {before}" for line, before, time in judged.back],
        12,
    )
    out += _section(
        "Headings, as sections to choose from",
        [
            title if before < 0 else f"{title} (before turn {before + 1})"
            for title, before in judged.sections
        ],
        30,
    )
    out += _section(
        "Codes, as themes to choose from",
        [f"{theme}: {count}" for theme, count in judged.themes],
        30,
    )
    reasons = Counter(one.why for one in found.skipped)
    out += _section("In no turn", [f"{why}: {count}" for why, count in reasons.most_common()], 30)
    out += _section("Look at", list(judged.warnings))
    out += _section("The way out", list(judged.ways_out))
    return "\n".join(out)


def _section(title: str, rows: Sequence[str], most: int = 60) -> list[str]:
    if not rows:
        return []
    more = (
        [f"    ... and {len(rows) - most} more (--json has them all)"] if len(rows) > most else []
    )
    return [f"  {title}:", *(f"    {_visible(row)}" for row in rows[:most]), *more]


def _visible(text: str) -> str:
    """Return a text of the source that cannot play tricks on a terminal."""
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return shown if len(shown) <= 160 else shown[:159] + "…"
