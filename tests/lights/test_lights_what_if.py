"""What a goal's light would be if other facts had come in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lights import (
    Counts,
    GoalFacts,
    GoalLevel,
    Lack,
    Light,
    RuleError,
    at_worst,
    classify_goal,
    lack_of,
    moved,
    only_because,
    raised,
    to_green,
)

COMMITTEE, ORIENTATION = GoalLevel.COMMITTEE, GoalLevel.ORIENTATION
NOTHING = Counts()


def counts(most: int = 8) -> st.SearchStrategy[Counts]:
    number = st.integers(0, most)
    return st.builds(Counts, number, number, number, number)


def goals() -> st.SearchStrategy[GoalFacts]:
    leads = st.lists(st.sampled_from(Light), max_size=3).map(tuple)
    return st.builds(GoalFacts, st.sampled_from(GoalLevel), counts(), counts(), leads)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            GoalFacts(COMMITTEE, Counts(9, missing=3), NOTHING),
            "",
        ),
        (
            GoalFacts(COMMITTEE, Counts(3, 1, missing=5), NOTHING),
            "Grönt bara för att 5 av 9 indikatorer kan inte bedömas."
            " Om det som saknas vore rött skulle förslaget bli rött.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(4), Counts(9, missing=4)),
            "Grönt bara för att 4 av 13 bedömningar under målet inte är gjorda."
            " Om det som saknas vore rött skulle förslaget bli gult.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2, 1, missing=2), Counts(3, missing=1)),
            "Grönt bara för att 2 av 5 indikatorer kan inte bedömas."
            " Om det som saknas vore rött skulle förslaget bli gult.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(1, 1, missing=3), NOTHING),
            "Grönt bara för att 3 av 5 indikatorer kan inte bedömas."
            " Om det som saknas vore rött skulle förslaget bli rött.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(0, 2, missing=3), NOTHING),
            "Gult bara för att 3 av 5 indikatorer kan inte bedömas."
            " Om det som saknas vore rött skulle förslaget bli rött.",
        ),
        (
            GoalFacts(ORIENTATION, NOTHING, Counts(4, missing=1)),
            "Grönt bara för att 1 av 5 mål under det inte är bedömda."
            " Om det som saknas vore rött skulle förslaget bli gult.",
        ),
        (GoalFacts(COMMITTEE, Counts(red=3, missing=3), NOTHING), ""),
        (GoalFacts(COMMITTEE, Counts(missing=3), NOTHING), ""),
    ],
)
def test_green_only_because_something_is_missing(facts: GoalFacts, sentence: str) -> None:
    assert only_because(facts) == sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (GoalFacts(COMMITTEE, Counts(1), NOTHING), ""),
        (
            GoalFacts(COMMITTEE, Counts(1, 0, 3), NOTHING),
            "Grönt kräver att minst 2 indikatorer till når årsmålet helt.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(1, 0, 1), Counts(2, 2), (Light.GREEN, Light.GREY)),
            "Grönt kräver att minst 1 indikator till når årsmålet helt"
            " och att minst 1 bedömning till under målet är grön"
            " och att minst 1 huvudansvarig till bedömer målet grönt.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(missing=4), NOTHING),
            "Grönt kräver att minst 1 indikator till når årsmålet helt.",
        ),
        (
            GoalFacts(COMMITTEE, NOTHING, NOTHING),
            "Grönt kräver att målet får något att beräkna ett ljus av.",
        ),
        (
            GoalFacts(ORIENTATION, NOTHING, Counts(1, 2, 1)),
            "Grönt kräver att minst 2 mål till under det är gröna.",
        ),
    ],
)
def test_what_would_make_it_green(facts: GoalFacts, sentence: str) -> None:
    assert to_green(facts) == sentence


@given(goals())
def test_the_worst_is_never_greener(facts: GoalFacts) -> None:
    now, worst = classify_goal(facts)[0], classify_goal(at_worst(facts))[0]

    # Grey for want of assessments has no colour to lose: the first one to come in gives it one.
    assert now is Light.GREY or worst.rank <= now.rank


@given(goals())
def test_nothing_missing_changes_nothing(facts: GoalFacts) -> None:
    whole = replace(
        facts,
        indicators=replace(facts.indicators, missing=0),
        below=replace(facts.below, missing=0),
    )

    assert at_worst(whole) == whole
    assert only_because(whole) == ""


@given(goals())
def test_it_is_said_exactly_when_the_light_would_turn(facts: GoalFacts) -> None:
    now, worst = classify_goal(facts)[0], classify_goal(at_worst(facts))[0]

    assert bool(only_because(facts)) == (worst.rank < now.rank)


@given(goals())
def test_what_is_lacking_is_enough_and_no_more_than_enough(facts: GoalFacts) -> None:
    lack = lack_of(facts)

    if lack is not None:
        assert classify_goal(_given(facts, lack))[0] is Light.GREEN
        if lack.below:
            short = _given(facts, replace(lack, below=lack.below - 1))
            assert classify_goal(short)[0] is not Light.GREEN


def _given(facts: GoalFacts, lack: Lack) -> GoalFacts:
    return replace(
        facts,
        indicators=raised(facts.indicators, lack.indicators),
        below=raised(facts.below, lack.below),
        leads=tuple(Light.GREEN for _lead in facts.leads),
    )


@given(goals(), st.sampled_from([Light.GREEN, Light.YELLOW, Light.RED, Light.GREY]))
def test_a_greener_indicator_never_makes_the_goal_redder(facts: GoalFacts, was: Light) -> None:
    if was is Light.GREY or not getattr(facts.indicators, was.value):
        return
    better = replace(facts, indicators=moved(facts.indicators, was, Light.GREEN))

    assert classify_goal(better)[0].rank >= classify_goal(facts)[0].rank


def test_a_light_that_is_not_there_cannot_be_moved() -> None:
    assert moved(Counts(1, 1), Light.YELLOW, Light.GREY) == Counts(1, 0, 0, 1)
    with pytest.raises(RuleError):
        moved(Counts(1), Light.RED, Light.GREEN)
