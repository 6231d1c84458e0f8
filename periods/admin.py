"""Administration of years, periods and their dates; through commands."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from organisation.admin import KeptAdmin, ReadOnlyAdmin
from organisation.models import User
from periods.commands import set_dates
from periods.models import Period, RuleSet, Submission, Year


@admin.register(RuleSet)
class RuleSetAdmin(ReadOnlyAdmin):
    """The limits that lights are judged by, as they were decided."""

    list_display = ("name", "decided_by", "decided_on", "tolerance_percent")


@admin.register(Year)
class YearAdmin(ReadOnlyAdmin):
    """The years and the rules they are judged by."""

    list_display = ("number", "rules", "is_invented")
    list_select_related = ("rules",)


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """Who has handed in what, and when."""

    list_display = ("organisation", "period", "state", "submitted_at", "reviewed_at")
    list_filter = ("state", "period")
    list_select_related = ("organisation", "period__year")
    search_fields = ("organisation__name",)


@admin.register(Period)
class PeriodAdmin(KeptAdmin):
    """The periods and the dates that SLK sets; a locked period keeps its dates."""

    list_display = ("__str__", "last_day", "due_on", "committee_due_on", "city_due_on")
    list_select_related = ("year",)
    fields = ("year", "kind", "last_day", "due_on", "committee_due_on", "city_due_on")
    readonly_fields = ("year", "kind")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say no: a period comes with its year."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only a period that the city has not locked."""
        locked = isinstance(obj, Period) and obj.city_locked_at is not None
        return not locked and super().has_change_permission(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Period, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Set the dates."""
        assert isinstance(request.user, User)
        set_dates(period=obj, by=request.user)
