"""A full disk is told from other faults, wherever it was met."""

import pytest
from django.db import OperationalError
from psycopg.errors import DeadlockDetected, DiskFull

from jobs.room import NO_ROOM, why_failed


def _from(cause: Exception) -> OperationalError:
    """What Django makes of a fault in the database."""
    fault = OperationalError("x")
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (OSError(28, "No space left on device"), NO_ROOM),
        (_from(DiskFull("could not extend file")), NO_ROOM),
        (_from(DeadlockDetected("deadlock")), "annat"),
        (OSError(13, "Permission denied"), "annat"),
        (ValueError("x"), "annat"),
    ],
)
def test_why_it_failed(fault: Exception, says: str) -> None:
    assert why_failed(fault, "annat") == says
