"""The goals that an organisation judges in a period, with text, judgement and suggestion."""

from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet

from goals.enums import Level
from goals.models import Addressee, Analysis, Assessment, Goal, Suggestion
from organisation.models import Organisation
from periods.models import Period

_OWN: tuple[str, ...] = (
    "own_analysis",
    "own_assessment__assessed_by",
    "own_suggestion",
)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal that the organisation judges, with its text, judgement and computed suggestion."""

    goal: Goal
    analysis: Analysis | None
    assessment: Assessment | None
    suggestion: Suggestion | None


def goal_rows(organisation: Organisation, period: Period) -> list[GoalRow]:
    """The goals that the organisation judges in the period, KF's first."""
    return _goal_rows(organisation, period)


def _goal_rows(organisation: Organisation, period: Period, **narrow: int) -> list[GoalRow]:
    """The goals that the organisation judges, or the one asked for, by one query."""
    here: dict[str, object] = {"organisation": organisation, "period": period}
    goals = (
        judged_goals(organisation, period)
        .filter(**narrow)
        .annotate(
            own_analysis=FilteredRelation("analyses", condition=_on("analyses", here)),
            own_assessment=FilteredRelation("assessments", condition=_on("assessments", here)),
            own_suggestion=FilteredRelation("suggestions", condition=_on("suggestions", here)),
        )
        # The relations that were narrowed above are joined, which the type checker can not know.
        .select_related("parent", *_OWN)
    )
    return [
        GoalRow(
            goal=goal,
            analysis=getattr(goal, "own_analysis", None),
            assessment=getattr(goal, "own_assessment", None),
            suggestion=_with_rules(getattr(goal, "own_suggestion", None), period),
        )
        for goal in goals
    ]


def _with_rules(suggestion: Suggestion | None, period: Period) -> Suggestion | None:
    """The suggestion with the rules that it was made by; a year keeps its rules."""
    if suggestion is not None and suggestion.rules_id == period.year.rules_id:
        suggestion.rules = period.year.rules
    return suggestion


def goal_row(organisation: Organisation, period: Period, goal_id: int) -> GoalRow | None:
    """One goal that the organisation judges, or None when it does not."""
    return next(iter(_goal_rows(organisation, period, pk=goal_id)), None)


def earlier_analysis(row: GoalRow, organisation: Organisation, period: Period) -> Analysis | None:
    """What the organisation last wrote of the goal, or of the one it continues."""
    before = Q(period__year__number__lt=period.year.number) | Q(
        period__year=period.year_id, period__place__lt=period.place
    )
    goals = [pk for pk in (row.goal.pk, row.goal.continues_id) if pk]
    return (
        Analysis.objects.filter(before, goal_id__in=goals, organisation=organisation)
        .exclude(result="", analysis="", development="")
        .select_related("period__year")
        .order_by("-period__year__number", "-period__place")
        .first()
    )


def judged_goals(organisation: Organisation, period: Period) -> QuerySet[Goal]:
    """The goals of the year that an organisation judges: its own, and KF's that address it."""
    addressed = Addressee.objects.filter(organisation=organisation).values("goal")
    answered = Q(owner=organisation) | Q(level=Level.OPERATIONAL_AREA, pk__in=addressed)
    # Of an organisation's goals those of KF are the higher ones, and the words sort so.
    return Goal.objects.filter(answered, year=period.year_id).order_by(
        F("level").desc(), "order", "code", "pk"
    )


def _on(relation: str, here: dict[str, object]) -> Q:
    """The row of a relation that belongs to the organisation and the period."""
    return Q(**{f"{relation}__{name}": value for name, value in here.items()})
