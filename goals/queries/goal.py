"""What the page of a goal shows, at an organisation in a period."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from activities.models import ActivityStatus
from activities.queries import counted_until, statuses
from goals.enums import Level
from goals.models import Addressee, Analysis, Goal, Suggestion
from goals.queries.lights import Judgement, Judgements, facts_of
from goals.queries.measured import IndicatorRow, has_gender, indicator_rows
from goals.queries.readable import Readable
from goals.queries.tree import Node, goal_url, whose
from goals.queries.unit import ABOVE, chain_of, place_of
from indicators.judging import limits_of
from lights import only_because
from organisation.enums import Kind
from organisation.models import Organisation
from periods.models import Period

BELOW_PER_PAGE = 50

GOAL_PARTS = (
    "description",
    "expected_result",
    "working_methods",
    "use_of_resources",
    "follow_up",
    "development",
)


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a goal's text under its heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity under the goal and how it stands."""

    status: ActivityStatus
    is_late: bool


@dataclass(frozen=True, slots=True)
class GoalView:
    """All that the page shows."""

    goal: Goal
    judgement: Judgement
    only_because: str
    chain: list[Node]
    texts: list[Text]
    indicators: list[IndicatorRow]
    has_gender: bool
    below_title: str
    below: list[Node]
    below_page: Page["Step"]
    is_by_place: bool
    activities: list[ActivityRow]
    results: list[Text]


@dataclass(frozen=True, slots=True)
class Step:
    """A goal at the organisation that judges it."""

    goal: Goal
    place: Organisation
    caption: str


def goal_at(goal_id: int, organisation: Organisation, period: Period) -> Goal | None:
    """The goal with those above it, if it concerns the organisation in the period's year."""
    addressed = Addressee.objects.filter(organisation=organisation).order_by()
    pointed = Goal.objects.filter(owner=organisation, level=Level.COMMITTEE).values("parent_id")
    return (
        Goal.objects.filter(pk=goal_id, year=period.year_id)
        .filter(
            Q(owner=organisation)
            | Q(pk__in=addressed.values("goal_id"))
            | Q(pk__in=pointed.order_by(), level=Level.OPERATIONAL_AREA)
        )
        .annotate(is_addressed=Exists(addressed.filter(goal=OuterRef("pk"))))
        .select_related(*ABOVE)
        .first()
    )


def answers_for(goal: Goal, organisation: Organisation) -> bool:
    """Say whether the organisation judges the goal: its own, or KF's that it is addressed by.

    Reads what `goal_at` found.
    """
    return goal.owner_id == organisation.pk or bool(getattr(goal, "is_addressed", False))


def goal_view(
    goal: Goal, organisation: Organisation, period: Period, readable: Readable, page: str | None
) -> GoalView:
    """Read all that the page shows."""
    above = list(_above(goal, organisation))
    below = Paginator(list(steps_below(goal, organisation)), BELOW_PER_PAGE).get_page(page)
    here = Step(goal, organisation, "")
    judgements = _judgements(period, [here, *above, *below])
    indicators = indicator_rows(organisation, period, goal)
    suggestion = judgements.suggestion_at(goal, organisation.pk)
    return GoalView(
        goal=goal,
        judgement=judgements.at(goal, organisation.pk),
        only_because=only_because_of(suggestion, goal, period),
        chain=[node_of(step, period, judgements, readable) for step in above],
        texts=texts_of(goal, GOAL_PARTS),
        indicators=indicators,
        has_gender=has_gender(indicators),
        below_title=below_title(goal, organisation),
        below=[node_of(step, period, judgements, readable) for step in below],
        below_page=below,
        is_by_place=any(step.goal.pk == goal.pk for step in below),
        activities=_activities(goal, organisation, period),
        results=_results(goal, organisation, period),
    )


