"""A person saves, uses, renames and drops a view of a list; nobody else sees it."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lists.commands import save_view
from lists.models import SavedView
from organisation.models import User
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]
PAGE = "goals:city"


@pytest.fixture
def client(shared_world: World, client_of: ClientOf) -> Client:
    """The nämnd's controller."""
    return client_of(shared_world.controller)


def page_of(world: World) -> str:
    return reverse(PAGE, args=[world.t2.slug])


def save(client: Client, world: World, name: str) -> HttpResponse:
    said = {"lista": PAGE, "urval": "lage=draft", "namn": name, "tillbaka": page_of(world)}
    return client.post(reverse("lists:save"), said, follow=True)


def test_a_view_is_saved_and_led_to_from_the_list_in_every_period(
    shared_world: World, client: Client
) -> None:
    text = text_of(save(client, shared_world, "Inte inlämnat"))

    other = client.get(reverse(PAGE, args=[shared_world.t1.slug])).content.decode()
    assert "är sparad" in text
    assert f'href="{reverse(PAGE, args=[shared_world.t1.slug])}?lage=draft"' in other


def test_the_page_offers_to_save_just_what_it_shows(shared_world: World, client: Client) -> None:
    asked = {"lage": "draft", "sok": "", "page": "2"}

    body = client.get(page_of(shared_world), asked).content.decode()

    assert 'name="urval" value="lage=draft"' in body


def test_the_form_is_posted_from_the_page_itself(shared_world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(shared_world.controller)
    body = strict.get(page_of(shared_world)).content.decode()
    form = body.partition(f'action="{reverse("lists:save")}"')[2].partition("</form>")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token

    said = {"lista": PAGE, "namn": "Min vy", "csrfmiddlewaretoken": token[1]}
    assert strict.post(reverse("lists:save"), said).status_code == 302


def test_a_name_is_needed_and_stands_once(shared_world: World, client: Client) -> None:
    save(client, shared_world, "Min vy")

    assert "Du har redan en vy med det namnet" in text_of(save(client, shared_world, "Min vy"))
    assert "Vyn sparades inte" in text_of(save(client, shared_world, ""))
    assert SavedView.objects.filter(user=shared_world.controller).count() == 1


def test_it_is_renamed_and_dropped(shared_world: World, client: Client) -> None:
    view = save_view(page=PAGE, name="Min vy", query="lage=draft", by=shared_world.controller)
    change, back = reverse("lists:change", args=[view.pk]), page_of(shared_world)

    renamed = client.post(change, {"namn": "Ny", "tillbaka": back}, follow=True)
    assert "Vyn heter nu ”Ny”" in text_of(renamed)

    dropped = client.post(change, {"gor": "ta-bort", "tillbaka": back}, follow=True)
    assert "är borttagen" in text_of(dropped)
    assert not SavedView.objects.filter(pk=view.pk).exists()


def test_it_is_the_own_persons_alone(shared_world: World, client_of: ClientOf) -> None:
    view = save_view(page=PAGE, name="Min vy", query="", by=shared_world.controller)
    other = client_of(shared_world.slk)

    refused = other.post(reverse("lists:change", args=[view.pk]), {"namn": "Ny"})

    assert refused.status_code == 404
    assert "Min vy" not in text_of(other.get(page_of(shared_world)))


def test_the_way_back_leads_nowhere_else(shared_world: World, client: Client) -> None:
    said = {"lista": PAGE, "namn": "x", "tillbaka": "//ond.example/"}

    assert client.post(reverse("lists:save"), said).headers["Location"] == "/"


def test_who_has_no_role_saves_nothing(shared_world: World, client_of: ClientOf) -> None:
    said = {"lista": PAGE, "namn": "x", "tillbaka": "/"}

    assert client_of(shared_world.nobody).post(reverse("lists:save"), said).status_code == 404
