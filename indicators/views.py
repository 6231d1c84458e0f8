"""Pages of key figures and of an indicator over the years."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic.base import TemplateResponseMixin
from django_tables2 import RequestConfig

from indicators.charts import trend_of
from indicators.filters import KeyFigureFilter
from indicators.models import Indicator
from indicators.series import current_limits, key_figures, organisations_of, targets_of, years_of
from indicators.tables import KeyFigureTable
from organisation.enums import Kind
from organisation.models import Organisation
from organisation.queries import can_read_drafts, grants_of
from organisation.views import Page

ROWS_PER_PAGE = 50


class IndicatorsPage(TemplateResponseMixin, Page):
    """A page of what is decided or published: everyone with a role reads it (promise 13)."""

    def is_allowed(self) -> bool:
        """Say whether the user has any role at all."""
        return bool(grants_of(self.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())


class KeyFigures(IndicatorsPage):
    """Key figures of the city and of those it compares itself with."""

    template_name = "indicators/key_figures.html"
    page_title = "Nyckeltal"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The filtered list."""
        chosen = KeyFigureFilter(self.request.GET, queryset=key_figures())
        table = KeyFigureTable(chosen.qs, limits=current_limits())
        RequestConfig(self.request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
        return super().get_context_data(filter=chosen, table=table, **kwargs)


class IndicatorPage(IndicatorsPage):
    """How an indicator is defined, its values over the years, and its targets as decided."""

    template_name = "indicators/indicator.html"
    indicator: Indicator

    def load(self) -> None:
        """Find the indicator, and whose series is asked for."""
        self.indicator = get_object_or_404(Indicator, code=self.kwargs["code"])
        self.choices = list(organisations_of(self.indicator))
        wanted = self.request.GET.get("org")
        if wanted:
            self.organisation = get_object_or_404(Organisation, code=wanted)
        else:
            self.organisation = self._best() or get_object_or_404(Organisation, kind=Kind.CITY)

    def _best(self) -> Organisation | None:
        """The city where it has values, else the first that has."""
        cities = (choice for choice in self.choices if choice.kind == Kind.CITY)
        return next(cities, None) or next(iter(self.choices), None)

    def get_page_title(self) -> str:
        """The indicator's name."""
        return self.indicator.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The definition, the series and the targets."""
        drafts = can_read_drafts(self.user, self.organisation)
        years = years_of(self.indicator, self.organisation, with_drafts=drafts)
        return super().get_context_data(
            indicator=self.indicator,
            choices=self.choices,
            years=years,
            has_gender=any(row.women or row.men for row in years),
            has_targets=any(row.target for row in years),
            trend=trend_of(self.indicator.name, self.indicator.unit, years),
            targets=[
                (target, target.words(self.indicator.decimals, self.indicator.unit))
                for target in targets_of(self.indicator, self.organisation)
            ],
            breaks=list(self.indicator.series_breaks.all()),
            **kwargs,
        )
