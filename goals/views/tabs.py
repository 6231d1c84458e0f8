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


# A unit has nothing below it to lay out in rows and columns.
_OF_UNIT = ("dashboard", "organisation")


def tabs_of(organisation: Organisation, period: Period, current: str) -> list[Tab]:
    """The pages that the organisation has in the period; a plan has one alone."""
    if period.kind == PeriodKind.PLAN:
        return []
    names = _OF_UNIT if organisation.kind == Kind.UNIT else tuple(_TABS)
    args = [period.slug, organisation.code]
    return [
        Tab(_TABS[name], reverse(f"goals:{name}", args=args), name == current) for name in names
    ]


_WAYS = {"efforts": "Lista", "timeline": "Tidslinje", "assignments": "Uppdrag och svar"}


def ways_of(organisation: Organisation, period: Period, current: str) -> list[Tab]:
    """The ways to see activities and uppdrag."""
    args = [period.slug, organisation.code]
    return [
        Tab(label, reverse(f"goals:{name}", args=args), name == current)
        for name, label in _WAYS.items()
    ]
