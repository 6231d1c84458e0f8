"""The world of the tests: the small city in the middle of tertial 2, 2026, with its people."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password

from activities.models import Activity, ActivityStatus, Assignment, AssignmentAnswer
from economy.models import EconomyLine
from goals.commands import expect, open_period, rejudge
from goals.enums import Level
from goals.models import Analysis, Goal
from indicators.enums import MeasurementKind
from indicators.models import GoalIndicator, Indicator, Measurement, Target
from organisation.enums import Role
from organisation.models import Membership, Organisation, User
from periods.enums import PeriodKind
from periods.models import Period, Submission, Year
from tests.city import City, make_city
from tests.rows import LONG_AGO, PASSWORD, EconomyLineFactory, KeyFigureFactory, UserFactory
from tests.year import Plan, lock_everything, make_plan, make_year, reporters


@dataclass
class World:
    """A small city in the middle of tertial 2: who and what a test may talk about.

    `unit` and `second_unit` belong to `committee`, `other_unit` to `other_committee`. Tertial 1 is
    reported and locked; tertial 2 is open and nothing is reported. `outsider` is the manager of
    `other_unit`, `nobody` has no role, and `unit_manager` has `unit` alone.
    """

    tree: City
    year: Year
    plan: Period
    t1: Period
    t2: Period
    annual: Period
    orientation: Goal
    area_goal: Goal
    committee_goal: Goal
    commitment: Goal
    second_commitment: Goal
    other_committee_goal: Goal
    other_commitment: Goal
    company_goal: Goal
    commitments: list[Goal]
    share: GoalIndicator
    places: GoalIndicator
    qualified: GoalIndicator
    grade: GoalIndicator
    has_plan: GoalIndicator
    targets: list[Target]
    activity: Activity
    assignment: Assignment
    unit_manager: User
    department_head: User
    controller: User
    approver: User
    company_reporter: User
    slk: User
    reader: User
    admin: User
    outsider: User
    nobody: User
    links: list[GoalIndicator] = field(default_factory=list)

    @property
    def city(self) -> Organisation:
        """The top of the tree; SLK acts for it."""
        return self.tree.city

    @property
    def company(self) -> Organisation:
        """A bolag under the company group."""
        return self.tree.company

    @property
    def committee(self) -> Organisation:
        """The nämnd of the controller."""
        return self.tree.committee

    @property
    def other_committee(self) -> Organisation:
        """The nämnd that none of the users but `outsider` belongs to."""
        return self.tree.other_committee

    @property
    def unit(self) -> Organisation:
        """The unit of the unit manager."""
        return self.tree.units[0]

    @property
    def second_unit(self) -> Organisation:
        """Another unit under the same nämnd."""
        return self.tree.units[1]

    @property
    def other_unit(self) -> Organisation:
        """A unit under the other nämnd."""
        return self.tree.other_units[0]

    @property
    def users(self) -> dict[str, User]:
        """Everybody, by the name that the world calls them."""
        return {name: getattr(self, name) for name in (*_ROLES, "outsider", "nobody")}

    @property
    def indicators(self) -> list[Indicator]:
        """The five indicators: share, places, qualified, grade, has_plan."""
        five = (self.share, self.places, self.qualified, self.grade, self.has_plan)
        return [link.indicator for link in five]

    def measurement(
        self,
        link: GoalIndicator | None = None,
        organisation: Organisation | None = None,
        period: Period | None = None,
        kind: str = MeasurementKind.FORECAST,
    ) -> Measurement:
        """The row of an indicator (`share`) at an organisation (`unit`) in a period (`t2`)."""
        return Measurement.objects.get(
            indicator=(link or self.share).indicator,
            organisation=organisation or self.unit,
            period=period or self.t2,
            kind=kind,
        )

    def submission(
        self, organisation: Organisation | None = None, period: Period | None = None
    ) -> Submission:
        """The submission of an organisation (`unit`) in a period (`t2`)."""
        return Submission.objects.get(
            organisation=organisation or self.unit, period=period or self.t2
        )

    def analysis(self, goal: Goal | None = None, period: Period | None = None) -> Analysis:
        """The owner's analysis of a goal (`commitment`) in a period (`t2`)."""
        goal = goal or self.commitment
        return Analysis.objects.get(
            goal=goal, organisation_id=goal.owner_id, period=period or self.t2
        )

    def status(self, period: Period | None = None) -> ActivityStatus:
        """The status of the unit's activity in a period (`t2`)."""
        return ActivityStatus.objects.get(activity=self.activity, period=period or self.t2)

    def answer(
        self, organisation: Organisation | None = None, period: Period | None = None
    ) -> AssignmentAnswer:
        """The answer to KF's uppdrag at an organisation (`committee`) in a period (`t2`)."""
        return AssignmentAnswer.objects.get(
            assignment=self.assignment,
            organisation=organisation or self.committee,
            period=period or self.t2,
        )


