"""The days of the year's reporting that concern a person, for the calendar feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from organisation.enums import GRANTS, Permission
from organisation.models import Closure, Organisation, User
from organisation.queries import Grant, grants_of
from periods.enums import LockLevel, PeriodKind
from periods.locks import level_of
from periods.models import OwnDates, Period
from periods.queries import units_due_on

# How far back the feed goes (our own choice): programs keep what they have seen anyway.
_BACK = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the feed; `uid` is the same each time, so that a program moves what has moved."""

    uid: str
    title: str
    on: date


def days_of(user: User, today: date) -> list[Day]:
    """The last days and meetings that concern the user, in order; also of periods to come."""
    grants = grants_of(user)
    ids = {grant.organisation_id for grant in grants}
    periods = Period.objects.exclude(kind=PeriodKind.PLAN).filter(city_due_on__gte=today - _BACK)
    found = _Dates(ids, list(periods.select_related("year").in_order()))
    days = {day.uid: day for grant in grants for day in found.of(grant) if day.on >= today - _BACK}
    return sorted(days.values(), key=lambda day: (day.on, day.uid))


class _Dates:
    """The dates of some organisations and of those above them, read with three queries."""

    def __init__(self, organisations: set[int], periods: list[Period]) -> None:
        self._periods = periods
        self._above: dict[int, list[Organisation]] = {}
        pairs = Closure.objects.filter(period=None, descendant_id__in=organisations)
        for pair in pairs.order_by("depth").select_related("ancestor"):
            self._above.setdefault(pair.descendant_id, []).append(pair.ancestor)
        above = {one.pk for line in self._above.values() for one in line}
        own = OwnDates.objects.filter(organisation_id__in=above, period__in=periods)
        self._own = {(one.organisation_id, one.period_id): one for one in own}

    def of(self, grant: Grant) -> Iterator[Day]:
        """The days of one role."""
        line = self._above.get(grant.organisation_id, [])
        permissions = GRANTS[grant.role].keys()
        for period in self._periods if line else ():
            if Permission.RECORD in permissions:
                yield self._hand_in(line, period)
            if Permission.REVIEW_UNITS in permissions:
                on = units_due_on(period, self._own.get((line[0].pk, period.pk)))
                yield _day(period, line[0], "enheterna", "Enheternas sista dag", on)
            if Permission.REVIEW_COMMITTEES in permissions:
                title = "Nämndernas och bolagens sista dag"
                yield _day(period, line[0], "namnderna", title, period.committee_due_on)
            yield from self._meetings(line, period)

    def _hand_in(self, line: list[Organisation], period: Period) -> Day:
        """The last day for the organisation itself: its nämnd's own, or that of its level."""
        level = level_of(line[0].kind)
        if level is LockLevel.UNIT:
            dates = (self._own.get((one.pk, period.pk)) for one in line)
            own = next((one for one in dates if one and one.units_due_on), None)
            on = units_due_on(period, own)
        else:
            is_city = level is LockLevel.CITY
            on = period.city_due_on if is_city else period.committee_due_on
        return _day(period, line[0], "lamna-in", "Sista dag att lämna in", on)

    def _meetings(self, line: list[Organisation], period: Period) -> Iterator[Day]:
        """When those above, and the organisation itself, meet about the period."""
        for one in line:
            own = self._own.get((one.pk, period.pk))
            if own and own.meeting_on:
                yield _day(period, one, "sammantrade", "Sammanträde", own.meeting_on)


def _day(period: Period, organisation: Organisation, what: str, title: str, on: date) -> Day:
    """One day with its lasting name."""
    uid = f"{period.slug}-{organisation.code}-{what}@ils"
    return Day(uid, f"{title}: {period}, {organisation}", on)
