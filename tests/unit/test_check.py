"""Who is credited with a quotation, and what an author is told about a wrong one."""

from __future__ import annotations

import pytest

from onrecord.check import Corpus, Finding, check
from onrecord.model import (
    Apparatus,
    Confidence,
    Erratum,
    Interview,
    Outcome,
    Role,
    Speaker,
    Turn,
    Voice,
)

SPEAKERS = {
    "aalto": Speaker("aalto", "Mia Aalto", Role.INTERVIEWEE),
    "berg": Speaker("berg", "Jon Berg", Role.INTERVIEWEE),
    "host": Speaker("host", "The host", Role.INTERVIEWER),
    "hall": Speaker("hall", "Hall", Role.AUDIENCE, group=True),
}
WORDS = [
    ("t1", "host", "Why did you open the workshop? Was it the money?"),
    (
        "t2",
        "aalto",
        (
            "Not the money. People say, “Nobody orders chairs.” We tend to keep small teams "
            "and take a lot of responsibility. Nobody orders chairs, they were right about that!"
        ),
    ),
    ("t3", "host", "You keep small teams. Doesn't that hurt?"),
    ("t4", "berg", "It hurts. We keep going, in any case. We sold 300 chairs in [coughs] March."),
    ("t5", "hall", "Where can one buy a bench?"),
    ("t6", "aalto", "We keep going, in any case. It was a lot of change in output, not less."),
    ("t7", None, "A stranger says that benches are art."),
]
APPARATUS = Apparatus(
    errata=(
        Erratum("e1", "t6", "a lot of change", "no change", Confidence.HIGH, "original"),
        Erratum("e2", "t6", "not there", "x", Confidence.LOW, "stale"),
        Erratum("e3", "t99", "lot", "x", Confidence.LOW, "no such turn"),
    ),
    voices=(
        Voice("old2", "Nobody … chairs.", "people"),
        Voice("t2", "[...]", "nobody"),
        Voice("t2", "not said at all", "nobody"),
    ),
)


def interview(name: str = "aalto-2024", apparatus: Apparatus = APPARATUS) -> Interview:
    turns = tuple(
        Turn(key, who, who or "Stranger", text, text, 1, ("old2",) if key == "t2" else ())
        for key, who, text in WORDS
    )
    return Interview(name, "A talk", SPEAKERS, turns, apparatus=apparatus)


@pytest.fixture
def corpus() -> Corpus:
    return Corpus({"aalto-2024": interview()})


def at(corpus: Corpus, words: str, turn: str, speaker: str | None = None) -> Finding:
    return corpus.check(words, interview="aalto-2024", turn=turn, speaker=speaker)


def test_found_in_the_turn_named(corpus: Corpus) -> None:
    found = at(corpus, "We tend to keep small teams", "t2", "aalto")
    assert found.outcome is Outcome.EXACT
    assert (found.interview, found.turn, found.hint) == ("aalto-2024", "t2", "")
    assert found.speaker == SPEAKERS["aalto"]
    assert found.spans == ((51, 78),)
    assert WORDS[1][2][51:78] == "We tend to keep small teams"
    assert (found.voices, found.errata, found.near) == ((), (), None)


def test_an_alias_leads_to_the_turn(corpus: Corpus) -> None:
    assert at(corpus, "small teams", "old2").turn == "t2"
    assert at(corpus, "tiny teams", "old2").turn == "t2"


def test_a_question_may_be_quoted_by_its_turn(corpus: Corpus) -> None:
    found = at(corpus, "Was it the money?", "t1")
    assert found.outcome.ok
    assert found.speaker == SPEAKERS["host"]


def test_an_unknown_label_credits_nobody(corpus: Corpus) -> None:
    found = at(corpus, "benches are art", "t7")
    assert found.outcome.ok
    assert found.speaker is None


def test_reported_words(corpus: Corpus) -> None:
    reported = at(corpus, "“Nobody orders chairs.”", "t2")
    assert reported.reported
    assert [one.voice for one in reported.voices] == ["people"]
    reported = at(corpus, "Nobody orders chairs.", "t2")
    assert reported.reported
    assert reported.spans == ((28, 49),)
    own = at(corpus, "Nobody orders chairs", "t2")
    assert not own.reported
    assert own.spans[0][0] > 100
    both = at(corpus, "People say, “Nobody orders chairs.” We tend", "t2")
    assert len(both.voices) == 1
    assert not both.reported


