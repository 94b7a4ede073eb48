"""What a reader must know of a source: on the transcript, and on every page that cites it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from onrecord.links import link
from onrecord.model import Role

if TYPE_CHECKING:
    from onrecord.domain import InterviewDomain
    from onrecord.entries import InterviewEntry

#: languages by the first part of their tag, as far as notices need them; others show the tag
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "nb": "Norwegian",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def language(tag: str) -> str:
    """Return the English name of a language tag, or the tag."""
    return LANGUAGES.get(tag.partition("-")[0].lower(), tag)


def translation(entry: InterviewEntry) -> str:
    """Return what kind of translation an interview is, such as ``machine translation``."""
    return f"{entry.translation} translation" if entry.translation else "translation"


def source_sentences(entry: InterviewEntry) -> list[str]:
    """Say what is known and not known of a source, and what that means for citing it."""
    found = []
    if entry.translated_from:
        found.append(
            f"These words are a {translation(entry)} of a text in "
            f"{language(entry.translated_from)}, not what was said word for word."
        )
    if entry.held:
        found.append(f"The talk was held on {entry.held}.")
    elif entry.published:
        found.append(
            f"The source was published on {entry.published}; it does not give the date of the talk."
        )
    else:
        found.append("The source does not give the date of the talk.")
    if entry.translated_from or not entry.held:
        parts = []
        if entry.translated_from:
            parts.append(f"“{translation(entry)}”")
        if not entry.held:
            parts.append("“date of the talk not given in the source”")
        found.append(f"When you cite it, name the turn and add {' and '.join(parts)}.")
    return found


def _notice(entry: InterviewEntry, more: list[nodes.Node]) -> nodes.Element:
    text = nodes.paragraph("", " ".join(source_sentences(entry)) + " ", *more)
    kind = "important" if entry.translated_from else "note"
    title = nodes.title("", "About this source")
    return nodes.admonition("", title, text, classes=[kind, "source-notice"])


def for_citing_page(domain: InterviewDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return the notices on the interviews that a page cites."""
    page = domain.pages[node["docname"]]
    cited = [found.interview for found in domain.checked[node["docname"]] if found.outcome.ok]
    cited += [one.target.rpartition(":")[0] for one in page.references if one.type == "turn"]
    cited += [interview for one in page.claims for interview, _ in one.evidence]
    made: list[nodes.Node] = []
    if page.theme and page.theme.excerpt:
        made.append(nodes.paragraph("", page.theme.excerpt, classes=["excerpt"]))
    for key in dict.fromkeys(cited):
        entry = domain.interviews.get(key)
        if entry and (entry.translated_from or not entry.held):
            more = [nodes.Text("Full transcript: "), link("interview", key), nodes.Text(".")]
            made.append(_notice(entry, more))
    return made


def interview_head(domain: InterviewDomain, node: nodes.Element) -> list[nodes.Node]:
    """Return the notice and the list of speakers of a transcript."""
    entry = domain.interviews.get(node["interview"])
    if entry is None:
        return []
    made: list[nodes.Node] = []
    if entry.translated_from or not entry.held:
        more: list[nodes.Node] = []
        if entry.recording:
            more = [nodes.reference("", "Recording", refuri=entry.recording), nodes.Text(".")]
        made.append(_notice(entry, more))
    made.append(_citing(entry))
    made.append(_facts(entry, [one for one in node.children if isinstance(one, nodes.Element)]))
    made.append(nodes.container("", _speakers(entry), classes=["speakers"]))
    return made


def citation_notes(entry: InterviewEntry) -> list[str]:
    """Return what a citation of any turn of an interview must say besides its words."""
    found = []
    if entry.translated_from:
        kind = translation(entry)
        found.append(f"{kind[0].upper()}{kind[1:]} from {language(entry.translated_from)}")
    if entry.published:
        found.append(f"Source published {entry.published}")
    found.append(
        f"Talk held {entry.held}" if entry.held else "Date of the talk not given in the source"
    )
    return found


def _citing(entry: InterviewEntry) -> nodes.raw:
    """Return what the script behind "cite" needs to know, once a page; escaped, as all else."""
    values = {
        "interview": entry.id,
        "short": entry.short,
        "title": entry.title,
        "published": entry.published,
        "held": entry.held,
        "language": entry.language,
        "notes": "|".join(citation_notes(entry)),
    }
    data = "".join(f' data-cite-{key}="{escape(value)}"' for key, value in values.items())
    return nodes.raw("", f'<div hidden=""{data}></div>', format="html")


def _facts(entry: InterviewEntry, received: list[nodes.Element]) -> nodes.Element:
    facts = nodes.field_list("", classes=["interview-facts"])
    for name, value in (
        ("Published", entry.published),
        ("Held", entry.held or "not given in the source"),
        ("Language", language(entry.language)),
        ("Recording", entry.recording or "not given in the source"),
        ("Turns", str(len(entry.turns))),
    ):
        if value:
            facts += _field(name, nodes.Text(value))
    for one in received:
        facts += _field("As received", one.deepcopy())
    return facts


def _field(name: str, value: nodes.Node) -> nodes.field:
    body = nodes.field_body("", nodes.paragraph("", "", value))
    return nodes.field("", nodes.field_name("", name), body)


def _speakers(entry: InterviewEntry) -> nodes.bullet_list:
    items = nodes.bullet_list("", bullet="-")
    for key, one in entry.speakers.items():
        turns = sum(key == spoken for spoken in entry.spoken_by)
        text = f" ({one.role}" if one.role is not Role.OTHER else " ("
        text += ", several people" if one.group else ""
        text += f"): {turns} turn{'s' if turns != 1 else ''}"
        name = nodes.strong("", one.name)
        target = nodes.target("", "", ids=[f"speaker-{key}"])
        items += nodes.list_item("", nodes.paragraph("", "", target, name, nodes.Text(text)))
    return items
