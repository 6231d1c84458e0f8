"""Write many computed rows at once, and only those that changed: one statement, whatever the size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

# Up to this many rows travel as arrays in the statement; above it COPY is faster.
_FEW = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A table of computed rows: its columns with their types, and those that tell rows apart."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]

    @property
    def names(self) -> str:
        """The columns, separated by commas."""
        return ", ".join(name for name, _ in self.columns)


def merge(table: Table, rows: Iterable[Sequence[Any]], *, prune: str = "") -> int:
    """Insert the new rows and update the changed ones; give how many were written.

    `prune` is an SQL condition on the table: rows that fulfil it and are not among the
    given ones are removed (and counted). Must run inside a transaction.
    """
    rows = list(rows)
    if prune and _copied_into_nothing(table, rows, prune):
        return len(rows)
    if prune or len(rows) > _FEW:
        return _merge_by_copy(table, rows, prune)
    if not rows:
        return 0
    arrays = ", ".join(f"%s::{kind}[]" for _, kind in table.columns)
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(_upsert(table, f"unnest({arrays})"), columns)
        return int(cursor.rowcount)


def _copied_into_nothing(table: Table, rows: list[Sequence[Any]], condition: str) -> bool:
    """Send all rows straight to the table when it has none under the condition: twice as fast.

    False when it has some, or when somebody else wrote the first ones meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table.name} old WHERE {condition})")
        if cursor.fetchone()[0]:
            return False
        try:
            with transaction.atomic():
                _copy(cursor, table.name, table, rows)
        except (IntegrityError, UniqueViolation):
            return False
    return True


def _copy(cursor: Any, target: str, table: Table, rows: list[Sequence[Any]]) -> None:
    """Send rows with COPY to a table that has the columns."""
    with cursor.copy(f"COPY {target} ({table.names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _merge_by_copy(table: Table, rows: list[Sequence[Any]], prune: str) -> int:
    """Send the rows with COPY to a table of their own, then merge from there."""
    kinds = ", ".join(f"{name} {kind}" for name, kind in table.columns)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming")
        cursor.execute(f"CREATE TEMP TABLE incoming ({kinds}) ON COMMIT DROP")
        _copy(cursor, "incoming", table, rows)
        cursor.execute("ANALYZE incoming")
        written = _prune(cursor, table, prune) if prune else 0
        # An upsert locks also the rows it leaves alone: take them away first.
        cursor.execute(_forget_the_same(table))
        cursor.execute(_upsert(table, "incoming"))
        return written + int(cursor.rowcount)


def _prune(cursor: Any, table: Table, condition: str) -> int:
    """Remove the rows under the condition that did not come in."""
    same = " AND ".join(f"old.{name} = incoming.{name}" for name in table.key)
    cursor.execute(
        f"DELETE FROM {table.name} old WHERE {condition} "
        f"AND NOT EXISTS (SELECT 1 FROM incoming WHERE {same})"
    )
    return int(cursor.rowcount)


def _forget_the_same(table: Table) -> str:
    """The statement that takes away incoming rows that stand in the table already."""
    same = " AND ".join(f"old.{name} = incoming.{name}" for name in table.key)
    facts = [name for name, _ in table.columns if name not in table.key]
    old = ", ".join(f"old.{name}" for name in facts)
    new = ", ".join(f"incoming.{name}" for name in facts)
    return (
        f"DELETE FROM incoming USING {table.name} old "
        f"WHERE {same} AND ({old}) IS NOT DISTINCT FROM ({new})"
    )


def _upsert(table: Table, source: str) -> str:
    """The statement that inserts, or updates where something differs."""
    facts = [name for name, _ in table.columns if name not in table.key]
    sets = ", ".join(f"{name} = excluded.{name}" for name in facts)
    old = ", ".join(f"old.{name}" for name in facts)
    new = ", ".join(f"excluded.{name}" for name in facts)
    return (
        f"INSERT INTO {table.name} AS old ({table.names}) "
        f"SELECT {table.names} FROM {source} incoming ({table.names}) "
        # In the order of the key: two who write the same rows never wait in a ring.
        f"ORDER BY {', '.join(table.key)} "
        f"ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {sets} "
        f"WHERE ({old}) IS DISTINCT FROM ({new})"
    )


def fresh_statistics(*tables: str) -> None:
    """Let the planner see rows that this transaction has written in bulk.

    Without it the planner believes that a just filled table is nearly empty, and loops. A
    database role that does not own the tables is told so by a warning, and nothing happens.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def check_keys_at_once() -> None:
    """Check foreign keys as rows come, in this transaction.

    Deferred checks queue up, and each bulk statement after the first has a longer queue to carry.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
