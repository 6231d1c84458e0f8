"""What a goal says of itself, and that the words of its light are those of the rules."""

import pytest

from goals.enums import JUDGED_CHOICES, LIGHT_CHOICES, SUGGESTION_GREY_CHOICES, Level
from goals.models import Goal
from goals.words import is_greener
from lights import GoalLevel, Grey, Light
from tests.factories import World


@pytest.mark.parametrize(
    ("level", "of_city"),
    [
        (Level.ORIENTATION, True),
        (Level.OPERATIONAL_AREA, True),
        (Level.COMMITTEE, False),
        (Level.COMMITMENT, False),
    ],
)
def test_the_two_upper_levels_are_the_citys(level: Level, of_city: bool) -> None:
    assert Goal(level=level).is_of_city is of_city


def test_the_levels_are_those_of_the_rules() -> None:
    assert {level.value for level in GoalLevel} == set(Level.values)


def test_the_lights_are_those_of_the_rules() -> None:
    assert {light.value for light in Light} == {value for value, _ in LIGHT_CHOICES}
    assert "grey" not in dict(JUDGED_CHOICES), "En människa bedömer inte grått."
    assert {grey.value for grey in Grey} <= {value for value, _ in SUGGESTION_GREY_CHOICES}


def test_a_goal_is_called_by_number_and_title(world: World) -> None:
    assert str(world.area_goal) == "1.1 Målet 1.1"
    assert world.area_goal.get_absolute_url() == f"/mal/{world.area_goal.pk}/"


GREENER = {("green", "yellow"), ("green", "red"), ("yellow", "red")}
GREENER |= {("green", "grey"), ("yellow", "grey")}


@pytest.mark.parametrize("light", ["green", "yellow", "red"])
@pytest.mark.parametrize("seen", ["green", "yellow", "red", "grey"])
def test_which_judgement_is_greener_than_the_suggestion(light: str, seen: str) -> None:
    assert is_greener(light, seen) is ((light, seen) in GREENER)
