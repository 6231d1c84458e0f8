"""Why a goal has its two lights, as a page and as JSON."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from goals.queries.why_goal import GoalWhy, goal_why
from goals.views.goal import OfGoal
from organisation.views import Crumb


class GoalWhyPage(OfGoal):
    """Everything that a goal's lights rest on; linkable and printable."""

    template_name = "goals/why_goal.html"
    page_title = "Varför denna färg?"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, the goal, and the page."""
        return [*super().get_crumbs(), Crumb("Varför denna färg?", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or the same as JSON."""
        if request.GET.get("format") == "json":
            return JsonResponse(self._json(), json_dumps_params={"ensure_ascii": False})
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The goal and what its lights rest on."""
        return super().get_context_data(
            goal=self.goal, goal_url=self.goal_url, why=self._why(), **kwargs
        )

    def _why(self) -> GoalWhy:
        """What the lights rest on; where nothing is computed or judged there is no page."""
        why = goal_why(self.goal, self.organisation, self.period, self.readable)
        if why is None:
            raise Http404
        return why

    def _json(self) -> dict[str, Any]:
        """The same for a program, with what it is about."""
        return {
            "goal": {"code": self.goal.code, "title": self.goal.title, "level": self.goal.level},
            "organisation": {"code": self.organisation.code, "name": self.organisation.name},
            "period": self.period.slug,
            **self._why().as_dict(),
        }
