"""What must stand before the settings are read: throw-away servers, and demo mode.

pytest loads it with `-p tests.early`; pytest-django reads the settings before any conftest.
With pytest-xdist the controller starts the servers and its workers inherit the environment.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from ils.local.servers import test_servers as throw_away_servers


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the servers that the environment does not name."""
    os.environ.setdefault("ILS_DEMO", "1")
    if not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        stack = ExitStack()
        early_config.add_cleanup(stack.close)
        os.environ.update(stack.enter_context(throw_away_servers()).environment())
    yield
