"""A value far from what is known asks whether it is right; it is saved all the same, and asked once."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from goals.commands import record
from indicators.models import Measurement
from indicators.plausibility import is_far
from organisation.models import User
from tests.factories import World, lock_everything
from tests.rounds.posting import address, inputs, save, text_of

ClientOf = Callable[[User], Client]
QUESTION = "Stämmer det?"


@pytest.fixture
def forecast(world: World) -> Measurement:
    """The forecast in tertial 2 of an indicator whose last forecast was 80 %."""
    organisation, indicator = world.unit, world.share.indicator
    for name in ("unit", "committee", "city"):
        setattr(world.t1, f"{name}_locked_at", None)
    world.t1.save()
    before = {"organisation": organisation, "indicator": indicator, "period": world.t1}
    Measurement.objects.update_or_create(
        **before, kind="forecast", defaults={"value": 80, "missing": ""}
    )
    lock_everything(world.t1)
    return world.measurement()


@pytest.mark.parametrize(
    ("value", "known", "far"),
    [("104", "80", False), ("104.1", "80", True), ("55.9", "80", True), ("5", "0", False),
     ("-20", "-10", True)],
)  # fmt: skip
def test_far_is_more_than_thirty_percent(value: str, known: str, far: bool) -> None:
    assert is_far(Decimal(value), Decimal(known)) is far


def test_a_value_far_from_the_last_forecast_is_saved_and_asked_about(
    world: World, client_of: ClientOf, forecast: Measurement
) -> None:
    client = client_of(world.unit_manager)

    response = save(client, address(world), **{f"m{forecast.pk}_value": "8"})

    assert response.status_code == 302
    text = text_of(client.get(address(world)))
    assert f"{QUESTION} 8,0 % är långt under förra prognosen, 80,0 %. Kommentar" in text
    forecast.refresh_from_db()
    assert (forecast.value, forecast.confirmed) == (8, None)


def test_a_value_near_the_last_one_is_not_asked_about(
    world: World, client_of: ClientOf, forecast: Measurement
) -> None:
    client = client_of(world.unit_manager)

    save(client, address(world), **{f"m{forecast.pk}_value": "70"})

    assert QUESTION not in text_of(client.get(address(world)))


def test_the_answer_is_kept_with_its_comment_and_not_asked_for_again(
    world: World, client_of: ClientOf, forecast: Measurement
) -> None:
    client = client_of(world.unit_manager)
    save(client, address(world), **{f"m{forecast.pk}_value": "8"})
    prefix = f"m{forecast.pk}"

    _press(client, world, **{f"{prefix}-comment": "Vi flyttade.", "stammer": prefix})

    forecast.refresh_from_db()
    assert (forecast.confirmed, forecast.comment) == (8, "Vi flyttade.")
    assert QUESTION not in text_of(client.get(address(world)))

    save(client, address(world), **{f"{prefix}_value": "9"})

    assert QUESTION in text_of(client.get(address(world)))


def test_an_answer_without_a_comment_is_an_answer(
    world: World, client_of: ClientOf, forecast: Measurement
) -> None:
    client, prefix = client_of(world.unit_manager), f"m{forecast.pk}"
    save(client, address(world), **{f"{prefix}_value": "8"})

    _press(client, world, stammer=prefix)

    forecast.refresh_from_db()
    assert forecast.confirmed == 8


def test_an_answer_to_what_somebody_else_has_changed_confirms_nothing(
    world: World, client_of: ClientOf, forecast: Measurement
) -> None:
    client, prefix = client_of(world.unit_manager), f"m{forecast.pk}"
    save(client, address(world), **{f"{prefix}_value": "8"})
    forecast.refresh_from_db()
    record(measurement=forecast, version=2, by=world.controller, value=Decimal(9))

    client.post(address(world), {f"{prefix}-seen": "", f"{prefix}-version": "2", "stammer": prefix})

    forecast.refresh_from_db()
    assert (forecast.value, forecast.confirmed) == (9, None)


def test_the_reviewer_sees_what_the_value_is_far_from_and_whether_it_was_confirmed(
    world: World, client_of: ClientOf, forecast: Measurement
) -> None:
    record(measurement=forecast, version=1, by=world.unit_manager, value=Decimal(8))

    review = text_of(client_of(world.controller).get(address(world, "review_submission")))

    assert "8,0 % är långt under förra prognosen, 80,0 %. Ej bekräftat." in review


def _press(client: Client, world: World, **changes: str) -> None:
    """Press the button in the page as it stands."""
    response = client.post(address(world), {**inputs(client.get(address(world))), **changes})
    assert response.status_code == 302
