"""A unit's round sent back by the reviewer, with texts at rows."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import time_machine
from django.test import Client

from goals.commands import record
from organisation.models import User
from periods.models import Submission
from tests.factories import World
from tests.rounds.deeds import handed_in
from tests.rounds.posting import address

ClientOf = Callable[[User], Client]


def send_back(client: Client, world: World, **rows: str) -> Any:
    """Return what the unit has handed in, with a text at rows."""
    data = {
        "version": str(world.submission().version),
        "reason": "value",
        "text": "Se raderna",
        **{name.replace("_", "-"): text for name, text in rows.items()},
    }
    return client.post(address(world, "return"), data)


def returned(world: World, client_of: ClientOf) -> Submission:
    """The unit's submission, sent back about the share, the activity and the commitment."""
    handed_in(world)
    rows = {
        f"indicator_{world.share.indicator_id}": "Verkar för högt",
        f"activity_{world.activity.pk}": "När blir den klar?",
        f"goal_{world.commitment.pk}": "Skriv mer",
    }
    send_back(client_of(world.controller), world, **rows)
    return world.submission()


def later(today: time_machine.Traveller) -> None:
    """Let an hour pass, for what is changed after the return."""
    today.shift(timedelta(hours=1))


def change_share(world: World) -> None:
    """The manager corrects the share's forecast."""
    one = world.measurement()
    record(measurement=one, version=one.version, value=Decimal(84), by=world.unit_manager)
