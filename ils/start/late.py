"""Uppdrag past their day, as the start page leads to them."""

from django.db.models import Count
from django.urls import reverse

from activities.enums import EffortSort
from goals.queries.dashboard_late import late_assignments
from goals.queries.efforts import all_below
from ils.start.action import Action
from organisation.models import Organisation
from periods.models import Period


def late_of(organisation: Organisation, period: Period) -> Action | None:
    """The late uppdrag at and under an organisation whose line the user is in; one query.

    One uppdrag may be late at many: how many answers that makes is said beside it.
    """
    found = late_assignments(all_below(organisation, period)).aggregate(
        uppdrag=Count("subject", distinct=True), answers=Count("pk")
    )
    count, answers = found["uppdrag"], found["answers"]
    if not count:
        return None
    page = reverse("goals:efforts", args=[period.slug, organisation.code])
    label = f"{count} {'försenat' if count == 1 else 'försenade'} uppdrag"
    if answers != count:
        label += f", {answers} svar är inte klara"
    return Action(label, f"{page}?brist=sen&slag={EffortSort.ASSIGNMENT}")
