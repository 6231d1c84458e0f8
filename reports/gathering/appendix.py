"""Bilaga 1: how far each of KF's goals is met, for the city and at every nämnd and bolag."""

from collections import defaultdict
from collections.abc import Iterable

from activities.models import ActivityStatus
from goals.enums import Level
from goals.models import Addressee, Goal
from organisation.enums import COMPANY_KINDS
from organisation.models import Organisation
from periods.enums import LockLevel
from periods.models import Period, Submission
from reports.contents import ActivityLine, Content, GoalPart, GoalRow
from reports.enums import ReportKind, ReportState, Stage
from reports.gathering.cells import day
from reports.gathering.frame import Freezing, frame, organisation_cell
from reports.gathering.goals import Goals
from reports.models import Report, Snapshot
from reports.paragraphs import AREA_GOALS, COMMITTEES, COMPANIES


def appendix_content(freezing: Freezing) -> Content:
    """Everything in bilaga 1. Run it where all reads see one moment."""
    city, period = freezing.report.organisation, freezing.report.period
    bodies = Bodies(period)
    chapters = _Chapters(city, period, bodies)
    orientations = chapters.orientations()
    areas = [area for orientation in orientations for area in orientation["areas"]]
    return {
        **frame(freezing),
        "bodies": bodies.cells(),
        "missing": bodies.missing(),
        "orientations": orientations,
        "loose": chapters.loose(),
        "disagreements": _disagreements([*orientations, *areas]),
    }


class Bodies:
    """The nämnder and bolag that report in the period, and how far their reports have come."""

    def __init__(self, period: Period) -> None:
        rows = Submission.objects.filter(period=period, level=LockLevel.COMMITTEE)
        self.submissions = list(
            rows.select_related("organisation").order_by("organisation__name_sort", "pk")
        )
        self._states = report_states(period)

    def state_of(self, organisation_id: int) -> ReportState:
        """How far a body's report has come."""
        return self._states.get(organisation_id, ReportState.NOT_STARTED)

    def is_decided(self, organisation_id: int) -> bool:
        """The body has decided its report."""
        return self.state_of(organisation_id) == ReportState.DECIDED

    def cells(self) -> list[Content]:
        """All of them, with their states."""
        return [
            {
                **organisation_cell(row.organisation),
                "submission_word": row.get_state_display(),
                "report_state": self.state_of(row.organisation_id).value,
                "report_word": self.state_of(row.organisation_id).label,
            }
            for row in self.submissions
        ]

    def missing(self) -> list[Content]:
        """Those without a decided report."""
        return [cell for cell in self.cells() if cell["report_state"] != ReportState.DECIDED]


def report_states(period: Period) -> dict[int, ReportState]:
    """The state of each organisation's report in the period; who has none is not there."""
    reports = Report.objects.filter(period=period, kind=ReportKind.COMMITTEE_REPORT)
    states = dict.fromkeys(
        reports.order_by().values_list("organisation_id", flat=True), ReportState.DRAFT
    )
    frozen = Snapshot.objects.filter(report__in=reports).order_by("number")
    for organisation_id, stage in frozen.values_list("report__organisation_id", "stage"):
        if stage != Stage.PROPOSAL:
            states[organisation_id] = ReportState.DECIDED
        elif states[organisation_id] != ReportState.DECIDED:
            states[organisation_id] = ReportState.PROPOSAL
    return states


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

    def orientations(self) -> list[GoalPart]:
        """Each inriktningsmål with its mål för verksamhetsområdet."""
        return [self._orientation(top) for top in self._tops]

    def loose(self) -> list[GoalPart]:
        """KF's goals that belong to no inriktningsmål; they are listed, never lost."""
        tops = {top.pk for top in self._tops}
        return [self._area(area) for area in self._areas if area.parent_id not in tops]

    def _orientation(self, top: Goal) -> GoalPart:
        """An inriktningsmål; its counts are those of the goals under it."""
        areas = [self._area(area) for area in self._areas if area.parent_id == top.pk]
        part = self._goals.part(top, self._city, below=[(AREA_GOALS, areas)])
        return {**part, "areas": areas}  # type: ignore[typeddict-unknown-key]

    def _area(self, area: Goal) -> GoalPart:
        """KF's goal: the city's own lines, and a row for each nämnd and bolag."""
        rows = [self._row(area, addressee) for addressee in self._addressees[area.pk]]
        is_company = [
            addressee.organisation.kind in COMPANY_KINDS for addressee in self._addressees[area.pk]
        ]
        pairs = list(zip(rows, is_company, strict=True))
        part = self._goals.part(
            area,
            self._city,
            bodies=[
                (COMMITTEES, [row for row, company in pairs if not company]),
                (COMPANIES, [row for row, company in pairs if company]),
            ],
            counted_activities=self._activities[area.pk],
        )
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


def _disagreements(parts: Iterable[GoalPart]) -> list[Content]:
    """Where judgement and figures differ, or the figures moved afterwards: the city's first."""
    found: list[Content] = []
    for part in parts:
        rows = [{**part, "at": part["at"]}, *part["rows"]]
        for row in rows:
            at = row["at"]  # type: ignore[index]
            if at["difference"] or at["moved"]:
                found.append(
                    {
                        "code": part["code"],
                        "title": part["title"],
                        "owner": row["owner"],  # type: ignore[index]
                        "at": at,
                    }
                )
    return found


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
