"""A guard that fails the test when something is written to the database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# "FOR UPDATE" locks rows and changes none.
_LOCKS = re.compile(r"FOR (?:NO KEY )?UPDATE")
_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|TRUNCATE|MERGE|COPY|CREATE|DROP|ALTER)\b")
# Who is signed in and when is no fact of the city's.
_ALLOWED = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM) "django_session"', re.IGNORECASE)


class Written(Exception):
    """Something was written where nothing may be."""


@contextmanager
def no_writes() -> Iterator[None]:
    """Raise `Written` at the first statement that changes anything."""
    with connection.execute_wrapper(_refuse):
        yield


def _refuse(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Let reads through."""
    text = _LOCKS.sub("", str(sql))
    if _WRITES.search(text) and not _ALLOWED.search(text):
        raise Written(text[:300])
    return execute(sql, params, many, context)
