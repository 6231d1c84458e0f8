"""How good the forecasts were, and how green the judgements are beside what was met."""

from typing import Any

from goals.queries.trust import (
    decided_years,
    forecasts_by_body,
    forecasts_by_indicator,
    green_over_time,
)
from goals.tables import ForecastTable, ForecastValueTable, GreenTable
from goals.views.base import GoalsPage
from lists.views import ListPage
from organisation.enums import Kind
from organisation.queries import grants_of
from organisation.views import Crumb


class _OfTrust(ListPage, GoalsPage):
    """A page of decided figures over the years: everyone with a role reads it (promise 13)."""

    def is_allowed(self) -> bool:
        """Say whether the user has any role at all."""
        return bool(grants_of(self.user))

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]


class Forecasts(_OfTrust):
    """Each tertial's forecasts against the outcome: the city by nämnd, the others by indicator."""

    template_name = "goals/forecasts.html"
    page_title = "Prognosernas träffsäkerhet"
    file_name = "prognoser"
    # The column of lights is shown where there are lights to compare.
    has_lights = False

    @property
    def is_of_city(self) -> bool:
        """The rows are nämnder and bolag."""
        return self.organisation.kind == Kind.CITY

    def make_table(self) -> ForecastTable | ForecastValueTable:
        """The forecasts of the decided years."""
        years = decided_years(self.period.year.number)
        if self.is_of_city:
            by_body = forecasts_by_body(self.organisation, self.period, years)
            self.has_lights = any(row.score.lights for row in by_body)
            return ForecastTable(by_body, exclude=() if self.has_lights else ("lights",))
        found = forecasts_by_indicator(self.organisation, years)
        self.has_lights = any(row.one.has_right_light is not None for row in found)
        return ForecastValueTable(found, exclude=() if self.has_lights else ("light",))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose they are, and whether any has lights to compare, too."""
        context = super().get_context_data(is_of_city=self.is_of_city, **kwargs)
        return {**context, "has_lights": self.has_lights}


class GreenOverTime(_OfTrust):
    """The share of green judgements beside the share of met targets, by nämnd and period."""

    template_name = "goals/green.html"
    page_title = "Grönt över tid"
    file_name = "gront-over-tid"

    def make_table(self) -> GreenTable:
        """All locked periods."""
        return GreenTable(green_over_time(self.organisation, self.period))
