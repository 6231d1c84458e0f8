"""An indicator in a report says who set it, and calls a bolag a bolag."""

import pytest

from goals.models import Goal
from indicators.models import GoalIndicator
from organisation.enums import Kind
from organisation.models import Organisation
from reports.gathering.indicators import set_by_word


@pytest.mark.parametrize(
    ("set_by", "kind", "word"),
    [
        ("kf", Kind.CITY, "KF"),
        ("committee", Kind.DISTRICT_COMMITTEE, "nämnd"),
        ("committee", Kind.COMPANY, "bolag"),
        ("committee", Kind.COMPANY_GROUP, "bolag"),
        ("unit", Kind.UNIT, "enhet"),
    ],
)
def test_who_set_it_is_called_what_it_is(set_by: str, kind: Kind, word: str) -> None:
    goal = Goal(owner=Organisation(kind=kind))

    assert set_by_word(GoalIndicator(goal=goal, set_by=set_by)) == word
