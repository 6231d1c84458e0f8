"""Test data that reads as sentences: single rows by factory, and a whole small city by `make_world`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from activities.models import Activity, ActivityStatus
from economy.models import EconomyLine
from goals.enums import Level
from goals.models import Addressee, Analysis, Goal
from indicators.enums import Aggregation, MeasurementKind, Missing, Periodicity, TargetScope
from indicators.models import GoalIndicator, Indicator, KeyFigure, Measurement, Target
from organisation.commands import VersionRow, build_tree, write_versions
from organisation.enums import Kind, Role
from organisation.models import Membership, Organisation, User
from periods.enums import PERIOD_ORDER, LockLevel, PeriodKind, SetBy
from periods.locks import level_of
from periods.models import Expectation, Period, RuleSet, Submission, Year

PASSWORD = "lösenord-för-test"
LONG_AGO = date(2020, 1, 1)
OPENED = datetime(2026, 8, 17, 8, 0, tzinfo=UTC)
LOCKED = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


# ---- single rows


class UserFactory(DjangoModelFactory):
    """A person without any role."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = "Per"
    last_name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.invalid")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class OrganisationFactory(DjangoModelFactory):
    """An organisation outside the tree; `make_city` builds the tree."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = Kind.UNIT


class MembershipFactory(DjangoModelFactory):
    """A role since long ago."""

    class Meta:
        model = Membership

    valid_from = LONG_AGO


class RuleSetFactory(DjangoModelFactory):
    """The limits of the design."""

    class Meta:
        model = RuleSet

    name = factory.Sequence(lambda n: f"2026:{n}")
    decided_by = "kommunstyrelsen"
    decided_on = date(2025, 12, 1)
    reason = "stadens första gränser"


class YearFactory(DjangoModelFactory):
    """A budget year."""

    class Meta:
        model = Year

    number = 2026
    rules = factory.SubFactory(RuleSetFactory)


class PeriodFactory(DjangoModelFactory):
    """Tertial 2, opened and not locked."""

    class Meta:
        model = Period

    year = factory.SubFactory(YearFactory)
    kind = PeriodKind.TERTIAL_2
    last_day = date(2026, 8, 31)
    due_on = date(2026, 9, 4)
    committee_due_on = date(2026, 9, 18)
    city_due_on = date(2026, 10, 15)
    opened_at = OPENED


class GoalFactory(DjangoModelFactory):
    """A goal; give year, owner, level, code and parent."""

    class Meta:
        model = Goal

    title = factory.LazyAttribute(lambda goal: f"Målet {goal.code}")


class IndicatorFactory(DjangoModelFactory):
    """A share in per cent, reported every tertial, pooled as a mean."""

    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"ind-{n}")
    name = factory.Sequence(lambda n: f"Andel nöjda {n}")
    definition = "Så många som svarar 4 eller 5, delat med alla svar."
    unit = "%"
    decimals = 1
    aggregation = Aggregation.MEAN
    lowest = Decimal(0)
    highest = Decimal(100)


class GoalIndicatorFactory(DjangoModelFactory):
    """KF's indicator, whose target applies to each addressee."""

    class Meta:
        model = GoalIndicator

    set_by = SetBy.KF
    target_scope = factory.LazyAttribute(
        lambda link: TargetScope.EACH_ADDRESSEE if link.set_by == SetBy.KF else ""
    )


class TargetFactory(DjangoModelFactory):
    """At least 80, decided by KF."""

    class Meta:
        model = Target

    set_by = SetBy.KF
    kind = "at_least"
    value = Decimal(80)
    decided_by = "kf"
    decided_on = date(2025, 11, 20)
    case_number = "KS 2025/100"


class MeasurementFactory(DjangoModelFactory):
    """An outcome of 82."""

    class Meta:
        model = Measurement

    kind = MeasurementKind.OUTCOME
    value = Decimal(82)


class SubmissionFactory(DjangoModelFactory):
    """A draft."""

    class Meta:
        model = Submission

    level = LockLevel.UNIT


class KeyFigureFactory(DjangoModelFactory):
    """One year of a series outside the goal chain."""

    class Meta:
        model = KeyFigure

    year = 2025
    value = Decimal("71.5")
    source = "Kolada"


class ActivityFactory(DjangoModelFactory):
    """A unit's activity of the spring, which is late by September unless done."""

    class Meta:
        model = Activity

    level = SetBy.UNIT
    title = factory.Sequence(lambda n: f"Utbilda personalen, omgång {n}")
    start_on = date(2026, 2, 1)
    end_on = date(2026, 6, 30)


