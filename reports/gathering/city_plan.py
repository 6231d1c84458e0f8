"""The city's plan: KF's goals of the year, how they are followed, and who they are addressed to."""

from collections import Counter, defaultdict

from activities.models import Activity
from goals.enums import Level
from goals.models import Addressee, Goal
from organisation.enums import COMPANY_KINDS
from organisation.models import Organisation
from periods.models import Period
from reports.contents import Content, PlannedGoal
from reports.gathering.economy import city_economy_cell
from reports.gathering.frame import Freezing, frame, tree_cells
from reports.gathering.plan_brief import brief_rows, planned_brief
from reports.gathering.planned_goals import Below, PlannedGoals, counts_of
from reports.gathering.scope import scope_of
from reports.gathering.sections import with_sections
from reports.gathering.submissions import body_submissions
from reports.paragraphs import AREA_GOALS, COMMITTEES, COMPANIES, Noun
from reports.plan_words import Part, PlanCounts

_GOALS_BELOW = "mål hos nämnder och bolag"
GOALS_BELOW = Noun(_GOALS_BELOW, _GOALS_BELOW, "Det enda målet")
_LEAD = "huvudansvarig"


def city_plan_content(freezing: Freezing) -> Content:
    """Everything in the city's plan. Run it where all reads see one moment."""
    report = freezing.report
    plan = _CityPlan(report.organisation, report.period)
    orientations, loose = plan.orientations(), plan.loose()
    areas = [area for top in orientations for area in top["areas"]]
    columns = [("own_goals", "Bidragande mål")]
    content = {
        **frame(freezing),
        "is_plan": True,
        "tree": tree_cells(scope_of(report.organisation, report.period)),
        **body_submissions(report.period),
        "economy": city_economy_cell(report.organisation, report.period),
        "orientations": orientations,
        "loose": loose,
        "activities": [],
        "others": [],
        "units": [],
        "brief": planned_brief(columns, brief_rows([*areas, *loose])),
        "own_goal": "KF:s mål",
        "own_goals": "Mål utan inriktningsmål",
    }
    return with_sections(report, content)


class _CityPlan:
    """KF's goals of the year with what stands under them, counted."""

    def __init__(self, city: Organisation, period: Period) -> None:
        self._city = city
        kf = Goal.objects.filter(
            year=period.year, level__in=[Level.ORIENTATION, Level.OPERATIONAL_AREA]
        )
        found = list(kf.order_by("order", "code", "pk"))
        self._tops = [goal for goal in found if goal.level == Level.ORIENTATION]
        self._areas = [goal for goal in found if goal.level == Level.OPERATIONAL_AREA]
        self._goals = PlannedGoals(period, {goal.pk: goal.owner_id for goal in found}, [city.pk])
        below = Goal.objects.filter(year=period.year, level=Level.COMMITTEE).order_by()
        self._own_goals = Counter(below.values_list("parent_id", flat=True))
        self._activities = _activities_below(period, city, {area.pk for area in self._areas})
        self._addressees: dict[int, list[Addressee]] = defaultdict(list)
        addressed = Addressee.objects.filter(goal__in=self._areas).select_related("organisation")
        for row in addressed.order_by("organisation__name_sort", "pk"):
            self._addressees[row.goal_id].append(row)

    def orientations(self) -> list[Content]:
        """Each inriktningsmål with its mål för verksamhetsområdet."""
        return [self._orientation(top) for top in self._tops]

    def loose(self) -> list[PlannedGoal]:
        """KF's goals that belong to no inriktningsmål."""
        tops = {top.pk for top in self._tops}
        return [self._area(area) for area in self._areas if area.parent_id not in tops]

    def _orientation(self, top: Goal) -> Content:
        """An inriktningsmål; its counts are those of the goals under it."""
        areas = [self._area(area) for area in self._areas if area.parent_id == top.pk]
        below = Below(counts=counts_of(areas), parts=((AREA_GOALS, len(areas)),))
        return {**self._goals.part(top, self._city, below), "areas": areas}

    def _area(self, area: Goal) -> PlannedGoal:
        """KF's goal: its indicators at the city, and who it is addressed to."""
        rows = self._addressees[area.pk]
        own_goals = self._own_goals[area.pk]
        below = Below(
            counts=PlanCounts(own_goals=own_goals, activities=self._activities[area.pk]),
            parts=((GOALS_BELOW, own_goals),),
            bodies=_bodies(rows),
            addressed=tuple(map(_name, rows)),
        )
        return self._goals.part(area, self._city, below)


def _bodies(rows: list[Addressee]) -> tuple[Part, ...]:
    """How many nämnder, and how many bolag."""
    companies = sum(row.organisation.kind in COMPANY_KINDS for row in rows)
    return (COMMITTEES, len(rows) - companies), (COMPANIES, companies)


def _name(row: Addressee) -> str:
    """Whom a goal is addressed to, and whether it answers first."""
    return f"{row.organisation.name} ({_LEAD})" if row.is_lead else row.organisation.name


def _activities_below(period: Period, city: Organisation, areas: set[int]) -> Counter[int]:
    """How many activities others than the city have under each of KF's goals, however deep."""
    steps = ("goal_id", "goal__parent_id", "goal__parent__parent_id")
    found = Activity.objects.filter(year=period.year_id).exclude(owner=city).order_by()
    chains = found.values_list(*steps)
    return Counter(area for chain in chains for area in {*chain} & areas)
