"""Why a light has its colour, as a page and as JSON."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from goals.queries.tree import goal_url
from goals.queries.why import Why, verdict_at, why_of
from goals.views.base import GoalsPage
from goals.views.what_if import what_if_panel
from indicators.models import Verdict
from organisation.views import Crumb


class WhyPage(GoalsPage):
    """Everything that a light rests on; linkable and printable."""

    template_name = "goals/why.html"
    page_title = "Varför denna färg?"
    verdict: Verdict

    def load(self) -> None:
        """Find the verdict; another organisation's does not exist here."""
        super().load()
        verdict = verdict_at(self.kwargs["verdict"], self.organisation, self.period)
        if verdict is None:
            raise Http404
        self.verdict = verdict

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb("Varför denna färg?", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or the same as JSON."""
        if request.GET.get("format") == "json":
            return JsonResponse(self._json(), json_dumps_params={"ensure_ascii": False})
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The verdict and what it rests on."""
        goal = self.verdict.goal_indicator.goal
        shown = self.readable.shows(goal.owner)
        why = self._why()
        return super().get_context_data(
            verdict=self.verdict,
            why=why,
            what_if=what_if_panel(self.verdict, self.organisation, self.readable, self.request.GET),
            goal_url=goal_url(goal.pk, goal.owner.code, self.period) if shown else "",
            **self.talk_about(indicator=self.verdict.goal_indicator.indicator),
            **kwargs,
        )

    def _why(self) -> Why:
        """What the light rests on."""
        return why_of(self.verdict, self.organisation, self.readable)

    def _json(self) -> dict[str, Any]:
        """The same for a program, with what it is about."""
        link = self.verdict.goal_indicator
        return {
            "indicator": {"code": link.indicator.code, "name": link.indicator.name},
            "goal": {"code": link.goal.code, "title": link.goal.title},
            "organisation": {"code": self.organisation.code, "name": self.organisation.name},
            "period": self.period.slug,
            **self._why().as_dict(),
        }
