"""Writes of years and periods and their dates: SLK's outer ones and each nämnd's own."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from history.commands import StaleRow, because, update_if_unchanged
from organisation.models import Organisation, User
from periods.commands.refusal import DatesMoved, NotNow
from periods.enums import PeriodKind
from periods.models import OwnDates, Period, RuleSet, Year


@transaction.atomic
def create_year(*, number: int, rules: RuleSet, by: User | None, is_invented: bool = False) -> Year:
    """Make a year that is judged by the given rules."""
    with because("året lades upp", by=by):
        return Year.objects.create(number=number, rules=rules, is_invented=is_invented)


@transaction.atomic
def create_period(
    *,
    year: Year,
    kind: PeriodKind,
    last_day: date,
    due_on: date,
    committee_due_on: date,
    city_due_on: date,
    by: User | None,
) -> Period:
    """Make a period with the dates that SLK has set."""
    with because("perioden lades upp", by=by):
        return Period.objects.create(
            year=year,
            kind=kind,
            last_day=last_day,
            due_on=due_on,
            committee_due_on=committee_due_on,
            city_due_on=city_due_on,
        )


@transaction.atomic
def mark_open(*, period: Period, by: User | None) -> Period:
    """Note that reporting has opened; what must exist by then is made by goals.commands."""
    with because("perioden öppnades", by=by):
        period.opened_at = timezone.now()
        period.save(update_fields=["opened_at"])
    return period


@transaction.atomic
def set_dates(*, period: Period, by: User, seen: str | None = None) -> Period:
    """Save the dates that SLK has set on the period.

    `seen` is how the page saw them stand, as Period.days; without it they are set whatever stood.
    Raises ValidationError when out of order, and DatesMoved when somebody else has changed them.
    """
    now = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    if seen is not None and seen != now.days:
        raise DatesMoved(now)
    period.full_clean()
    with because("periodens datum ändrades", by=by):
        period.save(update_fields=["last_day", "due_on", "committee_due_on", "city_due_on"])
    return period


@transaction.atomic
def set_own_dates(
    *,
    organisation: Organisation,
    period: Period,
    units_due_on: date | None,
    meeting_on: date | None,
    guidance: str,
    version: int | None,
    by: User,
) -> OwnDates:
    """Set a nämnd's or a bolag's own dates, inside those of SLK, and its guidance to the units.

    `version` is None the first time. Raises ValidationError at the field that is too late, NotNow
    when nämnder and bolag are locked, and StaleRow.
    """
    now = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    if now.committee_locked_at:
        raise NotNow(f"{period} är låst för nämnder och bolag. Datumen kan inte ändras.")
    _require_within(now, units_due_on, meeting_on)
    values = {"units_due_on": units_due_on, "meeting_on": meeting_on, "guidance": guidance.strip()}
    with because("nämndens egna datum ändrades", by=by):
        dates, is_new = OwnDates.objects.get_or_create(
            organisation=organisation, period=period, defaults={**values, "changed_by": by}
        )
        if is_new:
            return dates
        if version is None:
            raise StaleRow(dates)
        update_if_unchanged(dates, version=version, by=by, **values)
    return dates


def _require_within(period: Period, units_due_on: date | None, meeting_on: date | None) -> None:
    """Refuse dates after SLK's (docs/year-and-roles.md), and a meeting before the figures are in."""
    faults = {}
    if units_due_on and units_due_on > period.due_on:
        last = date_format(period.due_on, "j F Y")
        faults["units_due_on"] = f"Senast {last}, stadsledningskontorets dag."
    if meeting_on and meeting_on > period.committee_due_on:
        last = date_format(period.committee_due_on, "j F Y")
        faults["meeting_on"] = f"Senast {last}, då nämnder och bolag ska vara klara."
    elif units_due_on and meeting_on and meeting_on < units_due_on:
        faults["meeting_on"] = "Sammanträdet kan inte komma före enheternas sista dag."
    if faults:
        raise ValidationError(faults)
