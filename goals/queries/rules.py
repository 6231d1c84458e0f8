"""Reads of the rules: their versions, what a proposal would turn, and when lights were controlled."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from goals.models import LightCheck, RuleProposal, TurnedLight
from goals.words import COLOURS
from jobs.enums import JobKind
from jobs.models import Job
from lights import Light
from periods.enums import LockLevel, PeriodKind
from periods.models import Period, RuleSet, Year

YEARS_BACK = 3  # the lights of the last three years (docs/lights.md)


@dataclass(frozen=True, slots=True)
class Turns:
    """How many lights of a year and a level would go from one colour to another."""

    year: int
    level: str
    is_goal: bool
    before: str
    after: str
    count: int

    @property
    def level_label(self) -> str:
        """Whose lights they are, in words."""
        return LockLevel(self.level).label

    @property
    def before_word(self) -> str:
        """The colour it has."""
        return COLOURS[self.before]

    @property
    def after_word(self) -> str:
        """The colour it would have."""
        return COLOURS[self.after]

    @property
    def what(self) -> str:
        """What the lights are of, in a word."""
        return "Mål" if self.is_goal else "Indikatorer"


@dataclass(frozen=True, slots=True)
class Judged:
    """A period with its latest rejudging and its latest control."""

    period: Period
    job: Job | None
    check: LightCheck | None


def reported_periods() -> QuerySet[Period]:
    """The opened periods that have lights, the newest first."""
    opened = Period.objects.opened().exclude(kind=PeriodKind.PLAN)
    return opened.in_order().select_related("year__rules")


def compared_periods() -> QuerySet[Period]:
    """The reported periods of the last three years that have any."""
    reported = reported_periods()
    years = Year.objects.filter(pk__in=reported.order_by().values("year_id"))
    newest = list(years.order_by("-number").values_list("pk", flat=True)[:YEARS_BACK])
    return reported.filter(year_id__in=newest)


def versions() -> list[RuleSet]:
    """Every version of the rules with the years that it judges, the newest first."""
    return list(RuleSet.objects.prefetch_related("years").select_related("proposal"))


def open_proposal() -> RuleProposal | None:
    """The proposal that waits for a decision."""
    proposals = RuleProposal.objects.filter(state="open")
    return proposals.select_related("proposed_by", "from_year__rules").first()


def turns_of(proposal: RuleProposal) -> list[Turns]:
    """What a proposal would turn, counted by year, level and colours."""
    rows = (
        TurnedLight.objects.filter(proposal=proposal)
        .order_by()
        .annotate(is_goal=ExpressionWrapper(Q(goal_indicator=None), BooleanField()))
        .values_list("period__year__number", "level", "is_goal", "before", "after")
        .annotate(count=Count("pk"))
    )
    places = {level.value: place for place, level in enumerate(LockLevel)}
    return sorted(
        (Turns(*row) for row in rows),
        key=lambda turns: (-turns.year, turns.is_goal, places[turns.level], turns.before),
    )


def turned_lights(proposal: RuleProposal) -> QuerySet[TurnedLight]:
    """The lights that a proposal would turn, with what a list shows of them."""
    return proposal.turned.select_related(
        "period__year", "organisation", "goal", "goal_indicator__indicator"
    )


def judged_periods() -> list[Judged]:
    """Each reported period, when it was last judged as a whole and last controlled."""
    periods = list(reported_periods())
    jobs = _latest(Job.objects.filter(kind=JobKind.REJUDGE).order_by("pk"), "subject")
    checks = {check.period_id: check for check in last_checks()}
    return [Judged(period, jobs.get(period.pk), checks.get(period.pk)) for period in periods]


def _latest(jobs: Iterable[Job], field: str) -> dict[int, Job]:
    """The last job by its subject."""
    return {getattr(job, field): job for job in jobs}


def last_checks() -> list[LightCheck]:
    """The latest control of each period."""
    latest = LightCheck.objects.order_by("period_id", "-checked_at", "-pk")
    return list(latest.distinct("period_id"))


def ways_of(turns: Iterable[Turns]) -> str:
    """How many lights would become greener, redder or grey, or get a colour, in words."""
    ways: Counter[str] = Counter()
    for each in turns:
        ways[_way(each)] += each.count
    return ", ".join(f"{count} {way}" for way, count in ways.most_common())


def _way(turns: Turns) -> str:
    """Which way a light goes."""
    if turns.after == Light.GREY:
        return "blir grå"
    if turns.before == Light.GREY:
        return "får en färg"
    is_greener = Light(turns.after).rank > Light(turns.before).rank
    return "blir grönare" if is_greener else "blir rödare"
