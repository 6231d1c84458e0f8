"""Targets that were changed during the year: raised after KS avstämning, or lowered, by a decision."""

from datetime import date

from goals.commands import set_target
from goals.importing.targets import DECIDED_BY, KINDS, SET_BY
from ils.demo.calendar import THIS_YEAR, Calendar
from ils.demo.city import City
from ils.demo.files import table
from ils.demo.indicators import Plan
from indicators.models import GoalIndicator
from lights import parse_decimal
from periods.enums import SetBy


def change_targets(*, calendar: Calendar, city: City, plan: Plan) -> None:
    """Take the decisions of the file, all of them on KF's indicators."""
    kf = {link.indicator.code: link for link in plan.links if link.set_by == SetBy.KF}
    for row in table("target_changes_2026.csv"):
        _change(row, kf[row["indikator"]], calendar, city)


def _change(row: dict[str, str], link: GoalIndicator, calendar: Calendar, city: City) -> None:
    """Take one decision."""
    set_target(
        goal_indicator=link,
        organisation=city[row["hos"]],
        set_by=SET_BY[row["satt av"]],
        kind=KINDS[row["slag"]],
        value=parse_decimal(row["värde"]),
        applies_from=calendar[THIS_YEAR, row["gäller från"]],
        decided_by=DECIDED_BY[row["beslutat av"]],
        decided_on=date.fromisoformat(row["beslutat den"]),
        case_number=row["diarienummer"],
        asked_by=row["på begäran av"],
        reason=row["skäl"],
        by=None,
        judge=False,
    )
