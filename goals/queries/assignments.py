"""Uppdrag with what those addressed have answered in a period, and what has not been answered."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from activities.enums import ActivityState
from activities.models import Assignment, AssignmentAddressee, AssignmentAnswer
from activities.queries import counted_until
from goals.queries.readable import Readable
from organisation.models import Closure, Organisation
from periods.models import Period

_OVER = (ActivityState.DONE, ActivityState.CANCELLED)
UNANSWERED = ""
# The states in which an answer may be, in the order that they are counted.
STATES = (
    ActivityState.DONE,
    ActivityState.ONGOING,
    ActivityState.NOT_STARTED,
    ActivityState.CANCELLED,
    UNANSWERED,
)
_NAMES = {state: state or "unanswered" for state in STATES}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What one of those addressed answers; `is_late` to the period's day."""

    answer: AssignmentAnswer
    is_late: bool


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """An uppdrag with the answers that the reader may see, and what remains.

    `hidden` have answers that are not accepted yet; `waiting` were addressed after they had handed
    in, and answer in the next period.
    """

    assignment: Assignment
    rows: list[AnswerRow]
    hidden: list[Organisation]
    waiting: list[Organisation]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many stand in each state, and how many are not shown: together those asked."""
        found = [(state, self._in(state)) for state in STATES]
        return [*found, ("hidden", len(self.hidden))]

    @property
    def total(self) -> int:
        """How many have been asked to answer in the period."""
        return len(self.rows) + len(self.hidden)

    @property
    def late(self) -> int:
        """How many of the answers shown are late."""
        return sum(row.is_late for row in self.rows)

    @property
    def unanswered(self) -> list[Organisation]:
        """Those who have not answered, and that the reader may know of."""
        return [row.answer.organisation for row in self.rows if not row.answer.state]

    def _in(self, state: str) -> int:
        """How many stand in the state."""
        return sum(row.answer.state == state for row in self.rows)


def assignments_below(
    organisation: Organisation, period: Period, readable: Readable
) -> QuerySet[Assignment]:
    """The uppdrag that are answered at and under an organisation, counted by state.

    Each carries `asked`, the number of each state that the reader may see, `hidden`, and `late`.
    """
    asked = Q(answers__period=period, answers__organisation_id__in=_below(organisation, period))
    seen = asked & readable.where("answers__organisation")
    late = Q(end_on__lt=counted_until(period)) & ~Q(answers__state__in=_OVER)
    counts = {
        _NAMES[state]: Count("answers", filter=seen & Q(answers__state=state)) for state in STATES
    }
    return (
        Assignment.objects.filter(year=period.year_id)
        .select_related("committee")
        .annotate(
            asked=Count("answers", filter=asked),
            seen=Count("answers", filter=seen),
            late=Count("answers", filter=seen & late),
            **counts,
        )
        .annotate(hidden=F("asked") - F("seen"))
        .filter(asked__gt=0)
        .order_by("code", "pk")
    )


def assignment_view(
    assignment: Assignment, organisation: Organisation, period: Period, readable: Readable
) -> AssignmentView | None:
    """The uppdrag as it is answered at and under an organisation; None when nobody there is addressed."""
    below = _below(organisation, period)
    answers = AssignmentAnswer.objects.filter(
        assignment=assignment, period=period, organisation_id__in=below
    ).select_related("organisation", "changed_by")
    addressed = AssignmentAddressee.objects.filter(
        assignment=assignment, organisation_id__in=below
    ).select_related("organisation")
    rows, hidden, until = [], [], counted_until(period)
    for answer in answers.order_by("organisation__name_sort", "pk"):
        answer.assignment = assignment
        if readable.shows(answer.organisation):
            rows.append(AnswerRow(answer, answer.is_late(until)))
        else:
            hidden.append(answer.organisation)
    asked = {row.answer.organisation_id for row in rows} | {one.pk for one in hidden}
    waiting = [one.organisation for one in addressed if one.organisation_id not in asked]
    if not asked and not waiting:
        return None
    return AssignmentView(assignment, rows, hidden, sorted(waiting, key=lambda o: o.name_sort))


def _below(organisation: Organisation, period: Period) -> QuerySet[Closure, int]:
    """The ids of the organisation and all under it in the period's tree."""
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    return below.values_list("descendant_id", flat=True)
