"""The admin site: for administrators alone, nothing is deleted, and every change is a command."""

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from organisation.models import User
from tests.house.no_writes import no_writes
from tests.house.project import ROOMS
from tests.house.test_models import OUTSIDE_HISTORY
from tests.house.tour import signed_in
from tests.house.visits import Place

REGISTERED = {
    model: model_admin
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label in ROOMS
}
every_model = pytest.mark.parametrize("model", REGISTERED, ids=lambda m: m._meta.object_name)


@pytest.fixture
def root(place: Place) -> User:
    """Somebody whom Django's own permissions let do everything."""
    User.objects.filter(pk=place.world.admin.pk).update(is_staff=True, is_superuser=True)
    return User.objects.get(pk=place.world.admin.pk)


def _asking(user: User) -> HttpRequest:
    """A request from the user."""
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def test_only_an_administrator_enters(place: Place, root: User) -> None:
    index = reverse("admin:index")

    assert signed_in(root).get(index).status_code == 200
    for name, user in place.world.users.items():
        if name != "admin":
            assert signed_in(user).get(index).status_code in (302, 403, 404), name


def test_what_is_computed_is_not_there() -> None:
    names = {model._meta.object_name for model in REGISTERED}

    assert not names & (OUTSIDE_HISTORY.keys() - {"User"})


@every_model
def test_nothing_is_deleted(root: User, model: type[Model]) -> None:
    request = _asking(root)

    assert not REGISTERED[model].has_delete_permission(request)
    assert "delete_selected" not in REGISTERED[model].get_actions(request)


@every_model
def test_what_can_be_changed_is_changed_by_a_command(root: User, model: type[Model]) -> None:
    found, request = REGISTERED[model], _asking(root)
    if isinstance(found, UserAdmin):
        return  # an account is Django's, and no fact of the city's
    if found.has_change_permission(request) or found.has_add_permission(request):
        assert type(found).save_model is not ModelAdmin.save_model


@every_model
def test_its_pages_open_and_write_nothing(root: User, model: type[Model]) -> None:
    client, meta = signed_in(root), model._meta
    pages = [reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")]
    pages.append(reverse(f"admin:{meta.app_label}_{meta.model_name}_add"))
    row = model._default_manager.first()
    if row is not None:
        pages.append(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk]))

    with no_writes():
        answers = {url: client.get(url).status_code for url in pages}

    assert not {url: status for url, status in answers.items() if status not in (200, 403)}
