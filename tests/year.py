"""The year 2026 of the small city: its periods, its goal chain, indicators, targets, activities, uppdrag."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from activities.models import Activity, Assignment, AssignmentAddressee
from goals.enums import Level
from goals.models import Addressee, Goal
from indicators.enums import Aggregation, Periodicity, TargetScope
from indicators.models import GoalIndicator, Indicator, Target
from organisation.models import Organisation
from periods.enums import PERIOD_ORDER, LockLevel, PeriodKind, SetBy
from periods.models import Period, Year
from tests.city import City
from tests.rows import (
    ActivityFactory,
    AssignmentFactory,
    IndicatorFactory,
    TargetFactory,
    YearFactory,
)

LOCKED = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)

_DATES = {
    PeriodKind.PLAN: (date(2025, 12, 31), date(2025, 12, 1), date(2025, 12, 15)),
    PeriodKind.TERTIAL_1: (date(2026, 4, 30), date(2026, 5, 8), date(2026, 5, 22)),
    PeriodKind.TERTIAL_2: (date(2026, 8, 31), date(2026, 9, 4), date(2026, 9, 18)),
    PeriodKind.ANNUAL: (date(2026, 12, 31), date(2027, 1, 15), date(2027, 2, 5)),
}


def make_year(number: int = 2026) -> tuple[Year, dict[PeriodKind, Period]]:
    """Make a year with its four periods, none of them opened."""
    year = YearFactory(number=number)
    periods = [
        Period(
            year=year,
            kind=kind,
            place=PERIOD_ORDER[kind],
            last_day=last_day,
            due_on=due_on,
            committee_due_on=committee_due_on,
            city_due_on=date(2027, 3, 1),
        )
        for kind, (last_day, due_on, committee_due_on) in _DATES.items()
    ]
    Period.objects.bulk_create(periods)
    return year, {PeriodKind(period.kind): period for period in periods}


def lock_everything(period: Period) -> None:
    """Lock the period at all three levels."""
    for level in LockLevel:
        setattr(period, f"{level.value}_locked_at", LOCKED)
    period.save()


@dataclass(frozen=True)
class Plan:
    """What was decided for the year, by keys such as "1.1", "jarva 1" and "share"."""

    goals: dict[str, Goal]
    links: dict[str, GoalIndicator]
    targets: list[Target]
    activities: list[Activity]
    assignments: list[Assignment]


def make_plan(tree: City, year: Year, since: Period, many: int) -> Plan:
    """Decide the year: goals, indicators, targets, activities and uppdrag."""
    goals = _make_goals(tree, year, many)
    links = _make_links(goals, many)
    return Plan(
        goals=goals,
        links=links,
        targets=_make_targets(tree, links, since),
        activities=_make_activities(tree, year, goals, many),
        assignments=_make_assignments(tree, year, goals, many),
    )


def reporters(tree: City, key: str) -> list[Organisation]:
    """Who is expected to report an indicator of the plan."""
    if key == "has_plan":
        return tree.units[:1]
    if key == "grade":
        return tree.units
    below = [*tree.units, *tree.other_units]
    return [*below, tree.company] if key == "share" else below


def _make_goals(tree: City, year: Year, many: int) -> dict[str, Goal]:
    """KF's two goals, and under them the goals of nämnder and company and the units' commitments."""
    goals: dict[str, Goal] = {}

    def add(key: str, level: Level, owner: Organisation, parent: Goal | None, code: str) -> Goal:
        goals[key] = Goal(
            year=year, level=level, owner=owner, parent=parent, code=code,
            title=f"Målet {key}", order=len(goals),
        )  # fmt: skip
        return goals[key]

    def save() -> None:
        Goal.objects.bulk_create(goal for goal in goals.values() if goal.pk is None)

    top = add("1", Level.ORIENTATION, tree.city, None, "1")
    save()
    area = add("1.1", Level.OPERATIONAL_AREA, tree.city, top, "1.1")
    save()
    for organisation in (tree.committee, tree.other_committee, tree.company):
        for n in range(1, many + 1):
            add(f"{organisation.code} {n}", Level.COMMITTEE, organisation, area, f"1.1.{n}")
    save()
    for owner, units in ((tree.committee, tree.units), (tree.other_committee, tree.other_units)):
        for unit in units:
            for n in range(1, many + 1):
                parent = goals[f"{owner.code} {n}"]
                add(f"{unit.code} {n}", Level.COMMITMENT, unit, parent, f"1.1.{n}.1")
    save()
    Addressee.objects.bulk_create(
        Addressee(goal=area, organisation=organisation, is_lead=organisation == tree.committee)
        for organisation in (tree.committee, tree.other_committee, tree.group)
    )
    return goals


def _indicators(many: int) -> dict[str, Indicator]:
    """A share, a sum, a ratio, a mean, a yes or no, and as many more shares as asked for."""
    build = IndicatorFactory.build
    plain = {"unit": "", "highest": None}
    indicators = {
        "share": build(code="nojda", name="Andel nöjda föräldrar", by_gender=True),
        "places": build(
            code="platser", name="Antal platser", aggregation=Aggregation.SUM, decimals=0, **plain
        ),
        "qualified": build(code="behoriga", name="Andel behöriga", aggregation=Aggregation.RATIO),
        "grade": build(
            code="betyg", name="Upplevd kvalitet, 1 till 5", periodicity=Periodicity.ANNUAL, **plain
        ),
        "has_plan": build(
            code="har-plan", name="Enheten har en plan", is_yes_no=True, lowest=None,
            aggregation=Aggregation.NONE, decimals=0, **plain,
        ),
    }  # fmt: skip
    return indicators | {f"extra {n}": build() for n in range(2, many + 1)}


def _make_links(goals: dict[str, Goal], many: int) -> dict[str, GoalIndicator]:
    """The indicators under the goals they follow: KF's, the nämnd's and the unit's."""
    indicators = _indicators(many)
    each = ("1.1", SetBy.KF, TargetScope.EACH_ADDRESSEE)
    where = {
        "share": each,
        "places": ("1.1", SetBy.KF, TargetScope.CITY_TOTAL),
        "qualified": ("1.1", SetBy.KF, TargetScope.COMMITTEE_SETS),
        "grade": ("jarva 1", SetBy.COMMITTEE, ""),
        "has_plan": ("jarva-enhet-1 1", SetBy.UNIT, ""),
    }
    Indicator.objects.bulk_create(indicators.values())
    links = {}
    for order, (key, indicator) in enumerate(indicators.items()):
        goal, set_by, scope = where.get(key, each)
        links[key] = GoalIndicator(
            goal=goals[goal], indicator=indicator, set_by=set_by, target_scope=scope, order=order
        )
    GoalIndicator.objects.bulk_create(links.values())
    return links


