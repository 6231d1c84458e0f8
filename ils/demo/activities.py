"""The demo's activities: at the city, the nämnder, the bolag and the units, some of them late."""

from collections.abc import Iterator
from datetime import date, timedelta

from activities.enums import ActivityState
from activities.models import Activity, ActivityStatus
from goals.models import Goal
from history.commands import because
from ils.demo.calendar import THIS_YEAR, Calendar
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.files import table
from ils.demo.goals import Goals
from ils.demo.renewing import renew
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Period

# The förskola that the account "enhetschef" has not touched: its first activity is late.
LATE_AT = "forskolan-lingonstigen"
_LATE_SHARE = 0.12
_LATE_BY = timedelta(days=20)
_ROWS: dict[str, list[dict[str, str]]] = {}
for _row in table("activities.csv"):
    _ROWS.setdefault(_row["slag"], []).append(_row)


def make_activities(*, calendar: Calendar, city: City, goals: Goals, dice: Dice) -> None:
    """Make the year's activities."""
    with because("årets aktiviteter lades upp", by=None):
        Activity.objects.bulk_create(_activities(calendar, city, goals, dice), batch_size=1000)


def _activities(calendar: Calendar, city: City, goals: Goals, dice: Dice) -> Iterator[Activity]:
    """All activities: one or two for each organisation that has goals."""
    for unit in city.units:
        goal = goals.of_unit[unit.code][0]
        yield from _of(city[unit.code], unit.sort, SetBy.UNIT, goal, calendar, dice)
    for kind, organisations in (
        ("sdn", city.districts),
        ("fack", city.committees),
        ("bolag", city.companies),
    ):
        for organisation in organisations:
            for goal in goals.of_committee.get(organisation.code, [])[:1]:
                yield from _of(organisation, kind, SetBy.COMMITTEE, goal, calendar, dice)
    yield from _of(city.city, "staden", SetBy.KF, goals.kf["1.2"], calendar, dice)


def _of(
    organisation: Organisation,
    sort: str,
    level: SetBy,
    goal: Goal,
    calendar: Calendar,
    dice: Dice,
) -> Iterator[Activity]:
    """The activities of an organisation."""
    for place, row in enumerate(_ROWS[sort]):
        chance = dice.share("late", organisation.code, place)
        is_late = chance < _LATE_SHARE or (organisation.code == LATE_AT and place == 0)
        start, end = date.fromisoformat(row["startar"]), date.fromisoformat(row["slutar"])
        yield Activity(
            year=calendar.years[THIS_YEAR],
            goal=goal,
            level=level,
            owner=organisation,
            title=row["aktivitet"],
            description=row["beskrivning"],
            start_on=start,
            end_on=max(start, _late_end(end, calendar)) if is_late else end,
            is_invented=True,
        )


def _late_end(end: date, calendar: Calendar) -> date:
    """An end that has passed on the day the demo is loaded."""
    return min(end, calendar.today - _LATE_BY, date(THIS_YEAR, 8, 14))


def report_activities(
    *, period: Period, organisations: dict[int, int | None], today: date, dice: Dice
) -> None:
    """Let organisations (by id, with their author) have said how their activities stand."""
    deviations = {row["aktivitet"]: row["avvikelse"] for rows in _ROWS.values() for row in rows}
    statuses = list(
        ActivityStatus.objects.filter(
            period=period, organisation_id__in=organisations
        ).select_related("activity", "organisation")
    )
    until = min(period.last_day, today)
    for status in statuses:
        activity = status.activity
        status.state = _state(status, until, dice)
        status.changed_by_id = organisations[status.organisation_id]
        if status.is_late(until):
            status.deviation = deviations[activity.title]
            status.new_end_on = max(activity.end_on, until) + timedelta(days=60)
    with because("aktiviteter följdes upp", by=None):
        renew(statuses, ["state", "deviation", "new_end_on", "changed_by"])


def _state(status: ActivityStatus, until: date, dice: Dice) -> ActivityState:
    """How far an activity has come by a day."""
    activity = status.activity
    if activity.start_on > until:
        return ActivityState.NOT_STARTED
    share = dice.share("state", status.organisation.code, activity.title)
    if activity.end_on <= until:
        return ActivityState.DONE if share < 0.7 else ActivityState.ONGOING
    return ActivityState.ONGOING if share < 0.9 else ActivityState.NOT_STARTED
