"""How an organisation stands in a period: first what to do, then what needs attention, then all of it."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from goals.queries.dashboard import Dashboard, dashboard_of
from goals.views.base import GoalsPage
from goals.views.tabs import tabs_of
from organisation.enums import GRANTS, Kind, Permission
from organisation.queries import grants_of
from organisation.views import Crumb
from periods.enums import PeriodKind


class DashboardPage(GoalsPage):
    """The dashboard of the city, a nämnd, a bolag, an avdelning or a unit."""

    template_name = "goals/dashboard.html"

    def get_page_title(self) -> str:
        """Whose dashboard it is."""
        return f"Läget för {self.organisation.name}"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb("Läget", "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All that is shown, and what to do first."""
        is_plan = self.period.kind == PeriodKind.PLAN
        view = dashboard_of(self.organisation, self.period, self.readable, localdate())
        below = "nämnder och bolag" if self.organisation.kind == Kind.CITY else "enheter"
        return super().get_context_data(
            view=view,
            below_word=below,
            step=None if is_plan else self._next(view, below),
            is_plan=is_plan,
            tabs=tabs_of(self.organisation, self.period, "dashboard"),
            goals_url=reverse(
                "goals:organisation", args=[self.period.slug, self.organisation.code]
            ),
            key_figures_url=reverse("indicators:key_figures"),
            **kwargs,
        )

    def _next(self, view: Dashboard, below: str) -> tuple[str, str, str]:
        """What to do next as a sentence, and the button's words and address."""
        args = [self.period.slug, self.organisation.code]
        waiting = [line for line in view.below if line.state == "submitted"]
        if waiting and self._is_here(Permission.REVIEW_UNITS, Permission.REVIEW_COMMITTEES):
            text = f"{_many(len(waiting), below)} har lämnat in och väntar på dig."
            return text, "Granska det som lämnats in", reverse("rounds:review", args=args)
        if view.unjudged and self._is_here(Permission.ASSESS):
            goal = view.unjudged[0]
            text = f"{len(view.unjudged)} mål är inte bedömda än."
            url = reverse("goals:assess", args=[*args, goal.pk])
            return text, f"Bedöm mål {goal.code}", url
        if view.concerns:
            first = view.concerns[0]
            return f"Börja med ”{first.title}”, {first.total} st.", "Visa alla", first.all_url
        if not view.groups:
            return "Perioden har inga mål eller indikatorer i ILS.", "", ""
        return view.quiet, "", ""

    def _is_here(self, *wanted: Permission) -> bool:
        """Say whether the reader has a role at this very organisation that may do it."""
        here = [g.role for g in grants_of(self.user) if g.organisation_id == self.organisation.pk]
        return any(permission in GRANTS[role] for role in here for permission in wanted)


def _many(number: int, below: str) -> str:
    """How many of those below, in words."""
    one = "enhet" if below == "enheter" else "nämnd eller bolag"
    return f"{number} {one if number == 1 else below}"
