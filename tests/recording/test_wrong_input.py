"""Numbers that are no numbers: refused alike by form, import, command and database."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from goals.commands import change_indicator, record, set_target
from indicators.enums import DecidedBy
from indicators.models import Target
from organisation.models import User
from periods.enums import SetBy
from tests.factories import World
from tests.rounds.posting import address, inputs


@dataclass(frozen=True)
class Wrong:
    """What is given, what form and command say of it, and an import where it has its own words."""

    parts: dict[str, str]
    told: str
    told_by_import: str = ""


NO_NUMBER, TOO_LARGE = "inte ett tal", "för stort"
BOTH, ABOVE_ZERO = "både täljare och nämnare", "större än noll"
HUGE = "1" + "0" * 30
VALUES = {
    "NaN": Wrong({"value": "NaN"}, NO_NUMBER),
    "infinity": Wrong({"value": "Infinity"}, NO_NUMBER),
    "10^30": Wrong({"value": HUGE}, TOO_LARGE),
    "women NaN": Wrong({"value": "80", "women": "NaN"}, NO_NUMBER),
    "zero denominator": Wrong({"numerator": "40", "denominator": "0"}, ABOVE_ZERO),
    "numerator alone": Wrong({"numerator": "40"}, BOTH),
    "denominator alone": Wrong({"denominator": "40"}, BOTH),
    "women's zero denominator": Wrong(
        {"numerator": "4", "denominator": "9", "women_numerator": "2", "women_denominator": "0"},
        ABOVE_ZERO,
    ),
    "men's numerator alone": Wrong(
        {"numerator": "4", "denominator": "9", "men_numerator": "2"}, BOTH
    ),
}
UPSIDE_DOWN = "det lägre värdet före det högre"
TARGETS = {
    "NaN": Wrong({"kind": "at_least", "value": "NaN"}, "ett tal", NO_NUMBER),
    "infinity": Wrong({"kind": "at_least", "value": "Infinity"}, "ett tal", NO_NUMBER),
    "10^30": Wrong({"kind": "at_least", "value": HUGE}, "siffror", TOO_LARGE),
    "interval upside down": Wrong(
        {"kind": "between", "low": "5", "high": "4"}, UPSIDE_DOWN, "lägsta värdet är högre"
    ),
    "interval without an end": Wrong(
        {"kind": "between", "low": "5"}, UPSIDE_DOWN, "både lägst och högst"
    ),
}
TOLERANCES = {
    "NaN": Wrong({"tolerance_value": "NaN"}, "tal.", NO_NUMBER),
    "infinity": Wrong({"tolerance_value": "Infinity"}, "tal.", NO_NUMBER),
    "10^30": Wrong({"tolerance_value": HUGE}, "siffror", TOO_LARGE),
    "negative": Wrong({"tolerance_value": "-1"}, "negativ", "negativ"),
}
measured = pytest.mark.parametrize("wrong", VALUES.values(), ids=VALUES.keys())
targeted = pytest.mark.parametrize("wrong", TARGETS.values(), ids=TARGETS.keys())
tolerated = pytest.mark.parametrize("wrong", TOLERANCES.values(), ids=TOLERANCES.keys())
ClientOf = Callable[[User], Client]
COLUMNS = {
    "value": "värde", "women": "kvinnor", "numerator": "täljare", "denominator": "nämnare",
    "women_numerator": "täljare kvinnor", "women_denominator": "nämnare kvinnor",
    "men_numerator": "täljare män", "low": "lägst", "high": "högst",
}  # fmt: skip


@pytest.fixture
def world(shared_world: World) -> World:
    """Nothing here is written, so the tests share the world; its ratio is split by gender."""
    ratio = shared_world.qualified.indicator
    ratio.by_gender = True
    ratio.save()
    return shared_world


@pytest.fixture
def root(world: World, client_of: ClientOf) -> Client:
    """An administrator whom Django's own permissions let in."""
    User.objects.filter(pk=world.admin.pk).update(is_staff=True, is_superuser=True)
    return client_of(User.objects.get(pk=world.admin.pk))


def numbers(parts: dict[str, str]) -> dict[str, Any]:
    """The typed parts as a program would give them."""
    return {name: text if name == "kind" else Decimal(text) for name, text in parts.items()}


def refuse_in_database(row: Model, parts: dict[str, str]) -> None:
    """Write the parts as raw SQL, past every check in Python; expect a refusal."""
    sets = ", ".join(f"{name} = %s" for name in parts)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {sets} WHERE id = %s", [*parts.values(), row.pk]
        )


def refused_file(tmp_path: Path, command: str, cells: dict[str, str], **options: object) -> str:
    """What an import answers to a file of one row."""
    path = tmp_path / "fil.csv"
    path.write_text(f"{';'.join(cells)}\n{';'.join(cells.values())}\n", encoding="utf-8")
    with pytest.raises(CommandError) as fault:
        call_command(command, path, year=2026, **options)
    return str(fault.value)


# ---- a measurement


