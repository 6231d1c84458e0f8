"""The world that the other tests stand on."""

from time import perf_counter

from goals.commands import drift
from goals.models import Goal
from indicators.models import Measurement
from organisation.enums import Permission
from organisation.queries import can
from tests.factories import World, make_world


def test_the_world_has_its_people_and_rows(world: World) -> None:
    assert can(world.unit_manager, Permission.RECORD, world.unit)
    assert not can(world.unit_manager, Permission.RECORD, world.second_unit)
    assert world.measurement().missing == "not_reported"
    assert world.measurement(period=world.t1).value == 82
    assert world.submission().is_editable
    assert world.analysis().organisation == world.unit
    assert world.status().activity == world.activity
    assert drift(period=world.t1) == drift(period=world.t2) == []


def test_a_bigger_world_has_more_of_everything(db: None) -> None:
    make_world(units=3, many=4)

    assert Goal.objects.count() == 2 + 3 * 4 + 6 * 4
    assert Measurement.objects.exists()


def test_the_world_is_quick_to_build(db: None) -> None:
    began = perf_counter()

    make_world()

    assert perf_counter() - began < 1.5