def make_world(*, units: int = 2, many: int = 1) -> World:
    """Build the world; `many` multiplies what lists show: nämndmål, åtaganden, activities, areas."""
    tree = make_city(units=units)
    year, periods = make_year()
    since = periods[PeriodKind.PLAN]
    plan = make_plan(tree, year, since, many)
    expect(
        rows=[(link, who) for key, link in plan.links.items() for who in reporters(tree, key)],
        plan=since,
    )
    for kind in (PeriodKind.PLAN, PeriodKind.TERTIAL_1, PeriodKind.TERTIAL_2):
        open_period(period=periods[kind], by=None)
    _report_everything(periods[PeriodKind.TERTIAL_1])
    lock_everything(since)
    lock_everything(periods[PeriodKind.TERTIAL_1])
    KeyFigureFactory(indicator=plan.links["share"].indicator, organisation=tree.city)
    _make_economy(tree, periods[PeriodKind.TERTIAL_2], many)
    return _world(tree, year, periods, plan)


def _world(tree: City, year: Year, periods: dict[PeriodKind, Period], plan: Plan) -> World:
    """Give everything its name."""
    goals = plan.goals
    names = ("share", "places", "qualified", "grade", "has_plan")
    return World(
        tree=tree,
        year=year,
        plan=periods[PeriodKind.PLAN],
        t1=periods[PeriodKind.TERTIAL_1],
        t2=periods[PeriodKind.TERTIAL_2],
        annual=periods[PeriodKind.ANNUAL],
        orientation=goals["1"],
        area_goal=goals["1.1"],
        committee_goal=goals["jarva 1"],
        other_committee_goal=goals["skarpnack 1"],
        company_goal=goals["bostader 1"],
        commitment=goals["jarva-enhet-1 1"],
        second_commitment=goals["jarva-enhet-2 1"],
        other_commitment=goals["skarpnack-enhet-1 1"],
        commitments=[goal for goal in goals.values() if goal.level == Level.COMMITMENT],
        links=list(plan.links.values()),
        targets=plan.targets,
        activity=plan.activities[0],
        assignment=plan.assignments[0],
        **{name: plan.links[name] for name in names},
        **_make_users(tree),
    )


def _report_everything(period: Period) -> None:
    """Let everyone have reported: 82 %, 110 places, 45 of 100, 4, yes; and judge it."""
    values: dict[str, dict[str, Any]] = {
        "nojda": {"value": Decimal(82)},
        "platser": {"value": Decimal(110)},
        "behoriga": {"value": Decimal(45), "numerator": Decimal(45), "denominator": Decimal(100)},
        "betyg": {"value": Decimal(4)},
        "har-plan": {"yes": True},
    }
    rows = Measurement.objects.filter(period=period)
    for code, changes in values.items():
        rows.filter(indicator__code=code).update(missing="", **changes)
    rows.exclude(indicator__code__in=values).update(missing="", value=Decimal(82))
    rejudge(period=period)


def _make_economy(tree: City, period: Period, many: int) -> None:
    """The economy of nämnder and company, in as many areas as asked for."""
    EconomyLine.objects.bulk_create(
        EconomyLineFactory.build(organisation=organisation, period=period, area=f"Område {n}")
        for organisation in (tree.committee, tree.other_committee, tree.company)
        for n in range(1, many + 1)
    )


_ROLES = {
    "unit_manager": Role.UNIT_MANAGER,
    "department_head": Role.DEPARTMENT_HEAD,
    "controller": Role.CONTROLLER,
    "approver": Role.APPROVER,
    "company_reporter": Role.COMPANY_REPORTER,
    "slk": Role.CITY_OFFICER,
    "reader": Role.READER,
    "admin": Role.ADMINISTRATOR,
}


def _make_users(tree: City) -> dict[str, User]:
    """One person in each role, one in another line, and one without a role."""
    at = {
        "unit_manager": tree.units[0],
        "department_head": tree.department,
        "controller": tree.committee,
        "approver": tree.committee,
        "company_reporter": tree.company,
        "outsider": tree.other_units[0],
    }
    roles = {**_ROLES, "outsider": Role.UNIT_MANAGER}
    password = make_password(PASSWORD)
    users = {
        name: UserFactory.build(
            username=name, last_name=name.replace("_", " ").title(), password=password
        )
        for name in (*roles, "nobody")
    }
    User.objects.bulk_create(users.values())
    Membership.objects.bulk_create(
        Membership(
            user=users[name], organisation=at.get(name, tree.city), role=role, valid_from=LONG_AGO
        )
        for name, role in roles.items()
    )
    return users
