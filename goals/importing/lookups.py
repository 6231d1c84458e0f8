"""What the files of a plan point at by code: organisations, goals, indicators, periods."""

from dataclasses import dataclass

from django.core.management.base import CommandError

from goals.enums import Level
from goals.models import Goal
from indicators.models import Indicator
from organisation.csv_files import Row
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import PERIOD_SLUG, PeriodKind
from periods.models import Period, Year

PERIOD_WORDS = {word: kind for kind, word in PERIOD_SLUG.items()}
LEVELS = {level.label.lower(): level for level in Level}
LEVEL_ABOVE = {
    Level.OPERATIONAL_AREA: Level.ORIENTATION,
    Level.COMMITTEE: Level.OPERATIONAL_AREA,
    Level.COMMITMENT: Level.COMMITTEE,
}
GoalKey = tuple[str, str, str]


def year_of(number: int) -> Year:
    """The year that the file is about. Raises CommandError when it has not been made."""
    year = Year.objects.select_related("rules").filter(number=number).first()
    if year is None:
        raise CommandError(f"Året {number} finns inte. Lägg först upp året och dess perioder.")
    return year


def period_of(year: Year, word: str) -> Period:
    """The year's period by its word in an address: vp, t1, t2, ar. Raises CommandError."""
    kind = PERIOD_WORDS.get(word)
    period = Period.objects.select_related("year__rules").filter(year=year, kind=kind).first()
    if period is None:
        words = ", ".join(PERIOD_WORDS)
        raise CommandError(f"Perioden {year.number}-{word} finns inte. Välj bland {words}.")
    return period


def plan_of(year: Year) -> Period:
    """The period that holds the year's plan. Raises CommandError."""
    return period_of(year, PERIOD_SLUG[PeriodKind.PLAN])


@dataclass(slots=True)
class Lookups:
    """Everything that rows may point at, read once."""

    organisations: dict[str, Organisation]
    goals: dict[GoalKey, Goal]
    indicators: dict[str, Indicator]

    @classmethod
    def of(cls, year: Year) -> "Lookups":
        """Read what stands in the database."""
        goals = Goal.objects.filter(year=year).select_related("owner")
        return cls(
            organisations={o.code: o for o in Organisation.objects.all()},
            goals={(goal.owner.code, goal.level, goal.code): goal for goal in goals},
            indicators={indicator.code: indicator for indicator in Indicator.objects.all()},
        )

    @property
    def city(self) -> Organisation:
        """The city itself. Raises CommandError when no organisation has been read in."""
        for organisation in self.organisations.values():
            if organisation.kind == Kind.CITY:
                return organisation
        raise CommandError("Staden finns inte. Läs först in organisationen.")

    def organisation(self, row: Row, column: str, *, code: str = "") -> Organisation | None:
        """The organisation whose code stands in the cell (or is given); unknown is a fault."""
        code = code or row.text(column)
        if not code:
            return None
        if code not in self.organisations:
            row.fault(column, f"Ingen organisation har koden ”{code}”.")
        return self.organisations.get(code)

    def indicator(self, row: Row, column: str) -> Indicator | None:
        """The indicator whose code stands in the cell; unknown is a fault."""
        code = row.required(column)
        if code and code not in self.indicators:
            row.fault(column, f"Ingen indikator har koden ”{code}”.")
        return self.indicators.get(code)

    def goal(self, row: Row, column: str, owner: Organisation | None) -> Goal | None:
        """The goal of the year whose number stands in the cell, at its owner (or the city)."""
        code = row.text(column)
        if not code:
            return None
        at = (owner or self.city).code
        found = [goal for (o, _, c), goal in self.goals.items() if (o, c) == (at, code)]
        if len(found) != 1:
            which = "Inget" if not found else "Mer än ett"
            row.fault(column, f"{which} mål hos ”{at}” har numret ”{code}”.")
            return None
        return found[0]
