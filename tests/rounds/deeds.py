"""What must be done before a unit can hand in, done quickly through the rooms' commands."""

from datetime import date
from decimal import Decimal

from activities.commands import report_status
from goals.commands import assess, record, write_action
from indicators.models import CorrectiveAction, Measurement
from organisation.models import Organisation, User
from periods.models import Submission
from rounds.commands import hand_in
from tests.factories import World


def fill(world: World, by: User, at: Organisation | None = None) -> None:
    """Report everything that the unit must report: values, the late activity, the judgement."""
    organisation = at or world.unit
    for one in Measurement.objects.filter(organisation=organisation, period=world.t2):
        record(measurement=one, version=one.version, by=by, **_value(one))
    if organisation == world.unit:
        status = world.status()
        report_status(status=status, version=1, state="done", deviation="", new_end_on=None, by=by)
    goal = world.commitment if organisation == world.unit else world.second_commitment
    assess(
        goal=goal,
        organisation=organisation,
        period=world.t2,
        light="red",
        rationale="Vi hann inte.",
        decided_by="",
        version=None,
        by=by,
    )


def act(measurement: Measurement, by: User) -> CorrectiveAction:
    """Write a whole åtgärd at a value that does not reach its target."""
    return write_action(
        measurement=measurement,
        version=0,
        cause="Två vikarier slutade under våren.",
        action="Vi anställer en förskollärare.",
        responsible="biträdande rektor",
        due_on=date(2026, 11, 1),
        by=by,
    )


def _value(one: Measurement) -> dict[str, Decimal | bool]:
    """A value that the indicator allows."""
    if one.indicator.is_yes_no:
        return {"yes": True}
    if one.indicator.aggregation == "ratio":
        return {"numerator": Decimal(45), "denominator": Decimal(100)}
    return {"value": Decimal(4) if one.indicator.code == "betyg" else Decimal(83)}


def handed_in(world: World, at: Organisation | None = None) -> Submission:
    """The unit's submission, filled and handed in by its manager."""
    fill(world, world.unit_manager, at)
    submission = world.submission(at)
    return hand_in(submission=submission, version=submission.version, by=world.unit_manager)
