"""The base of the pages about an organisation's report."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from organisation.enums import Kind, Permission
from organisation.queries import can, path_of
from organisation.views import Crumb
from periods.locks import why_closed
from periods.views import PeriodPage
from reports.commands import DECIDED
from reports.enums import AUDIENCE_OF
from reports.models import Correction, Report, Snapshot, may_follow
from reports.queries import open_correction, readable_snapshots, report_of
from reports.queries.ways import ways_to


class ReportsPage(TemplateResponseMixin, PeriodPage):
    """A page at an organisation that writes a report; the breadcrumb leads to the reports."""

    def load(self) -> None:
        """Förvaltningar and avdelningar have no report of their own."""
        super().load()
        if self.kwargs.get("organisation") and self.organisation.kind not in AUDIENCE_OF:
            raise Http404

    def is_allowed(self) -> bool:
        """Reading: the own line follows the writing, everyone reads what is decided."""
        if self.permission is Permission.READ:
            return may_follow(self.user, self.organisation) or bool(self.snapshots)
        return super().is_allowed()

    def get_crumbs(self) -> list[Crumb]:
        """The organisations: the city's list of reports, those between, this one's report."""
        steps = path_of(self.organisation, self.period.pk)
        between = [step for step in steps[:-1] if step.kind != Kind.CITY]
        ways = ways_to(self.user, between, self.period)
        return [
            Crumb(
                step.name, ways.get(step.pk, "") if step in between else self.crumb_url(step.code)
            )
            for step in steps
        ]

    def crumb_url(self, code: str) -> str:
        """The city's list, or the organisation's report."""
        if code == self.organisation.code and self.kwargs.get("organisation"):
            return reverse("reports:report", args=[self.period.slug, code])
        return reverse("reports:city", args=[self.period.slug])

    @cached_property
    def report(self) -> Report | None:
        """The document, if somebody has begun it."""
        return report_of(self.organisation, self.period)

    @cached_property
    def snapshots(self) -> list[Snapshot]:
        """The frozen copies that the reader may see."""
        return readable_snapshots(self.user, self.report)

    @cached_property
    def is_decided(self) -> bool:
        """The report has been decided."""
        return any(snapshot.stage != "proposal" for snapshot in self.snapshots)

    @cached_property
    def correction(self) -> Correction | None:
        """The correction of a decided report that goes on."""
        return open_correction(self.report) if self.is_decided else None

    @cached_property
    def closed(self) -> str | None:
        """Why the report can not be changed, or None when it can."""
        if self.is_decided and self.correction is None:
            return DECIDED
        return why_closed(self.organisation, self.period, None)

    def may(self, permission: Permission) -> bool:
        """Say whether the reader has a permission here."""
        return can(self.user, permission, self.organisation)

    def verify_at(self) -> str:
        """The address at which the printed checksum can be looked up."""
        return self.request.build_absolute_uri(reverse("reports:chain"))
