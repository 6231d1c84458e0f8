"""Pages of key figures and of an indicator over the years."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.generic.base import TemplateResponseMixin

from indicators.breaks import breaks_of, with_breaks
from indicators.chain import goals_followed, remember_goal_years, with_goals
from indicators.charts import trend_of
from indicators.decided import targets_of
from indicators.filters import ComparisonFilter, KeyFigureFilter
from indicators.forms import DayForm
from indicators.gender_chart import apart_of
from indicators.models import Indicator
from indicators.past import past_of
from indicators.predecessors import earlier_values
from indicators.ranking import Ranked, outcome_years, ranking
from indicators.series import key_figures, limits_of_years, organisations_of
from indicators.tables import ComparisonTable, KeyFigureTable
from indicators.words import forecasts_held, in_words
from indicators.years import years_of
from lists.views import ListPage
from organisation.enums import Kind
from organisation.models import Organisation
from organisation.queries import can_read_drafts, grants_of
from organisation.views import Crumb, Page


class IndicatorsPage(TemplateResponseMixin, Page):
    """A page of what is decided or published: everyone with a role reads it (promise 13)."""

    def is_allowed(self) -> bool:
        """Say whether the user has any role at all."""
        return bool(grants_of(self.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())


class KeyFigures(ListPage, IndicatorsPage):
    """Key figures of the city and of those it compares itself with."""

    template_name = "indicators/key_figures.html"
    page_title = "Nyckeltal"
    filter_class = KeyFigureFilter
    file_name = "nyckeltal"

    def get_listed(self) -> Any:
        """Every key figure."""
        return key_figures()

    def make_table(self) -> KeyFigureTable:
        """The key figures with their lights."""
        return KeyFigureTable(self.asked, limits=limits_of_years())


_TABS = {"indicator": "Utveckling", "comparison": "Jämförelse", "past": "Historik"}


class OfIndicator(IndicatorsPage):
    """A page about one indicator."""

    indicator: Indicator
    tab = "indicator"

    def load(self) -> None:
        """Find the indicator."""
        found = with_goals(with_breaks())
        self.indicator = get_object_or_404(found, code=self.kwargs["code"])
        remember_goal_years(self.request, self.indicator)
        self.organisation = self.get_place()
        self.goals = goals_followed(self.indicator, self.organisation)

    def get_place(self) -> Organisation:
        """The organisation that the address asks for, or the city."""
        wanted = self.request.GET.get("org")
        lookup = {"code": wanted} if wanted else {"kind": Kind.CITY}
        return get_object_or_404(Organisation, **lookup)

    def get_page_title(self) -> str:
        """The indicator's name."""
        return self.indicator.name

    def get_crumbs(self) -> list[Crumb]:
        """The goal that it belongs to, the indicator, and which of its pages it is."""
        first = self.goals[:1]
        goal = [Crumb(f"Mål {g.code}", reverse("goals:goal_home", args=[g.pk])) for g in first]
        if self.tab == "indicator":
            return [*goal, Crumb(self.indicator.name, "")] if goal else []
        here = [Crumb(self.indicator.name, self._url("indicator")), Crumb(_TABS[self.tab], "")]
        return [*goal, *here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The indicator, and its pages as tabs."""
        tabs = [
            {"label": label, "url": self._url(name), "is_current": name == self.tab}
            for name, label in _TABS.items()
        ]
        return super().get_context_data(
            indicator=self.indicator, goals=self.goals, tabs=tabs, **kwargs
        )

    def _url(self, name: str) -> str:
        """A page of the indicator, at the same organisation."""
        url = reverse(f"indicators:{name}", args=[self.indicator.code])
        wanted = self.request.GET.get("org")
        return f"{url}?{urlencode({'org': wanted})}" if wanted else url


class ComparisonPage(ListPage, OfIndicator):
    """The decided outcomes of a year beside each other: ranking and spread."""

    template_name = "indicators/comparison.html"
    tab = "comparison"
    file_name = "jamforelse"

    @cached_property
    def years(self) -> list[int]:
        """The years with decided outcomes, the newest first."""
        return outcome_years(self.indicator)

    @cached_property
    def year(self) -> int | None:
        """The year that the address asks for, else the newest."""
        asked = self.request.GET.get("ar", "")
        wanted = int(asked) if asked.isdecimal() else 0
        return wanted if wanted in self.years else next(iter(self.years), None)

    @cached_property
    def ranked(self) -> list[Ranked]:
        """Every outcome of the year, by sort of organisation."""
        return ranking(self.indicator, self.year) if self.year else []

    @cached_property
    def chosen(self) -> ComparisonFilter:
        """The filter as the address has it."""
        every = Organisation.objects.order_by("name_sort")
        return ComparisonFilter(self.request.GET, queryset=every, years=self.years)

    def has_list(self) -> bool:
        """There is something to compare."""
        return bool(self.ranked)

    def make_table(self) -> ComparisonTable:
        """The outcomes that are asked for."""
        asked = self.chosen.form.cleaned_data if self.chosen.form.is_valid() else {}
        sorts = [one for one in self.ranked if asked.get("slag") in (None, "", one.title)]
        places = [place for one in sorts for place in one.places]
        if asked.get("sok"):
            found = set(self.chosen.qs.values_list("code", flat=True))
            places = [place for place in places if place.code in found]
        return ComparisonTable(places, indicator=self.indicator.code)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The spread of each sort, too."""
        return super().get_context_data(year=self.year, ranked=self.ranked, **kwargs)


class PastPage(OfIndicator):
    """The values as they were known on a day, and every change of them."""

    template_name = "indicators/past.html"
    tab = "past"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was known on the day that the address asks for, else today."""
        form = DayForm({"org": self.organisation.code, "den": self.request.GET.get("den", "")})
        day = form.day if form.day and form.day < localdate() else None
        drafts = can_read_drafts(self.user, self.organisation)
        past = past_of(self.indicator, self.organisation, day, with_drafts=drafts)
        return super().get_context_data(
            form=form, day=day, is_older=day is not None, past=past, **kwargs
        )


class IndicatorPage(OfIndicator):
    """How an indicator is defined, its values over the years, and its targets as decided."""

    template_name = "indicators/indicator.html"

    def get_place(self) -> Organisation:
        """Whose series is asked for; else the city's where it has values, else the first."""
        wanted = self.request.GET.get("org", "")
        found = list(organisations_of(self.indicator, wanted))
        self.choices = [one for one in found if one.code == wanted or vars(one)["has_series"]]
        if wanted:
            asked = [one for one in found if one.code == wanted]
        else:
            cities = [one for one in found if one.kind == Kind.CITY]
            # The city also stands for those who have no series yet.
            asked = [*(one for one in cities if one in self.choices), *self.choices, *cities]
        if not asked:
            raise Http404
        return asked[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The definition, the series and the targets."""
        indicator, place = self.indicator, self.organisation
        drafts = can_read_drafts(self.user, place)
        targets = targets_of(indicator, place)
        years = years_of(indicator, place, targets, with_drafts=drafts)
        breaks = breaks_of(indicator)
        return super().get_context_data(
            choices=self.choices,
            years=in_words(indicator, years),
            earlier=earlier_values(indicator, place),
            has_gender=any(row.women is not None or row.men is not None for row in years),
            has_targets=any(row.target or row.light for row in years),
            has_forecasts=any(row.forecasts for row in years),
            trend=trend_of(indicator, years, breaks),
            apart=apart_of(indicator, years),
            held=forecasts_held(indicator, years),
            targets=targets,
            with_links=drafts,
            breaks=breaks,
            **kwargs,
        )
