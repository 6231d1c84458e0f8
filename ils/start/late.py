"""Uppdrag past their day, as the start page leads to them."""

from django.urls import reverse

from activities.enums import EffortSort
from goals.queries.dashboard_late import late_assignments
from goals.queries.efforts import all_below
from ils.start.action import Action
from organisation.models import Organisation
from periods.models import Period


def late_of(organisation: Organisation, period: Period) -> Action | None:
    """The late uppdrag at and under an organisation whose line the user is in; one query."""
    count = late_assignments(all_below(organisation, period)).count()
    if not count:
        return None
    page = reverse("goals:efforts", args=[period.slug, organisation.code])
    label = f"{count} {'försenat' if count == 1 else 'försenade'} uppdrag"
    return Action(label, f"{page}?brist=sen&slag={EffortSort.ASSIGNMENT}")
