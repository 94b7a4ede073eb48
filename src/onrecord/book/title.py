"""The first pages of a volume, and the file that holds it together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from onrecord.book.source import string, text
from onrecord.notices import source_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.book.volumes import Volume

#: notices on so many sources stand on the title page; of more, their number
_NOTICES = 3


def title_page(builder: Any, volume: Volume, volumes: Sequence[Volume], index: str) -> str:
    """Return the main file of a volume: title page, contents, its pieces, the index."""
    config = builder.config
    title = config.html_title or config.project
    several = len(volumes) > 1
    subtitle = f"Volume {volume.number} of {len(volumes)}" if several else ""
    named = (title, subtitle, config.author, config.release, config.copyright)
    made = [
        "#show: book.with(",
        f"  title: {string(title + (f', {subtitle.lower()}' if several else ''))},",
        f"  author: {string(config.author)},",
        f"  lang: {string((config.language or 'en').split('_')[0].split('-')[0])},",
        f"  description: {string(description(builder))},",
        f"  keywords: ({''.join(string(one) + ', ' for one in _keywords(builder))}),",
        ")",
        f"#title-page({', '.join(string(one) for one in named)})[{_notice(builder)}];",
        "#contents();",
        *[f'#include "/{one.name}"' for one in volume.pieces],
    ]
    if index:
        made.append(f"#index-title[{text('Index')}];\n#index-columns[{index}];")
    return "\n".join(made) + "\n"


def description(builder: Any) -> str:
    """Return what the book is, in a sentence or two: the first paragraph of the first page."""
    doctree = builder.env.get_doctree(builder.config.root_doc)
    first = next(iter(doctree.findall(nodes.paragraph)), None)
    return " ".join(first.astext().split()) if first is not None else ""


def _keywords(builder: Any) -> list[str]:
    interviews = builder.env.get_domain("interview").interviews
    return [one.title for _, one in sorted(interviews.items())][:_NOTICES]


def _notice(builder: Any) -> str:
    interviews = builder.env.get_domain("interview").interviews
    if not interviews:
        return ""
    if len(interviews) > _NOTICES:
        return text(
            f"With {len(interviews)} interviews; what is known of each source stands at the head"
            " of its transcript."
        )
    made = []
    for _, one in sorted(interviews.items()):
        sentences = " ".join(source_sentences(one))
        made.append(f"#strong[{text(one.title)}]{text('. ' + sentences)}")
    return "\n\n".join(made)
