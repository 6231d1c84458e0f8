"""The years before: the real 2022, and ten invented years of annual outcomes for the trends."""

from collections.abc import Iterator
from datetime import date

from goals.commands import MeasurementRow, open_period, record_many
from goals.importing.goals import read_goals, write_goals
from goals.importing.indicators import read_indicators, write_indicators
from goals.importing.measurements import read_measurements, write_measurements
from ils.demo.calendar import REAL_YEAR, Calendar
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.files import DATA
from ils.demo.indicators import Plan
from ils.demo.series import Series, reporters_of, value_of
from indicators.enums import MeasurementKind
from indicators.key_figures import read_key_figures, write_key_figures
from organisation.models import Organisation
from periods.commands import lock
from periods.enums import LockLevel
from periods.models import Period

_SOURCE = "påhittat för demonstrationen"


def load_real_year(calendar: Calendar) -> None:
    """The real goals and values of 2022, and every published series, through the import."""
    year, plan = calendar.years[REAL_YEAR], calendar[REAL_YEAR, "vp"]
    write_goals(read_goals(DATA / f"goals_{REAL_YEAR}.csv", year))
    write_indicators(read_indicators(DATA / f"indicators_{REAL_YEAR}.csv", year), year)
    open_period(period=plan, by=None)
    for number in (REAL_YEAR - 1, REAL_YEAR):
        period = calendar[number, "ar"]
        open_period(period=period, by=None)
        path = DATA / f"measurements_{number}.csv"
        write_measurements(read_measurements(path, period), period, path)
    write_key_figures(rows=read_key_figures(DATA / "key_figures.csv"), by=None)
    lock_all(plan)


def load_past(*, calendar: Calendar, city: City, plan: Plan, dice: Dice) -> None:
    """Annual outcomes of the years before for all that is followed this year, then locked."""
    for period in calendar.past:
        if period.opened_at is None:
            open_period(period=period, by=None)
        rows = list(_outcomes(period, city, plan, dice))
        record_many(rows=rows, by=None, why="äldre utfall lästes in")
        lock_all(period)


def lock_all(period: Period) -> None:
    """Lock a period on all levels, from below."""
    for level in LockLevel:
        lock(period=period, level=level, by=None, reason="perioden är slut")


def _outcomes(period: Period, city: City, plan: Plan, dice: Dice) -> Iterator[MeasurementRow]:
    """The outcomes of a year at those that report now, and at nämnder and city above them."""
    year = period.year.number
    for series in plan.series.values():
        if year < series.first_year:
            continue
        codes = [*reporters_of(series, city), *_above(series, city)]
        for organisation in (city[code] for code in dict.fromkeys(codes)):
            for living in _living(organisation, city, period.last_day):
                yield _outcome(period, series, plan, living, dice)


def _above(series: Series, city: City) -> list[str]:
    """The nämnder that have units of a sort: their own outcome stands in for the total."""
    reporters = set(reporters_of(series, city))
    return list({unit.committee: None for unit in city.units if unit.code in reporters})


def _living(organisation: Organisation, city: City, day: date) -> list[Organisation]:
    """The organisation as it lived on a day: before it began, its predecessors."""
    if organisation.started_on is None or organisation.started_on <= day:
        return [organisation]
    return [city[code] for code in city.predecessors.get(organisation.code, [])]


def _outcome(
    period: Period, series: Series, plan: Plan, organisation: Organisation, dice: Dice
) -> MeasurementRow:
    """One invented outcome."""
    indicator = plan.indicators[series.code]
    value = value_of(series, indicator, organisation.code, period.year.number, dice)
    return MeasurementRow(
        indicator.pk,
        organisation.pk,
        period.pk,
        MeasurementKind.OUTCOME,
        value=value.value,
        yes=value.yes,
        women=value.women,
        men=value.men,
        numerator=value.numerator,
        denominator=value.denominator,
        source=_SOURCE,
        is_ready=True,
    )
