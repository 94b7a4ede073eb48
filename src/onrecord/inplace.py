"""A quotation in its place: the turn it stands in, with the one before and the one after."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.entries import Around


def in_place(around: Sequence[Around], page: str) -> str:
    """Return HTML that opens without a script; *page* is the address of the transcript."""
    names = [one.turn for one in around]
    shown = f"{names[0]} to {names[-1]}" if len(names) > 1 else names[0]
    turns = "".join(_turn(one, page) for one in around)
    return (
        f'<details class="in-place"><summary>In its place: {escape(shown)}</summary>\n'
        f"{turns}</details>\n"
    )


def _turn(one: Around, page: str) -> str:
    link = f"{page}#{one.turn}"
    quoted = " in-place-quoted" if one.spans else ""
    return (
        f'<div class="in-place-turn{quoted}"><p class="in-place-head">'
        f'<a class="reference internal" href="{escape(link)}">{escape(one.turn)}</a>'
        f" <strong>{escape(one.speaker)}</strong></p>\n"
        f'<p dir="auto">{_marked(one.text, one.spans)}</p></div>\n'
    )


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(spans):
        parts += [_shown(text[at:start]), f"<mark>{_shown(text[start:end])}</mark>"]
        at = end
    return "".join([*parts, _shown(text[at:])])


def _shown(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\n")
