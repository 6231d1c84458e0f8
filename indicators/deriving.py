"""Values that are judged as something else than they were reported: made with earlier years' outcomes.

What is reported stays as it is; the derived value is what meets the target (docs/lights.md).
An indicator that is not derived costs nothing here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from indicators.enums import MeasurementKind, Part
from indicators.facts import Definition
from indicators.models import Measurement, SeriesBreak, Total
from lights import Derived, DerivedError, Reading, derive, round_half_away
from periods.enums import PeriodKind
from periods.models import Period

# What a verdict keeps of a value; rounded before it is judged, so that it reads the same again.
_KEPT = 6


class Outcomes:
    """The annual outcomes of earlier years that derived values rest on, and where series broke."""

    def __init__(self, period: Period, known: Iterable[Definition], way: list[int] | None) -> None:
        self._year = period.year.number
        self._values: dict[tuple[int, int], dict[int, Decimal]] = defaultdict(dict)
        self._breaks: dict[int, list[int]] = defaultdict(list)
        recipes = {each.indicator: each.recipe for each in known if each.recipe}
        if not recipes:
            return
        # The year before is derived too, for a target that asks for more or less than it.
        before = self._year - 1
        years = {
            year
            for recipe in recipes.values()
            for year in (recipe.base_year, *range(recipe.first_year(before), self._year))
        }
        self._read(period, list(recipes), years, way)
        breaks = SeriesBreak.objects.filter(indicator__in=recipes).order_by()
        for indicator, year in breaks.values_list("indicator_id", "year"):
            self._breaks[indicator].append(year)

    def _read(
        self, period: Period, indicators: list[int], years: set[int], way: list[int] | None
    ) -> None:
        """Read totals, and over them what the organisations reported themselves."""
        wanted = {
            "indicator__in": indicators,
            "period__year__number__in": years,
            "period__kind": PeriodKind.ANNUAL,
            "kind": MeasurementKind.OUTCOME,
            "value__isnull": False,
        }
        if way is not None:
            wanted["organisation__in"] = way
        columns = ("indicator_id", "organisation_id", "period__year__number", "value")
        totals = Total.objects.filter(part=Part.TOTAL, **wanted).order_by()
        reports = Measurement.objects.filter(**wanted).order_by()
        for rows in (totals.values_list(*columns), reports.values_list(*columns)):
            for indicator, organisation, year, value in rows:
                if value is not None:
                    self._values[indicator, organisation][year] = value

    def derived(self, reading: Reading, definition: Definition, organisation: int) -> Reading:
        """The reading with its derived value, or with why there is none; empty stays empty."""
        if reading.missing is not None or not isinstance(reading.value, Decimal):
            return reading
        try:
            found = self._derive(definition, organisation, reading.value, self._year)
        except DerivedError as fault:
            return replace(reading, not_derived=str(fault))
        return replace(
            reading,
            value=found.value,
            made_of=found.made_of,
            comparison=self._last_year(definition, organisation),
        )

    def _last_year(self, definition: Definition, organisation: int) -> Decimal | None:
        """The derived value of the year before, where there is one."""
        year = self._year - 1
        value = self._values[definition.indicator, organisation].get(year)
        if value is None:
            return None
        try:
            return self._derive(definition, organisation, value, year).value
        except DerivedError:
            return None

    def _derive(
        self, definition: Definition, organisation: int, value: Decimal, year: int
    ) -> Derived:
        """Derive with what is known of the organisation. Raises DerivedError."""
        assert definition.recipe is not None
        found = derive(
            definition.recipe,
            value,
            year=year,
            outcomes=self._values[definition.indicator, organisation],
            breaks=self._breaks[definition.indicator],
        )
        return replace(found, value=round_half_away(found.value, _KEPT))
