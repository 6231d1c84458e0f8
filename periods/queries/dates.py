"""The last day of an organisation: SLK's outer date, or the nearest that a nämnd has set."""

from datetime import date
from itertools import pairwise

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery

from organisation.models import Closure, Organisation, User
from periods.enums import LockLevel
from periods.locks import level_of
from periods.models import OwnDates, Period, Submission


def own_dates_of(organisation: Organisation, period: Period) -> OwnDates | None:
    """The dates that a nämnd or a bolag has set for its units and its meeting, if it has."""
    return OwnDates.objects.filter(organisation=organisation, period=period).first()


def units_due_on(period: Period, own: OwnDates | None) -> date:
    """The last day of the units under a nämnd or a bolag with these dates of its own."""
    return _nearest(period, LockLevel.UNIT, own.units_due_on if own else None)


def due_on(organisation: Organisation, period: Period) -> date:
    """The organisation's last day in the period; for the rows of a list see `with_own_dates`."""
    level = level_of(organisation.kind)
    if level is not LockLevel.UNIT:
        return _nearest(period, level, None)
    own = _own_due_on(organisation.pk, period.pk).first()
    return _nearest(period, level, own)


def with_own_dates(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """The submissions with what `last_day` needs, by the same query."""
    nearest = Subquery(_own_due_on(OuterRef("organisation"), OuterRef("period"))[:1])
    # By name: the type checker knows the field of the model, which annotate() may not name.
    return submissions.annotate(**dict.fromkeys(["own_due_on"], nearest))


def with_guidance(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """The submissions with the nearest guidance above each as `own_guidance`, by the same query."""
    above = (
        Closure.objects.filter(period=OuterRef("period"), descendant=OuterRef("organisation"))
        # One filter: what a nämnd wrote in another period is not asked about.
        .filter(
            depth__gt=0,
            ancestor__own_dates__period=OuterRef("period"),
            ancestor__own_dates__guidance__gt="",
        )
        .order_by("depth")
        .values("ancestor__own_dates__guidance")
    )
    return submissions.annotate(**dict.fromkeys(["own_guidance"], Subquery(above[:1])))


def last_day(submission: Submission) -> date:
    """The last day of a submission that was read by `with_own_dates`."""
    level = LockLevel(submission.level)
    own = submission.own_due_on if level is LockLevel.UNIT else None
    return _nearest(submission.period, level, own)


def _own_due_on(
    organisation: int | OuterRef, period: int | OuterRef
) -> QuerySet[Closure, date | None]:
    """The last days that those above a unit have set for their units, the nearest above first."""
    return (
        Closure.objects.filter(period=period, descendant=organisation)
        .filter(ancestor__own_dates__period=period, ancestor__own_dates__units_due_on__isnull=False)
        .order_by("depth")
        .values_list("ancestor__own_dates__units_due_on", flat=True)
    )


def _nearest(period: Period, level: LockLevel, own: date | None) -> date:
    """SLK's outer date of the level, or the nämnd's own when that comes before it."""
    outer = {
        LockLevel.UNIT: period.due_on,
        LockLevel.COMMITTEE: period.committee_due_on,
        LockLevel.CITY: period.city_due_on,
    }[level]
    return min(own, outer) if own else outer


def own_dates_in(period: Period) -> QuerySet[OwnDates]:
    """The dates that nämnder and bolag have set in a period, by name."""
    found = OwnDates.objects.filter(period=period).select_related("organisation", "changed_by")
    return found.order_by("organisation__name_sort", "pk")


def dates_set_by(period: Period) -> str:
    """Who last changed SLK's dates of a period; empty when they are as they were made."""
    model = apps.get_model("periods", "PeriodEvent")
    events = model.objects.filter(pgh_obj=period).select_related("pgh_context").order_by("-pgh_id")
    for after, before in pairwise(events):
        if _outer(after) != _outer(before):
            said = after.pgh_context.metadata if after.pgh_context else {}
            return str(User.objects.filter(pk=said.get("user") or 0).first() or "")
    return ""


def _outer(row: Period) -> tuple[date, date, date]:
    """The three last days of a version of a period."""
    return row.due_on, row.committee_due_on, row.city_due_on