class EconomyLineFactory(DjangoModelFactory):
    """The economy of an area, in millions of kronor."""

    class Meta:
        model = EconomyLine

    area = "Förskola"
    budget = Decimal("120.000")
    outcome = Decimal("78.500")
    forecast = Decimal("119.000")


# ---- the city


@dataclass(frozen=True)
class City:
    """The organisations of a small city, by what they are to each other."""

    city: Organisation
    group: Organisation
    company: Organisation
    committee: Organisation
    administration: Organisation
    department: Organisation
    units: list[Organisation]
    other_committee: Organisation
    other_administration: Organisation
    other_department: Organisation
    other_units: list[Organisation]

    @property
    def all(self) -> list[Organisation]:
        """Every organisation, from the top down."""
        tops = [self.city, self.group, self.company]
        one = [self.committee, self.administration, self.department, *self.units]
        other = [self.other_committee, self.other_administration, self.other_department]
        return [*tops, *one, *other, *self.other_units]


def make_city(*, units: int = 2) -> City:
    """Build a city with a company and two nämnder, each with one line down to its units."""
    rows = [
        VersionRow("staden", "Staden", Kind.CITY, None),
        VersionRow("koncernen", "Stadshus AB", Kind.COMPANY_GROUP, "staden"),
        VersionRow("bostader", "Bostäder AB", Kind.COMPANY, "koncernen"),
        *_branch("jarva", "Järva", units),
        *_branch("skarpnack", "Skarpnäck", units),
    ]
    known = write_versions(rows=rows, by=None)
    build_tree(day=date(2026, 9, 1))
    return City(
        city=known["staden"],
        group=known["koncernen"],
        company=known["bostader"],
        committee=known["jarva"],
        administration=known["jarva-forvaltning"],
        department=known["jarva-avdelning"],
        units=[known[f"jarva-enhet-{n}"] for n in range(1, units + 1)],
        other_committee=known["skarpnack"],
        other_administration=known["skarpnack-forvaltning"],
        other_department=known["skarpnack-avdelning"],
        other_units=[known[f"skarpnack-enhet-{n}"] for n in range(1, units + 1)],
    )


def _branch(code: str, name: str, units: int) -> list[VersionRow]:
    """A nämnd with its förvaltning, an avdelning and units."""
    administration, department = f"{code}-forvaltning", f"{code}-avdelning"
    return [
        VersionRow(code, f"{name} stadsdelsnämnd", Kind.DISTRICT_COMMITTEE, "staden"),
        VersionRow(administration, f"{name} stadsdelsförvaltning", Kind.ADMINISTRATION, code),
        VersionRow(department, f"Avdelning förskola, {name}", Kind.DEPARTMENT, administration),
        *(
            VersionRow(f"{code}-enhet-{n}", f"Förskolan {n} i {name}", Kind.UNIT, department)
            for n in range(1, units + 1)
        ),
    ]


# ---- the year

_DATES = {
    PeriodKind.PLAN: (date(2025, 12, 31), date(2025, 12, 1), date(2025, 12, 15)),
    PeriodKind.TERTIAL_1: (date(2026, 4, 30), date(2026, 5, 8), date(2026, 5, 22)),
    PeriodKind.TERTIAL_2: (date(2026, 8, 31), date(2026, 9, 4), date(2026, 9, 18)),
    PeriodKind.ANNUAL: (date(2026, 12, 31), date(2027, 1, 15), date(2027, 2, 5)),
}


def make_year(number: int = 2026) -> tuple[Year, dict[PeriodKind, Period]]:
    """Make a year whose plan and tertial 1 are opened, tertial 2 too, and helår not yet."""
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
            opened_at=None if kind is PeriodKind.ANNUAL else OPENED,
        )
        for kind, (last_day, due_on, committee_due_on) in _DATES.items()
    ]
    Period.objects.bulk_create(periods)
    for period in periods:
        build_tree(day=period.last_day, period_id=period.pk)
    return year, {PeriodKind(period.kind): period for period in periods}


def lock_everything(period: Period) -> None:
    """Lock the period at all three levels."""
    for level in LockLevel:
        setattr(period, f"{level.value}_locked_at", LOCKED)
    period.save()


# ---- the world


