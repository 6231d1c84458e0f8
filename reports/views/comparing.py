"""What differs between two versions: two frozen ones, T1 and T2, or what is written now."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse

from organisation.views import Crumb
from reports.comparison import ComparedFacts, ComparedText, facts_compared, texts_compared
from reports.contents import Content
from reports.enums import ReportKind, Stage
from reports.forms import CompareForm
from reports.gathering import report_content
from reports.gathering.frame import Freezing
from reports.models import Report, Snapshot, may_follow
from reports.queries import readable_of_year
from reports.views.base import ReportsPage

_NOW = "nu"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side."""

    before: str
    now: str
    texts: list[ComparedText]
    facts: list[ComparedFacts]


class ComparePage(ReportsPage):
    """Two versions of an organisation's reports of a year, compared word by word."""

    template_name = "reports/compare.html"
    page_title = "Skillnader mellan versioner"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, then this page."""
        return [*super().get_crumbs(), Crumb("Skillnader", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the two that the address names, or the last two."""
        form = CompareForm(self._choices, data=self._chosen())
        is_alone = len(self._choices) < 2
        compared = self._compare(form) if form.is_valid() and not is_alone else None
        return self.render_to_response(
            self.get_context_data(
                form=form,
                compared=compared,
                is_alone=is_alone,
                back=self.crumb_url(self.organisation.code),
            )
        )

    @cached_property
    def _copies(self) -> dict[str, Snapshot]:
        """The frozen copies that can be chosen, the newest first."""
        rows = readable_of_year(self.user, self.organisation, self.period)
        return {str(row.pk): row for row in rows}

    @cached_property
    def _choices(self) -> list[tuple[str, str]]:
        """What can be compared: what is written now first, for those who follow the writing."""
        now = [(_NOW, "Det som är skrivet nu")] if self._has_draft() else []
        return [
            *now,
            *((key, f"{copy.report.title}, {copy.label}") for key, copy in self._copies.items()),
        ]

    def _has_draft(self) -> bool:
        """Something can be written now, and the reader may follow it."""
        return self.closed is None and may_follow(self.user, self.organisation)

    def _chosen(self) -> dict[str, str]:
        """What the address names; else the newest against the one before."""
        keys = [key for key, _ in self._choices]
        newest, before = keys[0] if keys else "", keys[min(1, len(keys) - 1)] if keys else ""
        return {
            "fran": self.request.GET.get("fran", before),
            "till": self.request.GET.get("till", newest),
        }

    def _compare(self, form: CompareForm) -> Compared:
        """Read both and compare."""
        words = dict(self._choices)
        before, now = form.cleaned_data["fran"], form.cleaned_data["till"]
        old, new = self._content(before), self._content(now)
        return Compared(
            before=words[before],
            now=words[now],
            texts=texts_compared(old, new),
            facts=facts_compared(old, new),
        )

    def _content(self, key: str) -> Content:
        """A frozen copy's content, or what would be frozen now."""
        if key != _NOW:
            return self._copies[key].content
        report = self.report or Report(
            organisation=self.organisation, period=self.period, kind=ReportKind.COMMITTEE_REPORT
        )
        return report_content(
            Freezing(report=report, stage=Stage.PROPOSAL, by=self.user, verify_at="")
        )