def row_of(world: World, wrong: Wrong) -> Any:
    """The row that the parts belong to; its outcome, where genders are told."""
    link = world.share if "value" in wrong.parts else world.qualified
    return world.measurement(link, kind="outcome")


@measured
def test_the_form_of_a_value(world: World, client_of: ClientOf, wrong: Wrong) -> None:
    row = row_of(world, wrong)
    client, url = client_of(world.unit_manager), address(world)
    shown = inputs(client.get(url))

    answer = client.post(
        url, {**shown, **{f"m{row.pk}-{name}": text for name, text in wrong.parts.items()}}
    )

    assert answer.status_code == 422
    assert wrong.told in answer.content.decode()
    assert type(row).objects.get(pk=row.pk).version == row.version


@measured
def test_the_import_of_a_value(world: World, tmp_path: Path, wrong: Wrong) -> None:
    row = row_of(world, wrong)
    cells = {
        "indikator": row.indicator.code,
        "organisation": row.organisation.code,
        "slag": "utfall",
        **{COLUMNS[name]: text for name, text in wrong.parts.items()},
    }

    answer = refused_file(tmp_path, "import_measurements", cells, period="t2")

    assert wrong.told in answer


@measured
def test_the_command_of_a_value(world: World, wrong: Wrong) -> None:
    with pytest.raises(ValidationError, match=wrong.told):
        record(
            measurement=row_of(world, wrong),
            version=1,
            by=world.unit_manager,
            **numbers(wrong.parts),
        )


@measured
def test_the_table_of_values(world: World, wrong: Wrong) -> None:
    refuse_in_database(row_of(world, wrong), wrong.parts)


# ---- a target


@targeted
def test_the_form_of_a_target(world: World, root: Client, wrong: Wrong) -> None:
    before = Target.objects.count()
    typed = {
        "goal_indicator": world.share.pk,
        "organisation": world.committee.pk,
        "set_by": SetBy.COMMITTEE.value,
        "applies_from": world.t2.pk,
        "decided_by": DecidedBy.COMMITTEE.value,
        "decided_on": "2026-06-01",
        "reason": "nytt beslut",
        **wrong.parts,
    }

    answer = root.post(reverse("admin:indicators_target_add"), typed)

    assert answer.status_code == 200
    assert wrong.told in str(answer.context["errors"])
    assert Target.objects.count() == before


@targeted
def test_the_import_of_a_target(world: World, tmp_path: Path, wrong: Wrong) -> None:
    words = {"at_least": "minst", "between": "mellan"}
    cells = {
        "indikator": world.share.indicator.code,
        "mål": "1.1",
        "organisation": world.unit.code,
        "satt av": "enhet",
        "slag": words[wrong.parts["kind"]],
        "beslutat av": "enheten",
        "beslutat den": "2026-06-01",
        "gäller från": "t2",
        **{COLUMNS[name]: text for name, text in wrong.parts.items() if name != "kind"},
    }
    before = Target.objects.count()

    answer = refused_file(tmp_path, "import_targets", cells)

    assert wrong.told_by_import in answer
    assert Target.objects.count() == before


@targeted
def test_the_command_of_a_target(world: World, wrong: Wrong) -> None:
    with pytest.raises(ValidationError, match=wrong.told):
        set_target(
            goal_indicator=world.share,
            organisation=world.committee,
            set_by=SetBy.COMMITTEE,
            applies_from=world.t2,
            decided_by=DecidedBy.COMMITTEE,
            decided_on=world.t2.last_day,
            by=world.controller,
            **numbers(wrong.parts),
        )


@targeted
def test_the_table_of_targets(world: World, wrong: Wrong) -> None:
    refuse_in_database(world.targets[0], wrong.parts)


# ---- a tolerance


@tolerated
def test_the_form_of_an_indicator(world: World, root: Client, wrong: Wrong) -> None:
    indicator = world.share.indicator
    url = reverse("admin:indicators_indicator_change", args=[indicator.pk])

    shown = model_to_dict(indicator, exclude=["code", "is_invented"])
    shown = {name: "" if value is None else value for name, value in shown.items()}

    answer = root.post(url, {**shown, **wrong.parts})

    assert answer.status_code == 200
    assert wrong.told in str(answer.context["errors"])
    indicator.refresh_from_db()
    assert indicator.tolerance_value == 0


@tolerated
def test_the_import_of_an_indicator(world: World, tmp_path: Path, wrong: Wrong) -> None:
    cells = {"kod": "ny", "indikator": "Ny", "toleransvärde": wrong.parts["tolerance_value"]}

    answer = refused_file(tmp_path, "import_indicators", cells)

    assert wrong.told_by_import in answer


@tolerated
def test_the_command_of_an_indicator(world: World, wrong: Wrong) -> None:
    indicator = world.share.indicator
    indicator.tolerance_value = Decimal(wrong.parts["tolerance_value"])

    with pytest.raises(ValidationError, match=wrong.told):
        change_indicator(indicator=indicator, by=world.admin)


@tolerated
def test_the_table_of_indicators(world: World, wrong: Wrong) -> None:
    refuse_in_database(world.share.indicator, {**wrong.parts})
