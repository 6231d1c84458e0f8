"""The pages of dates: SLK sets the outer ones, a nämnd its own inside them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import User
from periods.commands import set_own_dates
from periods.models import OwnDates, Period
from periods.queries import due_on
from tests.factories import World
from tests.rounds.posting import address, inputs, text_of

ClientOf = Callable[[User], Client]
OUTER = reverse("periods:outer_dates", args=["2026-t2"])


def own(code: str = "jarva") -> str:
    return reverse("periods:own_dates", args=["2026-t2", code])


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def test_the_controller_sets_the_days_and_the_unit_sees_them(
    world: World, client_of: ClientOf
) -> None:
    typed = {"version": "0", "units_due_on": "2026-09-02", "meeting_on": "2026-09-17"}

    answer = client_of(world.controller).post(own(), typed, follow=True)

    assert "Datumen och anvisningen är sparade." in text_of(answer)
    client = client_of(world.unit_manager)
    for url in (reverse("rounds:todo"), address(world), reverse("start")):
        assert "Lämna in senast 2 september 2026, i morgon." in text_of(client.get(url)), url
    start = text_of(client_of(world.controller).get(reverse("start")))
    assert "Enheterna lämnar in senast 2 september 2026, nämnden senast 18 september" in start
    assert "Sammanträde 17 september 2026." in start


@pytest.mark.parametrize(
    ("units", "meeting", "said"),
    [
        ("2026-09-05", "", "Senast 4 september 2026"),
        ("", "2026-09-19", "Senast 18 september 2026"),
        ("snart", "", "Skriv dagen som år-månad-dag"),
    ],
)
def test_a_fault_is_said_at_the_field_and_nothing_is_saved(
    world: World, client_of: ClientOf, units: str, meeting: str, said: str
) -> None:
    typed = {"version": "0", "units_due_on": units, "meeting_on": meeting}

    answer = client_of(world.controller).post(own(), typed)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert f'value="{units or meeting}"' in answer.content.decode()
    assert not OwnDates.objects.exists()


def test_two_who_set_dates_at_once_are_told(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)
    typed = {"version": "0", "units_due_on": "2026-09-02", "meeting_on": ""}
    client.post(own(), typed)

    answer = client.post(own(), {**typed, "units_due_on": "2026-09-03", "guidance": "Börja nu."})

    assert answer.status_code == 409
    text = text_of(answer)
    assert f"{world.controller} har sparat medan du skrev" in text
    assert "Ditt: 3 september 2026" in text
    assert "Sparat: 2 september 2026" in text
    assert due_on(world.unit, world.t2) == date(2026, 9, 2)


def test_who_was_second_chooses_for_each_field(world: World, client_of: ClientOf) -> None:
    client = client_of(world.controller)
    typed = {"version": "0", "units_due_on": "2026-09-02", "meeting_on": ""}
    client.post(own(), typed)
    seen = inputs(
        client.post(own(), {**typed, "units_due_on": "2026-09-03", "guidance": "Börja nu."})
    )

    client.post(own(), {**seen, "valj-units_due_on": "deras", "valj-guidance": "mitt"})

    stored = OwnDates.objects.get()
    assert (stored.units_due_on, stored.guidance) == (date(2026, 9, 2), "Börja nu.")


def test_two_at_slk_do_not_overwrite_each_other(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    seen = inputs(client.get(OUTER))
    client.post(OUTER, {**seen, "due_on": "2026-09-03"})

    answer = client.post(OUTER, {**seen, "due_on": "2026-09-02"})

    assert answer.status_code == 409
    text = text_of(answer)
    assert f"{world.slk} har sparat medan du skrev" in text
    assert "Ditt: 2 september 2026" in text
    assert "Sparat: 3 september 2026" in text
    assert Period.objects.get(pk=world.t2.pk).due_on == date(2026, 9, 3)


@pytest.mark.parametrize(("choice", "day"), [("mitt", 2), ("deras", 3)])
def test_the_second_at_slk_chooses_and_types_nothing_again(
    world: World, client_of: ClientOf, choice: str, day: int
) -> None:
    client = client_of(world.slk)
    seen = inputs(client.get(OUTER))
    client.post(OUTER, {**seen, "due_on": "2026-09-03"})
    again = inputs(
        client.post(OUTER, {**seen, "due_on": "2026-09-02", "city_due_on": "2026-10-02"})
    )

    client.post(OUTER, {**again, "valj-due_on": choice, "valj-city_due_on": "mitt"})

    stored = Period.objects.get(pk=world.t2.pk)
    assert (stored.due_on, stored.city_due_on) == (date(2026, 9, day), date(2026, 10, 2))


def test_a_third_change_meanwhile_is_not_overwritten(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    seen = inputs(client.get(OUTER))
    client.post(OUTER, {**seen, "due_on": "2026-09-03"})
    again = inputs(client.post(OUTER, {**seen, "due_on": "2026-09-02"}))
    client.post(OUTER, {**inputs(client.get(OUTER)), "due_on": "2026-09-01"})

    answer = client.post(OUTER, {**again, "valj-due_on": "mitt"})

    assert answer.status_code == 409
    assert Period.objects.get(pk=world.t2.pk).due_on == date(2026, 9, 1)


def test_two_who_set_the_same_are_both_content(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    seen = inputs(client.get(OUTER))
    client.post(OUTER, {**seen, "due_on": "2026-09-03"})

    answer = client.post(OUTER, {**seen, "due_on": "2026-09-03"}, follow=True)

    assert "Datumen är sparade." in text_of(answer)


def test_slk_sets_the_outer_dates_and_sees_whose_own_are_later(
    world: World, client_of: ClientOf
) -> None:
    typed = {"version": "0", "units_due_on": "2026-09-04", "meeting_on": ""}
    client_of(world.controller).post(own(), typed)
    outer = {
        "seen": world.t2.days,
        "due_on": "2026-09-03",
        "committee_due_on": "2026-09-18",
        "city_due_on": "2026-10-01",
    }

    text = text_of(client_of(world.slk).post(OUTER, outer, follow=True))

    assert Period.objects.get(pk=world.t2.pk).due_on == date(2026, 9, 3)
    assert "Senare än stadens dag: stadens gäller." in text
    assert due_on(world.unit, Period.objects.get(pk=world.t2.pk)) == date(2026, 9, 3)


def test_dates_out_of_order_are_refused(world: World, client_of: ClientOf) -> None:
    outer = {
        "seen": world.t2.days,
        "due_on": "2026-09-20",
        "committee_due_on": "2026-09-18",
        "city_due_on": "2026-10-01",
    }

    answer = client_of(world.slk).post(OUTER, outer)

    assert answer.status_code == 422
    assert "måste komma före nämndernas" in text_of(answer)
    assert Period.objects.get(pk=world.t2.pk).due_on == date(2026, 9, 4)


@pytest.mark.parametrize("name", ["unit_manager", "approver", "reader", "admin", "outsider"])
def test_others_get_in_nowhere(world: World, client_of: ClientOf, name: str) -> None:
    client = client_of(world.users[name])

    assert client.get(OUTER).status_code == 404
    assert client.post(own(), {}).status_code == 404


def test_the_city_has_no_dates_of_its_own(world: World, client_of: ClientOf) -> None:
    assert client_of(world.slk).get(own(world.city.code)).status_code == 404
    assert client_of(world.controller).get(own(world.other_committee.code)).status_code == 404


def test_the_guidance_is_a_click_away_where_the_units_write(
    world: World, client_of: ClientOf
) -> None:
    typed = {"version": "0", "guidance": "Börja med resultatet."}
    client_of(world.controller).post(own(), typed)
    client = client_of(world.unit_manager)
    goal = world.commitment.pk
    analysis = reverse("rounds:analysis", args=["2026-t2", world.unit.code, goal])

    for url in (address(world), analysis):
        assert "Börja med resultatet." in text_of(client.get(url)), url


def test_own_dates_are_a_list_that_is_sought_and_fetched(world: World, client_of: ClientOf) -> None:
    set_own_dates(
        organisation=world.committee, period=world.t2, units_due_on=None,
        meeting_on=date(2026, 9, 17), guidance="Skriv kort.", version=None, by=world.controller,
    )  # fmt: skip
    url = reverse("periods:outer_dates", args=[world.t2.slug])
    client = client_of(world.slk)

    file = client.get(f"{url}?format=csv").content.decode("utf-8-sig").splitlines()
    none = client.get(f"{url}?sok=finns-inte").content.decode()

    assert file[0] == "Nämnd eller bolag;Enheternas sista dag;Sammanträde;Anvisning;Sparat av"
    assert file[1].startswith(f"{world.committee.name};;2026-09-17;Skriv kort.")
    assert "Ingen har satt egna datum" in none
