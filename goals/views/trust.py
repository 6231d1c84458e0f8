"""How good the forecasts were, and how green the judgements are beside what was met."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from goals.filters import ForecastFilter, TrustFilter
from goals.queries.forecasts import Result, Score, score_of
from goals.queries.trust import (
    ForecastRow,
    ForecastValueRow,
    GreenRow,
    decided_years,
    forecasts_by_body,
    forecasts_by_indicator,
    green_over_time,
)
from goals.tables import ForecastTable, ForecastValueTable, GreenTable, per_cent
from goals.views.base import GoalsPage
from indicators.models import Indicator
from lists.views import ListPage
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from organisation.queries import grants_of
from organisation.views import Crumb

Row = ForecastRow | ForecastValueRow | GreenRow


class _OfTrust(ListPage, GoalsPage):
    """A page of decided figures over the years: everyone with a role reads it (promise 13)."""

    filter_class = TrustFilter

    def is_allowed(self) -> bool:
        """Say whether the user has any role at all."""
        return bool(grants_of(self.user))

    def get_listed(self) -> Any:
        """The nämnder and bolag, among which a name is sought."""
        return Organisation.objects.filter(kind__in=DECIDING_KINDS).order_by("name_sort", "pk")

    def read(self) -> Sequence[Row]:
        """Every row that the list may show."""
        raise NotImplementedError

    @cached_property
    def narrowed(self) -> list[Any]:
        """The rows that are asked for."""
        assert isinstance(self.chosen, TrustFilter)
        rows = self.read()
        self.chosen.offer(row.place[0] for row in rows)
        form = self.chosen.form
        asked = form.cleaned_data if form.is_valid() else {}
        if asked.get("sok"):
            named = set(self.asked.values_list("code", flat=True))
            rows = [row for row in rows if row.code in named]
        return [row for row in rows if _is_of(row, asked)]

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]


def _is_of(row: Row, asked: dict[str, Any]) -> bool:
    """The row is of the year that is asked for, and of the tertial."""
    year, tertial = asked.get("ar"), asked.get("prognos")
    is_of_tertial = not tertial or getattr(row, "tertial", "").endswith(tertial)
    return is_of_tertial and (not year or str(row.place[0]) == year)


class Forecasts(_OfTrust):
    """Each tertial's forecasts against the outcome: the city by nämnd, the others by indicator."""

    template_name = "goals/forecasts.html"
    page_title = "Prognosernas träffsäkerhet"
    filter_class = ForecastFilter
    file_name = "prognoser"
    # The column of lights is shown where there are lights to compare.
    has_lights = False

    @property
    def is_of_city(self) -> bool:
        """The rows are nämnder and bolag."""
        return self.organisation.kind == Kind.CITY

    def get_listed(self) -> Any:
        """The nämnder and bolag, or the indicators of the one whose forecasts they are."""
        return super().get_listed() if self.is_of_city else Indicator.objects.order_by("pk")

    def read(self) -> Sequence[Row]:
        """The forecasts of the decided years."""
        years = decided_years(self.period.year.number)
        if self.is_of_city:
            return forecasts_by_body(self.organisation, self.period, years)
        return forecasts_by_indicator(self.organisation, years)

    def make_table(self) -> ForecastTable | ForecastValueTable:
        """Those that are asked for; lights are a column where any has two to compare."""
        if self.is_of_city:
            self.has_lights = any(row.score.lights for row in self.narrowed)
            exclude = () if self.has_lights else ("lights",)
            return ForecastTable(self.narrowed, exclude=exclude)
        self.has_lights = any(row.one.has_right_light is not None for row in self.narrowed)
        return ForecastValueTable(self.narrowed, exclude=() if self.has_lights else ("light",))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose they are, what they come to, and whether any has lights to compare, too."""
        context = super().get_context_data(is_of_city=self.is_of_city, **kwargs)
        return {**context, "has_lights": self.has_lights, "figures": figures_of(self._score())}

    def _score(self) -> Score:
        """All that are asked for, together."""
        score = Score()
        for row in self.narrowed:
            score.add(row.score if self.is_of_city else score_of([row.one]))
        return score


def figures_of(score: Score) -> list[tuple[str, str]]:
    """What a number of forecasts come to, as numbers with words; nothing where none can be compared."""
    if not score.compared:
        return []
    hits, lighter, darker = (score.counts[at] for at in (Result.HIT, Result.LIGHTER, Result.DARKER))
    found = [
        (per_cent(score.hit_rate), f"inom toleransen, {hits} av {score.compared}"),
        (str(lighter), "för ljus" if lighter == 1 else "för ljusa"),
        (str(darker), "för mörk" if darker == 1 else "för mörka"),
    ]
    return [*found, (per_cent(score.bias, 1), "typiskt fel")] if score.deviations else found


class GreenOverTime(_OfTrust):
    """The share of green judgements beside the share of met targets, by nämnd and period."""

    template_name = "goals/green.html"
    page_title = "Grönt över tid"
    file_name = "gront-over-tid"

    def read(self) -> Sequence[Row]:
        """All locked periods."""
        return green_over_time(self.organisation, self.period)

    def make_table(self) -> GreenTable:
        """Those that are asked for."""
        return GreenTable(self.narrowed)
