"""Administration of other systems' columns; imports are looked at, never changed."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from organisation.admin import KeptAdmin, ReadOnlyAdmin
from organisation.models import User
from rounds.importing.columns import save_column
from rounds.models import Import, MeasureColumn


@admin.register(MeasureColumn)
class MeasureColumnAdmin(KeptAdmin):
    """The codes of other systems' columns."""

    list_display = ("code", "kind", "piece")
    list_filter = ("kind", "piece")
    search_fields = ("code",)

    def save_model(
        self, request: HttpRequest, obj: MeasureColumn, form: "ModelForm[Any]", change: bool
    ) -> None:
        """Save the column."""
        assert isinstance(request.user, User)
        save_column(column=obj, by=request.user)


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    """Who brought which file, and what came of it."""

    list_display = ("file_name", "organisation", "period", "state", "written", "made_by", "made_at")
    list_filter = ("state", "shape")
    list_select_related = ("organisation", "period__year", "made_by")
    search_fields = ("file_name", "sha256", "organisation__name")
