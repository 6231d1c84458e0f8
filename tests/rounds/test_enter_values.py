"""A unit manager enters values in the table and saves them with the one button."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from indicators.models import Measurement, Verdict
from organisation.models import User
from periods.commands import lock
from periods.enums import LockLevel
from tests.factories import World
from tests.rounds.posting import address, inputs, opened, save, text_of

ClientOf = Callable[[User], Client]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12,5 %", "12.5"),
        (" 79 ", "79"),
        ("+3", "3"),
    ],
)
def test_numbers_are_read_as_swedes_write_them(
    world: World, client_of: ClientOf, typed: str, value: str
) -> None:
    forecast = world.measurement()

    response = save(
        client_of(world.unit_manager), address(world), **{f"m{forecast.pk}_value": typed}
    )

    assert response.status_code == 302
    forecast.refresh_from_db()
    assert (forecast.value, forecast.missing) == (Decimal(value), "")
    assert forecast.changed_by == world.unit_manager


@pytest.mark.parametrize("typed", ["1 234", "1\u00a0234", "1234"])
def test_spaced_thousands_and_true_minus_are_read(
    world: World, client_of: ClientOf, typed: str
) -> None:
    places = world.measurement(world.places)

    save(client_of(world.unit_manager), address(world), **{f"m{places.pk}_value": typed})

    places.refresh_from_db()
    assert places.value == 1234


def test_the_light_and_its_reason_stand_in_the_row_after_saving(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.unit_manager)

    save(client, address(world), **{f"m{world.measurement().pk}_value": "79"})

    text = text_of(client.get(address(world)))
    assert "Uppnås delvis Prognos Helårsprognosen 79,0 % ligger under årsmålet minst 82 %" in text
    assert "KF: minst 80 %" in text
    assert "Mot KF:s årsmål" in text


def test_only_touched_rows_are_saved(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    outcome = world.measurement(kind="outcome")

    save(client, address(world), **{f"m{outcome.pk}_value": "81"})

    versions = Measurement.objects.filter(organisation=world.unit, period=world.t2)
    assert {one.version for one in versions.exclude(pk=outcome.pk)} == {1}


def test_a_saved_number_may_be_posted_again_without_a_new_version(
    world: World, client_of: ClientOf
) -> None:
    client, outcome = client_of(world.unit_manager), world.measurement(kind="outcome")
    shown = inputs(client.get(address(world)))

    for _ in range(2):
        client.post(address(world), {**shown, f"m{outcome.pk}-value": "81,50"})

    outcome.refresh_from_db()
    assert (outcome.version, outcome.value) == (2, Decimal("81.5"))


def test_a_ratio_is_computed_from_its_parts(world: World, client_of: ClientOf) -> None:
    ratio = world.measurement(world.qualified)
    client = client_of(world.unit_manager)

    save(
        client,
        address(world),
        **{f"m{ratio.pk}_numerator": "45", f"m{ratio.pk}_denominator": "120"},
    )

    ratio.refresh_from_db()
    assert ratio.value == Decimal("37.5")
    assert "= 37,5 %" in text_of(client.get(address(world)))


def test_yes_or_no_is_chosen(world: World, client_of: ClientOf) -> None:
    plan = world.measurement(world.has_plan)

    save(client_of(world.unit_manager), address(world), **{f"m{plan.pk}_yes": "nej"})

    plan.refresh_from_db()
    assert plan.yes is False
    assert Verdict.objects.get(measurement=plan, standing="applies").light == "red"


def test_women_and_men_are_entered_where_the_indicator_asks(
    world: World, client_of: ClientOf
) -> None:
    outcome = world.measurement(kind="outcome")
    shown = inputs(client_of(world.unit_manager).get(address(world)))

    assert f"m{outcome.pk}-women" in shown
    assert f"m{world.measurement().pk}-women" not in shown
    assert f"m{world.measurement(world.places, kind='outcome').pk}-women" not in shown


def test_an_empty_value_has_its_kind_and_reason(world: World, client_of: ClientOf) -> None:
    forecast = world.measurement()
    typed = {
        f"m{forecast.pk}_missing": "not_measured",
        f"m{forecast.pk}_missing_reason": "Enkäten går ut i november",
    }

    save(client_of(world.unit_manager), opened(world, forecast), **typed)

    forecast.refresh_from_db()
    assert (forecast.missing, forecast.value) == ("not_measured", None)
    assert Verdict.objects.get(measurement=forecast, standing="applies").grey == "not_measured"


def test_one_reason_goes_for_outcome_and_forecast(world: World, client_of: ClientOf) -> None:
    outcome, forecast = world.measurement(kind="outcome"), world.measurement()
    client, url = client_of(world.unit_manager), opened(world, forecast)
    typed = {
        f"m{outcome.pk}-missing": "not_measured",
        f"m{outcome.pk}-missing_reason": "Enkäten går ut i november",
        f"m{forecast.pk}-samma": f"m{outcome.pk}",
    }

    client.post(url, {**inputs(client.get(url)), **typed})

    rows = Measurement.objects.filter(pk__in=[outcome.pk, forecast.pk])
    assert {(row.missing, row.missing_reason) for row in rows} == {
        ("not_measured", "Enkäten går ut i november")
    }


def test_a_shared_reason_that_lacks_something_is_told_at_both_with_the_inputs_shown(
    world: World, client_of: ClientOf
) -> None:
    outcome, forecast = world.measurement(kind="outcome"), world.measurement()
    client, url = client_of(world.unit_manager), opened(world, forecast)
    typed = {f"m{outcome.pk}-missing": "withheld", f"m{forecast.pk}-samma": f"m{outcome.pk}"}

    answer = client.post(url, {**inputs(client.get(url)), **typed})

    page = answer.content.decode()
    assert page.count("Skriv varför värdet saknas.") == 4  # In the summary and at the row.
    assert f'id="m{forecast.pk}-samma"' in page
    assert " checked>" not in page


def test_an_indicator_without_an_outcome_has_no_reason_to_share(
    world: World, client_of: ClientOf
) -> None:
    yearly = Measurement.objects.filter(organisation=world.unit, period=world.t2).exclude(
        indicator__in=Measurement.objects.filter(
            organisation=world.unit, period=world.t2, kind="outcome"
        ).values("indicator")
    )
    client = client_of(world.unit_manager)

    pages = [client.get(opened(world, one)).content.decode() for one in yearly]

    assert pages
    assert not any(f'id="m{one.pk}-samma"' in page for one, page in zip(yearly, pages, strict=True))


def test_a_comment_is_kept(world: World, client_of: ClientOf) -> None:
    forecast = world.measurement()
    typed = {f"m{forecast.pk}_value": "80", f"m{forecast.pk}_comment": "Färre svar\r\nän i fjol"}

    save(client_of(world.unit_manager), opened(world, forecast), **typed)

    forecast.refresh_from_db()
    assert forecast.comment == "Färre svar\nän i fjol"


@pytest.mark.parametrize(
    ("field", "typed", "fault", "message"),
    [
        ("value", "fem", "value", "”fem” är inte ett tal"),
        ("value", "1,2,5", "value", "har fler än ett decimaltecken"),
        ("value", "120", "value", "Värdet får inte vara över 100 %."),
        ("value", "−1", "value", "Värdet får inte vara under 0 %."),
        ("missing", "withheld", "missing_reason", "Skriv varför värdet saknas."),
        ("missing", "published_later", "published_on", "Ange dagen då värdet publiceras."),
        ("missing", "not_reported", "missing", "Välj ett giltigt alternativ"),
        ("published_on", "i höst", "published_on", "Skriv dagen som år-månad-dag"),
    ],
)
def test_a_faulty_row_keeps_what_was_typed_and_the_others_are_saved(
    world: World, client_of: ClientOf, field: str, typed: str, fault: str, message: str
) -> None:
    forecast, other = world.measurement(), world.measurement(world.places)
    changes = {f"m{forecast.pk}_{field}": typed, f"m{other.pk}_value": "90"}

    response = save(client_of(world.unit_manager), opened(world, forecast), **changes)

    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Fel:" in page
    assert f'href="#m{forecast.pk}-{fault}"' in page
    assert page.count(message) >= 2  # in the summary and at the field
    assert "1 uppgift sparades." in page
    if typed != "not_reported":
        assert inputs(response)[f"m{forecast.pk}-{field}"] == typed
    forecast.refresh_from_db()
    other.refresh_from_db()
    assert (forecast.version, other.value) == (1, Decimal(90))


@pytest.mark.parametrize(
    ("numerator", "denominator", "message"),
    [
        ("40", "", "Ange både täljare och nämnare."),
        ("", "100", "Ange både täljare och nämnare."),
        ("40", "0", "Nämnaren måste vara större än noll."),
        ("150", "100", "Värdet får inte vara över 100 %."),
    ],
)
def test_a_faulty_ratio_is_refused(
    world: World, client_of: ClientOf, numerator: str, denominator: str, message: str
) -> None:
    ratio = world.measurement(world.qualified)
    typed = {f"m{ratio.pk}_numerator": numerator, f"m{ratio.pk}_denominator": denominator}

    response = save(client_of(world.unit_manager), address(world), **typed)

    assert message in text_of(response)
    ratio.refresh_from_db()
    assert ratio.version == 1


def test_both_a_value_and_a_reason_are_refused(world: World, client_of: ClientOf) -> None:
    forecast = world.measurement()
    typed = {
        f"m{forecast.pk}_value": "80",
        f"m{forecast.pk}_missing": "not_measured",
        f"m{forecast.pk}_missing_reason": "enkäten uteblev",
    }

    response = save(client_of(world.unit_manager), opened(world, forecast), **typed)

    assert "Både ett värde och en orsak att det saknas" in text_of(response)


def test_a_forecast_for_a_closed_period_is_refused_and_can_be_copied(
    world: World, client_of: ClientOf
) -> None:
    client, forecast = client_of(world.unit_manager), world.measurement()
    shown = inputs(client.get(address(world)))
    lock(period=world.t2, level=LockLevel.UNIT, by=world.slk, reason="sista dagen")

    response = client.post(address(world), {**shown, f"m{forecast.pk}-value": "81"})

    assert response.status_code == 422
    assert "Tertial 2 2026 är låst för enheterna" in text_of(response)
    assert inputs(response)[f"m{forecast.pk}-value"] == "81"
    forecast.refresh_from_db()
    assert forecast.version == 1
