"""The two rounds of the demo year: T1 finished by all, T2 in the middle."""

from datetime import timedelta

from goals.commands import open_period, rejudge
from history.commands import because
from ils.demo.actions import write_actions
from ils.demo.activities import report_activities
from ils.demo.assignments import answer_assignments
from ils.demo.burden import time_rounds
from ils.demo.calendar import REAL_YEAR, THIS_YEAR
from ils.demo.economy import deciding, make_economy
from ils.demo.judging import judge_chain, judge_commitments, write_analyses
from ils.demo.moments import handed_in_at
from ils.demo.past import lock_all
from ils.demo.plans import begin_documents, decide_t1
from ils.demo.renewing import renew
from ils.demo.reporting import postpone_survey, report_values
from ils.demo.scene import WORDS, Scene
from indicators.totals import refresh_totals
from organisation.models import Organisation, User
from periods.commands import set_own_dates
from periods.enums import PeriodKind, ReturnReason, SubmissionState
from periods.models import Period, Return, Submission
from rounds.queries.handed_in import picture_of
from rounds.queries.outline import outlines

# How far the units of a nämnd have come in T2, over and over; half have handed in.
_COURSE = (
    "submitted", "accepted", "partly", "accepted", "untouched",
    "submitted", "accepted", "partly", "returned", "untouched",
)  # fmt: skip
_UNTOUCHED = "forskolan-lingonstigen"
_FIXED = {"forskolan-tallkotten": "partly", _UNTOUCHED: "untouched"}
_HANDED_IN = ("submitted", "accepted", "returned")
# The one value that the untouched förskola has.
_FIRST_VALUE = "hoglasning-per-vecka"
_COMPANIES_DONE = 5
_OWN_DATES_OF = "jarva"
_GUIDANCE = (
    "Skriv kort: högst en halv sida per åtagande. Börja med resultatet för barnen eller de äldre.\n"
    "Har ett värde ändrats mycket sedan tertial 1, skriv vad det beror på."
)
_PART = 0.5
_RETURNS = (ReturnReason.VALUE, ReturnReason.COMMENT, ReturnReason.ANALYSIS)


def hand_in_plans(scene: Scene) -> None:
    """The year's plan has been handed in and accepted, and the city's of the real year."""
    plan = scene.calendar[THIS_YEAR, "vp"]
    below = {one.code: "accepted" for one in (*scene.units, *scene.deciding)}
    _hand_in(scene, plan, {**below, scene.city.city.code: "submitted"})
    for word in ("vp", "ar"):
        _hand_in(scene, scene.calendar[REAL_YEAR, word], {scene.city.city.code: "submitted"})


def play_t1(scene: Scene) -> None:
    """Everybody has reported, been accepted and judged; the period is locked."""
    period = scene.calendar[THIS_YEAR, "t1"]
    open_period(period=period, by=scene.people.slk)
    everyone = [*scene.units, *scene.deciding, scene.city.city]
    report_values(scene, period, everyone)
    _economy(scene, period)
    rejudge(period=period)
    write_actions(scene, period, everyone)
    judge_commitments(scene, period, scene.units)
    judge_chain(scene, period)
    write_analyses(scene, period, everyone)
    _activities(scene, period, everyone)
    below = {one.code: "accepted" for one in (*scene.units, *scene.deciding)}
    _hand_in(scene, period, {**below, scene.city.city.code: "submitted"})
    refresh_totals(period)
    decide_t1(scene)
    lock_all(period, scene.people.slk)


def play_t2(scene: Scene) -> None:
    """Half of the units have handed in; nämnder and bolag have begun."""
    period = scene.calendar[THIS_YEAR, "t2"]
    open_period(period=period, by=scene.people.slk)
    _own_dates(scene, period)
    course = _course(scene)
    done = [scene.city[code] for code, stage in course.items() if stage in _HANDED_IN]
    partly = [scene.city[code] for code, stage in course.items() if stage == "partly"]
    report_values(scene, period, [*done, scene.city.city])
    report_values(scene, period, partly, part=_PART)
    begun = [one for one in scene.deciding if one not in done]
    report_values(scene, period, begun, part=_PART)
    report_values(scene, period, [scene.city[_UNTOUCHED]], only=_FIRST_VALUE)
    postpone_survey(scene, period)
    _economy(scene, period)
    rejudge(period=period)
    everyone = [*done, *partly, *begun, scene.city[_UNTOUCHED], scene.city.city]
    write_actions(scene, period, everyone)
    judge_commitments(scene, period, [one for one in done if one in scene.units])
    judge_chain(scene, period, part=_PART, whole={one.code for one in done})
    write_analyses(scene, period, [*done, *begun])
    _activities(scene, period, [*done, *partly, *begun[::2]])
    _hand_in(scene, period, {code: s for code, s in course.items() if s in _HANDED_IN})
    refresh_totals(period)
    begin_documents(scene, period, done)


