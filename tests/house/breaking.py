"""For every named constraint a write that breaks it; `test_constraints` demands one for each."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from activities.models import ActivityStatus, AssignmentAddressee, AssignmentAnswer
from economy.models import EconomyLine
from goals.models import (
    Addressee,
    Analysis,
    Comment,
    Goal,
    Suggestion,
)
from indicators.models import CorrectiveAction, KeyFigure, Total, Verdict
from organisation.models import Closure, Membership, OrganisationVersion
from periods.models import Expectation, Submission
from reports.models import Chapter
from rounds.models import Draft, MeasureColumn, RoundBurden, SentMail
from tests.factories import RuleSetFactory
from tests.house.breaks import Case, again, change, no_number, twice
from tests.house.extra_rows import (
    MOMENT,
    assessment,
    batch,
    column_mapping,
    correction,
    decided,
    dialogue,
    document,
    economy_file,
    exception,
    import_row,
    job,
    ordered_chapter,
    ordered_file,
    own_dates,
    remark,
    report,
    rule_proposal,
    saved_view,
    section,
    section_draft,
    sent_back,
    series_break,
    snapshot,
    succession,
    target_comment,
    template_part,
    turned_light,
)
from tests.papers import make_substitution

BREAKING: dict[str, Case] = {
    # economy
    "columnmapping_once": lambda w: again(column_mapping(w)),
    "economyfile_writes_when_saved": lambda w: economy_file(w, written=1),
    # rounds
    "roundburden_begins_before_it_ends": lambda w: RoundBurden.objects.create(
        submission=w.submission(),
        first_saved_at=MOMENT,
        handed_in_at=MOMENT - timedelta(days=1),
        active_seconds=0,
        fields=0,
    ),
    "targetcomment_once": lambda w: again(target_comment(w)),
    "dialogue_about_one_thing": lambda w: change(dialogue(w), goal=w.commitment),
    "dialogue_closed_by_someone": lambda w: change(dialogue(w), closed_at=MOMENT),
    "comment_says_something": lambda w: Comment.objects.bulk_create(
        [Comment(dialogue=dialogue(w), author=w.controller, written_at=MOMENT, text="")]
    ),
    "savedview_name_once": lambda w: again(saved_view(w)),
    "savedview_has_a_name": lambda w: change(saved_view(w), name=""),
    "orderedfile_made_one_at_a_time": lambda w: again(ordered_file(w)),
    "orderedfile_has_what_was_made": lambda w: change(ordered_file(w), content=b"1;2"),
    "draft_once": lambda w: again(
        Draft.objects.create(
            user=w.unit_manager,
            submission=w.submission(),
            kind="m",
            key=1,
            version=1,
            fields={},
            saved_at=MOMENT,
        )
    ),
    "sentmail_once": lambda w: again(
        SentMail.objects.create(user=w.controller, kind="digest", about="2026-09-01")
    ),
    # organisation
    "organisation_starts_before_it_ends": lambda w: change(
        w.unit, started_on=date(2026, 2, 1), ended_on=date(2026, 1, 1)
    ),
    "organisation_one_version_at_a_time": twice(OrganisationVersion),
    "organisation_external_code_once": lambda w: [
        change(one, external_code="E1") for one in (w.unit, w.second_unit)
    ],
    "succession_once": lambda w: again(succession(w)),
    "succession_of_another": lambda w: succession(w, predecessor=w.unit),
    "closure_pair_once": twice(Closure),
    "membership_once": twice(Membership),
    "membership_substitute_has_last_day": lambda w: change(make_substitution(w), until=None),
    "membership_substitute_is_another": lambda w: Membership.objects.create(
        user=w.controller,
        organisation=w.unit,
        role="unit_manager",
        valid_from=date(2026, 8, 1),
        until=date(2026, 8, 10),
        delegated_by=w.controller,
    ),
    "membership_one_substitution_at_a_time": lambda w: again(make_substitution(w)),
    "membership_starts_before_it_ends": lambda w: change(
        w.unit_manager.memberships.get(), until=date(2019, 1, 1)
    ),
    # periods
    "ruleset_limits_are_percent": lambda w: RuleSetFactory(coverage=101),
    "period_once_a_year": lambda w: again(w.t2),
    "period_dates_in_order": lambda w: change(w.t2, due_on=date(2026, 12, 24)),
    "period_locks_from_below": lambda w: change(w.t2, city_locked_at=MOMENT),
    "lockexception_has_reason": lambda w: exception(w, reason=""),
    "owndates_once": lambda w: again(own_dates(w)),
    "owndates_units_before_meeting": lambda w: own_dates(
        w, units_due_on=date(2026, 9, 3), meeting_on=date(2026, 9, 2)
    ),
    "return_has_text": lambda w: sent_back(w, text=""),
    "remark_about_one_row": lambda w: remark(w, goal=None),
    "remark_has_text": lambda w: remark(w, text=""),
    "remark_settled_by_somebody": lambda w: remark(w, settled_at=MOMENT),
    "submission_once": twice(Submission),
    "submission_returned_with_reason": lambda w: change(w.submission(), state="returned"),
    "submission_handed_in_has_time": lambda w: change(w.submission(), state="submitted"),
    "expectation_once": twice(Expectation),
    # indicators
    "indicator_tolerance_not_negative": lambda w: change(w.share.indicator, tolerance_value=-1),
    "indicator_range_upright": lambda w: change(w.share.indicator, lowest=200),
    "indicator_derivation_has_what_it_needs": lambda w: change(
        w.share.indicator, derivation="change", set_size=17
    ),
    "indicator_yes_or_no_not_derived": lambda w: change(
        w.has_plan.indicator, derivation="share_of_set", set_size=17
    ),
    "indicator_numbers_are_numbers": lambda w: no_number(w.share.indicator, "tolerance_value"),
    "indicator_external_code_once": lambda w: [
        change(one, external_code="M1") for one in w.indicators[:2]
    ],
    "seriesbreak_once_a_year": lambda w: again(series_break(w)),
    "goalindicator_once": lambda w: again(w.share),
    "goalindicator_scope_only_for_kf": lambda w: change(w.share, target_scope=""),
    "measurement_once": lambda w: again(w.measurement()),
    "measurement_value_or_reason": lambda w: change(w.measurement(), missing=""),
    "measurement_fraction_whole": lambda w: change(w.measurement(w.qualified), numerator=3),
    "measurement_women_fraction_whole": lambda w: change(
        w.measurement(w.qualified), women_numerator=3, women_denominator=0
    ),
    "measurement_men_fraction_whole": lambda w: change(
        w.measurement(w.qualified), men_denominator=3
    ),
    "measurement_numbers_are_numbers": lambda w: no_number(w.measurement(), "women"),
    "measurement_published_later_has_date": lambda w: change(
        w.measurement(), missing="published_later"
    ),
    "measurement_empty_has_reason": lambda w: change(w.measurement(), missing="not_measured"),
    "target_one_first": lambda w: again(w.targets[0]),
    "correctiveaction_says_something": lambda w: CorrectiveAction.objects.create(
        measurement=w.measurement(), organisation=w.unit, period=w.t2
    ),
    "target_has_what_its_kind_needs": lambda w: change(w.targets[0], value=None),
    "target_change_has_reason": lambda w: change(w.targets[0], replaces=w.targets[1]),
    "target_numbers_are_numbers": lambda w: no_number(w.targets[0], "low"),
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
    "keyfigure_numbers_are_numbers": lambda w: no_number(KeyFigure.objects.get(), "value"),
    # activities and economy
    "activity_starts_before_it_ends": lambda w: change(w.activity, end_on=date(2025, 1, 1)),
    "activitystatus_once": twice(ActivityStatus),
    "activitystatus_deviation_commented": lambda w: change(w.status(), state="cancelled"),
    "assignment_code_once": lambda w: again(w.assignment),
    "assignment_starts_before_it_ends": lambda w: change(w.assignment, end_on=date(2025, 1, 1)),
    "assignment_committee_named": lambda w: change(w.assignment, committee=w.committee),
    "assignmentaddressee_once": twice(AssignmentAddressee),
    "assignmentanswer_once": twice(AssignmentAnswer),
    "assignmentanswer_deviation_commented": lambda w: change(
        w.answer(), new_end_on=date(2026, 12, 1)
    ),
    "assignmentanswer_done_is_answered": lambda w: change(w.answer(), state="done"),
    "economyline_once": twice(EconomyLine),
    "economyline_has_area": lambda w: change(
        EconomyLine.objects.filter(organisation=w.committee).first(), area=""
    ),
    "economyline_numbers_are_numbers": lambda w: no_number(
        EconomyLine.objects.filter(organisation=w.committee).first(), "forecast"
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
    "ruleproposal_limits_are_percent": lambda w: change(rule_proposal(w), coverage=101),
    "ruleproposal_has_reason": lambda w: change(rule_proposal(w), reason=""),
    "ruleproposal_decided_as_seen": lambda w: change(rule_proposal(w), state="decided"),
    "ruleproposal_one_at_a_time": lambda w: again(rule_proposal(w)),
    "turnedlight_once": lambda w: again(turned_light(w)),
    "assessment_greener_has_rationale": lambda w: assessment(w, light="green", seen="grey"),
    # rounds
    "measurecolumn_code_once": lambda w: again(
        MeasureColumn.objects.create(code="UTF", kind="outcome")
    ),
    "import_rows_add_up": lambda w: batch(w, rows=1),
    "import_confirmed_has_state": lambda w: batch(w, confirmed_at=MOMENT),
    "import_written_is_confirmed": lambda w: batch(w, state="done"),
    "import_failed_says_why": lambda w: batch(w, state="failed"),
    "importrow_once": lambda w: again(import_row(w)),
    "importrow_fault_in_words": lambda w: import_row(w, state="faulty"),
    "importrow_knows_what_it_changes": lambda w: import_row(w, state="new"),
    "importrow_numbers_are_numbers": lambda w: no_number(import_row(w), "value"),
    # reports and jobs
    "report_once": lambda w: again(report(w)),
    "section_once": lambda w: again(section(w)),
    "templatesection_once": lambda w: again(template_part(w)),
    "templatesection_holds_something": lambda w: template_part(w, takes_text=False),
    "templatesection_required_is_written": lambda w: template_part(
        w, takes_text=False, part="goals", is_required=True
    ),
    "sectiondraft_once": lambda w: again(section_draft(w)),
    "correction_one_open": lambda w: again(correction(w)),
    "correction_has_reason": lambda w: correction(w, reason=""),
    "correction_ends_once": lambda w: correction(w, withdrawn_at=MOMENT, is_ended=True),
    "snapshot_number_once": lambda w: again(_with(snapshot(w), sha256="1" * 64)),
    "snapshot_decision_whole": lambda w: snapshot(w, stage="decided"),
    "snapshot_decided_once": lambda w: again(_with(decided(w), number=2, sha256="1" * 64)),
    "document_once": lambda w: again(document(w)),
    "chapter_whole_or_not_at_all": lambda w: Chapter.objects.create(
        key="0" * 64, content=b"%PDF-", used_at=MOMENT
    ),
    "orderedchapter_place_once": lambda w: again(ordered_chapter(w)),
    "job_done_at_most_total": lambda w: job(w, done=2, total=1),
    "job_one_at_a_time": lambda w: again(job(w)),
}


def _with(row: Model, **values: Any) -> Model:
    """The row with other values, not saved."""
    for name, value in values.items():
        setattr(row, name, value)
    return row
