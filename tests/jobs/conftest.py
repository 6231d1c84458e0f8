"""What the tests of jobs have in common: another worker."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection


@pytest.fixture
def other_worker(db: None) -> Iterator[psycopg.Connection]:
    """Another session against the same database, as another worker has."""
    values = connection.get_connection_params()
    wanted = {name: values[name] for name in ("dbname", "host", "user", "port") if name in values}
    with psycopg.connect(**wanted, autocommit=True) as session:
        yield session
