"""What to put into an address's keyword arguments, so that every page can be visited.

An address with a keyword argument that is not in `ROWS` fails: add it there, with values for
which the page exists.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from indicators.models import Verdict
from organisation.models import Organisation
from periods.models import LockException, Remark, Return
from tests.house.project import Address
from tests.papers import Papers, make_papers
from tests.world import World, make_world

PERIOD = "2026-t2"
UNTIL = datetime(2026, 9, 30, tzinfo=UTC)
Values = dict[str, object]


@dataclass(frozen=True)
class Place:
    """The world with its papers."""

    world: World
    papers: Papers

    @property
    def bodies(self) -> list[Organisation]:
        """One organisation of each sort that has pages."""
        world = self.world
        return [world.unit, world.committee, world.company, world.city]


def make_place(*, units: int = 2, many: int = 1) -> Place:
    """Build the world and its papers."""
    world = make_world(units=units, many=many)
    LockException.objects.create(
        period=world.t2, organisation=world.other_unit, until=UNTIL, reason="Strömavbrott"
    )
    _send_back(world)
    return Place(world, make_papers(world))


def _send_back(world: World) -> None:
    """Let the goal of the unit have been asked about, in a submission that is a draft again."""
    sent_back = Return.objects.create(
        submission=world.submission(),
        reason="other",
        text="Skriv mer.",
        returned_at=UNTIL,
        returned_by=world.controller,
    )
    Remark.objects.create(sent_back=sent_back, goal=world.commitment, text="Skriv mer.")


@dataclass(frozen=True)
class Visit:
    """An address with its keyword arguments filled in."""

    address: Address
    kwargs: Values
    organisation: Organisation

    def __str__(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        """Where the visit goes."""
        return reverse(self.address.name, kwargs=self.kwargs)


def _goals(place: Place) -> list[Values]:
    world = place.world
    pairs = [
        (world.unit, world.commitment),
        (world.committee, world.committee_goal),
        (world.committee, world.area_goal),
        (world.company, world.company_goal),
        (world.city, world.area_goal),
        (world.city, world.orientation),
    ]
    return [{"organisation": body.code, "goal": goal.pk} for body, goal in pairs]


def _links(place: Place) -> list[Values]:
    share = place.world.share.pk
    return [{"organisation": body.code, "goal_indicator": share} for body in place.bodies]


def _verdicts(place: Place) -> list[Values]:
    found = [
        (body, Verdict.objects.filter(organisation=body, period=place.world.t2).first())
        for body in place.bodies
    ]
    return [{"organisation": body.code, "verdict": v.pk} for body, v in found if v]


# What the argument (after the address's name and a dot, when the name alone says too little) can be.
ROWS: dict[str, Callable[[Place], list[Values]]] = {
    "goal": _goals,
    "verdict": _verdicts,
    "goal_indicator": _links,
    "goals:own_targets.goal_indicator": lambda p: [{"goal_indicator": p.world.share.pk}],
    "indicator": lambda p: [
        {"organisation": body.code, "indicator": p.world.share.indicator_id} for body in p.bodies
    ],
    "measurement": lambda p: [
        {"organisation": p.world.unit.code, "measurement": p.world.measurement().pk},
        {
            "organisation": p.world.company.code,
            "measurement": p.world.measurement(organisation=p.world.company).pk,
        },
    ],
    "rounds:activity.pk": lambda p: [
        {"organisation": p.world.unit.code, "pk": p.world.status().pk}
    ],
    "rounds:assignment.pk": lambda p: [
        {"organisation": body.code, "pk": p.world.answer(body).pk}
        for body in (p.world.committee, p.world.company)
    ],
    "goals:change_assignment.assignment": lambda p: [{"assignment": p.world.assignment.pk}],
    "assignment": lambda p: [
        {"organisation": body.code, "assignment": p.world.assignment.pk}
        for body in (p.world.committee, p.world.company, p.world.city)
    ],
    "substitution": lambda p: [{"substitution": p.papers.substitution.pk}],
    "reports:part.key": lambda p: [{"key": p.papers.section_key}],
    "key": lambda p: [{"organisation": p.world.committee.code, "key": p.papers.section_key}],
    "remark": lambda p: [{"organisation": p.world.unit.code, "remark": Remark.objects.get().pk}],
    "exception": lambda p: [{"exception": LockException.objects.get().pk}],
    "open:indicator.code": lambda p: [
        {"organisation": body.code, "code": p.world.share.indicator.code} for body in p.bodies
    ],
    "code": lambda p: [{"code": p.world.share.indicator.code}],
    "goals:goal_home.pk": lambda p: [
        {"pk": p.world.commitment.pk},
        {"pk": p.world.area_goal.pk},
    ],
    "lists:change.pk": lambda p: [{"pk": p.papers.view.pk}],
    "lists:file.pk": lambda p: [{"pk": p.papers.file.pk}],
    "rounds:import.pk": lambda p: [{"pk": p.papers.batch.pk}],
    "economy:file.pk": lambda p: [{"pk": p.papers.economy.pk}],
    "goals:rule_proposal.pk": lambda p: [{"pk": p.papers.rules.pk}],
    "jobs:job.pk": lambda p: [{"pk": p.papers.job.pk}],
    "reports:snapshot.pk": lambda p: [{"pk": p.papers.proposal.pk}, {"pk": p.papers.appendix.pk}],
    "reports:pdf.pk": lambda p: [{"pk": p.papers.proposal.pk}],
    "reports:download.pk": lambda p: [{"pk": p.papers.proposal.pk}],
    **{
        f"reports:{name}.pk": lambda p: [{"pk": p.papers.proposal.pk}]
        for name in ("docx", "xlsx", "csv", "json", "archive")
    },
}
GIVEN = {"period", "organisation"}


def visits(address: Address, place: Place, period: str = PERIOD) -> Iterator[Visit]:
    """Every visit to an address, with the arguments filled in."""
    bodies = {body.code: body for body in place.bodies}
    for values in _values(address, place):
        kwargs = {"period": period, **values} if "period" in address.kwargs else values
        code = kwargs.get("organisation", place.world.city.code)
        yield Visit(address, kwargs, bodies[str(code)])


def _values(address: Address, place: Place) -> list[Values]:
    """The values of the arguments other than the period."""
    special = [name for name in address.kwargs if name not in GIVEN]
    if not special:
        if "organisation" not in address.kwargs:
            return [{}]
        return [{"organisation": body.code} for body in place.bodies]
    name = special[0]
    make = ROWS.get(f"{address.name}.{name}") or ROWS.get(name)
    if make is None or len(special) > 1:
        pytest.fail(
            f"Adressen »{address.name}« ({address.route}) har argumentet »{name}«: "
            "lägg värden för det i ROWS i tests/house/visits.py."
        )
    return [
        {key: value for key, value in row.items() if key in address.kwargs} for row in make(place)
    ]
