"""The nämnder's own targets beside KF's: all of KF's indicators, and one of them."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from goals.queries.own_targets import kf_links, own_targets_of
from goals.queries.tree import goal_url
from goals.views.base import GoalsPage
from organisation.queries import grants_of
from organisation.views import Crumb


class _OfTargets(GoalsPage):
    """A page of what is decided, about the whole city."""

    def is_allowed(self) -> bool:
        """Targets are decided, and read by everyone with a role (promise 13)."""
        return bool(grants_of(self.user))

    @property
    def list_url(self) -> str:
        """The page of all of KF's indicators."""
        return reverse("goals:own_targets_list", args=[self.period.slug])

    def get_crumbs(self) -> list[Crumb]:
        """The city, and the page."""
        return [*super().get_crumbs(), Crumb("Nämndernas årsmål", self.list_url)]


class OwnTargetsList(_OfTargets):
    """How far the nämnder's own targets differ from KF's, for each of KF's indicators."""

    template_name = "goals/own_targets_list.html"
    page_title = "Nämndernas årsmål och KF:s"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the nämnder have set for each indicator."""
        return super().get_context_data(
            found=own_targets_of(kf_links(self.period), self.period, self.readable), **kwargs
        )


class OwnTargetsPage(_OfTargets):
    """What each nämnd and bolag has set for one of KF's indicators, and what it makes together."""

    template_name = "goals/own_targets.html"

    def load(self) -> None:
        """Find the indicator among KF's of the year."""
        super().load()
        wanted = self.kwargs["goal_indicator"]
        link = next((one for one in kf_links(self.period) if one.pk == wanted), None)
        if link is None:
            raise Http404
        self.link = link

    def get_page_title(self) -> str:
        """The indicator's name."""
        return f"Nämndernas årsmål: {self.link.indicator.name}"

    def get_crumbs(self) -> list[Crumb]:
        """The list, and the indicator."""
        return [*super().get_crumbs(), Crumb(self.link.indicator.name, "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the nämnder have set."""
        goal = self.link.goal
        args = [self.period.slug, self.organisation.code, self.link.pk]
        return super().get_context_data(
            view=own_targets_of([self.link], self.period, self.readable)[0],
            goal_url=goal_url(goal.pk, goal.owner.code, self.period),
            targets_url=reverse("goals:targets", args=args),
            **kwargs,
        )
