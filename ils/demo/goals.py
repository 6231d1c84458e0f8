"""The goals of 2026: KF's from a file, and invented nämndmål and åtaganden below them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from goals.commands import GoalRow, create_goals
from goals.enums import Level
from goals.importing.goals import read_goals, write_goals
from goals.models import Addressee, Goal
from ils.demo.chance import Dice
from ils.demo.city import City, DemoUnit
from ils.demo.files import DATA, content, table
from periods.models import Year

# The nämndmål that a unit of each sort contributes to, by KF's goal.
KF_GOAL_OF = {
    "forskola": "1.1",
    "skola": "1.1",
    "socialtjanst": "1.2",
    "gruppbostad": "1.2",
    "stodboende": "1.2",
    "vardboende": "1.3",
    "hemtjanst": "1.3",
    "fritidsgard": "1.4",
    "simhall": "1.4",
    "bibliotek": "1.4",
    "jobbtorg": "3.2",
}
STAFF_GOAL = "3.3"
SHARED = "*"
_DISTRICTS = "sdn"
_PARTS = ("expected_result", "working_methods", "use_of_resources", "follow_up", "development")


@dataclass(slots=True)
class Goals:
    """The goals of the year, found the ways the demo needs them."""

    kf: dict[str, Goal]
    of_committee: dict[str, list[Goal]] = field(default_factory=dict)
    of_unit: dict[str, list[Goal]] = field(default_factory=dict)
    addressees: dict[str, list[str]] = field(default_factory=dict)

    @property
    def areas(self) -> list[Goal]:
        """KF's mål för verksamhetsområdet."""
        return [goal for goal in self.kf.values() if goal.level == Level.OPERATIONAL_AREA]

    def committee_goal(self, committee: str, kf_goal: str) -> Goal | None:
        """The nämnd's goal under one of KF's."""
        found = (g for g in self.of_committee.get(committee, []) if kf_of(g) == kf_goal)
        return next(found, None)


def kf_of(goal: Goal) -> str:
    """The number of KF's goal that a nämndmål contributes to: 1.1 of 1.1.2."""
    return goal.code.rpartition(".")[0]


def make_goals(*, year: Year, city: City, dice: Dice) -> Goals:
    """Make the whole chain of the year."""
    write_goals(read_goals(DATA / "goals_2026.csv", year))
    kf = {goal.code: goal for goal in Goal.objects.filter(year=year).select_related("owner")}
    goals = Goals(kf)
    for to in Addressee.objects.filter(goal__year=year).select_related("goal", "organisation"):
        goals.addressees.setdefault(to.goal.code, []).append(to.organisation.code)
    committee_rows = list(_committee_rows(year, city))
    made = create_goals(rows=committee_rows, by=None)
    for row in committee_rows:
        goal = made[row.owner.code, Level.COMMITTEE, row.code]
        goals.of_committee.setdefault(row.owner.code, []).append(goal)
    unit_rows = [row for unit in city.units for row in _unit_rows(year, city, goals, unit, dice)]
    made = create_goals(rows=unit_rows, by=None)
    for row in unit_rows:
        goal = made[row.owner.code, Level.COMMITMENT, row.code]
        goals.of_unit.setdefault(row.owner.code, []).append(goal)
    return goals


def _committee_rows(year: Year, city: City) -> Iterator[GoalRow]:
    """The nämndmål of stadsdelsnämnder (in turn from the file's wordings), facknämnder and bolag."""
    rows = table("committee_goals.csv")
    wordings: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row["nämnd"] == _DISTRICTS:
            wordings.setdefault(row["kf-mål"], []).append(row)
    for place, district in enumerate(city.districts):
        for order, (kf_goal, choices) in enumerate(wordings.items(), start=1):
            row = choices[place % len(choices)]
            yield _committee_row(year, city, district.code, kf_goal, row, order)
    for order, row in enumerate(rows, start=1):
        if row["nämnd"] != _DISTRICTS:
            yield _committee_row(year, city, row["nämnd"], row["kf-mål"], row, order)


def _committee_row(
    year: Year, city: City, code: str, kf_goal: str, row: dict[str, str], order: int
) -> GoalRow:
    """One nämndmål."""
    return GoalRow(
        year=year,
        level=Level.COMMITTEE,
        owner=city[code],
        code=f"{kf_goal}.1",
        title=row["mål"],
        parent=(city.city.code, Level.OPERATIONAL_AREA.value, kf_goal),
        expected_result=row["förväntat resultat"],
        order=order,
        is_invented=True,
    )


def _unit_rows(
    year: Year, city: City, goals: Goals, unit: DemoUnit, dice: Dice
) -> Iterator[GoalRow]:
    """A unit's two or three åtaganden, each under a goal of its nämnd."""
    own = goals.of_committee[unit.committee]
    main = goals.committee_goal(unit.committee, KF_GOAL_OF.get(unit.sort, "")) or own[0]
    staff = goals.committee_goal(unit.committee, STAFF_GOAL) or main
    chosen = [(text, main) for text in _texts_for(unit.sort)] + [
        (text, staff) for text in _texts_for(SHARED)
    ]
    for number, (text, parent) in enumerate(chosen, start=1):
        yield _commitment(year, city, unit, number, text, parent, dice)


def _commitment(
    year: Year,
    city: City,
    unit: DemoUnit,
    number: int,
    text: dict[str, Any],
    parent: Goal,
    dice: Dice,
) -> GoalRow:
    """One åtagande with all its parts."""
    chance = dice.of("commitment", unit.code, number)
    return GoalRow(
        year=year,
        level=Level.COMMITMENT,
        owner=city[unit.code],
        code=str(number),
        title=chance.choice(text["title"]),
        parent=(unit.committee, Level.COMMITTEE.value, parent.code),
        order=number,
        is_invented=True,
        **{part: _said(chance, text[part]) for part in _PARTS},
    )


def _said(chance: Random, wordings: list[str]) -> str:
    """One of the wordings of a part."""
    return chance.choice(wordings)


_TEXTS: list[dict[str, Any]] = content("commitments.toml")["commitment"]


def _texts_for(sort: str) -> list[dict[str, Any]]:
    """The commitments of a sort of unit."""
    return [text for text in _TEXTS if text["sort"] == sort]