def test_a_printed_slip_is_named(corpus: Corpus) -> None:
    found = at(corpus, "It was a lot of change", "t6")
    assert [one.id for one in found.errata] == ["e1"]
    assert at(corpus, "It was … not less.", "t6").errata == ()


def test_words_of_a_reading(corpus: Corpus) -> None:
    for found in (
        at(corpus, "It was no change in output", "t6"),
        corpus.check("It was no change in output"),
    ):
        assert found.outcome is Outcome.ABSENT
        assert "printed is “a lot of change”" in found.hint
        assert "“no change” stands beside them in the apparatus" in found.hint
        assert found.near
        assert found.near.difference == "It was [-no-]{+a lot of+} change in output"


def test_absent(corpus: Corpus) -> None:
    found = at(corpus, "We tend to keep tiny teams", "t2")
    assert found.outcome is Outcome.ABSENT
    assert (found.interview, found.turn) == ("aalto-2024", "t2")
    assert "do not stand in the turn aalto-2024:t2" in found.hint
    assert found.near is not None
    assert found.near.passage == "We tend to keep small teams"
    assert WORDS[1][2][slice(*found.near.span)] == found.near.passage
    assert found.near.difference == "We tend to keep [-tiny-]{+small+} teams"
    assert found.near.score > 70


def test_the_nearest_may_be_elsewhere(corpus: Corpus) -> None:
    found = at(corpus, "We tend to keep tiny teams", "t5")
    assert found.near
    assert found.near.turn == "t2"
    assert at(corpus, "xylophone quartz zebra", "t5").near is None
    assert corpus.check("xylophone quartz zebra").near is None


def test_only_the_wrong_part_is_compared(corpus: Corpus) -> None:
    found = at(corpus, "Not the money. […] We tend to keep tiny teams", "t2")
    assert found.near
    assert found.near.difference == "We tend to keep [-tiny-]{+small+} teams"


@pytest.mark.parametrize(
    ("words", "turn", "hint"),
    [
        ("Was it the money", "t1", "has “?” after these words"),
        ("mall teams", "t2", "inside a word or a number of t2"),
        ("We keep going, in any case!", "t4", "does not have “!” after these words"),
        ("in [coughs] Marc[h]!", "t4", "does not have “!”"),
        ("we tend to keep small teams", "t2", "write a changed letter as in “[W]e”"),
        ("small teams … We tend", "t2", "but not in this order"),
        ("It hurts [so very] 300 chairs", "t4", "more words are left out than the marks say"),
        ("Where … zebra", "t5", "do not stand in the turn"),
        (
            "Why did you open the workshop?",
            "t2",
            "in t1, said by The host (interviewer): these are",
        ),
        ("We sold 300 chairs", "t2", "in t4, said by Jon Berg (interviewee): name aalto-2024:t4"),
        ("Where can one buy a bench?", "t2", "in t5, said by Hall (audience)"),
        ("benches are art", "t2", "in t7, said by Stranger: these are not the words of an"),
        ("zebra”", "t2", "do not stand in the turn"),
        ("bench \u2190”", "t5", "do not stand"),
        ("We sold 300 chairs. \u2190!", "t2", "do not stand"),
        ("\u2190", "t2", "do not stand"),
        ("zebra crossing", "t6", "do not stand"),
        ("It hurts [so], [...] zebra", "t4", "do not stand"),
    ],
)
def test_hints_in_a_turn(corpus: Corpus, words: str, turn: str, hint: str) -> None:
    found = at(corpus, words, turn)
    assert hint in found.hint
    assert found.outcome is Outcome.ABSENT


def test_the_wrong_speaker(corpus: Corpus) -> None:
    found = at(corpus, "It hurts", "t4", "aalto")
    assert found.outcome is Outcome.ABSENT
    assert "said by Jon Berg ('berg'), not by 'aalto'" in found.hint
    assert "said by Stranger, not by 'aalto'" in at(corpus, "are art", "t7", "aalto").hint
    assert "not by 'aalto'; credit" in at(corpus, "300 chairs", "t2", "aalto").hint


