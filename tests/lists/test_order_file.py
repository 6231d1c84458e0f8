"""The file of a long list is made by a worker, as the one who ordered it sees the list."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from jobs.enums import JobState
from jobs.models import Job
from lists import controls
from lists.commands import forget_files
from lists.models import OrderedFile
from lists.tasks import make_file
from organisation.models import Membership, User
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def short_lists_are_long(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A list of two rows is a long one."""
    monkeypatch.setattr(controls, "LARGEST_AT_ONCE", 1)
    return


@pytest.fixture
def client(shared_world: World, client_of: ClientOf) -> Client:
    """The nämnd's controller."""
    return client_of(shared_world.controller)


def page_of(world: World, query: str = "") -> str:
    """The nämnd's list of its units."""
    page = reverse("goals:organisation", args=[world.t2.slug, world.committee.code])
    return f"{page}?{query}" if query else page


def order(client: Client, address: str, kind: str = "csv") -> Job:
    """Press the button at the foot of the list."""
    client.post(reverse("lists:order"), {"tillbaka": address, "format": kind})
    return Job.objects.latest("pk")


def test_the_page_of_a_long_list_orders_and_writes_no_file(
    shared_world: World, client: Client
) -> None:
    page = client.get(page_of(shared_world, "format=csv&sort=name"))

    assert "Gör en fil för Excel" in text_of(page)
    assert f'name="tillbaka" value="{page_of(shared_world, "sort=name")}"' in page.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_worker_s_file_is_the_page_s(
    shared_world: World, client: Client, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    job = order(client, page_of(shared_world, "sort=-name"), kind)

    make_file(job.pk)

    job.refresh_from_db()
    made = client.get(reverse("lists:file", args=[job.subject]))
    monkeypatch.setattr(controls, "LARGEST_AT_ONCE", 100)
    at_once = client.get(page_of(shared_world, f"sort=-name&format={kind}"))
    assert job.state == JobState.DONE
    assert made["Content-Disposition"] == at_once["Content-Disposition"]
    if kind == "csv":
        assert made.content == at_once.content
    assert len(made.content) > 50


def test_the_job_s_page_leads_to_the_file(shared_world: World, client: Client) -> None:
    job = order(client, page_of(shared_world))
    make_file(job.pk)

    page = client.get(reverse("jobs:job", args=[job.pk]))

    assert "Filen är klar. Den finns kvar här i 2 dagar." in text_of(page)
    assert f'href="{reverse("lists:file", args=[job.subject])}"' in page.content.decode()


def test_the_list_leads_to_what_is_made_of_it(shared_world: World, client: Client) -> None:
    job = order(client, page_of(shared_world))
    meanwhile = client.get(page_of(shared_world))
    make_file(job.pk)

    page = client.get(page_of(shared_world))

    assert f'href="{reverse("jobs:job", args=[job.pk])}"' in meanwhile.content.decode()
    assert f'href="{reverse("lists:file", args=[job.subject])}"' in page.content.decode()
    assert f'href="{reverse("jobs:job", args=[job.pk])}"' not in page.content.decode()


def test_two_clicks_make_one_file(shared_world: World, client: Client) -> None:
    first, second = (order(client, page_of(shared_world)) for _ in range(2))

    assert first == second
    assert OrderedFile.objects.count() == 1


def test_what_has_been_made_is_made_anew(shared_world: World, client: Client) -> None:
    first = order(client, page_of(shared_world))
    make_file(first.pk)

    assert order(client, page_of(shared_world)).subject != first.subject


@pytest.mark.parametrize("address", ["/", "https://evil.example/", "/finns-inte/", "/vyer/"])
def test_only_a_list_is_ordered(client: Client, address: str) -> None:
    client.post(reverse("lists:order"), {"tillbaka": address, "format": "csv"})

    assert not OrderedFile.objects.exists()


def test_a_list_of_others_is_not_found(shared_world: World, client_of: ClientOf) -> None:
    said = {"tillbaka": page_of(shared_world), "format": "csv"}

    answer = client_of(shared_world.outsider).post(reverse("lists:order"), said)

    assert answer.status_code == 404
    assert not OrderedFile.objects.exists()


def test_it_is_fetched_by_nobody_else(shared_world: World, client_of: ClientOf) -> None:
    job = order(client_of(shared_world.controller), page_of(shared_world))
    make_file(job.pk)

    other = client_of(shared_world.slk)

    assert other.get(reverse("lists:file", args=[job.subject])).status_code == 404
    assert other.get(reverse("jobs:job", args=[job.pk])).status_code == 404


def test_it_is_not_fetched_before_it_is_made(shared_world: World, client: Client) -> None:
    job = order(client, page_of(shared_world))

    assert client.get(reverse("lists:file", args=[job.subject])).status_code == 404


def test_rights_are_those_of_the_day_it_is_made(shared_world: World, client: Client) -> None:
    job = order(client, page_of(shared_world))
    Membership.objects.filter(user=shared_world.controller).delete()

    make_file(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "får du inte läsa den" in job.message
    assert OrderedFile.objects.get().made_at is None


def test_it_is_forgotten_after_two_days(
    shared_world: World, client_of: ClientOf, today: time_machine.Traveller
) -> None:
    order(client_of(shared_world.controller), page_of(shared_world))
    today.shift(timedelta(days=1))
    order(client_of(shared_world.controller), page_of(shared_world), "xlsx")
    today.shift(timedelta(days=1, minutes=1))

    assert forget_files() == 1
    assert OrderedFile.objects.get().kind == "xlsx"
