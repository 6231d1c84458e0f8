"""The paragraph of a goal in a plan: words that fit the numbers, and counts that add up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paragraphs import COMMITMENTS, COMMITTEES, COMPANIES, OWN_GOALS
from reports.plan_words import (
    COMPANY_GOALS,
    Part,
    PlanCounts,
    PlannedCounts,
    addressed,
    contributing,
    followed,
    further,
    plan_paragraph,
    total,
    whole_plan,
)


@pytest.mark.parametrize(
    ("indicators", "with_target", "words"),
    [
        (0, 0, "Målet följs inte med någon indikator."),
        (1, 0, "Målet följs med 1 indikator, som saknar årsmål."),
        (1, 1, "Målet följs med 1 indikator, som har ett årsmål."),
        (4, 0, "Målet följs med 4 indikatorer, varav ingen har ett årsmål."),
        (4, 1, "Målet följs med 4 indikatorer, varav 1 har ett årsmål."),
        (4, 3, "Målet följs med 4 indikatorer, varav 3 har ett årsmål."),
        (4, 4, "Målet följs med 4 indikatorer, alla med ett årsmål."),
    ],
)
def test_indicators(indicators: int, with_target: int, words: str) -> None:
    assert followed(indicators, with_target) == words


@pytest.mark.parametrize(
    ("parts", "activities", "words"),
    [
        ((), 0, "Inga aktiviteter är planerade."),
        ((), 1, "1 aktivitet är planerad."),
        ((), 5, "5 aktiviteter är planerade."),
        (((OWN_GOALS, 0),), 0, "Inga nämndmål och inga aktiviteter bidrar."),
        (((OWN_GOALS, 2),), 5, "2 nämndmål och 5 aktiviteter bidrar."),
        (((OWN_GOALS, 1),), 0, "1 nämndmål och 0 aktiviteter bidrar."),
        (((COMPANY_GOALS, 1),), 1, "1 mål för bolaget och 1 aktivitet bidrar."),
        (
            ((OWN_GOALS, 2), (COMMITMENTS, 1)), 5,
            "2 nämndmål, 1 åtagande och 5 aktiviteter bidrar.",
        ),
        (
            ((OWN_GOALS, 0), (COMMITMENTS, 0)), 0,
            "Inga nämndmål, inga åtaganden och inga aktiviteter bidrar.",
        ),
    ],
)  # fmt: skip
def test_what_contributes(parts: tuple[Part, ...], activities: int, words: str) -> None:
    assert contributing(parts, activities) == words


@pytest.mark.parametrize(
    ("indicators", "with_target", "is_more", "words"),
    [
        (0, 0, True, ""),
        (1, 1, True, "Under målet finns ytterligare 1 indikator, som har ett årsmål."),
        (9, 8, True, "Under målet finns ytterligare 9 indikatorer, varav 8 har ett årsmål."),
        (9, 9, False, "Under målet finns 9 indikatorer, alla med ett årsmål."),
    ],
)
def test_the_indicators_below(indicators: int, with_target: int, is_more: bool, words: str) -> None:
    assert further(indicators, with_target, is_more=is_more) == words


@pytest.mark.parametrize(
    ("bodies", "words"),
    [
        ((), ""),
        (((COMMITTEES, 0), (COMPANIES, 0)), ""),
        (((COMMITTEES, 1), (COMPANIES, 0)), "Målet riktas till 1 nämnd."),
        (((COMMITTEES, 14), (COMPANIES, 1)), "Målet riktas till 14 nämnder och 1 bolag."),
    ],
)
def test_whom_it_is_addressed_to(bodies: tuple[Part, ...], words: str) -> None:
    assert addressed(bodies) == words


def test_the_sentences_of_a_goal_stand_in_order() -> None:
    counts = PlannedCounts(
        own=PlanCounts(indicators=4, with_target=3, activities=1),
        below=PlanCounts(own_goals=2, indicators=5, with_target=5, activities=4),
        parts=((OWN_GOALS, 2),),
    )

    assert plan_paragraph(counts) == (
        "Målet följs med 4 indikatorer, varav 3 har ett årsmål. "
        "2 nämndmål och 5 aktiviteter bidrar. "
        "Under målet finns ytterligare 5 indikatorer, alla med ett årsmål."
    )


@pytest.mark.parametrize(
    ("goals", "counts", "words"),
    [
        (0, PlanCounts(), "Planen har inga mål."),
        (1, PlanCounts(), "Planen har 1 mål. Målet följs inte med någon indikator. Inga aktiviteter är planerade."),
        (
            12, PlanCounts(indicators=9, with_target=8, activities=1),
            "Planen har 12 mål. Målen följs med 9 indikatorer, varav 8 har ett årsmål. "
            "1 aktivitet är planerad.",
        ),
    ],
)  # fmt: skip
def test_the_whole_plan(goals: int, counts: PlanCounts, words: str) -> None:
    assert whole_plan(goals, counts) == words


_few = st.integers(0, 40)
_counts = st.builds(
    lambda goals, commitments, with_target, without, activities: PlanCounts(
        goals, commitments, with_target + without, with_target, activities
    ),
    _few, _few, _few, _few, _few,
)  # fmt: skip


@given(own=_counts, below=st.lists(_counts, max_size=5))
def test_the_parts_sum_to_the_whole(own: PlanCounts, below: list[PlanCounts]) -> None:
    """A reader who adds up the paragraph's numbers gets those of the plan in brief."""
    counts = PlannedCounts(
        own=own, below=total(below), parts=((OWN_GOALS, total(below).own_goals),)
    )
    words = plan_paragraph(counts)

    indicators = sum(map(int, re.findall(r"(\d+) indikator", words)))
    activities = sum(map(int, re.findall(r"(\d+) aktivitet", words)))
    assert (indicators, activities) == (counts.whole.indicators, counts.whole.activities)
    assert counts.whole == total([own, *below])
    assert counts.whole.with_target <= counts.whole.indicators
