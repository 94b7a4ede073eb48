"""Imported turns -> a transcript file of ours, ``interviews/<id>.md``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from onrecord.formats.clock import stored
from onrecord.formats.escape import escape, label
from onrecord.formats.people import guess_role, is_group
from onrecord.formats.records import Block, BlockKind, Imported, ImportedTurn
from onrecord.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: the label of turns that have none in the source
NO_LABEL = "Not named"
_SLUG = re.compile(r"[^a-z0-9]+")
_STOPWORDS = {
    "en": "the and that you for with this have was are not but what",
    "de": "und der die das ich nicht ist mit wir auch auf eine sie",
    "fr": "les des est que vous nous pas une dans pour avec qui",
    "es": "que los las una por con para pero como esto muy más",
    "it": "che non per una sono con della questo come anche più",
    "pt": "que não uma para com você isso mas como dos por mais",
    "nl": "het een van niet dat met maar zijn voor ook wat heb",
}


@dataclass(frozen=True)
class Draft:
    """What the curator decided about a transcript to be written."""

    id: str
    title: str
    #: path of the original relative to the transcript
    original: str = ""
    language: str = ""
    #: name -> labels, as given by the curator
    speakers: Mapping[str, Sequence[str]] | None = None
    #: write the headings of the source as sections
    sections: bool = False


@dataclass(frozen=True, slots=True)
class _Person:
    key: str
    name: str
    role: Role
    labels: tuple[str, ...]
    group: bool


def slug(text: str, fallback: str) -> str:
    """Return a text as a key: lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = _SLUG.sub("-", plain).strip("-")[:60].strip("-")
    return made or fallback


def write_transcript(found: Imported, draft: Draft) -> str:
    """Return the text of a transcript file; every word of every turn is in it."""
    turns = [turn for turn in found.turns if turn.text.strip()]
    if len(draft.speakers or {}) != 1 or any(turn.speaker for turn in turns):
        nobody = NO_LABEL
    else:
        nobody = label(next(iter(draft.speakers or {}))) or NO_LABEL
    people = _people(turns, draft, nobody)
    width = max(2, len(str(len(turns))))
    body = [f"# {escape(draft.title)}", ""]
    sections = _sections(found, draft)
    number = 0
    for index, turn in enumerate(found.turns):
        body += sections.get(index, [])
        if not turn.text.strip():
            continue
        number += 1
        body += _turn(turn, f"t{number:0{width}d}", nobody)
    return "\n".join([*_front(found, draft, people), *body]).rstrip("\n") + "\n"


def ids_of(found: Imported) -> list[str]:
    """Return the ids that the turns get, in order; turns without words get none."""
    count = sum(1 for turn in found.turns if turn.text.strip())
    width = max(2, len(str(count)))
    return [f"t{number:0{width}d}" for number in range(1, count + 1)]


def _sections(found: Imported, draft: Draft) -> dict[int, list[str]]:
    made: dict[int, list[str]] = {}
    for heading in found.headings if draft.sections else ():
        if heading.title and heading.before >= 0:
            level = "#" * min(max(heading.level, 2), 6)
            made.setdefault(heading.before, []).extend([f"{level} {escape(heading.title)}", ""])
    return made


def _label_of(turn: ImportedTurn, nobody: str) -> str:
    return (label(turn.speaker) if turn.speaker is not None else nobody) or NO_LABEL


def _turn(turn: ImportedTurn, turn_id: str, nobody: str) -> list[str]:
    time, end = stored(turn.start), stored(turn.end)
    attributes = (f' start="{time}"' if time else "") + (f' end="{end}"' if end else "")
    lines = [f"{{#{turn_id}{attributes}}}"]
    head = f"**{_label_of(turn, nobody)}:**"
    blocks = [block for block in turn.blocks if block.text.strip()]
    if blocks[0].kind is BlockKind.PARAGRAPH:
        lines += [f"{head} {escape(blocks[0].text)}", ""]
        blocks = blocks[1:]
    else:
        lines += [head, ""]
    for number, block in enumerate(blocks):
        lines.append(_block(block))
        following = blocks[number + 1].kind if number + 1 < len(blocks) else None
        if following is not block.kind or block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE}:
            lines.append("")
    return lines


