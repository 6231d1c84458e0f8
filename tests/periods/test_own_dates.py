"""A nämnd sets its own last day for its units, inside SLK's; the nearest governs what a unit sees."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from history.commands import StaleRow
from organisation.models import Organisation
from periods.commands import NotNow, set_dates, set_own_dates
from periods.models import OwnDates, Period, Submission
from periods.queries import due_on, last_day, with_guidance, with_own_dates
from tests.factories import World

SLK_UNITS, SLK_COMMITTEES = date(2026, 9, 4), date(2026, 9, 18)
EARLIER = date(2026, 9, 2)


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def own(world: World, at: Organisation | None = None, **values: Any) -> OwnDates:
    """Dates of the nämnd, set by its controller."""
    values = {
        "units_due_on": EARLIER,
        "meeting_on": None,
        "guidance": "",
        "version": None,
        **values,
    }
    return set_own_dates(
        organisation=at or world.committee, period=world.t2, by=world.controller, **values
    )


def days(world: World) -> dict[str, date]:
    """What a list shows as the last day of each organisation."""
    rows = with_own_dates(Submission.objects.filter(period=world.t2))
    found = rows.select_related("organisation", "period")
    return {row.organisation.code: last_day(row) for row in found}


def test_the_nearest_date_governs_the_units_and_nobody_else(world: World) -> None:
    own(world)

    found = days(world)

    assert due_on(world.unit, world.t2) == found[world.unit.code] == EARLIER
    assert due_on(world.other_unit, world.t2) == found[world.other_unit.code] == SLK_UNITS
    assert due_on(world.committee, world.t2) == found[world.committee.code] == SLK_COMMITTEES
    assert due_on(world.city, world.t2) == found[world.city.code] == date(2027, 3, 1)


def test_a_date_nearer_the_unit_goes_before_the_namnds(world: World) -> None:
    own(world)
    own(world, world.tree.department, units_due_on=date(2026, 9, 1))

    assert due_on(world.unit, world.t2) == date(2026, 9, 1)


def guidance(world: World) -> dict[str, str | None]:
    """What each organisation is asked to write."""
    rows = with_guidance(Submission.objects.filter(period=world.t2))
    return {row.organisation.code: row.own_guidance for row in rows.select_related("organisation")}


def test_the_guidance_is_read_below_the_namnd_and_nowhere_else(world: World) -> None:
    own(world, guidance=" Skriv kort. ")

    found = guidance(world)

    assert found[world.unit.code] == "Skriv kort."
    assert found[world.committee.code] is found[world.other_unit.code] is None


def test_the_guidance_of_the_department_goes_before_the_namnds(world: World) -> None:
    own(world, guidance="Skriv kort.")
    own(world, world.tree.department, guidance="Skriv om hygien.")

    assert guidance(world)[world.unit.code] == "Skriv om hygien."


def test_a_period_without_guidance_does_not_hide_that_of_another(world: World) -> None:
    own(world, guidance="Skriv kort.")
    OwnDates.objects.create(
        organisation=world.committee, period=world.t1, units_due_on=world.t1.due_on
    )

    assert guidance(world)[world.unit.code] == "Skriv kort."


def test_a_meeting_alone_leaves_the_last_day_of_slk(world: World) -> None:
    own(world, units_due_on=None, meeting_on=date(2026, 9, 17))

    assert due_on(world.unit, world.t2) == days(world)[world.unit.code] == SLK_UNITS


def test_when_slk_moves_its_date_nearer_that_one_governs(world: World) -> None:
    own(world, units_due_on=SLK_UNITS)
    world.t2.due_on = date(2026, 9, 1)
    set_dates(period=world.t2, by=world.slk)

    assert due_on(world.unit, world.t2) == days(world)[world.unit.code] == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"units_due_on": date(2026, 9, 5)}, "units_due_on"),
        ({"meeting_on": date(2026, 9, 19)}, "meeting_on"),
        ({"meeting_on": date(2026, 9, 1)}, "meeting_on"),
    ],
)
def test_a_date_outside_those_of_slk_is_refused_at_its_field(
    world: World, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        own(world, **values)

    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    "values", [{"units_due_on": date(2026, 9, 5)}, {"meeting_on": date(2026, 9, 19)}]
)
def test_the_database_refuses_it_too(world: World, values: dict[str, Any]) -> None:
    dates = own(world)

    with pytest.raises(IntegrityError, match="senare än"), transaction.atomic():
        OwnDates.objects.filter(pk=dates.pk).update(**values)


def test_a_date_is_changed_by_the_one_who_has_seen_it(world: World) -> None:
    dates = own(world)

    own(world, version=dates.version, units_due_on=date(2026, 9, 3))

    assert due_on(world.unit, world.t2) == date(2026, 9, 3)
    with pytest.raises(StaleRow):
        own(world, version=dates.version - 1)
    with pytest.raises(StaleRow):
        own(world)


def test_nothing_is_changed_when_the_level_is_locked(world: World) -> None:
    locked = datetime(2026, 9, 19, tzinfo=UTC)
    Period.objects.filter(pk=world.t2.pk).update(unit_locked_at=locked, committee_locked_at=locked)

    with pytest.raises(NotNow, match="låst för nämnder och bolag"):
        own(world)


def test_it_costs_one_query_for_any_number(world: World, queries: Any) -> None:
    own(world)

    with queries() as asked:
        days(world)
    assert len(asked) == 1
