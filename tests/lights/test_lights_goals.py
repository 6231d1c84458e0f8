"""A goal's suggestion: the order of the law and the reason with its shares."""

import pytest

from lights import Basis, Counts, GoalFacts, GoalLevel, Grey, Light, classify_goal, suggest

COMMITTEE, ORIENTATION = GoalLevel.COMMITTEE, GoalLevel.ORIENTATION
NOTHING = Counts()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            GoalFacts(COMMITTEE, Counts(6, 2, 1), Counts(5, 1, 1)),
            "6 av 9 mätta indikatorer (67 %) når årsmålet helt, 1 ej; 5 av 7 bedömningar under"
            " målet är gröna (71 %) men 75 % krävs för grönt,"
            " så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(1, 0, 0, 2), Counts(1, 0, 0, 3), (Light.GREEN, Light.GREY)),
            "1 av 1 mätt indikator (100 %, ytterligare 2 kan inte bedömas) når årsmålet helt, 0 ej;"
            " 1 av 1 bedömning under målet är grön (100 %, ytterligare 3 saknas);"
            " 1 av 2 huvudansvariga bedömer målet grönt men alla krävs för grönt,"
            " så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2, 2, 5), NOTHING, basis=Basis.FORECAST),
            "5 av 9 mätta indikatorer (56 %) väntas nå årsmålet ej, vilket är mer än 50 %,"
            " så målet beräknas uppfyllas ej; grönt kräver att minst 50 % når helt och färre ej.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2, 0, 2), NOTHING),
            "2 av 4 mätta indikatorer (50 %) når årsmålet helt, 2 ej,"
            " men fler måste nå helt än ej för grönt, så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(1, 2, 0), NOTHING),
            "1 av 3 mätta indikatorer (33 %) når årsmålet helt, 0 ej,"
            " men 50 % krävs för grönt, så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(COMMITTEE, Counts(2, 0, 1), Counts(missing=3)),
            "2 av 3 mätta indikatorer (67 %) når årsmålet helt, 1 ej; ingen av 3 bedömningar under"
            " målet är gjord, så måluppfyllelsen kan inte beräknas.",
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
            "Av 8 bedömda mål under inriktningsmålet är 7 gröna (88 %) och 1 rött (13 %), medan"
            " 1 är obedömt, men grönt kräver minst 75 % gröna och inget rött,"
            " så målet beräknas ha uppfyllts delvis.",
        ),
        (
            GoalFacts(ORIENTATION, NOTHING, Counts(missing=3)),
            "Inget mål under inriktningsmålet är bedömt, så måluppfyllelsen kan inte beräknas.",
        ),
    ],
)
def test_the_reason_gives_the_shares(facts: GoalFacts, reason: str) -> None:
    assert suggest(facts).reason.replace("\u00a0", " ") == reason


def test_a_share_close_to_the_limit_does_not_look_like_it() -> None:
    just_red = GoalFacts(COMMITTEE, Counts(199, 0, 201), NOTHING)
    just_short = GoalFacts(COMMITTEE, Counts(1), Counts(299, 102))

    assert "(50,3\u00a0%)" in suggest(just_red).reason
    assert "(74,6\u00a0%)" in suggest(just_short).reason


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
