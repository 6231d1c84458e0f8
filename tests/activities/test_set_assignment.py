"""SLK gives an uppdrag and changes it; those addressed get rows to answer in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from activities.commands import AssignmentRow, answer_assignment, set_assignment
from activities.models import Assignment, AssignmentAnswer
from goals.commands import open_period
from history.commands import StaleRow
from organisation.models import Organisation
from periods.commands import NotNow, lock
from periods.enums import LockLevel
from periods.models import Period, Submission
from tests.factories import World, lock_everything


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def row_of(world: World, *addressees: Organisation, **values: object) -> AssignmentRow:
    """An uppdrag decided before tertial 2."""
    row = AssignmentRow(
        year=world.year,
        code="U77",
        title="Kartlägg tomma lokaler",
        decided_by="kf",
        decided_on=date(2026, 5, 18),
        start_on=date(2026, 6, 1),
        end_on=date(2026, 12, 1),
        addressees=addressees,
    )
    return replace(row, **values)  # type: ignore[arg-type]


def places(assignment: Assignment, period: Period) -> set[str]:
    """Who has a row to answer in."""
    found = AssignmentAnswer.objects.filter(assignment=assignment, period=period)
    return set(found.values_list("organisation__code", flat=True))


def test_those_addressed_get_rows_in_the_open_period(world: World) -> None:
    made = set_assignment(row=row_of(world, world.committee, world.company), by=world.slk)

    assert places(made, world.t2) == {world.committee.code, world.company.code}
    assert places(made, world.t1) == set()


def test_a_period_that_opens_later_makes_the_rows(world: World) -> None:
    made = set_assignment(row=row_of(world, world.company), by=world.slk)

    open_period(period=world.annual, by=world.slk)

    assert places(made, world.annual) == {world.company.code}
    assert places(world.assignment, world.annual) == {"jarva", "skarpnack", "bostader"}


def test_what_is_decided_after_the_last_day_waits_for_the_next_period(world: World) -> None:
    row = row_of(world, world.committee, decided_on=date(2026, 9, 1))

    made = set_assignment(row=row, by=world.slk)

    assert places(made, world.t2) == set()


def test_who_has_handed_in_gets_no_row(world: World) -> None:
    Submission.objects.filter(organisation=world.committee, period=world.t2).update(
        state="submitted",
        submitted_by=world.controller,
        submitted_at=datetime(2026, 9, 1, tzinfo=UTC),
    )

    made = set_assignment(row=row_of(world, world.committee, world.company), by=world.slk)

    assert places(made, world.t2) == {world.company.code}


def test_who_had_nothing_to_report_gets_something_to_hand_in(world: World) -> None:
    Submission.objects.filter(organisation=world.company, period=world.t2).delete()
    AssignmentAnswer.objects.filter(organisation=world.company, period=world.t2).delete()

    set_assignment(row=row_of(world, world.company), by=world.slk)

    assert world.submission(world.company).level == LockLevel.COMMITTEE


def test_it_is_changed_and_keeps_its_history(world: World) -> None:
    everyone = (world.committee, world.other_committee, world.company)
    row = row_of(world, *everyone, title="Kartlägg alla lokaler")

    set_assignment(row=row, assignment=world.assignment, version=1, by=world.slk)

    world.assignment.refresh_from_db()
    assert (world.assignment.title, world.assignment.version) == ("Kartlägg alla lokaler", 2)
    assert places(world.assignment, world.t2) == {one.code for one in everyone}
    assert "uppdraget ändrades" in _reasons(world.assignment)


def test_an_answer_of_a_locked_period_keeps_its_addressee(world: World) -> None:
    row = row_of(world, world.committee, world.company, code="U1")

    with pytest.raises(ValidationError, match="Skarpnäck stadsdelsnämnd har redan svarat"):
        set_assignment(row=row, assignment=world.assignment, version=1, by=world.slk)


def _reasons(assignment: Assignment) -> list[str]:
    """Why the row was written, over time."""
    events = assignment.events.select_related("pgh_context")  # type: ignore[attr-defined]
    return [one.pgh_context.metadata["why"] for one in events if one.pgh_context]


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"code": "U1"}, "__all__", "Året har redan ett uppdrag med det numret."),
        ({"end_on": date(2026, 1, 1)}, "__all__", "måste starta innan"),
        ({"decided_by": "committee"}, "__all__", "Ange vilken nämnd"),
        ({"title": ""}, "title", "inte vara tomt"),
        ({"addressees": ()}, "addressees", "Välj minst en nämnd"),
    ],
)
def test_what_is_wrong_is_said_in_swedish(
    world: World, values: dict[str, object], field: str, message: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        set_assignment(row=row_of(world, world.committee, **values), by=world.slk)

    assert message in " ".join(refused.value.message_dict[field])


def test_a_unit_can_not_be_addressed(world: World) -> None:
    with pytest.raises(ValidationError, match="inte till Förskolan 1"):
        set_assignment(row=row_of(world, world.unit), by=world.slk)


def test_who_has_answered_stays_addressed(world: World) -> None:
    made = set_assignment(row=row_of(world, world.committee, world.company), by=world.slk)
    answer = AssignmentAnswer.objects.get(assignment=made, organisation=world.committee)
    answer_assignment(
        answer=answer, version=1, state="ongoing", text="Vi har börjat.", deviation="",
        new_end_on=None, by=world.controller,
    )  # fmt: skip

    with pytest.raises(ValidationError, match="har redan svarat"):
        set_assignment(row=row_of(world, world.company), assignment=made, version=1, by=world.slk)

    assert places(made, world.t2) == {world.committee.code, world.company.code}


def test_who_has_not_answered_is_taken_away(world: World) -> None:
    made = set_assignment(row=row_of(world, world.committee, world.company), by=world.slk)

    set_assignment(row=row_of(world, world.company), assignment=made, version=1, by=world.slk)

    assert places(made, world.t2) == {world.company.code}


def test_a_stale_page_overwrites_nothing(world: World) -> None:
    everyone = (world.committee, world.other_committee, world.company)
    row = row_of(world, *everyone, code="U1")
    set_assignment(row=row, assignment=world.assignment, version=1, by=world.slk)

    with pytest.raises(StaleRow):
        set_assignment(row=row, assignment=world.assignment, version=1, by=world.slk)


def test_nothing_is_given_in_a_year_that_is_locked(world: World) -> None:
    for level in LockLevel:
        lock(period=world.t2, level=level, by=world.slk, reason="klart")
    lock_everything(world.annual)

    with pytest.raises(NotNow, match="låst för nämnder och bolag"):
        set_assignment(row=row_of(world, world.committee), by=world.slk)
