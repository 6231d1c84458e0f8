"""Administration of single changes in a year's plan: goals, indicators, targets; through commands.

No light can be set here or anywhere: verdicts and suggestions are not registered (promise 1).
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from goals.commands import change_goal, change_indicator, set_target
from goals.models import Addressee, Goal
from indicators.models import GoalIndicator, Indicator, KeyFigure, Target
from organisation.admin import KeptAdmin, ReadOnlyAdmin
from organisation.models import User


@admin.register(Goal)
class GoalAdmin(KeptAdmin):
    """Goals: their texts and their place in the chain."""

    list_display = ("code", "title", "level", "owner", "year")
    list_filter = ("year", "level")
    list_select_related = ("owner", "year")
    search_fields = ("code", "title", "owner__name")
    autocomplete_fields = ("parent", "continues")
    readonly_fields = ("year", "level", "owner", "is_invented", "source")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say no: a year's goals come with its plan."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Goal, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Change the goal."""
        assert isinstance(request.user, User)
        change_goal(goal=obj, by=request.user)


@admin.register(Indicator)
class IndicatorAdmin(KeptAdmin):
    """Definitions of indicators; open periods are judged again when one changes."""

    list_display = ("name", "code", "unit", "aggregation", "quality", "is_invented")
    list_filter = ("aggregation", "quality", "is_invented")
    search_fields = ("name", "code")
    readonly_fields = ("code", "is_invented")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say no: indicators come with the plan."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Indicator, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Change the definition."""
        assert isinstance(request.user, User)
        change_indicator(indicator=obj, by=request.user)


@admin.register(Target)
class TargetAdmin(KeptAdmin):
    """Targets: a new decision is added, an old one is never changed (promise 4)."""

    list_display = ("goal_indicator", "organisation", "set_by", "kind", "value", "applies_from")
    list_filter = ("set_by", "kind", "applies_from")
    list_select_related = ("goal_indicator__indicator", "organisation", "applies_from__year")
    search_fields = ("goal_indicator__indicator__name", "organisation__name")
    autocomplete_fields = ("goal_indicator", "organisation")
    exclude = ("replaces",)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no: a change is a new decision."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Target, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Decide the target."""
        assert isinstance(request.user, User)
        made = set_target(by=request.user, **form.cleaned_data)
        obj.pk = made.pk


@admin.register(GoalIndicator)
class GoalIndicatorAdmin(ReadOnlyAdmin):
    """Which indicators follow which goals."""

    list_display = ("indicator", "goal", "set_by", "target_scope")
    list_filter = ("set_by", "goal__year")
    list_select_related = ("indicator", "goal")
    search_fields = ("indicator__name", "goal__title")


@admin.register(Addressee)
class AddresseeAdmin(ReadOnlyAdmin):
    """Who a goal is addressed to."""

    list_display = ("goal", "organisation", "is_lead")
    list_select_related = ("goal", "organisation")


@admin.register(KeyFigure)
class KeyFigureAdmin(ReadOnlyAdmin):
    """Key figures with their sources."""

    list_display = ("indicator", "organisation", "year", "value", "source")
    list_select_related = ("indicator", "organisation")
    search_fields = ("indicator__name", "organisation__name")