def _course(scene: Scene) -> dict[str, str]:
    """How far each unit, and the first bolag, have come in T2."""
    course = {}
    committees = dict.fromkeys(unit.committee for unit in scene.city.units)
    for offset, committee in enumerate(committees):
        codes = [u.code for u in scene.city.units_of(committee) if u.code not in _FIXED]
        scene.dice.of("course", committee).shuffle(codes)
        for place, code in enumerate(codes):
            course[code] = _COURSE[(place + offset) % len(_COURSE)]
    companies = [one.code for one in scene.city.companies if one.code != "svenska-bostader"]
    course |= dict.fromkeys(companies[:_COMPANIES_DONE], "submitted")
    return course | _FIXED


def _economy(scene: Scene, period: Period) -> None:
    """The economy of a period at nämnder and bolag."""
    organisations = deciding(scene.city)
    authors = scene.authors(organisations)
    make_economy(period=period, organisations=organisations, by=authors, dice=scene.dice)


def _activities(scene: Scene, period: Period, organisations: list[Organisation]) -> None:
    """How the activities and the uppdrag of organisations stand."""
    authors, today = scene.authors(organisations), scene.calendar.today
    report_activities(period=period, organisations=authors, today=today, dice=scene.dice)
    answer_assignments(period=period, organisations=authors, today=today, dice=scene.dice)


def _hand_in(scene: Scene, period: Period, stages: dict[str, str]) -> None:
    """Let organisations have handed in, and those above have accepted or returned."""
    submissions = list(
        Submission.objects.filter(period=period, organisation__code__in=stages).select_related(
            "organisation", "period__year"
        )
    )
    if period.kind != PeriodKind.PLAN:
        for submission, entry in zip(submissions, outlines(submissions), strict=True):
            submission.handed_in = picture_of(entry, submission)
    for submission in submissions:
        _set_stage(scene, submission, stages[submission.organisation.code])
    with because("lämnades in och granskades", by=None):
        renew(submissions, _STAGE_FIELDS)
        returned = [one for one in submissions if one.state == SubmissionState.RETURNED]
        Return.objects.bulk_create(map(_return, returned))
    time_rounds(scene, submissions)


def _return(submission: Submission) -> Return:
    """The return of a submission, as it is kept."""
    assert submission.reviewed_at, "what is returned has been reviewed"
    return Return(
        submission=submission,
        reason=submission.return_reason,
        text=submission.return_text,
        returned_at=submission.reviewed_at,
        returned_by=submission.reviewed_by,
    )


def _own_dates(scene: Scene, period: Period) -> None:
    """The first nämnd wants its units' figures two days before the city does."""
    committee = scene.city[_OWN_DATES_OF]
    set_own_dates(
        organisation=committee,
        period=period,
        units_due_on=period.due_on - timedelta(days=2),
        meeting_on=period.committee_due_on - timedelta(days=2),
        guidance=_GUIDANCE,
        version=None,
        by=scene.people.author(committee.code),
    )


_STAGE_FIELDS = [
    "state", "handed_in", "submitted_at", "submitted_by", "reviewed_at", "reviewed_by",
    "return_reason", "return_text", "version", "changed_by",
]  # fmt: skip


def _set_stage(scene: Scene, submission: Submission, stage: str) -> None:
    """Hand in, and if the stage says so accept or return."""
    code = submission.organisation.code
    submission.state = SubmissionState(stage)
    submission.submitted_at = handed_in_at(scene, code, submission.period)
    submission.submitted_by = submission.changed_by = scene.people.author(code)
    submission.version += 1
    if stage == SubmissionState.SUBMITTED:
        return
    submission.reviewed_at = submission.submitted_at + timedelta(days=1, hours=2)
    submission.reviewed_by = submission.changed_by = _reviewer(scene, code)
    submission.version += 1
    if stage == SubmissionState.RETURNED:
        reason = scene.dice.of("returned", code).choice(_RETURNS)
        submission.return_reason = reason
        submission.return_text = scene.say(WORDS["return"][reason.value], "return", code)


def _reviewer(scene: Scene, code: str) -> User:
    """The head of a unit's department or its nämnd's controller; SLK for a nämnd or a bolag."""
    unit = next((u for u in scene.city.units if u.code == code), None)
    if unit is None:
        return scene.people.slk
    head = scene.people.author_of.get(unit.department)
    return head or scene.people.author(unit.committee)
