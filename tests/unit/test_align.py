"""The alignment of turns: what keeps its id, what is in doubt, and never a wrong home."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.align import Alignment, Kind, Spoken, align
from onrecord.align.gaps import Gap
from onrecord.align.likeness import compare, letters_alike, shared_words
from onrecord.align.records import Pair, Words
from onrecord.align.resolve import resolve
from onrecord.align.votes import chain

sys.path.insert(0, str(Path(__file__).parents[1] / "scale"))
from edits import EDITS, begin, edited, generated

TALK = [
    Spoken("Ann", "Why do you build boats out of wood and nothing else?"),
    Spoken(
        "Bo", "Because wood floats, and it bends. People say steel is stronger, but I don't care."
    ),
    Spoken("Ann", "And glue?"),
    Spoken("Bo", "Glue holds for three years. Then you need new glue and a new boat."),
    Spoken("Ann", "Yeah."),
    Spoken("Bo", "You are very welcome, come again soon, and bring your brother."),
]


def kinds(old: list[Spoken], new: list[Spoken]) -> list[tuple[str, tuple[int, ...]]]:
    return [(link.kind.value, link.new) for link in align(old, new).links]


def said(label: str, *texts: str) -> list[Spoken]:
    return [Spoken(label, text) for text in texts]


def test_nothing_and_everything() -> None:
    assert align([], []) == Alignment((), 0)
    assert kinds(TALK, []) == [("removed", ())] * 6
    assert align([], TALK).inserted == (0, 1, 2, 3, 4, 5)
    assert kinds(TALK, TALK) == [("same", (at,)) for at in range(6)]


def test_changed_inserted_removed() -> None:
    new = [
        TALK[0], Spoken("Cy", "Let me say something here that nobody asked for."),
        TALK[1]._replace(text=TALK[1].text.replace("steel", "iron")), TALK[3], TALK[5],
    ]  # fmt: skip
    found = align(TALK, new)
    assert [one.kind for one in found.links] == [
        Kind.SAME, Kind.CHANGED, Kind.REMOVED, Kind.SAME, Kind.REMOVED, Kind.SAME,
    ]  # fmt: skip
    assert found.inserted == (1,)
    assert found.homes == {0: 0, 2: 1, 3: 3, 4: 5}
    assert found.doubtful == ()


def test_a_label_or_marks_are_no_other_words() -> None:
    new = [one._replace(text=one.text.upper().replace(".", "")) for one in TALK]
    assert kinds(TALK, new) == [("same", (at,)) for at in range(6)]
    new = [one._replace(label=one.label.replace("Bo", "Bo Berg")) for one in TALK]
    assert [kind for kind, _ in kinds(TALK, new)] == ["same", "changed"] * 3


def test_split() -> None:
    one, two = (
        "Because wood floats, and it bends.",
        "People say steel is stronger, but I don't care.",
    )
    new = [TALK[0], Spoken("Bo", one), Spoken("Ann", "Really?"), Spoken("Bo", two), *TALK[2:]]
    assert kinds(TALK, new)[1] == ("split", (3, 1))
    assert align(TALK, new).inserted == (1, 2)


def test_merged() -> None:
    new = [*TALK[:3], Spoken("Bo", f"{TALK[3].text} {TALK[5].text}")]
    assert kinds(TALK, new)[3:] == [("changed", (3,)), ("removed", ()), ("merged", (3,))]


def test_a_short_turn_joined_to_its_neighbour() -> None:
    old = [*said("Bo", "Yes."), *TALK[1:4], *said("Bo", "Right."), TALK[0]]
    new = [
        Spoken("Bo", f"Yes. {TALK[1].text}"),
        TALK[2],
        Spoken("Bo", f"{TALK[3].text} Right."),
        TALK[0],
    ]
    assert kinds(old, new) == [
        ("merged", (0,)), ("changed", (0,)), ("same", (1,)), ("changed", (2,)), ("merged", (2,)),
        ("same", (3,)),
    ]  # fmt: skip


def test_joined_words_that_prove_nothing_are_doubtful() -> None:
    other = [Spoken("Ann", "Yes."), TALK[1], TALK[0]]
    new = [Spoken("Bo", f"Yes. {TALK[1].text}"), TALK[0]]
    assert kinds(other, new)[0] == ("doubtful", (0,))
    twins = [*said("Bo", "Yes."), *said("Bo", "Yes."), TALK[1], TALK[0]]
    assert {kind for kind, _ in kinds(twins, new)[:2]} == {"doubtful", "removed"}
    more = [Spoken("Bo", f"Yes. {TALK[1].text} So it is."), TALK[0]]
    assert kinds([Spoken("Bo", "Yes."), *other[1:]], more)[0] == ("doubtful", (0,))
    assert kinds([Spoken("Bo", "…"), *other[1:]], new)[0] == ("removed", ())


def test_moved_with_what_stands_beside_it() -> None:
    new = [*TALK[3:], *TALK[:3]]
    found = align(TALK, new)
    assert [one.new for one in found.links] == [(3,), (4,), (5,), (0,), (1,), (2,)]
    assert Kind.MOVED in {one.kind for one in found.links}
    assert not any(one.kind is Kind.DOUBTFUL for one in found.links)


def test_a_short_turn_elsewhere_is_doubtful() -> None:
    old = [TALK[2], *TALK[:2], TALK[3]]
    assert kinds(old, [*old[1:], TALK[2]])[0] == ("doubtful", (3,))
    assert kinds([TALK[4], *TALK[:2]], [*TALK[:2], TALK[4]])[0] == ("removed", ())


def test_part_of_a_turn_elsewhere_is_doubtful() -> None:
    long = Spoken("Bo", "one two three four five six seven eight nine ten eleven twelve")
    part = Spoken("Bo", "one two three four five six seven a b c d")
    found = kinds([long, *TALK[:4]], [*TALK[:4], part])
    assert found[0] == ("doubtful", (4,))


def test_repeated_turns_are_not_guessed() -> None:
    pair = [Spoken("Ann", "Yeah."), Spoken("Bo", "Mm-hm.")]
    old = [TALK[0], *pair, *pair, TALK[3]]
    new = [TALK[0], *pair, TALK[3]]
    assert {kind for kind, _ in kinds(old, new)[1:5]} == {"doubtful"}
    assert kinds(old, old) == [("same", (at,)) for at in range(6)]


def test_another_turn_in_its_place_is_doubtful() -> None:
    new = [*TALK[:4], Spoken("Ann", "What is the weather?"), TALK[5]]
    assert kinds(TALK, new)[4] == ("doubtful", (4,))
    assert kinds(TALK, [*new[:4], Spoken("Bo", "What is the weather?"), TALK[5]])[4] == (
        "removed",
        (),
    )


def test_a_short_turn_mended() -> None:
    new = [*TALK[:2], Spoken("Ann", "And the glue?"), *TALK[3:]]
    assert kinds(TALK, new)[2] == ("changed", (2,))
    assert kinds([*TALK, TALK[2]], [*new, TALK[2]])[2] == ("doubtful", (2,))


def test_a_neighbour_that_is_as_like_is_a_rival() -> None:
    one = "The boat number five is very old and lies in the harbour of the town"
    two = "The boat number nine is very old and lies in the harbour of the town"
    old = [TALK[0], *said("Bo", one, two), TALK[3]]
    new = [TALK[0], *said("Bo", one.replace("five", "six")), TALK[3]]
    assert {kind for kind, _ in kinds(old, new)[1:3]} <= {"doubtful", "removed"}
    assert kinds(old, new)[1][0] == "doubtful"


def test_two_short_turns_made_one_and_one_made_two() -> None:
    short = [TALK[0], *said("Bo", "Oh yes.", "Of course."), TALK[3]]
    whole = [TALK[0], *said("Bo", "Oh yes. Of course."), TALK[3]]
    assert [kind for kind, _ in kinds(short, whole)] == ["same", "changed", "merged", "same"]
    assert kinds(whole, short)[1][0] == "split"


def test_a_turn_cut_down_or_given_to_another() -> None:
    cut = [TALK[0], Spoken("Bo", "Because wood floats, and it bends."), *TALK[2:]]
    assert kinds(TALK, cut)[1] == ("changed", (1,))
    quoted = [TALK[0], Spoken("Ann", "Because wood floats, and it bends."), *TALK[2:]]
    assert kinds(TALK, quoted)[1] == ("doubtful", (1,))


def gap(old: list[Spoken], new: list[Spoken]) -> Gap:
    before, after = [Words(one) for one in old], [Words(one) for one in new]
    return Gap(
        before,
        range(len(old)),
        after,
        range(len(new)),
        lambda a, b: before[a].label == after[b].label,
    )


def test_a_large_gap_is_divided_where_something_stands_once() -> None:
    many = [Spoken("Ann", "Yeah.") for _ in range(120)]
    marks = said("Ann", "First.", "Second.", "Third.")
    old = [*many, marks[0], *many, marks[1], *many, marks[2]]
    new = [*many, marks[0], *many[:-1], marks[1], *many, marks[2]]
    found = {one.old: one for one in gap(old, new).solve()}
    assert (found[120].new, found[241].new, found[362].new) == ((120,), (240,), (361,))
    assert found[0].sure
    assert not found[130].sure
    found = {one.old: one for one in gap(old, [marks[2], *new[:-1]]).solve()}
    assert (found[120].new, found[241].new) == ((121,), (241,))
    assert found[120].sure
    assert 362 not in found
    assert {one.sure for one in gap([*many, marks[0]], many[:-3]).solve()} == {False}


def test_what_two_turns_share() -> None:
    one, two = Words(Spoken("A", "a b c d e f")), Words(Spoken("A", "a b c x e f"))
    assert shared_words(one, two) == 3
    assert compare(3, 4, one, two)[:5] == (3, 4, 3, 0.5, 0.5)
    assert shared_words(Words(Spoken("A", "")), one) == 0
    assert letters_alike(one, one) == 1.0
    long = Words(Spoken("A", "a b c " * 8000))
    assert shared_words(long, Words(Spoken("A", "a b c " * 8000 + "d"))) == 20000


def resolved(old: list[Spoken], new: list[Spoken], *pairs: tuple[int, int]) -> list[str]:
    before, after = [Words(one) for one in old], [Words(one) for one in new]
    found: dict[int, list[Pair]] = {}
    for a, b in pairs:
        found.setdefault(a, []).append(compare(a, b, before[a], after[b])._replace(sure=True))
    links = resolve(before, after, found, lambda a, b: before[a].label == after[b].label).links
    return [one.kind.value for one in links]


def test_one_new_turn_is_not_given_to_two() -> None:
    same = said("Ann", "Yeah.", "Yeah.")
    assert resolved(same, same[:1], (0, 0), (1, 0)) == ["doubtful", "doubtful"]


def test_words_given_to_another_speaker() -> None:
    old = said("Ann", "a b c d e f g h i j k l")
    parts = said("Bo", "a b c d e", "f g h i j k l")
    assert resolved(old, parts, (0, 0), (0, 1)) == ["split"]
    whole = said("Bo", "x1 x2 x3 a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2")
    more = [*old, *said("Ann", "m n o p q r s t u v w x y")]
    assert resolved(more, whole, (0, 0), (1, 0)) == ["merged", "changed"]
    assert resolved(old, whole, (0, 0)) == ["doubtful"]


def test_turns_are_looked_for_elsewhere_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.align.aligner.PASSES", 1)
    assert [kind for kind, _ in kinds(TALK, TALK[::-1])].count("moved") == 1


def test_the_heaviest_chain() -> None:
    assert chain({}, 0) == []
    assert chain({(0, 1): 5, (1, 0): 9, (1, 1): 1, (2, 2): 1}, 3) == [(1, 0), (1, 1), (2, 2)]
    assert chain({(0, 2): 1, (1, 0): 4, (2, 1): 4}, 3) == [(1, 0), (2, 1)]


@pytest.mark.parametrize("kind", [*EDITS, "mixture"])
def test_no_address_leads_to_other_words(kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(6):
        source = generated(rng, 80)
        after = edited(rng, kind, begin(source), 10)
        found = align(source, [Spoken(one.label, one.text) for one in after])
        kept = 0
        for link in found.links:
            if link.home is None:
                continue
            there = after[link.home]
            same = Words(Spoken(there.label, there.text)).key == Words(source[link.old]).key
            assert link.old in after[link.home].origins or same, (source[link.old], there)
            kept += 1
        assert kept > 50


words = st.sampled_from(
    ["yes", "no", "boat", "glue", "wood", "and", "the", "it floats on water", "nobody knows why"]
)
turn = st.builds(Spoken, st.sampled_from(["A", "B"]), st.lists(words, max_size=6).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(st.lists(turn, max_size=12), st.lists(turn, max_size=12))
def test_an_alignment_is_whole(old: list[Spoken], new: list[Spoken]) -> None:
    found = align(old, new)
    assert [one.old for one in found.links] == list(range(len(old)))
    homes = [one.home for one in found.links if one.home is not None]
    assert len(homes) == len(set(homes))
    assert sorted([*homes, *found.inserted]) == list(range(len(new)))
    for link in found.links:
        assert all(0 <= at < len(new) for at in link.new)
        assert bool(link.new) == (link.kind is not Kind.REMOVED)


@settings(max_examples=100, deadline=None)
@given(st.lists(turn, max_size=12))
def test_what_is_the_same_stays(old: list[Spoken]) -> None:
    assert all(one.home == one.old for one in align(old, old).links)
