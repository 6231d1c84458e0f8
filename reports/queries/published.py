"""Reads for whoever reads without an account: decided copies only, and which counts are small.

The figures shown come from decided copies. The stored values are read for one purpose, to hide more.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from indicators.enums import Aggregation, MeasurementKind, Part
from indicators.models import Indicator, Measurement, Total
from organisation.enums import COMMITTEE_KINDS, DECIDING_KINDS, Kind
from periods.enums import PeriodKind
from periods.models import Period
from reports.enums import ReportKind, Stage
from reports.models import Snapshot
from reports.publishing import Guard, is_small, smallest_hidden

# Whose decided reports everyone may read; a unit's report is read by those signed in.
PUBLISHED_KINDS = (Kind.CITY, *DECIDING_KINDS)
# Parts of the same sum: the city's, and the koncern's.
_SUMS = ((*COMMITTEE_KINDS, Kind.COMPANY_GROUP), (Kind.COMPANY,))


def published_copies() -> QuerySet[Snapshot]:
    """The decided copy that applies of each published report, the newest period first."""
    decided = Snapshot.objects.exclude(stage=Stage.PROPOSAL)
    newest = decided.order_by("report_id", "-number").distinct("report_id").values("pk")
    found = Snapshot.objects.filter(
        pk__in=newest,
        report__kind=ReportKind.COMMITTEE_REPORT,
        report__organisation__kind__in=PUBLISHED_KINDS,
    ).exclude(report__period__kind=PeriodKind.PLAN)
    rows = found.select_related("report__organisation", "report__period__year")
    return rows.order_by(
        "-report__period__year__number", "-report__period__place", "report__organisation__name_sort"
    )


def next_published(today: date) -> Period | None:
    """The period whose reports are decided next: the first that has opened and is not over."""
    coming = Period.objects.opened().filter(city_due_on__gte=today).exclude(kind=PeriodKind.PLAN)
    return coming.select_related("year").order_by("city_due_on", "pk").first()


class Guards:
    """What is hidden of some indicators in some periods; three queries whatever their number."""

    def __init__(self, periods: Collection[int], codes: Collection[str]) -> None:
        indicators = list(Indicator.objects.filter(code__in=codes).order_by("pk"))
        known = {one.code for one in indicators}
        self._code = {one.pk: one.code for one in indicators}
        # One that is gone is taken for a count.
        self._counts = frozenset(
            {one.code for one in indicators if is_count(one)}.union(set(codes) - known)
        )
        self._kind: dict[int, str] = {}
        self._values: defaultdict[tuple[int, str, str], dict[int, Decimal]] = defaultdict(dict)
        self._groups: defaultdict[tuple[int, str, str], dict[int, Decimal]] = defaultdict(dict)
        self._read_totals(periods)
        self._read_reports(periods)

    def at(self, period: int, organisation: int) -> Guard:
        """What is hidden at an organisation in a period."""
        hidden = {
            code
            for code in self._code.values()
            if organisation in self._hidden(period, code, [Part.TOTAL])
        }
        split = {
            code
            for code in self._code.values()
            if organisation in self._hidden(period, code, [Part.WOMEN, Part.MEN])
        }
        return Guard(self._counts, frozenset(hidden), frozenset(split))

    def _hidden(self, period: int, code: str, parts: list[Part]) -> set[int]:
        """The organisations at which some part of an indicator is hidden."""
        found: set[int] = set()
        for part in parts:
            small = self._groups[period, code, part]
            found |= {at for at, denominator in small.items() if is_small(denominator)}
        if code not in self._counts:
            return found
        for kinds in _SUMS:
            found |= self._hidden_in_sum(period, code, parts, kinds)
        return found

    def _hidden_in_sum(
        self, period: int, code: str, parts: list[Part], kinds: Collection[str]
    ) -> set[int]:
        """The small parts of a sum, and where it is one alone the smallest of the others."""
        small: set[int] = set()
        values: dict[int, Decimal] = {}
        for part in parts:
            for at, value in self._values[period, code, part].items():
                if self._kind[at] in kinds:
                    values[at] = min(value, values.get(at, value))
                    small |= {at} if is_small(value) else set()
        return smallest_hidden(values, small)

    def _read_totals(self, periods: Collection[int]) -> None:
        """The totals of nämnder, bolag and city."""
        rows = Total.objects.filter(
            period__in=periods,
            indicator__in=self._code,
            kind=MeasurementKind.OUTCOME,
            organisation__kind__in=PUBLISHED_KINDS,
        ).annotate(at_kind=F("organisation__kind"))
        for row in rows.order_by():
            place = (row.period_id, row.indicator_id, row.organisation_id, row.at_kind)
            self._keep(place, row.part, row.value, row.denominator)

    def _read_reports(self, periods: Collection[int]) -> None:
        """What they have reported themselves, which goes before a total."""
        rows = Measurement.objects.filter(
            period__in=periods,
            indicator__in=self._code,
            kind=MeasurementKind.OUTCOME,
            organisation__kind__in=PUBLISHED_KINDS,
        ).annotate(at_kind=F("organisation__kind"))
        for row in rows.order_by():
            place = (row.period_id, row.indicator_id, row.organisation_id, row.at_kind)
            self._keep(place, Part.TOTAL, row.value, row.denominator)
            self._keep(place, Part.WOMEN, row.women, row.women_denominator)
            self._keep(place, Part.MEN, row.men, row.men_denominator)

    def _keep(
        self,
        place: tuple[int, int, int, str],
        part: str,
        value: Decimal | None,
        denominator: Decimal | None,
    ) -> None:
        """Keep a value and of how many it is."""
        period, indicator, at, kind = place
        self._kind[at] = kind
        key = (period, self._code[indicator], part)
        if value is not None:
            self._values[key][at] = value
        if denominator is not None:
            self._groups[key][at] = denominator


def is_count(indicator: Indicator) -> bool:
    """The indicator counts whole things or persons: a sum, or whole numbers that are no share."""
    if indicator.is_yes_no or indicator.unit == "%":
        return False
    is_sum = indicator.aggregation == Aggregation.SUM
    is_mean = indicator.aggregation in (Aggregation.MEAN, Aggregation.RATIO)
    return is_sum or (indicator.decimals == 0 and not is_mean)
