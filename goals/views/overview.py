"""The pages from above: the city's goals, and those of an organisation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_tables2 import RequestConfig, Table

from goals.filters import OrganisationFilter
from goals.queries.city import city_tree, deciding_organisations, organisation_rows
from goals.queries.commitments import commitments_below, counts_of, indicators_at, unit_rows
from goals.queries.committee import committee_tree
from goals.queries.measured import has_gender, indicator_rows
from goals.queries.tree import disagreements, flat
from goals.queries.unit import unit_tree
from goals.tables import OrganisationTable, UnitTable
from goals.views.base import GoalsPage
from organisation.enums import COMPANY_KINDS, DECIDING_KINDS, Kind, Permission

ROWS_PER_PAGE = 50
_DIVISIONS = (Kind.ADMINISTRATION, Kind.DEPARTMENT)


class City(GoalsPage):
    """KF's goals of the year at a glance, and how far each nämnd and bolag has come."""

    template_name = "goals/city.html"

    def get_page_title(self) -> str:
        """The city's goals of the year."""
        return f"Stadens mål {self.period.year.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tree, what disagrees, and the filtered list."""
        tree = city_tree(self.organisation, self.period)
        found = deciding_organisations(self.organisation, self.period)
        chosen = OrganisationFilter(self.request.GET, queryset=found)
        table = OrganisationTable(organisation_rows(chosen.qs, self.period, self.readable))
        return super().get_context_data(
            tree=tree,
            disagreements=disagreements(tree),
            has_invented=any(node.goal.is_invented for node in flat(tree)),
            filter=chosen,
            table=self.paged(table),
            **kwargs,
        )

    def paged(self, table: Table) -> Table:
        """The table as the address asks for it: sorted, one page."""
        RequestConfig(self.request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
        return table


class OrganisationPage(GoalsPage):
    """The goal chain as one organisation sees it; which page depends on what it is."""

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
            may_record=self.may(Permission.RECORD) and self.closed is None,
            **kwargs,
        )

    def _committee(self) -> dict[str, Any]:
        """From KF's goals down to the units' commitments, and the units."""
        commitments = commitments_below(self.organisation, self.period, self.readable)
        opened = self.request.GET.get("oppna", "")
        chosen = int(opened) if opened.isdecimal() else None
        tree = committee_tree(self.organisation, self.period, commitments, chosen)
        units = unit_rows(self.organisation, self.period, self.readable, commitments)
        shown = [*tree.tops, *tree.loose]
        return {
            "tree": tree,
            "disagreements": disagreements([*tree.areas, *tree.loose]),
            "has_invented": any(node.goal.is_invented for node in flat(shown)),
            "commitments": counts_of(commitments),
            "units": self._units(UnitTable(units)) if units else None,
            "may_review": self.may(Permission.REVIEW_UNITS),
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
        commitments = commitments_below(self.organisation, self.period, self.readable)
        units = unit_rows(self.organisation, self.period, self.readable, commitments)
        return {"units": self._units(UnitTable(units)), "count": len(units)}

    def _units(self, table: Table) -> Table:
        """The units as the address asks for them: sorted, one page."""
        RequestConfig(self.request, paginate={"per_page": ROWS_PER_PAGE}).configure(table)
        return table
