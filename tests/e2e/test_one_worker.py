"""Browser tests run one after another: two at once would take each other's tasks from the broker."""

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="only one process")
def test_browser_tests_share_one_worker(request: pytest.FixtureRequest) -> None:
    """pytest-xdist has taken up the group: with pytest 9.2 it silently did not."""
    assert request.node.nodeid.endswith("@e2e")