@dataclass
class World:
    """A small city in the middle of tertial 2: who and what a test may talk about.

    `unit` and `second_unit` belong to `committee`; `other_unit` to `other_committee`. Tertial 1 is
    reported and locked, tertial 2 is open and nothing is reported. `outsider` is the manager of
    `other_unit`; `nobody` has no role. `unit_manager` has `unit` alone.
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
    users: dict[str, User] = field(default_factory=dict)

    @property
    def city(self) -> Organisation:
        return self.tree.city

    @property
    def company(self) -> Organisation:
        return self.tree.company

    @property
    def committee(self) -> Organisation:
        return self.tree.committee

    @property
    def other_committee(self) -> Organisation:
        return self.tree.other_committee

    @property
    def unit(self) -> Organisation:
        return self.tree.units[0]

    @property
    def second_unit(self) -> Organisation:
        return self.tree.units[1]

    @property
    def other_unit(self) -> Organisation:
        return self.tree.other_units[0]

    @property
    def indicators(self) -> list[Indicator]:
        """The five indicators: share, places, qualified, grade, has_plan."""
        return [link.indicator for link in self.links]

    @property
    def links(self) -> list[GoalIndicator]:
        """The five indicators as linked to their goals."""
        return [self.share, self.places, self.qualified, self.grade, self.has_plan]

    def __getattr__(self, name: str) -> User:
        """world.unit_manager, world.controller, …: the users by their role."""
        try:
            return self.__dict__["users"][name]
        except KeyError:
            raise AttributeError(f"World har ingen »{name}«.") from None

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
        """The analysis of a commitment (the unit's) in a period (`t2`)."""
        goal = goal or self.commitment
        return Analysis.objects.get(
            goal=goal, organisation_id=goal.owner_id, period=period or self.t2
        )

    def status(self, period: Period | None = None) -> ActivityStatus:
        """The status of the unit's activity in a period (`t2`)."""
        return ActivityStatus.objects.get(activity=self.activity, period=period or self.t2)


def make_world(*, units: int = 2, many: int = 1) -> World:
    """Build the world; `many` multiplies what lists show: nämndmål, åtaganden, activities, areas."""
    tree = make_city(units=units)
    year, periods = make_year()
    goals = _make_goals(tree, year, many)
    links = _make_links(goals, many)
    targets = _make_targets(tree, links, periods[PeriodKind.PLAN])
    activities = _make_activities(tree, year, goals, many)
    for kind in (PeriodKind.TERTIAL_1, PeriodKind.TERTIAL_2):
        _open(tree, periods[kind], links, goals, activities)
    _report_everything(periods[PeriodKind.TERTIAL_1])
    lock_everything(periods[PeriodKind.PLAN])
    lock_everything(periods[PeriodKind.TERTIAL_1])
    KeyFigureFactory(indicator=links["share"].indicator, organisation=tree.city)
    EconomyLine.objects.bulk_create(
        EconomyLineFactory.build(
            organisation=organisation, period=periods[PeriodKind.TERTIAL_2], area=f"Område {n}"
        )
        for organisation in (tree.committee, tree.other_committee, tree.company)
        for n in range(1, many + 1)
    )
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
        share=links["share"],
        places=links["places"],
        qualified=links["qualified"],
        grade=links["grade"],
        has_plan=links["has_plan"],
        targets=targets,
        activity=activities[0],
        users=_make_users(tree),
    )


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
    deciding = (tree.committee, tree.other_committee, tree.company)
    for organisation in deciding:
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


def _make_links(goals: dict[str, Goal], many: int) -> dict[str, GoalIndicator]:
    """Five indicators of different kinds: KF's, the nämnd's and the unit's."""
    build = IndicatorFactory.build
    plain = {"unit": "", "highest": None}
    indicators = {
        "share": build(code="nojda", name="Andel nöjda föräldrar", by_gender=True),
        "places": build(
            code="platser", name="Antal platser", decimals=0, aggregation=Aggregation.SUM, **plain
        ),
        "qualified": build(
            code="behoriga", name="Andel behöriga", aggregation=Aggregation.RATIO, decimals=1
        ),
        "grade": build(code="betyg", name="Upplevd kvalitet (1 till 5)", **plain),
        "has_plan": build(
            code="har-plan", name="Enheten har en plan", is_yes_no=True,
            aggregation=Aggregation.NONE, lowest=None, **plain, decimals=0,
        ),
    }  # fmt: skip
    indicators["grade"].periodicity = Periodicity.ANNUAL
    where = {
        "share": ("1.1", SetBy.KF, TargetScope.EACH_ADDRESSEE),
        "places": ("1.1", SetBy.KF, TargetScope.CITY_TOTAL),
        "qualified": ("1.1", SetBy.KF, TargetScope.COMMITTEE_SETS),
        "grade": ("jarva 1", SetBy.COMMITTEE, ""),
        "has_plan": ("jarva-enhet-1 1", SetBy.UNIT, ""),
    }
    for n in range(2, many + 1):
        indicators[f"extra {n}"] = build()
        where[f"extra {n}"] = ("1.1", SetBy.KF, TargetScope.EACH_ADDRESSEE)
    Indicator.objects.bulk_create(indicators.values())
    links = {
        key: GoalIndicator(
            goal=goals[goal], indicator=indicators[key], set_by=set_by, target_scope=scope, order=n
        )
        for n, (key, (goal, set_by, scope)) in enumerate(where.items())
    }
    GoalIndicator.objects.bulk_create(links.values())
    return links


