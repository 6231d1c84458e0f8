"""Administration of years, periods and their dates; through commands."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from organisation.admin import KeptAdmin, ReadOnlyAdmin
from organisation.models import User
from periods.commands import create_period, create_year, set_dates
from periods.enums import PeriodKind
from periods.models import Period, RuleSet, Submission, Year


@admin.register(RuleSet)
class RuleSetAdmin(ReadOnlyAdmin):
    """The limits that lights are judged by, as they were decided."""

    list_display = ("name", "decided_by", "decided_on", "tolerance_percent")


@admin.register(Year)
class YearAdmin(KeptAdmin):
    """The years and the rules they are judged by; a year is made here and then stands."""

    list_display = ("number", "rules", "is_invented")
    list_select_related = ("rules",)
    fields = ("number", "rules")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new year starts from the newest rules."""
        return {"rules": RuleSet.objects.first()}

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Year, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Make the year."""
        assert isinstance(request.user, User)
        obj.pk = create_year(number=obj.number, rules=obj.rules, by=request.user).pk


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

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Only the dates of a period can be changed."""
        return ("year", "kind") if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only a period that the city has not locked."""
        locked = isinstance(obj, Period) and obj.city_locked_at is not None
        return not locked and super().has_change_permission(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Period, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Make the period, or set its dates."""
        assert isinstance(request.user, User)
        if change:
            set_dates(period=obj, by=request.user)
            return
        made = create_period(
            year=obj.year,
            kind=PeriodKind(obj.kind),
            last_day=obj.last_day,
            due_on=obj.due_on,
            committee_due_on=obj.committee_due_on,
            city_due_on=obj.city_due_on,
            by=request.user,
        )
        obj.pk = made.pk
