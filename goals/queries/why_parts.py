"""What lies below a light: the parts of a total, or what was reported below an own report."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from goals.queries.measured import below_words, judged_words
from goals.queries.readable import Readable
from indicators.enums import GREY_CHOICES, LIGHT_CHOICES, Part, Standing
from indicators.models import Indicator, Total, Verdict
from organisation.addresses import row_address
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Closure, Organisation
from periods.models import Period

MOST_PARTS = 200
_PULLING_FIRST = ("pull", "organisation__name_sort", "pk")
_WORDS = dict(LIGHT_CHOICES)
_GREYS = dict(GREY_CHOICES)
# Red pulls a total most; the order of the list says so.
_PULL = Case(
    *(
        When(light=light, then=Value(place))
        for place, light in enumerate(("red", "yellow", "grey"))
    ),
    default=Value(3),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class PartView:
    """A part below a total, with its own light."""

    name: str
    value: str
    light: str
    word: str
    url: str


def below_of(verdict: Verdict, organisation: Organisation) -> str:
    """What those below have reported together, where the organisation reports itself too."""
    is_own = verdict.measurement is not None and verdict.part == Part.TOTAL
    if not is_own or organisation.kind == Kind.UNIT:
        return ""
    indicator = verdict.goal_indicator.indicator
    total = Total.objects.filter(
        period=verdict.period_id, organisation=organisation, indicator=indicator,
        kind=verdict.kind, part=Part.TOTAL, value__isnull=False,
    ).first()  # fmt: skip
    if total is None or total.value is None:
        return ""
    return below_words(
        organisation.kind, verdict.period, indicator, total.value, total.reported, total.expected
    )


def parts_of(verdict: Verdict, organisation: Organisation, readable: Readable) -> list[PartView]:
    """The parts below a total, those that pull it down first."""
    found = _verdicts_below(verdict, organisation).annotate(pull=_PULL)
    rows = found.order_by(*_PULLING_FIRST)[:MOST_PARTS]
    indicator = verdict.goal_indicator.indicator
    return [_part(row, indicator, verdict.period, readable) for row in rows]


def reports_of(verdict: Verdict, organisation: Organisation, readable: Readable) -> list[PartView]:
    """What was reported below of the same indicator, whatever goal it follows there; each once."""
    indicator = verdict.goal_indicator.indicator
    found = _below(verdict, organisation).filter(goal_indicator__indicator=indicator)
    rows = found.filter(measurement__isnull=False).annotate(pull=_PULL)
    once: dict[int, Verdict] = {}
    for row in rows.order_by(*_PULLING_FIRST)[:MOST_PARTS]:
        once.setdefault(row.organisation_id, row)
    return [_part(row, indicator, verdict.period, readable) for row in once.values()]


def _verdicts_below(verdict: Verdict, organisation: Organisation) -> QuerySet[Verdict]:
    """The nämnder and bolag under the city, else those who reported themselves."""
    found = _below(verdict, organisation).filter(goal_indicator=verdict.goal_indicator_id)
    if organisation.kind == Kind.CITY:
        return found.filter(organisation__kind__in=DECIDING_KINDS)
    return found.filter(measurement__isnull=False)


def _below(verdict: Verdict, organisation: Organisation) -> QuerySet[Verdict]:
    """The lights below an organisation of the same period, kind and part."""
    below = Closure.objects.filter(
        period=verdict.period_id, ancestor=organisation, depth__gt=0
    ).order_by()
    return Verdict.objects.filter(
        period=verdict.period_id,
        kind=verdict.kind,
        part=verdict.part,
        standing=Standing.APPLIES,
        organisation_id__in=below.values("descendant_id"),
    ).select_related("organisation", "measurement", "total")


def _part(verdict: Verdict, indicator: Indicator, period: Period, readable: Readable) -> PartView:
    """A part, without its value where its draft is not the reader's to see."""
    place = verdict.organisation
    if not readable.shows(place):
        return PartView(place.name, "–", "grey", "ej inlämnat", "")
    value = judged_words(verdict, indicator)
    word = word_of(verdict)
    return PartView(place.name, value, verdict.light, word, why_url(verdict.pk, period, place))


def why_url(pk: int, period: Period, organisation: Organisation) -> str:
    """The page that explains a verdict."""
    return row_address("goals:why", period.slug, organisation.code, pk=pk)


def word_of(verdict: Verdict) -> str:
    """The light of a verdict in the words of a list, or the kind of its grey."""
    return _GREYS[verdict.grey] if verdict.grey else _WORDS[verdict.light]