def _block(block: Block) -> str:
    text = escape(block.text)
    if block.kind is BlockKind.BULLET:
        return f"- {text}"
    if block.kind is BlockKind.NUMBERED:
        return f"{block.number[:9] or '1'}. {text}"
    return f"> {text}" if block.kind is BlockKind.QUOTE else text


# -- front matter --------------------------------------------------------------------------------


def _people(turns: Sequence[ImportedTurn], draft: Draft, nobody: str) -> list[_Person]:
    printed = Counter(_label_of(turn, nobody) for turn in turns)
    people: list[_Person] = []
    keys: set[str] = set()
    owned: set[str] = set()
    for name, labels in (draft.speakers or {}).items():
        shown = label(name) or NO_LABEL
        own = tuple(dict.fromkeys(label(one) for one in labels if label(one) not in {"", shown}))
        people.append(_person(shown, own, keys))
        owned |= {shown, *own}
    people += [_person(one, (), keys) for one in printed if one not in owned]
    return people


def _person(name: str, labels: tuple[str, ...], keys: set[str]) -> _Person:
    base = slug(name, "")
    words = base.split("-") if base else []
    key = base if len(words) < 3 else f"{words[0]}-{words[-1]}"
    if not key or not key[0].isalpha():
        key = f"s-{key}" if key else f"s{len(keys) + 1}"
    unique, number = key, 2
    while unique in keys:
        unique, number = f"{key}-{number}", number + 1
    keys.add(unique)
    roles = [role for one in (name, *labels) if (role := guess_role(one)) is not Role.OTHER]
    return _Person(
        unique, name, roles[0] if roles else Role.OTHER, labels, is_group(name) or name == NO_LABEL
    )


def _front(found: Imported, draft: Draft, people: Sequence[_Person]) -> list[str]:
    meta = found.meta
    rows = [
        ("title", draft.title),
        ("published", _date(meta)),
        ("held", ""),
        ("language", draft.language or _language(found)),
        ("original", draft.original),
        ("recording", _address(meta, ("recording", "media", "audio", "video", "youtube_url"))),
        ("source", _address(meta, ("source", "url", "permalink", "canonical_url", "link"))),
    ]
    lines = ["---", "interview:"]
    lines += [f"  {key}: {_scalar(value)}".rstrip() for key, value in rows]
    lines.append("  speakers:")
    for person in people:
        entry: dict[str, object] = {"name": person.name, "role": str(person.role)}
        if person.labels:
            entry["labels"] = list(person.labels)
        if person.group:
            entry["group"] = True
        dumped = yaml.safe_dump(
            entry, default_flow_style=True, allow_unicode=True, width=10**9, sort_keys=False
        )
        lines.append(f"    {person.key}: {dumped.strip()}")
    return [*lines, "---"]


def _scalar(value: str) -> str:
    if not value:
        return ""
    dumped = yaml.safe_dump(
        [value], default_flow_style=True, allow_unicode=True, width=10**9
    ).strip()
    return dumped[1:-1]


def _date(meta: Mapping[str, str]) -> str:
    for key in ("published", "date", "pub_date", "publication_date", "publish_date"):
        found = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)", meta.get(key, ""))
        if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 28 + 3 * (found[2] != "02"):
            return found[0].strip()
    return ""


def _address(meta: Mapping[str, str], keys: Sequence[str]) -> str:
    for key in keys:
        if re.fullmatch(r"https?://\S+", meta.get(key, "")):
            return meta[key]
    return ""


def _language(found: Imported) -> str:
    """Return the language that the source names, or guess it from its words."""
    named = found.meta.get("language", found.meta.get("lang", "")).strip()
    if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", named):
        return named.replace("_", "-")
    sample = " ".join(turn.text for turn in found.turns[:200])[:40_000]
    scripts = (
        ("ja", "[\u3040-\u30ff]"),
        ("ko", "[\uac00-\ud7af]"),
        ("zh", "[\u4e00-\u9fff]"),
        ("ru", "[\u0400-\u04ff]"),
    )
    letters = sum(1 for char in sample if char.isalpha()) or 1
    for language, script in scripts:
        if len(re.findall(script, sample)) > 0.2 * letters:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {
        key: sum(words[word] for word in listed.split()) for key, listed in _STOPWORDS.items()
    }
    best = max(scores, key=lambda key: scores[key])
    return best if scores[best] else "und"
