"""Bilaga 1: how far each of KF's goals is met, for the city and at every nämnd and bolag."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from activities.models import ActivityStatus
from goals.enums import Level
from goals.models import Addressee, Goal
from organisation.enums import COMPANY_KINDS
from organisation.models import Organisation
from periods.models import Period
from reports.contents import ActivityLine, Content, GoalPart, GoalRow
from reports.gathering.bodies import Bodies
from reports.gathering.cells import day
from reports.gathering.frame import Freezing, frame
from reports.gathering.goals import Goals, Under
from reports.paragraphs import AREA_GOALS, COMMITTEES, COMPANIES


def goals_content(freezing: Freezing) -> Content:
    """Everything in bilaga 1. Run it where all reads see one moment."""
    city, period = freezing.report.organisation, freezing.report.period
    bodies = Bodies(period)
    chapters = _Chapters(city, period, bodies)
    orientations = chapters.orientations()
    areas = [area for orientation in orientations for area in orientation["areas"]]
    loose: list[Any] = [*chapters.loose()]
    return {
        **frame(freezing),
        "bodies": bodies.cells(),
        "missing": bodies.missing(),
        "orientations": orientations,
        "loose": loose,
        "disagreements": _disagreements([*orientations, *areas, *loose]),
    }


class _Chapters:
    """KF's goals of the year, each with the judgements of those it is addressed to."""

    def __init__(self, city: Organisation, period: Period, bodies: Bodies) -> None:
        self._city, self._period, self._bodies = city, period, bodies
        kf = Goal.objects.filter(
            year=period.year, level__in=[Level.ORIENTATION, Level.OPERATIONAL_AREA]
        )
        goals = list(kf.order_by("order", "code", "pk"))
        self._tops = [goal for goal in goals if goal.level == Level.ORIENTATION]
        self._areas = [goal for goal in goals if goal.level == Level.OPERATIONAL_AREA]
        self._addressees: dict[int, list[Addressee]] = defaultdict(list)
        addressed = Addressee.objects.filter(goal__in=self._areas).select_related("organisation")
        for row in addressed.order_by("organisation__name_sort", "pk"):
            self._addressees[row.goal_id].append(row)
        organisations = {row.organisation_id for rows in self._addressees.values() for row in rows}
        self._goals = Goals(period, goals, [city.pk, *sorted(organisations)])
        self._activities = _area_activities(period, self._areas)

    def orientations(self) -> list[Content]:
        """Each inriktningsmål with its mål för verksamhetsområdet."""
        return [self._orientation(top) for top in self._tops]

    def loose(self) -> list[GoalPart]:
        """KF's goals that belong to no inriktningsmål; they are listed, never lost."""
        tops = {top.pk for top in self._tops}
        return [self._area(area) for area in self._areas if area.parent_id not in tops]

    def _orientation(self, top: Goal) -> Content:
        """An inriktningsmål; its counts are those of the goals under it."""
        areas = [self._area(area) for area in self._areas if area.parent_id == top.pk]
        part = self._goals.part(top, self._city, Under(below=[(AREA_GOALS, areas)]))
        return {**part, "areas": areas}

    def _area(self, area: Goal) -> GoalPart:
        """KF's goal: the city's own lines, and a row for each nämnd and bolag."""
        rows = [self._row(area, addressee) for addressee in self._addressees[area.pk]]
        is_company = [
            addressee.organisation.kind in COMPANY_KINDS for addressee in self._addressees[area.pk]
        ]
        pairs = list(zip(rows, is_company, strict=True))
        under = Under(
            bodies=[
                (COMMITTEES, [row for row, company in pairs if not company]),
                (COMPANIES, [row for row, company in pairs if company]),
            ],
            activities=self._activities[area.pk],
        )
        part = self._goals.part(area, self._city, under)
        return {**part, "rows": rows, "rows_title": "Nämndernas och bolagens bedömningar"}

    def _row(self, area: Goal, addressee: Addressee) -> GoalRow:
        """One nämnd's or bolag's judgement of the goal."""
        body = addressee.organisation
        return self._goals.row(
            area,
            body,
            is_lead=addressee.is_lead,
            is_preliminary=not self._bodies.is_decided(body.pk),
        )


def _disagreements(parts: Iterable[Content]) -> list[Content]:
    """Where judgement and figures differ, or the figures moved afterwards: the city's first."""
    return [
        {"code": part["code"], "title": part["title"], "owner": row["owner"], "at": row["at"]}
        for part in parts
        for row in (part, *part["rows"])
        if row["at"]["difference"] or row["at"]["moved"]
    ]


def _area_activities(period: Period, areas: list[Goal]) -> dict[int, list[ActivityLine]]:
    """The states of all activities under each of KF's goals, however deep they lie."""
    ids = {area.pk for area in areas}
    found: dict[int, list[ActivityLine]] = defaultdict(list)
    goal = "activity__goal"
    rows = ActivityStatus.objects.filter(period=period).select_related(f"{goal}__parent")
    for status in rows.order_by("activity__end_on", "pk"):
        own = status.activity.goal
        chain = [own, own and own.parent]
        links = {step.pk for step in chain if step} | {step.parent_id for step in chain if step}
        area = next(iter(links & ids), None)
        if area is not None:
            found[area].append(_counted_line(status, period))
    return found


def _counted_line(status: ActivityStatus, period: Period) -> ActivityLine:
    """What counting needs of an activity."""
    return {
        "title": "",
        "owner": "",
        "start_on": day(status.activity.start_on),
        "end_on": day(status.activity.end_on),
        "new_end_on": "",
        "state": status.state,
        "word": "",
        "deviation": "",
        "is_late": status.is_late(period.last_day),
    }