def _make_targets(tree: City, links: dict[str, GoalIndicator], since: Period) -> list[Target]:
    """The targets as decisions: KF's at the city, the nämnd's own, the unit's own."""
    build = TargetFactory.build
    own = {"set_by": SetBy.COMMITTEE, "decided_by": "committee", "organisation": tree.committee}
    of_unit = {"set_by": SetBy.UNIT, "decided_by": "unit", "organisation": tree.units[0]}
    yes = {"kind": "yes_no", "value": None, "expected": True}
    rows = [
        build(goal_indicator=links["share"], organisation=tree.city),
        build(goal_indicator=links["share"], value=Decimal(82), **own),
        build(goal_indicator=links["places"], organisation=tree.city, value=Decimal(400)),
        build(goal_indicator=links["qualified"], value=Decimal(40), **own),
        build(goal_indicator=links["grade"], value=Decimal(4), **own),
        build(goal_indicator=links["has_plan"], **yes, **of_unit),
    ]
    extra = [link for key, link in links.items() if key.startswith("extra")]
    rows += [build(goal_indicator=link, organisation=tree.city) for link in extra]
    for row in rows:
        row.applies_from = since
    return Target.objects.bulk_create(rows)


def _make_activities(tree: City, year: Year, goals: dict[str, Goal], many: int) -> list[Activity]:
    """Each unit's activities under its first commitment."""
    return Activity.objects.bulk_create(
        ActivityFactory.build(
            year=year, owner=unit, goal=goals[f"{unit.code} 1"], title=f"Utbilda personalen {n}"
        )
        for unit in (*tree.units, *tree.other_units)
        for n in range(1, many + 1)
    )


def _make_assignments(
    tree: City, year: Year, goals: dict[str, Goal], many: int
) -> list[Assignment]:
    """KF's uppdrag to both nämnder and the company, under KF's goal."""
    made = Assignment.objects.bulk_create(
        AssignmentFactory.build(
            year=year, goal=goals["1.1"], code=f"U{n}", title=f"Ta fram plan {n} mot ensamhet"
        )
        for n in range(1, many + 1)
    )
    AssignmentAddressee.objects.bulk_create(
        AssignmentAddressee(assignment=one, organisation=organisation)
        for one in made
        for organisation in (tree.committee, tree.other_committee, tree.company)
    )
    return made
