"""What is locked is locked for raw SQL too: per level, per handed-in organisation, with exceptions."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from economy.models import EconomyLine
from indicators.models import Measurement
from organisation.models import Organisation
from periods.commands import grant_exception
from periods.enums import LockLevel, SubmissionState
from periods.locks import PeriodClosed, require_editable, why_closed
from periods.models import LockException, Period, Submission
from tests.factories import World, lock_everything
from tests.house.extra_rows import action, assessment
from tests.house.project import event_model_of, project_models

# They belong to an organisation and a period, and are not locked with it; why.
NOT_LOCKED = {
    "Submission": "it is the lock of the organisation's own rows, and changes by its commands",
    "LockException": "it is granted while the period is locked",
    "Import": "it keeps who brought which file; the values that it writes are locked",
    "Dialogue": "what has been handed in is asked about, and answered, when it is closed",
    "OwnDates": "plans, not figures: the meeting may move after the nämnd has handed in",
    "Report": "the document is written after the data are locked; a snapshot freezes it",
}
FAR_AWAY = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def _period_bound() -> list[type[models.Model]]:
    """Every model that people write, an organisation and a period at a time."""
    wanted = {"organisation", "period"}
    return [
        model
        for model in project_models()
        if wanted <= {field.name for field in model._meta.concrete_fields}
        and event_model_of(model)
        and model._meta.object_name not in NOT_LOCKED
    ]


def _row(world: World, model: type[models.Model]) -> models.Model:
    """A row of the model in the open period."""
    assessment(world)
    action(world)
    return model._base_manager.filter(period=world.t2).first()


def _sql(text: str, *values: object) -> None:
    """Run SQL that knows nothing of Django."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def _copy(row: models.Model) -> None:
    """Insert a copy of the row with raw SQL."""
    names = ", ".join(f.column for f in row._meta.concrete_fields if not f.primary_key)
    table = row._meta.db_table
    _sql(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table} WHERE id = %s", row.pk)


def _update(row: models.Model) -> None:
    """Change the row with raw SQL."""
    _sql(f"UPDATE {row._meta.db_table} SET version = version + 1 WHERE id = %s", row.pk)


def _delete(row: models.Model) -> None:
    """Delete the row with raw SQL."""
    _sql(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


def _refused(write: Callable[[], None]) -> str:
    """The name of the rule by which the database refuses the write."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    return str(refused.value.__cause__.diag.constraint_name)


every_model = pytest.mark.parametrize("model", _period_bound(), ids=lambda m: m._meta.object_name)
deeds = pytest.mark.parametrize("deed", [_copy, _update, _delete], ids=lambda deed: deed.__name__)


def test_there_are_period_bound_models() -> None:
    assert {Measurement, EconomyLine} <= set(_period_bound())


@every_model
@deeds
def test_a_locked_period_refuses_raw_sql(
    world: World, model: type[models.Model], deed: Callable[[models.Model], None]
) -> None:
    row = _row(world, model)
    lock_everything(world.t2)

    assert _refused(lambda: deed(row)) == "period_locked"


@every_model
@deeds
def test_what_is_handed_in_refuses_raw_sql(
    world: World, model: type[models.Model], deed: Callable[[models.Model], None]
) -> None:
    row = _row(world, model)
    _hand_in(row.organisation, world.t2, SubmissionState.SUBMITTED)

    assert _refused(lambda: deed(row)) == "submission_closed"


@every_model
def test_an_open_row_can_not_be_moved_into_a_locked_period(
    world: World, model: type[models.Model]
) -> None:
    row = _row(world, model)

    move = f"UPDATE {model._meta.db_table} SET period_id = %s WHERE id = %s"

    assert _refused(lambda: _sql(move, world.t1.pk, row.pk)) == "period_locked"


def _hand_in(organisation: Organisation, period: Period, state: SubmissionState) -> None:
    """Let the organisation's submission be in the state."""
    Submission.objects.filter(organisation=organisation, period=period).update(
        state=state, submitted_at=timezone.now(), return_text="Komplettera."
    )


@pytest.mark.parametrize(
    ("state", "is_open"),
    [("draft", True), ("submitted", False), ("returned", True), ("accepted", False)],
)
def test_the_state_of_the_submission_decides(world: World, state: str, is_open: bool) -> None:
    _hand_in(world.unit, world.t2, SubmissionState(state))
    row = world.measurement()

    reason = why_closed(world.unit, world.t2, world.submission())

    assert (reason is None) is is_open
    if is_open:
        _update(row)
    else:
        assert _refused(lambda: _update(row)) == "submission_closed"


LEVELS = {
    LockLevel.UNIT: {"unit": True, "committee": False, "city": False},
    LockLevel.COMMITTEE: {"unit": True, "committee": True, "city": False},
    LockLevel.CITY: {"unit": True, "committee": True, "city": True},
}


@pytest.mark.parametrize("level", LockLevel)
def test_each_level_is_locked_by_itself_and_python_agrees(world: World, level: LockLevel) -> None:
    _lock_up_to(world.t2, level)

    for name, is_locked in LEVELS[level].items():
        organisation = getattr(world, name)
        row = Measurement(
            organisation=organisation,
            period=world.t2,
            indicator=world.indicators[-1],
            kind="outcome",
            value=1,
        )
        reason = why_closed(organisation, world.t2, None)

        assert (reason is not None) is is_locked
        if is_locked:
            assert _refused(lambda row=row: row.save(force_insert=True)) == "period_locked"
        else:
            Measurement.objects.filter(indicator=row.indicator, organisation=organisation).delete()
            row.save(force_insert=True)


def _lock_up_to(period: Period, level: LockLevel) -> None:
    """Lock the level and those below it."""
    for lower in LockLevel:
        setattr(period, f"{lower.value}_locked_at", timezone.now())
        if lower is level:
            break
    period.save()


def test_a_company_is_locked_with_the_committees(world: World) -> None:
    _lock_up_to(world.t2, LockLevel.UNIT)
    _update(world.measurement(organisation=world.company))

    _lock_up_to(world.t2, LockLevel.COMMITTEE)

    row = world.measurement(organisation=world.company)
    assert _refused(lambda: _update(row)) == "period_locked"


def test_an_exception_lets_one_organisation_go_on(world: World) -> None:
    lock_everything(world.t2)
    grant_exception(
        period=world.t2,
        organisation=world.unit,
        until=FAR_AWAY,
        reason="strömavbrott sista dagen",
        by=world.slk,
    )

    _update(world.measurement())
    require_editable(world.unit, world.t2)

    second = world.measurement(organisation=world.second_unit)
    assert _refused(lambda: _update(second)) == "period_locked"


def test_an_exception_that_has_ended_lets_nobody_go_on(world: World) -> None:
    lock_everything(world.t2)
    LockException.objects.create(
        period=world.t2,
        organisation=world.unit,
        until=datetime(2026, 8, 1, tzinfo=UTC),
        reason="strömavbrott",
    )

    assert _refused(lambda: _update(world.measurement())) == "period_locked"
    with pytest.raises(PeriodClosed, match="låst för enheterna"):
        require_editable(world.unit, world.t2)


def test_a_period_that_has_not_opened_says_so(world: World) -> None:
    assert "har inte öppnat" in (why_closed(world.unit, world.annual, None) or "")
