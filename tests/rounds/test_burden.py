"""What a round took is measured at hand-in, and shown only as medians of groups."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from goals.commands import record
from organisation.models import User
from periods.models import Submission
from rounds.burden import fields_of, little_used, measure_round, medians_of
from rounds.models import RoundBurden
from tests.factories import World, make_world
from tests.rounds.deeds import handed_in
from tests.rounds.posting import text_of

ClientOf = Callable[[User], Client]
PAGE = "/rapporteringens-tid/2026-t2/"
NOON = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


def save_at(world: World, today: time_machine.Traveller, minutes: int, value: int) -> None:
    today.move_to(NOON + timedelta(minutes=minutes))
    row = world.measurement()
    record(measurement=row, version=row.version, by=world.unit_manager, value=Decimal(value))


def burdens(world: World, organisations: list[object], seconds: list[int]) -> None:
    """Let organisations have taken so many seconds each."""
    RoundBurden.objects.bulk_create(
        RoundBurden(
            submission=Submission.objects.get(organisation=one, period=world.t2),
            first_saved_at=NOON - timedelta(days=2), handed_in_at=NOON,
            active_seconds=each, fields=20,
        )
        for one, each in zip(organisations, seconds, strict=True)
    )  # fmt: skip


def test_gaps_of_at_most_ten_minutes_are_work(world: World, today: time_machine.Traveller) -> None:
    for minutes, value in ((0, 80), (4, 81), (14, 82), (90, 83), (92, 84)):
        save_at(world, today, minutes, value)
    submission = world.submission()
    submission.submitted_at = NOON + timedelta(minutes=100)

    measure_round(submission, fields=17)

    burden = RoundBurden.objects.get(submission=submission)
    assert burden.active_seconds == (4 + 10 + 2) * 60
    assert burden.first_saved_at == NOON
    assert burden.handed_in_at == submission.submitted_at
    assert burden.fields == 17


def test_handing_in_measures_the_round_and_handing_in_again_measures_anew(world: World) -> None:
    submission = handed_in(world)
    measure_round(submission, fields=3)

    burden = RoundBurden.objects.get(submission=submission)
    assert fields_of(submission.handed_in) > 10
    assert burden.fields == 3


def test_a_round_without_a_saved_value_is_not_measured(world: World) -> None:
    submission = world.submission()
    submission.submitted_at = NOON

    measure_round(submission, fields=0)

    assert not RoundBurden.objects.exists()


def test_the_median_of_five_is_shown_and_of_four_withheld(
    db: None, today: time_machine.Traveller
) -> None:
    world = make_world(units=5)
    burdens(world, [*world.tree.units, *world.tree.other_units[:4]], [600] * 5 + [6000] * 4)

    found = {one.body: one for one in medians_of(world.t2)}

    assert found.keys() == {"Hela staden", world.committee.name}
    assert found["Hela staden"].rounds == 9
    assert found[world.committee.name].minutes == 10
    assert found[world.committee.name].days == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Hela staden", "Järva stadsdelsnämnd"]),
        ("sok=järva", ["Järva stadsdelsnämnd"]),
        ("slag=facknämnd", []),
        ("slag=enhet&sort=rounds", ["Järva stadsdelsnämnd", "Hela staden"]),
    ],
)
def test_the_groups_are_a_list(
    db: None, today: time_machine.Traveller, client_of: ClientOf, query: str, found: list[str]
) -> None:
    world = make_world(units=5)
    burdens(world, [*world.tree.units, *world.tree.other_units[:4]], [660] * 5 + [6000] * 4)
    client = client_of(world.reader)

    file = client.get(f"{PAGE}?format=csv&{query}").content.decode().splitlines()

    assert file[0].endswith("Slag;Inlämningar;Arbetstid, minuter;Ifyllda fält;Dagar från start")
    assert [line.split(";")[0] for line in file[1:]] == found
    assert "11" in text_of(client.get(PAGE))


def test_everyone_with_a_role_reads_it_and_slk_reads_what_gives_little(
    world: World, client_of: ClientOf
) -> None:
    pages = {name: client_of(world.users[name]).get(PAGE) for name in ("reader", "slk", "nobody")}

    assert pages["nobody"].status_code == 404
    assert "För få inlämningar än" in text_of(pages["reader"])
    assert "Uppgifter som ger minst" not in text_of(pages["reader"])
    assert "Uppgifter som ger minst" in text_of(pages["slk"])


def test_what_is_always_left_empty_gives_little(db: None, today: object) -> None:
    world = make_world(units=5)
    Submission.objects.filter(period=world.t2).update(state="accepted", submitted_at=NOON)

    found = {one.code: one for one in little_used(world.t2)}

    assert found[world.share.indicator.code].empty_percent == pytest.approx(100)
    assert found[world.share.indicator.code].same_percent == 0
