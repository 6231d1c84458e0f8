"""The demo's uppdrag: given by KF, KS and a nämnd, answered in T1 and by half of them in T2."""

from datetime import date, timedelta

from activities.enums import ActivityState
from activities.models import AssignmentAnswer
from goals.importing.assignments import import_assignments
from history.commands import because
from ils.demo.chance import Dice
from ils.demo.files import DATA, table
from ils.demo.renewing import renew
from periods.models import Period, Year

_DONE_SHARE = 0.75
_EARLY_SHARE = 0.1
_BEGUN_SHARE = 0.85
_ROWS = {row["nummer"]: row for row in table("assignment_answers.csv")}


def make_assignments(year: Year) -> None:
    """Give the year's uppdrag."""
    import_assignments(DATA / "assignments.csv", year)


def answer_assignments(
    *, period: Period, organisations: dict[int, int | None], today: date, dice: Dice
) -> None:
    """Let organisations (by id, with their author) have answered their uppdrag."""
    answers = list(
        AssignmentAnswer.objects.filter(
            period=period, organisation_id__in=organisations
        ).select_related("assignment", "organisation")
    )
    until = min(period.last_day, today)
    for answer in answers:
        said = _ROWS[answer.assignment.code]
        answer.state = _state(answer, until, dice)
        answer.changed_by_id = organisations[answer.organisation_id]
        if answer.state != ActivityState.NOT_STARTED:
            answer.text = said["genomfört" if answer.state == ActivityState.DONE else "börjat"]
        if answer.is_late(until):
            answer.deviation = said["avvikelse"]
            answer.new_end_on = max(answer.assignment.end_on, until) + timedelta(days=75)
    with because("uppdrag besvarades", by=None):
        renew(answers, ["state", "text", "deviation", "new_end_on", "changed_by"])


def _state(answer: AssignmentAnswer, until: date, dice: Dice) -> ActivityState:
    """How far an uppdrag has come by a day."""
    assignment = answer.assignment
    if assignment.start_on > until:
        return ActivityState.NOT_STARTED
    share = dice.share("uppdrag", answer.organisation.code, assignment.code)
    is_due = assignment.end_on <= until
    if share < (_DONE_SHARE if is_due else _EARLY_SHARE):
        return ActivityState.DONE
    return ActivityState.ONGOING if is_due or share < _BEGUN_SHARE else ActivityState.NOT_STARTED
