"""The table of uppdrag, each with how many have answered what."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from activities.models import Assignment
from lists.tables import NUM, ListTable, named_link
from organisation.models import Organisation
from periods.models import Period


def _summed(name: str) -> Callable[[Any], int]:
    """The sum of a column, under it."""
    return lambda table: sum(getattr(row, name) for row in table.data)


def _counted(title: str, name: str) -> tables.Column:
    """A column of counted answers."""
    attrs = {**NUM, "tf": {"class": "num"}}
    return tables.Column(title, attrs=attrs, accessor=name, footer=_summed(name))


class AssignmentTable(ListTable):
    """Uppdrag by number, with the answers counted by state; the states sum to those asked."""

    counted = ("uppdrag", "uppdrag")
    title = tables.Column("Uppdrag", order_by=("code", "pk"), footer="Summa")
    code = tables.Column("Nummer", visible=False)
    giver = tables.Column("Gett av", orderable=False)
    decided_on = tables.Column("Beslutat den", visible=False)
    case_number = tables.Column("Diarienummer", visible=False)
    end_on = tables.Column(
        "Sista dag", order_by=("end_on", "code"), attrs={"td": {"class": "nowrap"}}
    )
    asked = _counted("Riktat till", "asked")
    done = _counted("Genomfört", "done")
    ongoing = _counted("Pågår", "ongoing")
    not_started = _counted("Ej påbörjat", "not_started")
    cancelled = _counted("Avbrutet", "cancelled")
    unanswered = _counted("Ej besvarat", "unanswered")
    hidden = _counted("Visas ej", "hidden")
    late = _counted("Varav försenat", "late")

    class Meta:
        empty_text = "Inget uppdrag passar filtret."

    def __init__(
        self, *args: object, organisation: Organisation, period: Period, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self._place = [period.slug, organisation.code]

    def render_title(self, record: Assignment) -> SafeString:
        """The number and the name lead to the answers."""
        url = reverse("goals:assignment", args=[*self._place, record.pk])
        return named_link(url, str(record))

    def value_title(self, record: Assignment) -> str:
        """The name alone."""
        return record.title

    def render_end_on(self, record: Assignment) -> str:
        """The day."""
        return date_format(record.end_on, "j b Y")

    def value_end_on(self, record: Assignment) -> object:
        """The day."""
        return record.end_on
