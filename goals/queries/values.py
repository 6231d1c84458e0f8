"""All values of a period with their lights, over organisations, for the list of them."""

from collections.abc import Iterable

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from goals.queries.readable import Readable
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Verdict
from organisation.models import Organisation
from periods.models import Period

# Those of one organisation together, also where two have the same name: so the database can take
# one after the other by name, and stop when a page is full.
BY_ORGANISATION = (
    "organisation__name_sort",
    "organisation_id",
    "goal_indicator__indicator__code",
    "pk",
)

# What a row shows. The rest of a goal or an indicator is many times longer.
_SHOWN = (
    *("light", "grey", "organisation__code", "organisation__name"),
    *("goal_indicator__goal__level", "goal_indicator__goal__code"),
    *(
        f"goal_indicator__indicator__{name}"
        for name in ("code", "name", "unit", "decimals", "derivation", "reported_unit")
    ),
    *(f"measurement__{name}" for name in ("value", "women", "men", "yes", "missing")),
    "total__value",
    *(f"target__{name}" for name in ("kind", "value", "low", "high", "expected")),
)
_JUDGED = Q(part=Part.TOTAL, standing=Standing.APPLIES)


def values_below(
    organisation: Organisation, period: Period, readable: Readable
) -> QuerySet[Verdict]:
    """The judged values at and under an organisation that the reader may see, with `before`."""
    found = values_of(period).filter(
        _JUDGED,
        period=period,
        kind=period.judged_kind,
        organisation_id__in=readable.below(organisation),
    )
    return found.order_by(*BY_ORGANISATION)


def values_of(period: Period) -> QuerySet[Verdict]:
    """Verdicts with what a row of the list shows, whosever they are; for keys that were found.

    `before` is the light that the same indicator had there the period before in the year, empty
    where there was none.
    """
    related = ("organisation", "goal_indicator__indicator", "goal_indicator__goal",
               "measurement", "total", "target")  # fmt: skip
    rows = Verdict.objects.select_related(*related).only(*_SHOWN).order_by()
    return rows.annotate(before=Subquery(_judged_before(period).values("light")[:1]))


def turned(
    rows: QuerySet[Verdict], period: Period, pairs: Iterable[tuple[str, str]]
) -> QuerySet[Verdict]:
    """Those of the rows that had the first light of a pair the period before and now have the other.

    Not by `before`, which would be looked up row by row: this way both periods are read at once.
    """
    wanted = Q(pk__in=[])
    for then, now in pairs:
        wanted |= Q(light=then, now=now)
    light_now = ExpressionWrapper(OuterRef("light"), CharField())
    return rows.filter(Exists(_judged_before(period).alias(now=light_now).filter(wanted)))


def _judged_before(period: Period) -> QuerySet[Verdict]:
    """The verdict of the same indicator at the same place the period before; for a subquery."""
    return Verdict.objects.filter(
        _JUDGED,
        period=Subquery(_period_before(period)),
        # Only the tertials come before another period of a year.
        kind=MeasurementKind.FORECAST,
        goal_indicator=OuterRef("goal_indicator"),
        organisation=OuterRef("organisation"),
    ).order_by()


def worst_first() -> Case:
    """The order of lights in which the worst is first and what has no colour last."""
    ranks = enumerate(("red", "yellow", "green", "grey"))
    whens = (When(light=light, then=Value(rank)) for rank, light in ranks)
    return Case(*whens, output_field=IntegerField())


def _period_before(period: Period) -> QuerySet[Period, int]:
    """The key of the period before in the same year that had forecasts."""
    rows = Period.objects.filter(year=period.year_id, place__lt=period.place).exclude(kind="plan")
    return rows.order_by("-place").values_list("pk", flat=True)[:1]
