"""The lights that are greener because their target moved, under an organisation (promise 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse

from goals.queries.former import TURNED_GREENER, FirstTargets
from goals.queries.measured import goal_label, value_words
from goals.queries.readable import Readable
from goals.queries.targets import since
from indicators.enums import LIGHT_CHOICES, Part, Standing
from indicators.models import Target, Verdict
from organisation.addresses import row_address
from organisation.models import Closure, Organisation
from periods.models import Period

_WORDS = {**dict(LIGHT_CHOICES), "grey": "kunde ej bedömas"}


@dataclass(frozen=True, slots=True)
class MovedLight:
    """A light that is greener than the year's first target would have made it."""

    organisation: str
    sort: str
    code: str
    indicator: str
    indicator_code: str
    goal: str
    against: str
    value: str
    unit: str
    first: str
    now: str
    former: str
    former_word: str
    light: str
    word: str
    since: str
    decided_by: str
    decided_on: date
    case_number: str
    asked_by: str
    reason: str
    why_url: str
    targets_url: str


@dataclass(frozen=True, slots=True)
class MovedLights:
    """The lights that the reader may see, and how many others there are."""

    rows: list[MovedLight]
    hidden: int


def moved_verdicts(organisation: Organisation, period: Period) -> QuerySet[Verdict]:
    """The greener lights at the organisation and below it."""
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    return Verdict.objects.filter(
        TURNED_GREENER,
        period=period,
        kind=period.judged_kind,
        part=Part.TOTAL,
        organisation_id__in=below.values("descendant_id"),
    )


def moved_lights(verdicts: QuerySet[Verdict], period: Period, readable: Readable) -> MovedLights:
    """The lights with both their targets; the same queries for any number."""
    found = list(
        verdicts.select_related(
            "organisation", "goal_indicator__indicator", "goal_indicator__goal", "measurement",
            "total", "target__applies_from",
        )
        .order_by(F("organisation__name_sort"), "goal_indicator__indicator__name", "pk")
    )  # fmt: skip
    shown = [verdict for verdict in found if readable.shows(verdict.organisation)]
    return MovedLights(list(_rows(shown, period)), len(found) - len(shown))


def _rows(verdicts: list[Verdict], period: Period) -> Iterable[MovedLight]:
    """The rows of the list; one query however many."""
    firsts = FirstTargets(verdicts)
    for verdict in verdicts:
        first, now = firsts.of(verdict), verdict.target
        if first is not None and now is not None:
            now.applies_from.year = period.year
            yield _row(verdict, first, now, period)


def _row(verdict: Verdict, first: Target, now: Target, period: Period) -> MovedLight:
    """A light with both its targets and the decision on the later one."""
    link, place = verdict.goal_indicator, verdict.organisation
    indicator = link.indicator
    return MovedLight(
        organisation=place.name,
        sort=place.name_sort,
        code=place.code,
        indicator=indicator.name,
        indicator_code=indicator.code,
        goal=goal_label(link.goal),
        against="KF:s årsmål" if verdict.standing == Standing.KF_BESIDE else "gällande årsmål",
        value=value_words(verdict.measurement or verdict.total, indicator),
        unit=indicator.unit,
        first=first.words(indicator.decimals, indicator.unit),
        now=now.words(indicator.decimals, indicator.unit),
        former=verdict.former_light,
        former_word=_WORDS[verdict.former_light],
        light=verdict.light,
        word=_WORDS[verdict.light],
        since=since(now.applies_from),
        decided_by=now.get_decided_by_display(),
        decided_on=now.decided_on,
        case_number=now.case_number,
        asked_by=now.asked_by,
        reason=now.reason,
        why_url=row_address("goals:why", period.slug, place.code, pk=verdict.pk),
        targets_url=reverse("goals:targets", args=[period.slug, place.code, link.pk]),
    )
