"""The page of a frozen copy, made only from it; ordering its PDF, and fetching it."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from jobs.enums import JobKind
from jobs.queries import latest_job
from organisation.enums import Kind, Permission
from organisation.queries import can
from organisation.views import Crumb, Page
from reports.commands import order_pdf
from reports.commands.files import offered
from reports.enums import APPENDICES, Format, Stage
from reports.models import Document, Snapshot
from reports.pdf_ready import what_is_missing
from reports.queries import document_of, documents_of, readable_snapshots
from reports.rendering import body_template, headings

_MAY_ORDER = (
    Permission.WRITE_REPORT,
    Permission.DECIDE_REPORT,
    Permission.MAKE_APPENDIX,
    Permission.REVIEW_COMMITTEES,
)


class CopyPage(Page):
    """A page about one frozen copy: readable as the copy is, for others it does not exist."""

    snapshot: Snapshot

    def load(self) -> None:
        """Find the copy that the address names."""
        copies = Snapshot.objects.select_related(
            "report__organisation", "report__period__year", "created_by"
        )
        self.snapshot = get_object_or_404(copies, pk=self.kwargs["pk"])
        self.organisation = self.snapshot.report.organisation

    def is_allowed(self) -> bool:
        """What is decided is read by everyone, a proposal by the own line."""
        return self.snapshot.may_be_read_by(self.user)

    def may_order(self) -> bool:
        """Those who write, decide or compile order the PDF; everyone else fetches it."""
        return any(can(self.user, each, self.organisation) for each in _MAY_ORDER)


class SnapshotPage(TemplateResponseMixin, CopyPage):
    """The frozen report on screen, in the same words as on paper."""

    template_name = "reports/snapshot.html"

    def get_page_title(self) -> str:
        """The report and which copy."""
        return f"{self.snapshot.content['title']}, {self.snapshot.label}"

    def get_crumbs(self) -> list[Crumb]:
        """The city's reports, the organisation's, this copy."""
        report = self.snapshot.report
        crumbs = [Crumb("Rapporter", reverse("reports:city", args=[report.period.slug]))]
        if self.organisation.kind != Kind.CITY:
            crumbs.append(Crumb(self.organisation.name, report.get_absolute_url()))
        return [*crumbs, Crumb(self.snapshot.label.capitalize(), "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the copy."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The copy, its file, and the making of it."""
        documents = documents_of(self.snapshot)
        document = documents.get(Format.PDF)
        job = None if document else latest_job(JobKind.SNAPSHOT_PDF, self.snapshot.pk)
        may_order = self.may_order()
        return super().get_context_data(
            snapshot=self.snapshot,
            period=self.snapshot.report.period,
            content=self.snapshot.content,
            sha256=self.snapshot.sha256,
            body=body_template(self.snapshot),
            contents=headings(self.snapshot.content),
            document=document,
            job=job,
            pdf_missing="" if document else what_is_missing(),
            may_order=may_order,
            files=offered(self.snapshot, documents, may_order=may_order),
            **self._others(),
            **kwargs,
        )

    def _others(self) -> dict[str, Any]:
        """The version before this one and a decided one after it, as far as the reader may see them."""
        report, own = self.snapshot.report, self.snapshot
        if report.kind in APPENDICES:
            return {"newer": None, "before": None, "compare": ""}
        copies = readable_snapshots(self.user, report)
        before = [copy for copy in copies if copy.number < own.number]
        newer = [
            copy for copy in copies if copy.number > own.number and copy.stage != Stage.PROPOSAL
        ]
        place = [report.period.slug, self.organisation.code]
        return {
            "newer": newer[0] if newer and own.stage != Stage.PROPOSAL else None,
            "before": before[0] if before else None,
            "compare": reverse("reports:compare", args=place),
        }


class PdfView(CopyPage):
    """Order the PDF of a copy; whoever comes by GET is led to the copy."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the copy."""
        return redirect(self.snapshot)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Order it and follow the making, or go to the copy when its file is there already."""
        if not self.may_order():
            raise Http404
        if document_of(self.snapshot) is not None:
            return redirect(self.snapshot)
        return redirect("jobs:job", order_pdf(snapshot=self.snapshot, by=self.user).pk)


class DownloadView(CopyPage):
    """The stored file: always the same bytes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        """Send the file under a name that says what it is."""
        document = get_object_or_404(Document, snapshot=self.snapshot, format=Format.PDF)
        name = self.snapshot.file_name("pdf")
        response = FileResponse(
            BytesIO(document.content),
            as_attachment=True,
            filename=name,
            content_type="application/pdf",
        )
        response["ETag"] = f'"{document.sha256}"'
        return response
