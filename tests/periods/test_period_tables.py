"""Period-bound tables can not be emptied, locked or not."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from tests.house.project import project_models


def _locked_tables() -> list[type[models.Model]]:
    """Every model whose table carries the lock."""
    return [
        model
        for model in project_models()
        if any(trigger.name == "period_lock" for trigger in getattr(model._meta, "triggers", []))
    ]


def test_there_are_some() -> None:
    assert "Measurement" in {model._meta.object_name for model in _locked_tables()}


@pytest.mark.django_db
@pytest.mark.parametrize("model", _locked_tables(), ids=lambda model: model._meta.object_name)
def test_the_table_can_not_be_truncated(model: type[models.Model]) -> None:
    with (
        pytest.raises(DatabaseError, match="får inte tömmas"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
