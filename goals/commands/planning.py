"""Writing a year's plan: goals, who they are addressed to, their indicators, who reports."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from goals.enums import Level
from goals.models import Addressee, Goal
from goals.suggesting import refresh_suggestions
from history.commands import because
from indicators.commands import create_indicators, link, save_indicator
from indicators.models import GoalIndicator, Indicator
from indicators.turns import take_turn
from organisation.models import Organisation, User
from periods.models import Expectation, Period, Year

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal on its way in; `parent` is the key of a goal in the same year, if any."""

    year: Year
    level: Level
    owner: Organisation
    code: str
    title: str
    parent: tuple[str, str, str] | None = None
    description: str = ""
    expected_result: str = ""
    working_methods: str = ""
    use_of_resources: str = ""
    follow_up: str = ""
    development: str = ""
    order: int = 0
    is_invented: bool = False
    source: str = ""


@transaction.atomic
def create_goals(*, rows: Iterable[GoalRow], by: User | None) -> dict[tuple[str, str, str], Goal]:
    """Make goals, those above before those below; give them by owner's code, level and number.

    `parent` may name a goal among the rows or one that is there since before.
    """
    rows = list(rows)
    made = _existing({row.year for row in rows})
    with because("mål infördes", by=by):
        for level in Level:
            batch = [_goal(row, made) for row in rows if row.level == level]
            for goal in Goal.objects.bulk_create(batch, batch_size=_BATCH):
                made[goal.owner.code, goal.level, goal.code] = goal
    return made


def _existing(years: set[Year]) -> dict[tuple[str, str, str], Goal]:
    """The goals that the years have already."""
    goals = Goal.objects.filter(year__in=years).select_related("owner")
    return {(goal.owner.code, goal.level, goal.code): goal for goal in goals}


def _goal(row: GoalRow, made: dict[tuple[str, str, str], Goal]) -> Goal:
    """Make the model of a row. Raises KeyError when the parent is not there."""
    names = [name for name in GoalRow.__slots__ if name != "parent"]
    values = {name: getattr(row, name) for name in names}
    return Goal(**values, parent=made[row.parent] if row.parent else None)


@transaction.atomic
def set_addressees(
    *, rows: Iterable[tuple[Goal, Organisation, bool]], by: User | None
) -> list[Addressee]:
    """Address goals to organisations; the third part says who is a lead."""
    with because("mål adresserades", by=by):
        return Addressee.objects.bulk_create(
            [Addressee(goal=g, organisation=o, is_lead=lead) for g, o, lead in rows],
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["goal", "organisation"],
            update_fields=["is_lead"],
        )


def add_indicators(*, indicators: Iterable[Indicator], by: User | None) -> dict[str, Indicator]:
    """Make indicators that are new by their code; give all of them by code."""
    return create_indicators(indicators=indicators, by=by)


def link_indicators(*, links: Iterable[GoalIndicator], by: User | None) -> list[GoalIndicator]:
    """Let goals be followed by indicators."""
    return link(links=links, by=by)


@transaction.atomic
def expect(*, rows: Iterable[tuple[GoalIndicator, Organisation]], plan: Period) -> int:
    """Say in the plan who is to report what; later periods of the year copy it when they open."""
    made = [
        Expectation(goal_indicator=gi, organisation=organisation, period=plan)
        for gi, organisation in rows
    ]
    Expectation.objects.bulk_create(made, batch_size=_BATCH, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def change_goal(*, goal: Goal, by: User) -> Goal:
    """Save a goal's changed texts or its place in the chain; suggestions above follow.

    Raises ValidationError when the goal breaks the chain.
    """
    goal.full_clean()
    with because("målet ändrades", by=by):
        goal.save()
    for period in (
        Period.objects.reporting().filter(year_id=goal.year_id).select_related("year__rules")
    ):
        take_turn(period)
        refresh_suggestions(period)
    return goal


@transaction.atomic
def change_indicator(*, indicator: Indicator, by: User) -> Indicator:
    """Save an indicator's changed definition; lights and suggestions of open periods follow."""
    save_indicator(indicator=indicator, by=by)
    for period in Period.objects.reporting().select_related("year__rules"):
        refresh_suggestions(period)
    return indicator