def test_looked_up_without_a_turn(corpus: Corpus) -> None:
    for key in (None, "aalto-2024"):
        found = corpus.check("a lot of responsibility", interview=key)
        assert found.outcome is Outcome.EXACT
        assert (found.interview, found.turn) == ("aalto-2024", "t2")
    found = corpus.check("small teams")
    assert found.turn == "t2"
    assert corpus.check("It hurts [...] going").turn == "t4"
    assert corpus.check("“…").outcome is Outcome.UNCHECKABLE


def test_a_question_is_no_answer(corpus: Corpus) -> None:
    found = corpus.check("Was it the money?")
    assert found.outcome is Outcome.ABSENT
    assert "in aalto-2024:t1, said by The host (interviewer)" in found.hint
    assert "not the words of an interviewee" in found.hint
    assert corpus.check("Was it the money?", speaker="host").turn == "t1"
    assert "not by 'aalto'" in corpus.check("Was it the money?", speaker="aalto").hint


def test_absent_everywhere(corpus: Corpus) -> None:
    found = corpus.check("We tend to keep tiny teams")
    assert found.outcome is Outcome.ABSENT
    assert found.near
    assert found.near.turn == "t2"
    assert "what the interviewees say" in found.hint
    assert "has “?” after" in corpus.check("Where can one buy a bench").hint
    assert "what 'berg' says" in corpus.check("zebra quartz", speaker="berg").hint


def test_ambiguous(corpus: Corpus) -> None:
    found = corpus.check("We keep going, in any case.")
    assert found.outcome is Outcome.AMBIGUOUS
    assert found.places == (("aalto-2024", "t4"), ("aalto-2024", "t6"))
    assert found.hint == "These words stand in aalto-2024:t4, aalto-2024:t6: name the turn."
    assert corpus.check("We keep going, in any case.", speaker="berg").turn == "t4"
    many = Corpus({key: interview(key) for key in "abcdefg"})
    assert "f:t2 and" not in many.check("small teams").hint
    assert "e:t2 and 2 more: name the turn" in many.check("small teams").hint


@pytest.mark.parametrize(
    ("words", "names", "hint"),
    [
        (
            "a",
            {"interview": "aalto-2042"},
            "no interview 'aalto-2042' (did you mean 'aalto-2024'?)",
        ),
        ("a", {"interview": "zzz"}, "no interview 'zzz'."),
        ("a", {"interview": "zzz", "turn": "t1"}, "no interview 'zzz'."),
        ("a", {"interview": "aalto-2024", "turn": "old3"}, "no turn 'old3' (did you mean 'old2'?)"),
        ("a", {"turn": "xyz"}, "No interview has a turn 'xyz'."),
        ("a", {"speaker": "alto"}, "no speaker 'alto' (did you mean 'aalto'?)"),
        ("a", {"turn": "t1", "speaker": "zzz"}, "no speaker 'zzz'."),
        ("[...]", {}, "no words to compare"),
        ("a … " * 60, {}, "divide it"),
    ],
)
def test_uncheckable(corpus: Corpus, words: str, names: dict[str, str], hint: str) -> None:
    found = corpus.check(words, **names)
    assert found.outcome is Outcome.UNCHECKABLE
    assert hint in found.hint


def test_a_turn_without_its_interview(corpus: Corpus) -> None:
    assert corpus.check("small teams", turn="t2").outcome.ok
    two = Corpus({key: interview(key) for key in "ab"})
    found = two.check("small teams", turn="t2")
    assert found.outcome is Outcome.UNCHECKABLE
    assert "a:t2, b:t2" in found.hint


def test_the_wrong_interview_named() -> None:
    other = Interview("other", "B", SPEAKERS, (Turn("t1", "berg", "B", "", "Fine weather", 1),))
    found = Corpus({"aalto-2024": interview(), "other": other}).check(
        "Fine weather", interview="aalto-2024", turn="t2"
    )
    assert "stand in other:t1, said by Jon Berg" in found.hint
    many = {f"i{number}": other for number in range(60)} | {"aalto-2024": interview()}
    found = Corpus(many).check("Fine weather", interview="aalto-2024", turn="t2")
    assert "do not stand in" in found.hint


def test_only_the_interview_named_is_read() -> None:
    class Reading(dict[str, Interview]):
        def __getitem__(self, key: str) -> Interview:
            assert key == "aalto-2024"
            return super().__getitem__(key)

    found = check(
        "small teams",
        Reading({"aalto-2024": interview(), "other": interview()}),
        interview="aalto-2024",
        turn="t2",
    )
    assert found.outcome.ok
