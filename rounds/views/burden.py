"""Rapporteringens tid: what the rounds of a period took, as medians of groups."""

from functools import cached_property
from typing import Any

from lists.views import ListPage
from organisation.enums import DECIDING_KINDS, Permission
from organisation.models import Organisation
from organisation.queries import can, grants_of
from periods.views import PeriodPage
from rounds.burden import LEAST_ROUNDS, Median, little_used, medians_of
from rounds.filters import BurdenFilter
from rounds.tables import BurdenTable


class BurdenPage(ListPage, PeriodPage):
    """Everyone sees the medians; SLK also sees what is asked for in vain."""

    template_name = "rounds/burden.html"
    filter_class = BurdenFilter
    file_name = "rapporteringens-tid"

    def is_allowed(self) -> bool:
        """Everybody with a role: it says nothing of a person or a single unit."""
        return bool(grants_of(self.user))

    @cached_property
    def medians(self) -> list[Median]:
        """The medians of every group that is large enough."""
        return medians_of(self.period)

    def has_list(self) -> bool:
        """Some group is large enough."""
        return bool(self.medians)

    def get_listed(self) -> Any:
        """The nämnder and bolag, among which the search is made."""
        return Organisation.objects.filter(kind__in=DECIDING_KINDS).order_by("name_sort")

    def make_table(self) -> BurdenTable:
        """The groups that are asked for."""
        assert self.chosen is not None
        asked = self.chosen.form.cleaned_data if self.chosen.form.is_valid() else {}
        rows = [row for row in self.medians if asked.get("slag") in (None, "", row.kind)]
        if asked.get("sok"):
            found = set(self.asked.values_list("name", flat=True))
            rows = [row for row in rows if row.body in found]
        return BurdenTable(rows)

    def get_page_title(self) -> str:
        """What is shown."""
        return f"Rapporteringens tid, {self.period}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the medians, and for SLK what gives little."""
        is_city = can(self.user, Permission.MAKE_APPENDIX, self.organisation)
        return super().get_context_data(
            has_list=self.has_list(),
            least=LEAST_ROUNDS,
            is_city=is_city,
            little=little_used(self.period) if is_city else [],
            **kwargs,
        )
