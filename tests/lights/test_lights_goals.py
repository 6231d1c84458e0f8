"""A goal's suggestion: the order of the law and the reason with its counts."""

from decimal import Decimal
from itertools import product

import pytest

from lights import Basis, Counts, GoalFacts, GoalLevel, Grey, Light, Limits, classify_goal, suggest

COMMITTEE, ORIENTATION = GoalLevel.COMMITTEE, GoalLevel.ORIENTATION
NOTHING = Counts()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            GoalFacts(COMMITTEE, Counts(6, 2, 1), Counts(5, 1, 1)),
            "Av 9 indikatorer når 6 årsmålet helt, 2 delvis och 1 inte, men bara 5 av 7"
            " bedömningar under målet är gröna (71 %, grönt kräver minst 75 %),"
            " så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(1, 0, 0, 2), Counts(1, 0, 0, 3), (Light.GREEN, Light.GREY)),
            "Målets enda bedömda indikator når årsmålet helt (2 till kan inte bedömas), och den"
            " enda bedömningen under målet är grön (3 till saknas), men bara 1 av 2"
            " huvudansvariga bedömer målet grönt (grönt kräver alla),"
            " så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(red=1, missing=1), NOTHING, basis=Basis.FORECAST),
            "Målets enda bedömda indikator väntas inte nå årsmålet (1 till kan inte bedömas),"
            " så målet beräknas inte uppfyllas.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2, 2, 5), NOTHING, basis=Basis.FORECAST),
            "Av 9 indikatorer väntas 2 nå årsmålet helt, 2 delvis och 5 inte (fler än hälften),"
            " så målet beräknas inte uppfyllas.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(red=3), NOTHING),
            "Ingen av de 3 indikatorerna når årsmålet, så målet beräknas inte ha uppfyllts.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2, 0, 2), NOTHING),
            "Av 4 indikatorer når 2 årsmålet helt och 2 inte (grönt kräver att fler når helt än"
            " inte), så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(1, 2, 0), NOTHING),
            "Av 3 indikatorer når 1 årsmålet helt och 2 delvis (grönt kräver att minst hälften når"
            " helt), så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2), Counts(5, 1), (Light.GREEN,)),
            "Båda indikatorerna når årsmålet helt, och 5 av 6 bedömningar under målet är gröna,"
            " och huvudansvarig bedömer målet grönt, så målet beräknas ha uppfyllts helt.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(4), Counts(yellow=1), (Light.GREEN, Light.GREEN)),
            "Alla 4 indikatorer når årsmålet helt, men bedömningen under målet är inte grön,"
            " medan båda huvudansvariga bedömer målet grönt,"
            " så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2, 0, 1), Counts(missing=3)),
            "Av 3 indikatorer når 2 årsmålet helt och 1 inte, men ingen av 3 bedömningar under"
            " målet är gjord, så måluppfyllelsen kan inte beräknas.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(yellow=1), Counts(missing=1)),
            "Målets enda indikator når årsmålet delvis, men bedömningen under målet är inte gjord,"
            " så måluppfyllelsen kan inte beräknas.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(missing=4), NOTHING),
            "Ingen av målets 4 indikatorer har ett värde som kan bedömas,"
            " så måluppfyllelsen kan inte beräknas.",
        ),
        (
            GoalFacts(COMMITTEE, NOTHING, NOTHING),
            "Målet har inga indikatorer, så måluppfyllelsen kan inte beräknas.",
        ),
        (
            GoalFacts(ORIENTATION, NOTHING, Counts(7, 0, 1, 1)),
            "Av 8 bedömda mål under inriktningsmålet är 7 gröna och 1 rött (grönt kräver att inget"
            " är rött; 1 till är inte bedömt), så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(ORIENTATION, NOTHING, Counts(3, 1, 1)),
            "Av 5 mål under inriktningsmålet är 3 gröna, 1 gult och 1 rött (60 % gröna, grönt"
            " kräver minst 75 % och inget rött), så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(ORIENTATION, NOTHING, Counts(missing=3)),
            "Inget mål under inriktningsmålet är bedömt, så måluppfyllelsen kan inte beräknas.",
        ),
    ],
)
def test_the_reason_says_plainly_what_was_counted(facts: GoalFacts, reason: str) -> None:
    assert suggest(facts).reason.replace("\u00a0", " ") == reason


FEW = [Counts(*few) for few in product(range(4), repeat=4)]
MEASURED = [counts for counts in FEW if counts.known]


def test_no_count_of_indicators_is_left_out() -> None:
    reasons = {suggest(GoalFacts(COMMITTEE, counts, NOTHING)).reason for counts in MEASURED}

    assert len(reasons) == len(MEASURED)


def test_no_count_of_the_goals_below_an_orientation_goal_is_left_out() -> None:
    reasons = {suggest(GoalFacts(ORIENTATION, NOTHING, counts)).reason for counts in MEASURED}

    assert len(reasons) == len(MEASURED)


def test_the_green_the_made_and_the_missing_assessments_are_all_told() -> None:
    facts = [GoalFacts(COMMITTEE, Counts(green=1), counts) for counts in FEW]

    told = {(one.below.green, one.below.known, one.below.missing) for one in facts}
    assert len({suggest(one).reason for one in facts}) == len(told)


def test_a_share_close_to_the_limit_does_not_look_like_it() -> None:
    just_red = GoalFacts(COMMITTEE, Counts(199, 0, 201), NOTHING)
    just_short = GoalFacts(COMMITTEE, Counts(1), Counts(299, 102))
    stricter = Limits(goal_red=Decimal("50.2"))

    assert "201 inte (fler än hälften)" in suggest(just_red).reason
    assert "(50,3\u00a0%, mer än gränsen 50,2\u00a0%)" in suggest(just_red, stricter).reason
    assert "(74,6\u00a0%, grönt kräver minst 75\u00a0%)" in suggest(just_short).reason


def test_red_indicators_come_before_unjudged_below() -> None:
    facts = GoalFacts(COMMITTEE, Counts(red=1), Counts(missing=1))

    assert classify_goal(facts) == (Light.RED, None)


def test_unmeasured_comes_before_everything() -> None:
    facts = GoalFacts(COMMITTEE, Counts(missing=1), Counts(green=9), (Light.GREEN,))

    assert classify_goal(facts) == (Light.GREY, Grey.NOTHING_MEASURED)


@pytest.mark.parametrize(
    ("greener", "than"),
    [("green", "yellow"), ("yellow", "red"), ("green", "grey"), ("yellow", "grey")],
)
def test_a_greener_light_outranks(greener: str, than: str) -> None:
    assert Light(greener).rank > Light(than).rank


def test_red_over_grey_is_not_greener() -> None:
    assert Light.RED.rank <= Light.GREY.rank
