"""A plan to import again, as text for people and as data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.cli.again import listed
from onrecord.nearest import marked_difference
from onrecord.reimport import Change, State

if TYPE_CHECKING:
    from onrecord.cli.again import Plan

_SHOWN = 240
#: changes told one by one
_MOST = 300


def in_words(name: str, plan: Plan) -> str:
    """Return the plan as text."""
    again = plan.again
    counts = ", ".join(f"{count} {state}" for state, count in again.counts.items())
    out = [f"{name}: again, into {again.after.id}: {counts}"]
    changes = listed(plan)
    out += [f"  {_line(one, plan)}" for one in changes[:_MOST]]
    if len(changes) > _MOST:
        out.append(f"  ... and {len(changes) - _MOST:,} more: --json tells all")
    out += _section(
        "Changed since cited",
        [
            f"{one.cited.page}:{one.cited.line}: “{_cut(one.cited.words)}”"
            + (f"\n      now {one.difference}" if one.difference else "")
            + f"\n      {one.hint}"
            for one in plan.quotations
        ],
    )
    out += _section("Lead to what is gone", _links(plan))
    out += _section("Look at", plan.notes)
    return "\n".join(out)


def ways_out(plan: Plan) -> str:
    """Say how to decide what is open."""
    rows = ["Not sure, so nothing was written. Say for each of these what it is now:"]
    for one in plan.again.undecided:
        if one.state is State.CONFLICT:
            choices = [f"{one.id}=mine", f"{one.id}=source"]
        else:
            choices = [f"{one.id}={plan.lines[at]}" for at in one.choices] + [f"{one.id}=gone"]
        rows.append("  --turn " + "  or  --turn ".join(choices))
    if any(one.state is State.DOUBTFUL for one in plan.again.undecided):
        rows.append("(a number is the line of the source), or take the first of each: --likeliest")
    return "\n".join(rows)


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain data."""
    again = plan.again
    return {
        "interview": again.after.id,
        "counts": again.counts,
        "changes": [
            {
                "id": one.id,
                "state": one.state.value,
                "line": plan.lines[one.new] if one.new >= 0 else None,
                "into": one.into or None,
                "before": one.before,
                "after": one.after,
                "choices": [plan.lines[at] for at in one.choices],
            }
            for one in listed(plan)
        ],
        "undecided": [one.id for one in again.undecided],
        "changed_since_cited": [
            {
                "page": one.cited.page,
                "line": one.cited.line,
                "turn": one.cited.turn,
                "words": one.cited.words,
                "difference": one.difference,
                "hint": one.hint,
            }
            for one in plan.quotations
        ],
        "links_to_gone": [
            {"page": page, "line": line, "name": name} for page, line, name in plan.links
        ],
        "notes": plan.notes,
    }


def _links(plan: Plan) -> list[str]:
    """The places that lead to each turn that is gone, apart from quotations told before."""
    told = {
        (one.cited.page, one.cited.line, f"{one.cited.interview}:{one.cited.turn}")
        for one in plan.quotations
    }
    found: dict[str, dict[str, list[str]]] = {}
    for page, line, name in plan.links:
        if (page, line, name) not in told:
            found.setdefault(name, {}).setdefault(page, []).append(str(line))
    return [
        f"{name}: " + "; ".join(f"{page}:{','.join(lines)}" for page, lines in pages.items())
        for name, pages in found.items()
    ]


def _difference(before: str, after: str) -> str:
    """Mark what is only before, [-so-], and only after, {+so+}; marks hold both ends together."""
    marked = marked_difference(f"§ {before} §", f"§ {after} §")
    return marked.removeprefix("§").removesuffix("§").strip()


def _line(one: Change, plan: Plan) -> str:
    where = f" (line {plan.lines[one.new]})" if one.new >= 0 else ""
    name = f"{one.id or '-'} {one.state}{where}"
    if one.state is State.INSERTED or one.state is State.TAKEN_OUT:
        return f"{name}: {_cut(one.after)}"
    if one.into:
        name += f", {'of' if one.state is State.SPLIT else 'into'} {one.into}"
    if one.after and one.before and one.after != one.before:
        return f"{name}: {_cut(_difference(one.before, one.after))}"
    return f"{name}: {_cut(one.before or one.after)}"


def _section(title: str, rows: list[str]) -> list[str]:
    return [f"  {title}:", *(f"    {row}" for row in rows)] if rows else []


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
