"""The merged turns -> the text of the transcript: what did not change is kept line for line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.reimport.ids import give_ids
from onrecord.reimport.records import Change, State
from onrecord.reimport.segments import Cut, cut, id_line, relabelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.reimport.records import Merge, Out, Sides


def name_turns(merge: Merge, sides: Sides, used: Iterable[str]) -> None:
    """Give ids to new turns, and complete the list of changes."""
    known = {*sides.current.by_id, *sides.current.gone_by_id, *used}
    ids = give_ids([out.id for out in merge.outs], known)
    for out, one in zip(merge.outs, ids, strict=True):
        out.id = one
    there = {out.new: out.id for out in merge.outs if out.new >= 0}
    merge.changes = [
        replace(one, into=there.get(one.new, "")) if one.state is State.MERGED else one
        for one in merge.changes
    ]
    told = {one.id for one in merge.undecided}
    merge.changes = [one for one in merge.changes if one.open or one.id not in told]
    for out in merge.outs:
        if out.id in told:
            continue
        before = sides.current.turns[out.current].text if out.current >= 0 else ""
        after = sides.new.turns[out.new].text if out.from_source else before
        merge.changes.append(Change(out.id, out.state, before, after, out.part_of, out.new))


def compose(text: str, new_text: str, merge: Merge, sides: Sides, why: str) -> str:
    """Return the text of the merged transcript.

    *text*: the transcript as it is; *new_text*: the new source as a transcript of its own; *why*:
    what a removed turn says of itself.
    """
    own, other = cut(text, sides.current), cut(new_text, sides.new)
    leads, end = _leads(own, merge, sides, why)
    lines = list(own.head)
    for out in merge.outs:
        lines += leads.get(out.current, []) if out.current >= 0 else []
        lines += _spaced(_turn(out, own, other, sides))
    while lines and not lines[-1].strip():
        lines.pop()
    lines += ["", *end]
    return "\n".join(lines).rstrip("\n") + "\n"


def _leads(
    own: Cut, merge: Merge, sides: Sides, why: str
) -> tuple[dict[int, list[str]], list[str]]:
    """Headings and removed turns before each turn that stays; the rest goes to the end."""
    placed = {out.current for out in merge.outs}
    removed = set(merge.removed)
    found: dict[int, list[str]] = {}
    carried: list[str] = []
    for at, turn in enumerate(sides.current.turns):
        carried += own.before[at]
        if at in placed:
            found[at], carried = carried, []
        elif at in removed:
            carried += [gone_line(turn.id, turn.aliases, why), ""]
    return found, [*carried, *own.before[-1]]


def gone_line(turn_id: str, aliases: Iterable[str], why: str, into: str = "") -> str:
    """Return what a removed turn leaves behind."""
    given = (("was", " ".join(aliases)), ("gone", why), ("into", into))
    return "{" + " ".join([f"#{turn_id}", *(f'{key}="{one}"' for key, one in given if one)]) + "}"


def _turn(out: Out, own: Cut, other: Cut, sides: Sides) -> list[str]:
    """Return the lines of a turn, from the transcript as they are where nothing changed."""
    lines = list(other.turns[out.new] if out.from_source else own.turns[out.current])
    before: Mapping[str, object] = {}
    if not out.from_source:
        turn = sides.current.turns[out.current]
        before = {"start": turn.start, "end": turn.end, "was": list(turn.aliases)}
        if out.label != turn.label:
            lines[1] = relabelled(lines[1], out.label)
    elif out.label != sides.new.turns[out.new].label:
        lines[1] = relabelled(lines[1], out.label)
    if before != {"start": out.start, "end": out.end, "was": out.aliases}:
        lines[0] = id_line(out.id, out.start, out.end, out.aliases)
    return lines


def _spaced(lines: list[str]) -> list[str]:
    """Return lines that end with an empty one, so that the next turn begins."""
    return lines if not lines[-1].strip() else [*lines, ""]
