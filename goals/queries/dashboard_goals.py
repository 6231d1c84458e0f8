"""The goals that an organisation answers for, in order, as its dashboard shows them; one query."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from goals.enums import Level
from goals.models import Addressee, Assessment, Goal
from goals.queries.lights import difference
from goals.queries.tree import organisation_url, why_url
from goals.words import SHORT, basis_word, judged_word
from lights import Counts, Grey, Light
from organisation.models import Organisation
from periods.models import Period
from periods.queries import period_before


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with both its lights, and its judgement in the period before."""

    pk: int
    code: str
    title: str
    level: str
    url: str
    why_url: str
    light: str
    word: str
    suggested: str
    suggested_word: str
    before: str
    before_word: str
    difference: str
    is_moved: bool

    @property
    def name(self) -> str:
        """The goal with its number."""
        return f"{self.code} {self.title}"

    @property
    def shown_light(self) -> str:
        """The judgement, or where nobody has judged what the figures say."""
        return self.light if self.light != Light.GREY else self.suggested

    @property
    def is_turned(self) -> bool:
        """The judgement is another than in the period before."""
        return bool(self.before) and self.light not in (self.before, Light.GREY)


class _Found(NamedTuple):
    """A goal as it stands in the database."""

    pk: int
    code: str
    title: str
    level: str
    light: str | None
    seen: str | None
    suggested: str | None
    grey: str | None
    before: str | None


def goal_lines(organisation: Organisation, period: Period) -> list[GoalLine]:
    """KF's goals that the organisation is addressed by, each with its own goals under it."""
    columns = ("pk", "code", "title", "level", "own__light", "own__seen", "basis__light",
        "basis__grey", "light_before")  # fmt: skip
    rows = _goals(organisation, period).values_list(*columns)
    here = organisation_url(organisation.code, period)
    return [_line(_Found(*row), here, period) for row in rows]


def _goals(organisation: Organisation, period: Period) -> QuerySet[Goal]:
    """The goals with the organisation's judgement, the suggestion and the judgement before."""
    at = Q(assessments__period=period, assessments__organisation=organisation)
    computed = Q(suggestions__period=period, suggestions__organisation=organisation)
    addressed = Addressee.objects.filter(organisation=organisation).order_by()
    # A goal of another year is the one that this continues.
    before = Assessment.objects.filter(
        Q(goal=OuterRef("pk")) | Q(goal=OuterRef("continues")),
        period_id__in=period_before(period),
        organisation=organisation,
    ).order_by("-goal_id")
    return (
        Goal.objects.filter(year=period.year_id)
        .exclude(level=Level.ORIENTATION)
        .filter(Q(owner=organisation) | Q(pk__in=addressed.values("goal_id")))
        .annotate(
            own=FilteredRelation("assessments", condition=at),
            basis=FilteredRelation("suggestions", condition=computed),
            light_before=Subquery(before.values("light")[:1]),
        )
        .order_by("code", "order", "pk")
    )


def _line(found: _Found, here: str, period: Period) -> GoalLine:
    """The goal's line in the words of the period."""
    light = found.light or Light.GREY.value
    suggested = found.suggested or Light.GREY.value
    grey = found.grey or ("" if found.suggested else Grey.NOTHING_MEASURED.value)
    url = f"{here}{found.pk}/"
    return GoalLine(
        pk=found.pk,
        code=found.code,
        title=found.title,
        level=Level(found.level).label,
        url=url,
        why_url=why_url(url) if found.light or found.suggested else "",
        light=light,
        word=judged_word(light, is_forecast=period.is_forecast),
        suggested=suggested,
        suggested_word=basis_word(suggested, grey),
        before=found.before or "",
        before_word=_before_word(found.before),
        difference=difference(found.light, suggested) if found.light else "",
        is_moved=found.seen is not None and found.seen != suggested,
    )


def counts_of_goals(lines: list[GoalLine]) -> Counts:
    """The goals by judgement."""
    lights = [line.light for line in lines]
    return Counts(*(lights.count(light) for light in Light))


def _before_word(light: str | None) -> str:
    """The judgement of the period before in a word that stands alone."""
    if not light:
        return ""
    return SHORT[Light(light)].lower()
