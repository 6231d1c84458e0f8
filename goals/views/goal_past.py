"""The page of a goal as it was known on a day."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from goals.queries.goal_past import goal_as_of
from goals.views.goal import OfGoal
from indicators.forms import DayForm
from indicators.past import end_of
from organisation.queries import can_read_drafts
from organisation.views import Crumb
from periods.queries import published_at


class GoalPastPage(OfGoal):
    """Text, values, targets, lights and the judgement of a goal, as they stood on a day."""

    template_name = "goals/goal_past.html"
    page_title = "Som det var känt"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, the goal, and the page."""
        return [*super().get_crumbs(), Crumb(self.page_title, "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was known on the day that the address asks for, else now."""
        form = DayForm({"den": self.request.GET.get("den", "")})
        day = form.day if form.day and form.day < localdate() else None
        moment = end_of(day) if day else None
        with_figures = self._may_see_figures(moment)
        past = goal_as_of(
            self.goal, self.organisation, self.period, moment, with_figures=with_figures
        )
        return super().get_context_data(
            goal=self.goal,
            goal_url=self.goal_url,
            form=form,
            day=day,
            is_older=day is not None,
            past=past,
            with_figures=with_figures,
            is_changed=past is not None and past.title != str(self.goal),
            **kwargs,
        )

    def _may_see_figures(self, moment: datetime | None) -> bool:
        """The own line sees drafts; others what was published then (promise 13)."""
        if moment is None or can_read_drafts(self.user, self.organisation):
            return True
        published = published_at(self.organisation, self.period)
        return published is not None and published < moment
