"""For every named constraint a write that breaks it; `test_constraints` demands one for each."""

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

from activities.models import ActivityStatus
from economy.models import EconomyLine
from goals.models import Addressee, Analysis, Assessment, Goal, Suggestion
from indicators.models import KeyFigure, SeriesBreak, Total, Verdict
from jobs.models import Job
from organisation.models import Closure, Membership, OrganisationVersion, Succession
from periods.models import Expectation, LockException, Submission
from reports.models import Document, Report, Section, Snapshot
from tests.world import World

MOMENT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
Case = Callable[[World], object]


def again(row: Model) -> None:
    """Insert the row a second time, under another primary key."""
    second = copy(row)
    second.pk = None
    type(row)._base_manager.bulk_create([second])


def twice(model: type[Model]) -> Case:
    """Insert the first row of the model a second time."""
    return lambda world: again(model._base_manager.order_by("-pk").first())


def change(row: Model, **values: Any) -> None:
    """Change the row behind the model's back."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


# ---- rows that the world has not


def report(world: World) -> Report:
    return Report.objects.create(
        organisation=world.committee, period=world.t2, kind="committee_report"
    )


def snapshot(world: World, **values: Any) -> Snapshot:
    values = {"stage": "proposal", "number": 1, "sha256": "0" * 64, **values}
    return Snapshot.objects.create(
        report=report(world),
        canonical="{}",
        created_at=MOMENT,
        created_by=world.controller,
        **values,
    )


def decided(world: World) -> Snapshot:
    return snapshot(
        world, stage="decided", decided_on=date(2026, 9, 1), paragraph="12", case_number="1"
    )


def document(world: World) -> Document:
    return Document.objects.create(
        snapshot=snapshot(world), format="pdf", content=b"", sha256="", size=0, created_at=MOMENT
    )


def section(world: World) -> Section:
    return Section.objects.create(report=report(world), key="sammanfattning", title="S", order=1)


def assessment(world: World, **values: Any) -> Assessment:
    values = {"light": "yellow", "seen": "green", **values}
    return Assessment.objects.create(
        goal=world.committee_goal,
        organisation=world.committee,
        period=world.t2,
        assessed_by=world.controller,
        rules=world.year.rules,
        **values,
    )


def job(world: World, **values: Any) -> Job:
    return Job.objects.create(kind="reports.tasks.render_snapshot", subject=1, **values)


def succession(world: World, **values: Any) -> Succession:
    values = {"predecessor": world.second_unit, "successor": world.unit, **values}
    return Succession.objects.create(on=date(2026, 7, 1), **values)


def series_break(world: World) -> SeriesBreak:
    return SeriesBreak.objects.create(indicator=world.share.indicator, year=2025, reason="ny")


def exception(world: World, **values: Any) -> LockException:
    return LockException.objects.create(
        period=world.t1, organisation=world.unit, until=MOMENT, **values
    )


# ---- the cases

BREAKING: dict[str, Case] = {
    # organisation
    "organisation_starts_before_it_ends": lambda w: change(
        w.unit, started_on=date(2026, 2, 1), ended_on=date(2026, 1, 1)
    ),
    "organisation_one_version_at_a_time": twice(OrganisationVersion),
    "succession_once": lambda w: again(succession(w)),
    "succession_of_another": lambda w: succession(w, predecessor=w.unit),
    "closure_pair_once": twice(Closure),
    "membership_once": twice(Membership),
    "membership_starts_before_it_ends": lambda w: change(
        w.unit_manager.memberships.get(), until=date(2019, 1, 1)
    ),
    # periods
    "ruleset_limits_are_percent": lambda w: change(w.year.rules, coverage=101),
    "period_once_a_year": lambda w: again(w.t2),
    "period_dates_in_order": lambda w: change(w.t2, due_on=date(2026, 12, 24)),
    "period_locks_from_below": lambda w: change(w.t2, city_locked_at=MOMENT),
    "lockexception_has_reason": lambda w: exception(w, reason=""),
    "submission_once": twice(Submission),
    "submission_returned_with_reason": lambda w: change(w.submission(), state="returned"),
    "submission_handed_in_has_time": lambda w: change(w.submission(), state="submitted"),
    "expectation_once": twice(Expectation),
    # indicators
    "indicator_tolerance_not_negative": lambda w: change(w.share.indicator, tolerance_value=-1),
    "indicator_range_upright": lambda w: change(w.share.indicator, lowest=200),
    "seriesbreak_once_a_year": lambda w: again(series_break(w)),
    "goalindicator_once": lambda w: again(w.share),
    "goalindicator_scope_only_for_kf": lambda w: change(w.share, target_scope=""),
    "measurement_once": lambda w: again(w.measurement()),
    "measurement_value_or_reason": lambda w: change(w.measurement(), missing=""),
    "measurement_fraction_whole": lambda w: change(w.measurement(w.qualified), numerator=3),
    "measurement_published_later_has_date": lambda w: change(
        w.measurement(), missing="published_later"
    ),
    "measurement_empty_has_reason": lambda w: change(w.measurement(), missing="not_measured"),
    "target_once_a_period": lambda w: again(w.targets[0]),
    "target_has_what_its_kind_needs": lambda w: change(w.targets[0], value=None),
    "target_change_has_reason": lambda w: change(w.targets[0], replaces=w.targets[1]),
    "total_once": twice(Total),
    "total_reported_at_most_expected": lambda w: change(Total.objects.first(), reported=9999),
    "verdict_once": twice(Verdict),
    "verdict_of_measurement_or_total": lambda w: change(
        Verdict.objects.exclude(measurement=None).first(), measurement=None
    ),
    "verdict_grey_has_kind": lambda w: change(Verdict.objects.first(), light="grey", grey=""),
    "keyfigure_once_a_year": twice(KeyFigure),
    "keyfigure_has_source": lambda w: change(KeyFigure.objects.get(), source=""),
    "keyfigure_target_whole": lambda w: change(KeyFigure.objects.get(), target_kind="at_least"),
    # activities and economy
    "activity_starts_before_it_ends": lambda w: change(w.activity, end_on=date(2025, 1, 1)),
    "activitystatus_once": twice(ActivityStatus),
    "activitystatus_deviation_commented": lambda w: change(w.status(), state="cancelled"),
    "economyline_once": twice(EconomyLine),
    "economyline_has_area": lambda w: change(
        EconomyLine.objects.filter(organisation=w.committee).first(), area=""
    ),
    # goals
    "goal_code_once": twice(Goal),
    "goal_orientation_is_top": lambda w: change(w.orientation, parent=w.area_goal),
    "goal_not_under_itself": lambda w: change(w.area_goal, parent=w.area_goal),
    "addressee_once": twice(Addressee),
    "analysis_once": twice(Analysis),
    "suggestion_once": twice(Suggestion),
    "suggestion_grey_has_kind": lambda w: change(Suggestion.objects.first(), light="grey", grey=""),
    "assessment_once": lambda w: again(assessment(w)),
    "assessment_greener_has_rationale": lambda w: assessment(w, light="green", seen="grey"),
    # reports and jobs
    "report_once": lambda w: again(report(w)),
    "section_once": lambda w: again(section(w)),
    "snapshot_number_once": lambda w: again(_with(snapshot(w), sha256="1" * 64)),
    "snapshot_decision_whole": lambda w: snapshot(w, stage="decided"),
    "snapshot_decided_once": lambda w: again(_with(decided(w), number=2, sha256="1" * 64)),
    "document_once": lambda w: again(document(w)),
    "job_done_at_most_total": lambda w: job(w, done=2, total=1),
    "job_one_at_a_time": lambda w: again(job(w)),
}


def _with(row: Model, **values: Any) -> Model:
    """The row with other values, not saved."""
    for name, value in values.items():
        setattr(row, name, value)
    return row