def _make_targets(tree: City, links: dict[str, GoalIndicator], since: Period) -> list[Target]:
    """The targets as decisions: KF's at the city, the nämnd's own, the unit's own."""
    build = TargetFactory.build
    own = {"set_by": SetBy.COMMITTEE, "decided_by": "committee", "organisation": tree.committee}
    of_unit = {"set_by": SetBy.UNIT, "decided_by": "unit", "organisation": tree.units[0]}
    rows = [
        build(goal_indicator=links["share"], organisation=tree.city),
        build(goal_indicator=links["share"], value=Decimal(82), **own),
        build(goal_indicator=links["places"], organisation=tree.city, value=Decimal(400)),
        build(goal_indicator=links["qualified"], value=Decimal(40), **own),
        build(goal_indicator=links["grade"], value=Decimal(4), **own),
        build(
            goal_indicator=links["has_plan"], kind="yes_no", value=None, expected=True, **of_unit
        ),
        *(
            build(goal_indicator=link, organisation=tree.city)
            for key, link in links.items()
            if key.startswith("extra")
        ),
    ]
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


def _open(
    tree: City,
    period: Period,
    links: dict[str, GoalIndicator],
    goals: dict[str, Goal],
    activities: Iterable[Activity],
) -> None:
    """Open the period as goals.commands.open_period does: who is to report what, in empty rows."""
    expectations = [
        Expectation(goal_indicator=link, organisation=organisation, period=period)
        for key, link in links.items()
        for organisation in _reporters(tree, key)
    ]
    Expectation.objects.bulk_create(expectations)
    Submission.objects.bulk_create(
        Submission(organisation=organisation, period=period, level=level_of(organisation.kind))
        for organisation in tree.all
        if organisation.kind not in (Kind.ADMINISTRATION, Kind.DEPARTMENT)
    )
    Measurement.objects.bulk_create(
        Measurement(
            indicator=row.goal_indicator.indicator,
            organisation=row.organisation,
            period=period,
            kind=kind,
            missing=Missing.NOT_REPORTED,
        )
        for row in expectations
        for kind in _kinds(row.goal_indicator.indicator)
    )
    Analysis.objects.bulk_create(
        Analysis(goal=goal, organisation=goal.owner, period=period)
        for goal in goals.values()
        if goal.level == Level.COMMITMENT
    )
    ActivityStatus.objects.bulk_create(
        ActivityStatus(activity=activity, organisation=activity.owner, period=period)
        for activity in activities
    )


def _reporters(tree: City, key: str) -> list[Organisation]:
    """Who is expected to report an indicator of the world."""
    if key == "has_plan":
        return tree.units[:1]
    if key == "grade":
        return tree.units
    below = [*tree.units, *tree.other_units]
    return [*below, tree.company] if key == "share" else below


def _kinds(indicator: Indicator) -> list[str]:
    """A forecast always, and an outcome to date unless it comes once a year."""
    annual = indicator.periodicity == Periodicity.ANNUAL
    return [MeasurementKind.FORECAST] if annual else list(MeasurementKind.values)


def _report_everything(period: Period) -> None:
    """Let everyone have reported: 82 %, 110 places, 45 of 100, 4, yes."""
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


def _make_users(tree: City) -> dict[str, User]:
    """One person in each role, one in another line, and one without a role."""
    where = {
        "unit_manager": (Role.UNIT_MANAGER, tree.units[0]),
        "department_head": (Role.DEPARTMENT_HEAD, tree.department),
        "controller": (Role.CONTROLLER, tree.committee),
        "approver": (Role.APPROVER, tree.committee),
        "company_reporter": (Role.COMPANY_REPORTER, tree.company),
        "slk": (Role.CITY_OFFICER, tree.city),
        "reader": (Role.READER, tree.city),
        "admin": (Role.ADMINISTRATOR, tree.city),
        "outsider": (Role.UNIT_MANAGER, tree.other_units[0]),
        "nobody": (None, tree.city),
    }
    password = make_password(PASSWORD)
    users = [
        UserFactory.build(username=name, last_name=name.capitalize(), password=password)
        for name in where
    ]
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(user=user, organisation=organisation, role=role, valid_from=LONG_AGO)
        for user, (role, organisation) in zip(users, where.values(), strict=True)
        if role is not None
    )
    return {user.username: user for user in users}
