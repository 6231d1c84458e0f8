"""Every change tells who, before, after and why, however it was made; and the log only grows."""

from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from history.commands import StaleRow, because, update_if_unchanged
from indicators.models import Measurement, SeriesBreak
from organisation.models import Organisation
from tests.factories import World
from tests.house.extra_rows import (
    action,
    assessment,
    batch,
    column_mapping,
    comment,
    correction,
    economy_file,
    exception,
    measure_column,
    own_dates,
    remark,
    rule_proposal,
    section,
    series_break,
    succession,
    target_comment,
    template_part,
)
from tests.house.project import event_models


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def _events(row: models.Model) -> list[models.Model]:
    """What the history holds of a row, the oldest first."""
    event = apps.get_model(row._meta.app_label, f"{row._meta.object_name}Event")
    kept = event._base_manager.filter(pgh_obj_id=row.pk).select_related("pgh_context")
    return list(kept.order_by("pgh_id"))


def _told(event: models.Model) -> tuple[str, int | None, str]:
    """What happened, who did it and why."""
    about = event.pgh_context.metadata
    return event.pgh_label, about["user"], about["why"]


def test_a_bulk_insert_is_kept(world: World) -> None:
    rows = [SeriesBreak(indicator=i, year=2025, reason="ny fråga") for i in world.indicators]

    with because("definitionerna ändrades", by=world.slk):
        SeriesBreak.objects.bulk_create(rows)

    for row in rows:
        told = [_told(event) for event in _events(row)]
        assert told == [("insert", world.slk.pk, "definitionerna ändrades")]


def test_an_update_of_many_is_kept_with_before_and_after(world: World) -> None:
    rows = Measurement.objects.filter(period=world.t2)
    seen = {row.pk: len(_events(row)) for row in rows}

    with because("rättade kommentarer", by=world.controller):
        rows.update(comment="se bilaga")

    for row in rows:
        *_, before, after = _events(row)
        assert len(_events(row)) == seen[row.pk] + 1
        assert (before.comment, after.comment) == ("", "se bilaga")
        assert _told(after) == ("update", world.controller.pk, "rättade kommentarer")


def test_raw_sql_is_kept(world: World) -> None:
    row = world.measurement()

    with because("rättelse i skalet", by=None), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE indicators_measurement SET comment = 'rättad' WHERE id = %s", [row.pk]
        )

    assert _told(_events(row)[-1]) == ("update", None, "rättelse i skalet")
    assert _events(row)[-1].comment == "rättad"


def test_raw_sql_without_a_reason_is_kept_too(world: World) -> None:
    row = world.measurement()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_measurement SET comment = 'tyst' WHERE id = %s", [row.pk])

    assert _events(row)[-1].comment == "tyst"


def test_what_is_deleted_is_still_in_the_log(world: World) -> None:
    row = series_break(world)
    pk = row.pk

    with because("fel år", by=world.admin):
        row.delete()

    row.pk = pk
    assert _told(_events(row)[-1]) == ("delete", world.admin.pk, "fel år")
    assert _events(row)[-1].reason == "ny"


def test_reasons_inside_one_another_are_joined_to_the_inner_one(world: World) -> None:
    row = world.unit

    with because("yttre", by=world.admin), because("inre", by=world.slk):
        Organisation.objects.filter(pk=row.pk).update(name="Nytt namn")

    assert _told(_events(row)[-1]) == ("update", world.slk.pk, "inre")


# ---- the log can be added to, never altered


_MAKERS = (
    action,
    assessment,
    batch,
    column_mapping,
    comment,
    economy_file,
    exception,
    measure_column,
    own_dates,
    remark,
    rule_proposal,
    section,
    series_break,
    succession,
    target_comment,
    template_part,
    # Last: when a report is decided its texts stand still.
    correction,
)


def _fill(world: World) -> None:
    """Give the tables that the world leaves empty a row each."""
    for make in _MAKERS:
        extra = {"reason": "skäl"} if make is exception else {}
        make(world, **extra)


def test_no_event_can_be_changed_or_removed(world: World, subtests: pytest.Subtests) -> None:
    _fill(world)

    for event in event_models():
        table = event._meta.db_table
        with subtests.test(table):
            assert event._base_manager.exists(), f"Låt _fill göra en rad i {table}."
            for deed in (f"UPDATE {table} SET pgh_label = 'x'", f"DELETE FROM {table}"):
                assert "append_only" in _refused(deed) or "Cannot" in _refused(deed)


@pytest.mark.django_db
@pytest.mark.parametrize("event", event_models(), ids=lambda event: event._meta.object_name)
def test_no_log_can_be_truncated(event: type[models.Model]) -> None:
    assert "får inte tömmas" in _refused(f"TRUNCATE {event._meta.db_table}")


def _refused(sql: str) -> str:
    """What the database says when it refuses."""
    with (
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return str(refused.value)


# ---- two editors


def test_the_second_of_two_editors_gets_the_first_ones_row(world: World) -> None:
    mine, theirs = world.measurement(), world.measurement()
    with because("utfall", by=world.unit_manager):
        update_if_unchanged(theirs, version=theirs.version, by=world.unit_manager, comment="hon")

    with pytest.raises(StaleRow) as stale:
        update_if_unchanged(mine, version=mine.version, by=world.controller, comment="jag")

    assert stale.value.current.comment == "hon"
    assert world.measurement().comment == "hon"


def test_a_saved_row_knows_its_new_version_and_its_author(world: World) -> None:
    row = world.measurement()
    before = row.version

    with because("utfall", by=world.unit_manager):
        update_if_unchanged(
            row, version=before, by=world.unit_manager, measured_on=date(2026, 8, 1)
        )

    assert (row.version, row.changed_by_id) == (before + 1, world.unit_manager.pk)
    assert world.measurement().version == before + 1
