"""The years before: the real 2022, ten invented years of outcomes, and the last years' forecasts."""

from goals.commands import open_period, record_many
from goals.importing.goals import read_goals, write_goals
from goals.importing.indicators import read_indicators, write_indicators
from goals.importing.measurements import read_measurements, write_measurements
from ils.demo.calendar import REAL_YEAR, Calendar
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.files import DATA
from ils.demo.foresight import forecasts
from ils.demo.indicators import Plan
from ils.demo.outcomes import outcomes
from indicators.key_figures import read_key_figures, write_key_figures
from organisation.models import User
from periods.commands import lock
from periods.enums import LockLevel
from periods.models import Period


def load_real_year(calendar: Calendar, by: User) -> None:
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
    lock_all(plan, by)


def load_past(*, calendar: Calendar, city: City, plan: Plan, dice: Dice, by: User) -> None:
    """Annual outcomes of the years before for all that is followed this year, then locked."""
    for period in calendar.past:
        if period.opened_at is None:
            open_period(period=period, by=None)
        rows = list(outcomes(period, city, plan, dice))
        record_many(rows=rows, by=None, why="äldre utfall lästes in")
        lock_all(period, by)


def load_forecasts(*, calendar: Calendar, city: City, plan: Plan, dice: Dice, by: User) -> None:
    """The forecasts of the last years' tertials, which their outcomes are held against."""
    for period in calendar.past_tertials:
        open_period(period=period, by=None)
        rows = list(forecasts(period, city, plan, dice))
        record_many(rows=rows, by=None, why="äldre prognoser lästes in")
        lock_all(period, by)


def lock_all(period: Period, by: User) -> None:
    """Lock a period on all levels, from below."""
    for level in LockLevel:
        lock(period=period, level=level, by=by, reason="perioden är slut")
