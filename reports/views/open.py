"""The open view: what nämnder and the city have decided, for whoever reads without an account.

Off unless the installation asks for it; then its addresses do not exist. The pages are the same for
everyone: they know of no user, no session and no cookie.
"""

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.views.decorators.http import conditional_page, require_safe
from django.views.generic.base import ContextMixin, View

from indicators.models import Indicator
from organisation.enums import COMPANY_KINDS, Kind
from organisation.models import Organisation
from organisation.views import Crumb
from periods.models import Period
from periods.queries import period_by_slug
from reports.models import Snapshot
from reports.publishing import SMALLEST_SHOWN, OpenLine, codes_of, open_groups, open_line
from reports.queries.published import Guards, next_published, published_copies

# What is decided changes seldom: a page may be kept for five minutes (our own choice).
_KEPT_SECONDS = 300
# The reports that a series goes back: four years of two tertial reports and one of the year.
_SERIES = 12


@method_decorator([login_not_required, require_safe, conditional_page], name="dispatch")
class OpenPage(ContextMixin, View):
    """A page that is open to everyone, where the installation has asked for it."""

    template_name: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer as if the page did not exist, unless the open view is on."""
        if not settings.PUBLIC_VIEW:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, without the request: no template can ask who is reading."""
        response = HttpResponse(render_to_string(self.template_name, self.get_context_data()))
        patch_cache_control(response, public=True, max_age=_KEPT_SECONDS)
        return response

    def get_crumbs(self) -> list[Crumb]:
        """The way down to the page."""
        return [Crumb("Beslutade resultat", reverse("open:home"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What every open page says."""
        return super().get_context_data(crumbs=self.get_crumbs(), smallest=SMALLEST_SHOWN, **kwargs)


class OpenHome(OpenPage):
    """Whose reports of a period have been decided; the newest period where none is asked for."""

    template_name = "reports/open/home.html"

    def get_crumbs(self) -> list[Crumb]:
        """Nothing is above the first page."""
        return super().get_crumbs() if self.kwargs.get("period") else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decided reports of a period, and the other periods that have some."""
        copies = list(published_copies().defer("canonical"))
        periods = list(dict.fromkeys(copy.report.period for copy in copies))
        asked = self.kwargs.get("period") or (periods[0].slug if periods else None)
        period = next((one for one in periods if one.slug == asked), None)
        if asked and period is None:
            raise Http404
        of_period = [copy.report for copy in copies if copy.report.period == period]
        return super().get_context_data(
            period=period,
            coming=next_published(localdate()),
            periods=[one for one in periods if one != period],
            sorts=_sorted([report.organisation for report in of_period]),
            **kwargs,
        )


def _sorted(organisations: list[Organisation]) -> list[tuple[str, list[Organisation]]]:
    """The city, the nämnder and the bolag, each under its heading; those that have nobody left out."""
    city = [one for one in organisations if one.kind == Kind.CITY]
    companies = [one for one in organisations if one.kind in COMPANY_KINDS]
    committees = [one for one in organisations if one not in city and one not in companies]
    sorts = [("Hela staden", city), ("Nämnder", committees), ("Bolag", companies)]
    return [(title, found) for title, found in sorts if found]


class OpenGoals(OpenPage):
    """The goals of the city, a nämnd or a bolag as its decided report of a period has them."""

    template_name = "reports/open/goals.html"

    @cached_property
    def copy(self) -> Snapshot:
        """The decided copy that applies."""
        found = published_copies().filter(report__organisation__code=self.kwargs["organisation"])
        return get_object_or_404(found, report__period=_period(self.kwargs["period"]))

    def get_crumbs(self) -> list[Crumb]:
        """Down to the organisation."""
        period = self.copy.report.period
        return [
            *super().get_crumbs(),
            Crumb(str(period), reverse("open:period", args=[period.slug])),
            Crumb(self.copy.report.organisation.name, ""),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The goals, and the decision they stand in."""
        report, content = self.copy.report, self.copy.content
        guards = Guards([report.period_id], codes_of(content))
        guard = guards.at(report.period_id, report.organisation_id)
        return super().get_context_data(
            copy=self.copy,
            report=report,
            organisation=report.organisation,
            period=report.period,
            groups=open_groups(content, guard),
            **kwargs,
        )


class OpenIndicator(OpenPage):
    """An indicator at the city, a nämnd or a bolag: its outcomes and targets as they were decided."""

    template_name = "reports/open/indicator.html"

    @cached_property
    def rows(self) -> list[tuple[Snapshot, OpenLine]]:
        """What each decided report says of it, the newest first."""
        code = self.kwargs["code"]
        found = published_copies().filter(report__organisation__code=self.kwargs["organisation"])
        copies = list(found[:_SERIES])
        guards = Guards([copy.report.period_id for copy in copies], [code])
        found_lines = [(copy, _line(copy, code, guards)) for copy in copies]
        rows = [(copy, line) for copy, line in found_lines if line is not None]
        if not rows:
            raise Http404
        return rows

    def get_crumbs(self) -> list[Crumb]:
        """Back to the newest report that has the indicator."""
        report = self.rows[0][0].report
        args = [report.period.slug, report.organisation.code]
        back = Crumb(report.organisation.name, reverse("open:goals", args=args))
        return [*super().get_crumbs(), back, Crumb(self.rows[0][1].name, "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The values, and how they are measured."""
        return super().get_context_data(
            indicator=get_object_or_404(Indicator, code=self.kwargs["code"]),
            organisation=self.rows[0][0].report.organisation,
            rows=self.rows,
            has_genders=any(line.has_genders for _, line in self.rows),
            **kwargs,
        )


def _period(slug: str) -> Period:
    """The period that an address names."""
    try:
        return period_by_slug(slug)
    except Period.DoesNotExist as missing:
        raise Http404 from missing


def _line(copy: Snapshot, code: str, guards: Guards) -> OpenLine | None:
    """The indicator in a copy, without what may not be shown."""
    report = copy.report
    return open_line(copy.content, code, guards.at(report.period_id, report.organisation_id))
