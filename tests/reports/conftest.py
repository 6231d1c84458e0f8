"""What the tests of reports begin with: a nämnd whose figures are in, and a way to make its PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from goals.commands import accept_submission, assess, record, write_analysis
from ils.celery import app as celery
from organisation.models import Organisation, User
from periods.commands import submit
from reports.commands import decide, propose, write_section
from reports.contents import Content
from reports.gathering.frame import Decision
from reports.models import Snapshot
from tests.world import World

ADDRESS = "http://testserver/rapporter/version/"
SignIn = Callable[[User], Client]


@dataclass(frozen=True)
class Scene:
    """The world in the middle of the nämnd's report, with short words for what people do."""

    world: World

    def propose(self) -> Snapshot:
        """The office freezes a proposal."""
        return propose(
            organisation=self.world.committee,
            period=self.world.t2,
            by=self.world.controller,
            verify_at=ADDRESS,
        )

    def decide(self, decision: Decision, seen: int = 1) -> Snapshot:
        """The approver records the nämnd's decision."""
        return decide(
            organisation=self.world.committee,
            period=self.world.t2,
            decision=decision,
            seen=seen,
            by=self.world.approver,
            verify_at=ADDRESS,
        )

    def write(self, text: str, version: int = 0) -> None:
        """The controller writes the summary."""
        write_section(
            organisation=self.world.committee,
            period=self.world.t2,
            key="sammanfattning",
            version=version,
            text=text,
            is_ready=False,
            by=self.world.controller,
        )

    def accept(self, unit: Organisation) -> None:
        """A unit hands in and the nämnd accepts."""
        submission = self.world.submission(unit)
        submit(submission=submission, version=1, handed_in={}, by=self.world.unit_manager)
        accept_submission(submission=submission, version=2, by=self.world.controller)

    def accept_all(self) -> None:
        """Both units have handed in and are accepted."""
        self.accept(self.world.unit)
        self.accept(self.world.second_unit)


Sent = list[tuple[str, tuple[Any, ...]]]


@pytest.fixture
def work(sent_tasks: Sent) -> Callable[[], list[str]]:
    """Do what the PDF worker would: run what is sent until nothing is left; give the tasks' names."""

    def run() -> list[str]:
        done = []
        while sent_tasks:
            name, arguments = sent_tasks.pop(0)
            done.append(name.rpartition(".")[2])
            celery.tasks[name].run(*arguments)
        return done

    return run


@pytest.fixture
def scene(world: World) -> Scene:
    """Two forecasts, an outcome by gender, an analysis, and a goal judged greener than its light."""
    return set_scene(world)


def set_scene(world: World) -> Scene:
    """Let people do what the reports of the tests are about."""
    by = world.unit_manager
    record(
        measurement=world.measurement(kind="outcome"), version=1, by=by,
        value=Decimal("78.2"), women=Decimal("80.1"), men=Decimal("76.4"),
    )  # fmt: skip
    record(measurement=world.measurement(), version=1, by=by, value=Decimal("79.5"))
    record(
        measurement=world.measurement(organisation=world.second_unit), version=1, by=by,
        value=Decimal("61.3"),
    )  # fmt: skip
    write_analysis(
        analysis=world.analysis(), version=1, by=by, result="Barnen trivs.",
        analysis_text="Fler vuxna ute på gården.", development="",
    )  # fmt: skip
    assess(
        goal=world.committee_goal, organisation=world.committee, period=world.t2, light="green",
        rationale="Hösten ser bättre ut.", decided_by="förvaltningschefen", version=None,
        by=world.controller,
    )  # fmt: skip
    return Scene(world)


def text_of(content: Content, key: str) -> str:
    """What people wrote in a part of a frozen copy."""
    return next(str(each["text"]) for each in content["sections"] if each["key"] == key)
