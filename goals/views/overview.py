"""The pages from above: the city's goals, and those of an organisation."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from goals.filters import OrganisationFilter, UnitFilter
from goals.queries.city import city_tree, deciding_organisations, organisation_rows
from goals.queries.commitments import (
    Commitment,
    commitments_below,
    counts_of,
    indicators_at,
    unit_rows,
    units_below,
)
from goals.queries.committee import committee_tree
from goals.queries.measured import has_gender, indicator_rows
from goals.queries.tree import disagreements, flat
from goals.queries.unit import unit_tree
from goals.tables import OrganisationTable, UnitTable
from goals.views.base import GoalsPage
from goals.views.tabs import tabs_of
from lists.views import ListPage
from organisation.enums import COMPANY_KINDS, DECIDING_KINDS, Kind, Permission

_DIVISIONS = (Kind.ADMINISTRATION, Kind.DEPARTMENT)


class City(ListPage, GoalsPage):
    """KF's goals of the year at a glance, and how far each nämnd and bolag has come."""

    template_name = "goals/city.html"
    filter_class = OrganisationFilter
    file_name = "namnder-och-bolag"

    def get_page_title(self) -> str:
        """The city's goals of the year."""
        return f"Stadens mål {self.period.year.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tree, what disagrees, and the filtered list."""
        tree = city_tree(self.organisation, self.period)
        return super().get_context_data(
            tree=tree,
            disagreements=disagreements(tree),
            has_invented=any(node.goal.is_invented for node in flat(tree)),
            tabs=tabs_of(self.organisation, self.period, "organisation"),
            **kwargs,
        )

    def get_listed(self) -> Any:
        """The nämnder and bolag."""
        return deciding_organisations(self.organisation, self.period, self.readable)

    def make_table(self) -> OrganisationTable:
        """How far each has come."""
        return OrganisationTable(organisation_rows(self.asked, self.period))


class OrganisationPage(ListPage, GoalsPage):
    """The goal chain as one organisation sees it; which page depends on what it is."""

    filter_class = UnitFilter
    file_name = "enheter"

    def has_list(self) -> bool:
        """Units stand under a nämnd, bolag, förvaltning or avdelning."""
        return self.organisation.kind in (*DECIDING_KINDS, *_DIVISIONS)

    def get_listed(self) -> Any:
        """The units that report in the period."""
        return units_below(self.organisation, self.period)

    @cached_property
    def commitments(self) -> list[Commitment]:
        """The units' commitments."""
        return commitments_below(self.organisation, self.period, self.readable)

    def make_table(self) -> UnitTable:
        """The units with their state and lights."""
        return UnitTable(unit_rows(self.asked, self.period, self.readable, self.commitments))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page of the kind; the city has its own."""
        if self.organisation.kind == Kind.CITY:
            return redirect("goals:city", self.period.slug)
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """The template of the kind."""
        if self.organisation.kind in DECIDING_KINDS:
            return ["goals/committee.html"]
        return ["goals/unit.html" if self.organisation.kind == Kind.UNIT else "goals/division.html"]

    def get_page_title(self) -> str:
        """The organisation's name."""
        return self.organisation.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the kind's template shows."""
        if self.organisation.kind in DECIDING_KINDS:
            kwargs |= self._committee()
        elif self.organisation.kind == Kind.UNIT:
            kwargs |= self._unit()
        elif self.organisation.kind in _DIVISIONS:
            kwargs |= self._division()
        else:
            raise Http404
        return super().get_context_data(
            submission=self.submission,
            kind=Kind(self.organisation.kind).label,
            tabs=tabs_of(self.organisation, self.period, "organisation"),
            may_record=self.may(Permission.RECORD) and self.closed is None,
            **kwargs,
        )

    def _committee(self) -> dict[str, Any]:
        """From KF's goals down to the units' commitments, and the units."""
        opened = self.request.GET.get("oppna", "")
        unfolded = int(opened) if opened.isdecimal() else None
        tree = committee_tree(self.organisation, self.period, self.commitments, unfolded)
        shown = [*tree.tops, *tree.loose]
        return {
            "tree": tree,
            "disagreements": disagreements([*tree.areas, *tree.loose]),
            "has_invented": any(node.goal.is_invented for node in flat(shown)),
            "commitments": counts_of(self.commitments),
            "may_review": self.may(Permission.REVIEW_UNITS),
            # Others find the report in the list of them all, once it is decided.
            "may_read": self.may(Permission.READ),
            "goal_word": (
                "bolagets mål" if self.organisation.kind in COMPANY_KINDS else "nämndens mål"
            ),
        }

    def _unit(self) -> dict[str, Any]:
        """The chain above each commitment, and the unit's indicators."""
        tops, loose = unit_tree(self.organisation, self.period, self.readable)
        indicators = indicator_rows(self.organisation, self.period)
        own = [node for node in flat([*tops, *loose]) if node.is_here]
        return {
            "tops": tops,
            "loose": loose,
            "own": own,
            "disagreements": disagreements(own),
            "has_invented": any(node.goal.is_invented for node in own),
            "indicators": indicators,
            "has_gender": has_gender(indicators),
            "counts": indicators_at([self.organisation.pk], self.period)[self.organisation.pk],
        }

    def _division(self) -> dict[str, Any]:
        """The units under a förvaltning or avdelning."""
        return {"count": len(self.table.rows)}
