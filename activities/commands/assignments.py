"""Giving an uppdrag to nämnder and bolag, changing it, and making the rows that they answer in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from activities.models import Assignment, AssignmentAddressee, AssignmentAnswer
from history.commands import because, update_if_unchanged
from organisation.enums import DECIDING_KINDS
from organisation.models import Organisation, User
from periods.commands import NotNow
from periods.locks import level_of, why_closed
from periods.models import Period, Submission, Year

# An uppdrag that was decided after the period's last day is answered in the next one.
_ANSWERS = """
INSERT INTO activities_assignmentanswer (
    assignment_id, organisation_id, period_id, state, text, deviation, version, changed_at)
SELECT a.id, d.organisation_id, p.id, '', '', '', 1, now()
FROM activities_assignment a
JOIN activities_assignmentaddressee d ON d.assignment_id = a.id
JOIN periods_period p ON p.id = %(period)s AND p.year_id = a.year_id AND a.decided_on <= p.last_day
JOIN organisation_closure living ON living.period_id = p.id AND living.depth = 0
    AND living.descendant_id = d.organisation_id
WHERE (%(organisations)s::bigint[] IS NULL OR d.organisation_id = ANY(%(organisations)s))
    AND (%(assignment)s::bigint IS NULL OR a.id = %(assignment)s)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An uppdrag as SLK gives it; `committee` is the nämnd where a nämnd has decided it."""

    year: Year
    code: str
    title: str
    decided_by: str
    decided_on: date
    start_on: date
    end_on: date
    addressees: tuple[Organisation, ...]
    description: str = ""
    committee: Organisation | None = None
    case_number: str = ""
    goal_id: int | None = None
    is_invented: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the uppdrag."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "addressees"}


@transaction.atomic
def set_assignment(
    *,
    row: AssignmentRow,
    assignment: Assignment | None = None,
    version: int = 1,
    by: User | None,
) -> Assignment:
    """Give an uppdrag, or change the one given at the version that the page has seen.

    Those addressed get a row to answer in, in every period that is open to them. Raises NotNow
    when the year is closed, StaleRow, and ValidationError with the field that is wrong.
    """
    open_periods = _open_periods(row.year)
    wanted = Assignment(pk=assignment.pk if assignment else None, **row.values)
    wanted._state.adding = assignment is None
    wanted.full_clean()
    _require_addressees(row.addressees)
    with because("uppdraget ändrades" if assignment else "uppdraget gavs", by=by):
        if assignment is None:
            wanted.changed_by = by
            wanted.save()
        else:
            update_if_unchanged(assignment, version=version, by=by, **row.values)
        _address(wanted, row.addressees)
        for period in open_periods:
            _open_to(wanted, row.addressees, period)
    return assignment or wanted


def open_answers(
    *, period: Period, assignment: Assignment | None = None, at: Iterable[int] | None = None
) -> None:
    """Make the rows in which uppdrag are answered: all of the period, or of one at some places.

    The statement of an opening period; what is there stays.
    """
    values = {
        "period": period.pk,
        "assignment": assignment.pk if assignment else None,
        "organisations": None if at is None else [*at],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, values)


def _open_periods(year: Year) -> list[Period]:
    """The opened reporting periods of a year. Raises NotNow when nothing of it is left to answer."""
    periods = [one for one in Period.objects.filter(year=year) if one.place > 0]
    if periods and all(one.committee_locked_at for one in periods):
        raise NotNow(f"{year} är låst för nämnder och bolag. Uppdragen står kvar som de var.")
    for one in periods:
        one.year = year
    return [one for one in periods if one.opened_at]


def _require_addressees(addressees: Iterable[Organisation]) -> None:
    """Raise ValidationError unless somebody is addressed, and each is a nämnd or a bolag."""
    found = list(addressees)
    if not found:
        raise ValidationError({"addressees": "Välj minst en nämnd eller ett bolag."})
    others = [one.name for one in found if one.kind not in DECIDING_KINDS]
    if others:
        message = f"Uppdrag riktas till nämnder och bolag, inte till {', '.join(others)}."
        raise ValidationError({"addressees": message})


def _address(assignment: Assignment, addressees: Iterable[Organisation]) -> None:
    """Address the uppdrag to these and no others; who has answered stays addressed."""
    wanted = {one.pk for one in addressees}
    gone = AssignmentAddressee.objects.filter(assignment=assignment).exclude(
        organisation_id__in=wanted
    )
    answers = AssignmentAnswer.objects.filter(
        assignment=assignment, organisation_id__in=[*gone.values_list("organisation_id", flat=True)]
    ).select_related("organisation", "period__year")
    kept = sorted({one.organisation.name for one in answers if _is_kept(one)})
    if kept:
        message = f"{', '.join(kept)} har redan svarat och kan inte tas bort."
        raise ValidationError({"addressees": message})
    answers.delete()
    gone.delete()
    AssignmentAddressee.objects.bulk_create(
        [AssignmentAddressee(assignment=assignment, organisation_id=pk) for pk in sorted(wanted)],
        ignore_conflicts=True,
    )


def _is_kept(answer: AssignmentAnswer) -> bool:
    """The answer holds something, or stands in a period that is closed to its organisation."""
    if answer.is_written:
        return True
    found = Submission.objects.filter(organisation=answer.organisation, period=answer.period)
    return bool(why_closed(answer.organisation, answer.period, found.first()))


def _open_to(assignment: Assignment, addressees: Iterable[Organisation], period: Period) -> None:
    """Give those who can write in the period a row to answer in, and a submission to hand in."""
    organisations = {one.pk: one for one in addressees}
    found = Submission.objects.filter(period=period, organisation_id__in=organisations)
    submissions = {one.organisation_id: one for one in found}
    at = [
        pk for pk, one in organisations.items() if not why_closed(one, period, submissions.get(pk))
    ]
    open_answers(period=period, assignment=assignment, at=at)
    answering = set(
        AssignmentAnswer.objects.filter(
            assignment=assignment, period=period, organisation_id__in=at
        ).values_list("organisation_id", flat=True)
    )
    Submission.objects.bulk_create(
        _new_submissions(organisations, answering - submissions.keys(), period)
    )


def _new_submissions(
    organisations: dict[int, Organisation], lacking: set[int], period: Period
) -> Iterator[Submission]:
    """Submissions of those that had nothing to report before."""
    for pk in sorted(lacking):
        level = level_of(organisations[pk].kind)
        yield Submission(organisation=organisations[pk], period=period, level=level)
