"""What the tests of plans begin with: the year while it is planned, and the plan as it is frozen."""

import json
from typing import Any

from organisation.models import Organisation
from reports.canonical import canonical
from reports.commands import propose
from reports.contents import Content
from reports.enums import Stage
from reports.gathering import report_content
from reports.gathering.frame import Freezing
from reports.models import Report, Snapshot
from tests.reports.conftest import ADDRESS
from tests.world import World


def unlocked(world: World) -> World:
    """The world while the year is being planned."""
    for level in ("city", "committee", "unit"):
        setattr(world.plan, f"{level}_locked_at", None)
    world.plan.save()
    return world


def content_of(world: World, organisation: Organisation) -> Content:
    """What would be frozen of an organisation's plan now."""
    report = Report(organisation=organisation, period=world.plan, kind="committee_report")
    freezing = Freezing(report=report, stage=Stage.PROPOSAL, by=world.slk, verify_at=ADDRESS)
    content = report_content(freezing)
    read: Content = json.loads(canonical(content))
    return read


def freeze(world: World, organisation: Organisation) -> Snapshot:
    """A proposal to a plan."""
    return propose(organisation=organisation, period=world.plan, by=world.slk, verify_at=ADDRESS)


def area(content: Content) -> Any:
    """KF's goal."""
    return content["orientations"][0]["areas"][0]
