"""The demo's years and periods, with their dates; T2 follows the day the demo is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from history.commands import because
from ils.demo.files import table
from organisation.models import User
from periods.commands import create_period, create_year
from periods.enums import PERIOD_SLUG, LockLevel, PeriodKind
from periods.models import Period, RuleSet, Year

REAL_YEAR = 2022
THIS_YEAR = 2026
FIRST_YEAR = 2016
# From this year on the year's tertials are there too, with the forecasts that were made in them.
FIRST_FORECASTS = 2023
_KINDS = {slug: kind for kind, slug in PERIOD_SLUG.items()}
# The units', the nämnder's and the city's last days of T2, counted from today.
_DAYS_LEFT = (10, 20, 30)


@dataclass(slots=True)
class Calendar:
    """Years by number, and periods by year and word: 2026, t2."""

    today: date
    rules: RuleSet
    years: dict[int, Year]
    periods: dict[tuple[int, str], Period]

    def __getitem__(self, key: tuple[int, str]) -> Period:
        return self.periods[key]

    @property
    def past(self) -> list[Period]:
        """The annual periods of the ten years before, the oldest first."""
        return [self[year, "ar"] for year in range(FIRST_YEAR, THIS_YEAR)]

    @property
    def past_tertials(self) -> list[Period]:
        """The tertials of the last years before, the oldest first."""
        years = range(FIRST_FORECASTS, THIS_YEAR)
        return [self[year, word] for year in years for word in ("t1", "t2")]


def make_calendar(today: date) -> Calendar:
    """Make the rules, the years and their periods."""
    rules, _ = RuleSet.objects.get_or_create(
        name="1",
        defaults={
            "decided_by": "Stadsledningskontoret",
            "decided_on": date(FIRST_YEAR - 1, 12, 1),
            "reason": "De första gränserna, påhittade för demonstrationen.",
        },
    )
    calendar = Calendar(today, rules, {}, {})
    # Next year is laid up without periods: new rules may apply from it.
    for number in range(FIRST_YEAR, THIS_YEAR + 2):
        is_invented = number != REAL_YEAR
        calendar.years[number] = create_year(
            number=number, rules=rules, by=None, is_invented=is_invented
        )
    for row in _dates(today):
        _make_period(calendar, row)
    return calendar


def set_moments(calendar: Calendar, by: User) -> None:
    """Let what was opened and locked have happened on its day, and not when the demo was loaded."""
    with because("demons perioder fick sina dagar: perioden är slut", by=by):
        for row in _dates(calendar.today):
            period = calendar[int(row["år"]), row["period"]]
            period.refresh_from_db()
            if period.opened_at and row["öppnas"]:
                period.opened_at = _moment(min(_day(row["öppnas"]), calendar.today))
            for level, day in _locked_days(period):
                if period.locked_at(level):
                    setattr(period, f"{level.value}_locked_at", _moment(day))
            period.save()


def _locked_days(period: Period) -> list[tuple[LockLevel, date]]:
    """Each level is locked the day after its last day."""
    days = (period.due_on, period.committee_due_on, period.city_due_on)
    return [(level, day + timedelta(days=1)) for level, day in zip(LockLevel, days, strict=True)]


def _dates(today: date) -> list[dict[str, str]]:
    """The dates of every period: from the file, from today for T2, by rule for past years."""
    rows = table("dates.csv")
    named = {(row["år"], row["period"]) for row in rows}
    for row in rows:
        if not row["enheterna"]:
            last = [(today + timedelta(days=days)).isoformat() for days in _DAYS_LEFT]
            row["enheterna"], row["nämnder och bolag"], row["staden"] = last
    for number in range(FIRST_YEAR, THIS_YEAR):
        if (str(number), "ar") not in named:
            rows += _past_dates(number)
    return rows


def _past_dates(number: int) -> list[dict[str, str]]:
    """The dates of a past year's annual report, and of its tertials where they are there."""
    after = number + 1
    days = {
        "t1": ("04-30", f"{number}-05-08", f"{number}-05-28", f"{number}-06-17", "04-20"),
        "t2": ("08-31", f"{number}-09-08", f"{number}-09-24", f"{number}-11-05", "08-24"),
        "ar": ("12-31", f"{after}-01-15", f"{after}-02-10", f"{after}-04-20", "12-15"),
    }
    if number < FIRST_FORECASTS:
        days = {"ar": days["ar"]}
    return [
        {
            "år": str(number),
            "period": word,
            "per den": f"{number}-{last_day}",
            "enheterna": units,
            "nämnder och bolag": committees,
            "staden": city,
            "öppnas": f"{number}-{opens}",
        }
        for word, (last_day, units, committees, city, opens) in days.items()
    ]


def _make_period(calendar: Calendar, row: dict[str, str]) -> None:
    """Make one period."""
    number = int(row["år"])
    calendar.periods[number, row["period"]] = create_period(
        year=calendar.years[number],
        kind=PeriodKind(_KINDS[row["period"]]),
        last_day=_day(row["per den"]),
        due_on=_day(row["enheterna"]),
        committee_due_on=_day(row["nämnder och bolag"]),
        city_due_on=_day(row["staden"]),
        by=None,
    )


def _day(text: str) -> date:
    """Read a date of the file."""
    return date.fromisoformat(text)


def _moment(day: date) -> datetime:
    """Eight in the morning of a day."""
    return timezone.make_aware(datetime.combine(day, time(8)))
