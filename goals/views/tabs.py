"""The pages of an organisation's goals, as tabs."""

from django.urls import reverse

from organisation.enums import Kind
from organisation.models import Organisation
from organisation.views import Tab
from periods.enums import PeriodKind
from periods.models import Period

_TABS = {
    "dashboard": "Läget",
    "organisation": "Målkedjan",
    "matrix": "Matris",
    "alignment": "Kontroll",
    "efforts": "Aktiviteter och uppdrag",
}


def tabs_of(organisation: Organisation, period: Period, current: str) -> list[Tab]:
    """The pages that the organisation has in the period; a unit and a plan have one alone."""
    if organisation.kind == Kind.UNIT or period.kind == PeriodKind.PLAN:
        return []
    args = [period.slug, organisation.code]
    return [
        Tab(label, reverse(f"goals:{name}", args=args), name == current)
        for name, label in _TABS.items()
    ]


_WAYS = {"efforts": "Lista", "timeline": "Tidslinje", "assignments": "Uppdrag och svar"}


def ways_of(organisation: Organisation, period: Period, current: str) -> list[Tab]:
    """The ways to see activities and uppdrag."""
    args = [period.slug, organisation.code]
    return [
        Tab(label, reverse(f"goals:{name}", args=args), name == current)
        for name, label in _WAYS.items()
    ]
