"""How a row is broken behind the model's back."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db import connection
from django.db.models import Model

from tests.world import World

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


def no_number(row: Model, name: str) -> None:
    """Insert the row again with NaN in a column, which Django would refuse: so it goes as raw SQL.

    An insert, since some rows can never be changed.
    """
    quote = connection.ops.quote_name
    table, key = quote(row._meta.db_table), quote(row._meta.pk.column)
    copied = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(quote(field.column) for field in copied)
    values = ", ".join("'NaN'" if f.name == name else quote(f.column) for f in copied)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {key} = %s",
            [row.pk],
        )
        assert cursor.rowcount == 1
