"""When the demo's people did things: in the last week before the last day, or before today."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.db.models import DateTimeField
from django.utils import timezone

from history.models import Versioned
from ils.demo.scene import Scene
from periods.models import Period


def handed_in_at(scene: Scene, code: str, period: Period) -> datetime:
    """When an organisation hands in: some day of the last week before the last day, or today."""
    chance = scene.dice.of("moment", code, period.kind)
    last = min(period.due_on, scene.calendar.today)
    day = last - timedelta(days=chance.randint(2, 8))
    moment = time(chance.randint(8, 16), chance.randint(0, 59))
    return timezone.make_aware(datetime.combine(day, moment))


def judged_at(scene: Scene, code: str, period: Period, goal: str) -> datetime:
    """When an organisation judges a goal: within the two days before it hands in."""
    before = scene.dice.of("judged at", code, period.kind, goal).randint(20, 48 * 60)
    return handed_in_at(scene, code, period) - timedelta(minutes=before)


@contextmanager
def written_then(model: type[Versioned]) -> Iterator[None]:
    """Let rows be saved with the moment they carry, which is otherwise always now."""
    field = model._meta.get_field("changed_at")
    assert isinstance(field, DateTimeField)
    field.auto_now = False
    try:
        yield
    finally:
        field.auto_now = True