def only_because_of(suggestion: Suggestion | None, goal: Goal, period: Period) -> str:
    """Say so when the suggestion is as green as it is only because something is missing."""
    if suggestion is None:
        return ""
    facts = facts_of(suggestion, goal.level, period.judged_kind)
    return only_because(facts, limits_of(suggestion.rules))


def texts_of(row: Goal | Analysis, names: tuple[str, ...]) -> list[Text]:
    """The texts that are written, each under its field's Swedish name."""
    fields = type(row)._meta
    return [
        Text(str(fields.get_field(name).verbose_name).capitalize(), getattr(row, name))  # type: ignore[union-attr]
        for name in names
        if getattr(row, name)
    ]


def _judgements(period: Period, steps: list[Step]) -> Judgements:
    """The judgements of all steps, in three queries."""
    goals, places = {step.goal.pk for step in steps}, {step.place.pk for step in steps}
    return Judgements(period, goals, places, is_signed=True)


def node_of(step: Step, period: Period, judgements: Judgements, readable: Readable) -> Node:
    """A step with its light, where the reader may see it."""
    shown = readable.shows(step.place)
    judgement = judgements.at(step.goal, step.place.pk) if shown else judgements.hidden()
    url = goal_url(step.goal.pk, step.place.code, period) if shown else ""
    return Node(step.goal, url, step.caption, judgement, place=step.place.name)


def _above(goal: Goal, organisation: Organisation) -> Iterator[Step]:
    """The steps above the goal; KF's goal at a nämnd has the city's own judgement above it."""
    chain = chain_of(goal)
    for step in chain[:-1]:
        place = place_of(step, chain)
        yield Step(step, place, f"{Level(step.level).label}, {place.name}")
    if goal.owner_id != organisation.pk:
        yield Step(goal, goal.owner, f"{Level(goal.level).label}, {goal.owner.name}")


def steps_below(goal: Goal, organisation: Organisation) -> Iterator[Step]:
    """Those whose judgements the goal rests on."""
    if goal.level == Level.OPERATIONAL_AREA and goal.owner_id == organisation.pk:
        addressees = Addressee.objects.filter(goal=goal).select_related("organisation")
        for row in addressees.order_by("-is_lead", "organisation__name_sort", "pk"):
            yield Step(goal, row.organisation, "huvudansvarig" if row.is_lead else "")
        return
    if organisation.kind == Kind.COMPANY_GROUP:
        companies = Addressee.objects.filter(goal=goal, organisation__kind=Kind.COMPANY)
        for row in companies.select_related("organisation").order_by("organisation__name_sort"):
            yield Step(goal, row.organisation, "bolag i koncernen")
    children = Goal.objects.filter(parent=goal).select_related("owner")
    if goal.level == Level.OPERATIONAL_AREA:
        children = children.filter(owner=organisation)
    for child in children.order_by("owner__name_sort", "order", "code", "pk"):
        yield Step(child, child.owner, whose(child))


def below_title(goal: Goal, organisation: Organisation) -> str:
    """What those below are called."""
    if goal.level == Level.ORIENTATION:
        return "Mål under inriktningsmålet"
    if goal.level == Level.OPERATIONAL_AREA and goal.owner_id == organisation.pk:
        return "Nämnder och bolag"
    return "Nämndmål" if goal.level == Level.OPERATIONAL_AREA else "Enheternas åtaganden"


def _activities(goal: Goal, organisation: Organisation, period: Period) -> list[ActivityRow]:
    """The organisation's activities under the goal."""
    day = counted_until(period)
    found = statuses().filter(activity__goal=goal, organisation=organisation, period=period)
    return [ActivityRow(status, status.is_late(day)) for status in found]


def _results(goal: Goal, organisation: Organisation, period: Period) -> list[Text]:
    """What the organisation has written of the goal in the period."""
    analysis = Analysis.objects.filter(goal=goal, organisation=organisation, period=period).first()
    return texts_of(analysis, ("result", "analysis", "development")) if analysis else []
