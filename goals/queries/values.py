"""All values of a period with their lights, over organisations, for the list of them."""

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from goals.queries.readable import Readable
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Verdict
from organisation.models import Closure, Organisation
from periods.models import Period


def values_below(
    organisation: Organisation, period: Period, readable: Readable
) -> QuerySet[Verdict]:
    """The judged values at and under an organisation that the reader may see, with `before`.

    `before` is the light that the same indicator had there the period before in the year, empty
    where there was none.
    """
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    judged = Verdict.objects.filter(part=Part.TOTAL, standing=Standing.APPLIES)
    then = judged.filter(
        period=Subquery(_period_before(period)),
        # Only the tertials come before another period of a year.
        kind=MeasurementKind.FORECAST,
        goal_indicator=OuterRef("goal_indicator"),
        organisation=OuterRef("organisation"),
    ).order_by()
    found = judged.filter(
        period=period,
        kind=period.judged_kind,
        organisation_id__in=below.values("descendant_id"),
    )
    related = ("organisation", "goal_indicator__indicator", "goal_indicator__goal__owner",
               "measurement", "total", "target")  # fmt: skip
    return (
        readable.among(found)
        .select_related(*related)
        .annotate(before=Subquery(then.values("light")[:1]))
        .order_by(F("organisation__name_sort"), "goal_indicator__indicator__code", "pk")
    )


def worst_first() -> Case:
    """The order of lights in which the worst is first and what has no colour last."""
    ranks = enumerate(("red", "yellow", "green", "grey"))
    whens = (When(light=light, then=Value(rank)) for rank, light in ranks)
    return Case(*whens, output_field=IntegerField())


def _period_before(period: Period) -> QuerySet[Period, int]:
    """The key of the period before in the same year that had forecasts."""
    rows = Period.objects.filter(year=period.year_id, place__lt=period.place).exclude(kind="plan")
    return rows.order_by("-place").values_list("pk", flat=True)[:1]
