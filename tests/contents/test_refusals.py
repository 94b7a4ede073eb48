"""What cannot be quoted as Altman's: the pages' own words, questions, the summary's speech."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from contents.helpers import apparatus, post_lines, theme_files
from contents.quoted import comparable, reported
from onrecord.check import Corpus
from onrecord.model import Outcome

if TYPE_CHECKING:
    from contents.helpers import Copy
    from onrecord.model import Interview

ID = "altman-2025"
#: lines of the post that print something as Altman's speech
SPEECH = (15, 70, 73, 81, 87, 89)


def page(*quotations: tuple[str, str, str]) -> str:
    """Return a page of block quotations: (turn, option, words)."""
    text = "---\norphan: true\n---\n# Extra\n\n"
    for turn, option, words in quotations:
        text += f":::{{quote}} {turn}\n{option}{' '.join(words.split())}\n:::\n\n"
    return text


def outcomes(copy: Copy, *quotations: tuple[str, str, str]) -> list[dict]:
    built = copy.build({"extra": page(*quotations)})
    rows = map(json.loads, (built.out / "quotes.jsonl").read_text("utf-8").splitlines())
    found = [one for one in rows if one["kind"] == "quotation" and one["document"] == "extra"]
    wrong = Counter(("extra", one["line"]) for one in found if not one["ok"])
    assert reported(built) == wrong
    assert len(found) == len(quotations)
    return found


def test_words_of_a_theme_page_are_refused(copy: Copy) -> None:
    tried = []
    for path in theme_files():
        text = path.read_text("utf-8")
        excerpt = " ".join(re.search(r"excerpt: *(?:[>|][-+]?)?((?:.*\n)+?)---", text)[1].split())
        turn = re.search(r"altman-2025:t\d\d", text)[0]
        for sentence in re.split(r"(?<=[.?!])\s+", excerpt.strip("\"'")):
            tried += [("", "", sentence), (turn, "", sentence), (ID, "", sentence)]
    assert len(tried) >= 3 * len(theme_files()) >= 39
    assert not any(one["ok"] for one in outcomes(copy, *tried))


def test_a_question_is_refused_as_an_answer(copy: Copy, altman: Interview) -> None:
    turns = list(altman.turns)
    questions = [at for at, one in enumerate(turns) if one.speaker != "altman"]
    assert len(questions) == 28
    tried, own = [], []
    for at in questions:
        words = turns[at].text
        answer = turns[min(at + 1, len(turns) - 1)].id
        place = f"{ID}:{turns[at].id}"
        tried += [
            ("", "", words),
            (ID, "", words),
            (f"{ID}:{answer}", "", words),
            (place, ":speaker: altman\n", words),
        ]
        own.append((place, "", words))
    assert [one["outcome"] for one in outcomes(copy, *tried)] == ["absent"] * len(tried)
    asked = outcomes(copy, *own)
    assert all(one["ok"] for one in asked)
    assert Counter(one["speaker"] for one in asked) == {"Moderator": 15, "Audience": 13}


def speech() -> list[str]:
    lines = post_lines()
    return [re.search("“(.+)”", lines[number])[1] for number in SPEECH]


def test_the_six_sentences_printed_as_speech_are_refused(copy: Copy) -> None:
    sentences = speech()
    assert len(sentences) == 6
    tried = [(where, "", words) for words in sentences for where in ("", ID, f"{ID}:t48")]
    tried += [("", ":speaker: altman\n", words) for words in sentences]
    assert [one["outcome"] for one in outcomes(copy, *tried)] == ["absent"] * len(tried)


def test_the_six_sentences_stand_in_no_turn(altman: Interview) -> None:
    corpus = Corpus({ID: altman})
    for words in speech():
        for turn in altman.turns:
            found = corpus.check(words, interview=ID, turn=turn.id)
            assert found.outcome is Outcome.ABSENT


def test_a_reported_voice_is_never_credited_without_its_label(
    copy: Copy, site, altman: Interview
) -> None:
    voices = apparatus()["voices"]
    assert len(voices) == 8
    text = page(*((f"{ID}:{one['turn']}", "", one["words"]) for one in voices))
    text += "\n".join(f"- He says {{said}}`{one['words']} <{ID}:{one['turn']}>`." for one in voices)
    built = copy.build({"extra": text + "\n"}, "html")
    assert reported(built) == Counter()
    shown = built.page("extra")
    blocks = shown.xpath("//blockquote")
    inline = shown.xpath("//span[contains(@class, 'said')]")
    assert len(blocks) == len(inline) == 8
    for one, block, said in zip(voices, blocks, inline, strict=True):
        for where in (block, said):
            credit = " ".join(where.text_content().split())
            assert f"reporting another voice: {one['voice']}" in credit
            assert credit.index("reporting another voice") > credit.index("Sam Altman")


def test_no_page_quotes_a_reported_voice_as_his(site, records: list[dict]) -> None:
    voices = [comparable(one["words"]) for one in apparatus()["voices"]]
    for one in records:
        if one["kind"] == "quotation" and comparable(one["words"]) in voices:
            assert one["voice"], one
