"""The control that computes everything again and lists what is stored otherwise."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from goals.commands import drift, record, rejudge
from goals.models import Suggestion
from indicators.models import Total, Verdict
from tests.factories import World


@pytest.fixture
def judged(world: World) -> World:
    measurement = world.measurement(world.places)
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(120))
    rejudge(period=world.t2)
    return world


def what(world: World) -> set[str]:
    return {row.what for row in drift(period=world.t2)}


def test_a_judged_period_has_no_drift(judged: World) -> None:
    assert what(judged) == set()


def test_a_changed_light_is_found(judged: World) -> None:
    Verdict.objects.filter(period=judged.t2, measurement__isnull=False).update(
        light="green", grey=""
    )

    assert "utslag" in what(judged)


def test_another_kind_of_grey_is_found(judged: World) -> None:
    Verdict.objects.filter(period=judged.t2, grey="not_reported").update(grey="withheld")

    assert "utslag" in what(judged)


def test_a_changed_total_is_found_though_its_light_is_the_same(judged: World) -> None:
    Total.objects.filter(
        period=judged.t2, indicator=judged.places.indicator, kind="forecast"
    ).update(value=121)

    assert "total" in what(judged)


def test_a_lost_suggestion_is_found(judged: World) -> None:
    Suggestion.objects.filter(period=judged.t2)._raw_delete("default")

    assert what(judged) == {"måluppfyllelse"}


def test_the_command_says_so_and_fails(judged: World) -> None:
    Suggestion.objects.filter(period=judged.t2)._raw_delete("default")

    with pytest.raises(CommandError, match="avviker"):
        call_command("check_lights", period=judged.t2.slug)


def test_judging_again_mends_it(judged: World) -> None:
    Total.objects.filter(period=judged.t2).update(value=1)
    Verdict.objects.filter(period=judged.t2)._raw_delete("default")

    rejudge(period=judged.t2)

    assert what(judged) == set()
