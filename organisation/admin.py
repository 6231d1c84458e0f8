"""Administration of people and roles. Every change goes through a command, nothing is deleted."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from organisation.commands import end_membership, grant, set_external_code
from organisation.enums import Role
from organisation.models import Membership, Organisation, OrganisationVersion, User


class KeptAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that are never deleted, and that are changed only where a subclass says so."""

    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no: history must keep what it points at."""
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Rows that are only looked at here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say no: the import commands make them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts; a person who leaves is made inactive and not deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no: history must keep its authors."""
        return False


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    """Roles: given here, and ended here with a last day."""

    list_display = ("user", "role", "organisation", "valid_from", "until")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")
    search_fields = ("user__username", "user__last_name", "organisation__name")
    autocomplete_fields = ("user", "organisation")
    fields = ("user", "organisation", "role", "valid_from", "until")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Only the last day of a role can be changed."""
        return ("user", "organisation", "role", "valid_from") if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Membership, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Give or end the role."""
        assert isinstance(request.user, User)
        if change:
            end_membership(membership=obj, until=obj.until, by=request.user)
            return
        made = grant(
            user=obj.user,
            organisation=obj.organisation,
            role=Role(obj.role),
            valid_from=obj.valid_from,
            until=obj.until,
            by=request.user,
        )
        obj.pk = made.pk


@admin.register(Organisation)
class OrganisationAdmin(KeptAdmin):
    """The organisation as it was imported; its code in other systems can be written here."""

    list_display = ("name", "kind", "parent", "code", "external_code", "started_on", "ended_on")
    list_filter = ("kind", "is_invented")
    list_select_related = ("parent",)
    search_fields = ("name", "code", "external_code")
    fields = (
        "name", "kind", "parent", "code", "external_code", "started_on", "ended_on",
        "is_invented", "source",
    )  # fmt: skip
    readonly_fields = tuple(name for name in fields if name != "external_code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say no: the import commands make them."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Organisation, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Save the code."""
        assert isinstance(request.user, User)
        set_external_code(organisation=obj, code=obj.external_code, by=request.user)


@admin.register(OrganisationVersion)
class OrganisationVersionAdmin(ReadOnlyAdmin):
    """What organisations were called and where they belonged over time."""

    list_display = ("organisation", "name", "kind", "parent", "valid")
    list_filter = ("kind",)
    list_select_related = ("organisation", "parent")
    search_fields = ("name",)
