"""The base of a page about an organisation in a period."""

from typing import Any

from django.http import Http404

from organisation.enums import Permission
from organisation.queries import can, path_of
from organisation.views import Crumb, Page
from periods.models import Period
from periods.queries import can_read, period_of


class PeriodPage(Page):
    """A page at an organisation in a period: it reads what is decided, or the own line's drafts."""

    period: Period

    def load(self) -> None:
        """Find the organisation and the period that the address names."""
        super().load()
        try:
            self.period = period_of(self.request, self.kwargs["period"])
        except Period.DoesNotExist as missing:
            raise Http404 from missing

    def is_allowed(self) -> bool:
        """Reading follows what is published; everything else needs the role."""
        if self.permission is Permission.READ:
            return can_read(self.user, self.organisation, self.period)
        return can(self.user, self.permission, self.organisation)

    def get_crumbs(self) -> list[Crumb]:
        """The organisations from the city down to this one."""
        return [
            Crumb(step.name, self.crumb_url(step.code))
            for step in path_of(self.organisation, self.period.pk)
        ]

    def crumb_url(self, code: str) -> str:
        """Where a step of the breadcrumb leads; pages in higher rooms say."""
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the period too."""
        return super().get_context_data(period=self.period, **kwargs)
