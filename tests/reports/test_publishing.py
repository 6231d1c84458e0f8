"""What of a decided copy everyone may see: an allow-list, and no small counts. Without a database."""

from decimal import Decimal
from typing import Any

import pytest

from reports.publishing import (
    BEFORE,
    FEWER,
    HIDDEN,
    SPLIT,
    TOO_FEW,
    UNACCEPTED,
    Guard,
    open_groups,
    open_line,
    smallest_hidden,
)

COUNTED = Guard(counts=frozenset({"antal"}))


def number(text: str | None) -> dict[str, Any]:
    return {"exact": text, "shown": text or "–"}


def light(colour: str = "green", reason: str = "Utfall 40 mot årsmål 30.") -> dict[str, Any]:
    return {
        "light": colour, "word": "uppnås helt", "reason": reason, "forecast": False,
        "grey": "", "rules": "1",
    }  # fmt: skip


def line(outcome: str | None = "40", **more: Any) -> dict[str, Any]:
    target = {"words": "minst 30", "decided_by": "KF", "reason": "Hemligt skäl"}
    return {
        "code": "antal", "name": "Antal", "unit": "personer", "outcome": number(outcome),
        "women": number(None), "men": number(None), "previous": number(None),
        "forecast": number(None), "target": target, "kf_target": None, "light": light(),
        "kf_light": None, "reported": 2, "expected": 2, "is_preliminary": False,
        "comment": "Hemlig kommentar", "action": {"responsible": "Eva Ek"}, **more,
    }  # fmt: skip


def goal(*lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    at = {
        "judged": light(reason=""), "suggested": light(reason="1 av 1 indikator uppnås helt."),
        "difference": "Bedömningen är grönare än underlaget", "moved": False,
        "rationale": "Hemlig motivering", "decided_by": "Eva Ek", "assessed_by": "Eva Ek",
        "assessed_on": "2026-09-01",
    }  # fmt: skip
    return {
        "code": "1.1", "title": "Trygg skola", "aim": "Alla är trygga.", "level_word": "mål",
        "at": at, "indicators": list(lines), "below": [], "rows": [{"owner": "Hemlig enhet"}],
        "paragraph": "Hemligt stycke", "analysis": [("Resultat", "Hemlig analys")],
        "activities": [], "tally": {}, **more,
    }  # fmt: skip


def content(*goals: dict[str, Any], **more: Any) -> Any:
    areas = {"code": "1", "title": "En stad", "areas": list(goals)}
    return {"orientations": [areas], "loose": [], "frozen_by": "Eva Ek", **more}


def shown(outcome: str | None = "40", guard: Guard = COUNTED, **more: Any) -> Any:
    return open_line(content(goal(line(outcome, **more))), "antal", guard)


def test_a_goal_is_shown_with_its_lights_reason_and_figures() -> None:
    (group,) = open_groups(content(goal(line())), COUNTED)

    (found,) = group.goals
    assert (group.title, found.title, found.judged.word) == (
        "1 En stad",
        "Trygg skola",
        "uppnås helt",
    )
    assert found.computed is not None
    assert found.computed.reason == "1 av 1 indikator uppnås helt."
    (row,) = found.lines
    assert (row.outcome, row.target, row.light.light) == ("40", "minst 30", "green")
    assert row.light.reason == "Utfall 40 mot årsmål 30."


def test_nothing_typed_and_nobody_named_comes_along() -> None:
    everything = repr(open_groups(content(goal(line(), below=[goal(line())])), COUNTED))

    assert "Hemlig" not in everything
    assert "Eva Ek" not in everything


@pytest.mark.parametrize("count", ["0", "1", "4", "4.5"])
def test_a_small_count_is_hidden_with_all_that_tells_it(count: str) -> None:
    row = shown(count, forecast=number("12"), women=number("1"), men=number("2"))

    assert (row.outcome, row.forecast, row.women, row.men) == (FEWER, HIDDEN, "–", "–")
    assert (row.light.light, row.light.reason, row.note) == ("grey", "", TOO_FEW)


@pytest.mark.parametrize("count", ["5", "5.0", "400", None, "ja"])
def test_other_counts_are_shown(count: str | None) -> None:
    assert shown(count).outcome == (count or "–")


def test_a_share_is_no_count() -> None:
    assert shown("3", Guard()).outcome == "3"


def test_the_computed_light_of_a_goal_does_not_tell_a_hidden_one() -> None:
    (group,) = open_groups(content(goal(line("3"), line("40"))), COUNTED)

    assert group.goals[0].computed is None
    assert group.goals[0].difference == ""
    assert group.goals[0].judged.light == "green"


def test_women_and_men_are_hidden_together() -> None:
    row = shown("12", women=number("3"), men=number("9"))

    assert (row.outcome, row.women, row.men, row.note) == ("12", HIDDEN, HIDDEN, SPLIT)


def test_women_and_men_are_shown_where_both_are_many() -> None:
    row = shown("12", women=number("5"), men=number("7"))

    assert (row.women, row.men, row.note) == ("5", "7", "")


def test_a_reason_that_tells_last_years_small_count_is_hidden() -> None:
    row = shown("12", previous=number("3"))

    assert (row.outcome, row.light.reason, row.note) == ("12", "", BEFORE)


def test_what_was_not_accepted_is_hidden() -> None:
    row = shown("40", is_preliminary=True)

    assert (row.outcome, row.light.light, row.note) == (HIDDEN, "grey", UNACCEPTED)


def test_what_the_organisation_reported_itself_is_decided_with_its_report() -> None:
    assert shown("40", is_preliminary=True, reported=None).outcome == "40"


def test_the_guard_hides_whole_indicators_and_genders() -> None:
    hidden = shown("40", Guard(hidden=frozenset({"antal"})))
    split = shown("40", Guard(split=frozenset({"antal"})), women=number("20"), men=number("20"))

    assert (hidden.outcome, hidden.note) == (HIDDEN, TOO_FEW)
    assert (split.outcome, split.women, split.men) == ("40", HIDDEN, HIDDEN)


def test_an_indicator_of_a_unit_is_not_found() -> None:
    units = [{"code": "enhet", "indicators": [line()], "commitments": [goal(line())]}]

    assert open_line(content(units=units), "antal", COUNTED) is None


@pytest.mark.parametrize(
    ("counts", "small", "hidden"),
    [
        ({1: 3, 2: 40, 3: 20}, {1}, {1, 3}),
        ({1: 3, 2: 4, 3: 20}, {1, 2}, {1, 2}),
        ({1: 30, 2: 40}, set(), set()),
        ({1: 3}, {1}, {1}),
    ],
)
def test_one_small_part_of_a_sum_takes_another_with_it(
    counts: dict[int, int], small: set[int], hidden: set[int]
) -> None:
    values = {pk: Decimal(count) for pk, count in counts.items()}

    assert smallest_hidden(values, small) == hidden
