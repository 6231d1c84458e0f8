"""What the demo's people do about the values that do not reach their targets."""

from collections.abc import Iterable
from datetime import date, timedelta

from history.commands import because
from ils.demo.scene import WORDS, Scene
from indicators.models import CorrectiveAction, Measurement
from indicators.queries import off_target
from organisation.models import Organisation
from periods.models import Period

_BATCH = 1000
# Some weeks after the period's last day.
_WEEKS = range(6, 18)


def write_actions(scene: Scene, period: Period, organisations: Iterable[Organisation]) -> None:
    """Let organisations have written an åtgärd at each of their yellow and red values."""
    codes = {one.pk: one.code for one in organisations}
    off = Measurement.objects.filter(pk__in=off_target(period=period, organisation_id__in=codes))
    rows = [
        _action(scene, period, codes[one.organisation_id], one)
        for one in off.select_related("indicator").order_by("pk")
    ]
    with because("åtgärder skrevs", by=None):
        CorrectiveAction.objects.bulk_create(rows, batch_size=_BATCH)


def _action(scene: Scene, period: Period, code: str, measurement: Measurement) -> CorrectiveAction:
    """One believable åtgärd, the same each time."""
    name = ("action", period.kind, code, measurement.indicator.code)
    words = scene.dice.of(*name).choice(WORDS["action"]["pairs"])
    return CorrectiveAction(
        measurement=measurement,
        organisation_id=measurement.organisation_id,
        period=period,
        cause=words["cause"],
        action=words["action"],
        responsible=scene.say(WORDS["action"]["responsible"], *name),
        due_on=_day(scene, period, name),
        changed_by=scene.people.author(code),
    )


def _day(scene: Scene, period: Period, name: tuple[object, ...]) -> date:
    """A Friday some weeks after the period."""
    day = period.last_day + timedelta(weeks=scene.dice.of("day", *name).choice(_WEEKS))
    return day + timedelta(days=(4 - day.weekday()) % 7)
