"""Reading in a file in three steps: choose it, look at every row, confirm."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from jobs.enums import JobKind
from jobs.models import Job
from jobs.queries import latest_job
from lists.views import ListPage
from organisation.csv_files import BadFile
from organisation.enums import Permission
from organisation.queries import can
from organisation.uploads.guard import require_size
from organisation.views import Crumb, Tab
from periods.commands import NotNow
from periods.locks import PeriodClosed
from periods.views import PeriodPage
from rounds.enums import ImportState, RowState
from rounds.filters import RowFilter
from rounds.forms import FileForm
from rounds.importing.reading import bring
from rounds.importing.writing import confirm
from rounds.models import Import, ImportRow
from rounds.queries.imports import (
    MOST_CONFLICTS,
    conflicts_of,
    import_of,
    latest_imports,
    rows_of,
    said_in_file,
    said_now,
)
from rounds.tables import ImportTable

_STEPS = ("Välj fil", "Granska raderna", "Klart")
_FILTERS = (
    ("", "Alla", "rows"),
    (RowState.NEW, "Nya", "new"),
    (RowState.CHANGED, "Ändrade", "changed"),
    (RowState.CONFLICT, "Krockar", "conflicts"),
    (RowState.FAULTY, "Felaktiga", "faulty"),
    (RowState.UNCHANGED, "Oförändrade", "unchanged"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the three steps."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A conflict as the page shows it."""

    number: int
    unit: str
    indicator: str
    kind: str
    now: str
    said: str
    choice: str
    by: str
    at: datetime | None


def steps_at(place: int) -> list[Step]:
    """The three steps, with the one that one stands at."""
    return [Step(label, n < place, n == place) for n, label in enumerate(_STEPS)]


class UploadPage(TemplateResponseMixin, PeriodPage):
    """The first step: choose a file."""

    template_name = "rounds/import_file.html"
    page_title = "Läs in fil"
    form: FileForm

    def is_allowed(self) -> bool:
        """Whoever reports here, or brings files from the city's other systems."""
        needed = (Permission.RECORD, Permission.IMPORT)
        return any(can(self.user, permission, self.organisation) for permission in needed)

    def crumb_url(self, code: str) -> str:
        """A step of the breadcrumb leads to that organisation's goals."""
        return reverse("goals:organisation", args=[self.period.slug, code])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        self.form = FileForm()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take in the file, or say at the field what is wrong with it."""
        self.form = FileForm(request.POST, request.FILES)
        if self.form.is_valid():
            try:
                return redirect(self._bring())
            except BadFile as fault:
                self.form.add_error("file", fault.in_words)
        return self.render_to_response(self.get_context_data(), status=422)

    def _bring(self) -> Import:
        """Take in the file; its size is asked for before its content."""
        file = self.form.cleaned_data["file"]
        require_size(file.size)
        return bring(
            organisation=self.organisation,
            period=self.period,
            name=file.name,
            content=file.read(),
            by=self.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the form, the steps, and what was read in before."""
        is_reporting = can(self.user, Permission.RECORD, self.organisation)
        return super().get_context_data(
            form=self.form,
            steps=steps_at(0),
            latest=latest_imports(self.organisation, self.period, self.user),
            is_reporting=is_reporting,
            **kwargs,
        )


class ImportPage(ListPage):
    """The second and third step: every row, the conflicts to choose among, and what was written."""

    template_name = "rounds/import.html"
    filter_class = RowFilter
    file_name = "inlasning"
    batch: Import

    def load(self) -> None:
        """Find the import; it is the business of the one who brought it."""
        found = import_of(self.kwargs["pk"], self.user)
        if found is None:
            raise Http404
        self.batch, self.organisation = found, found.organisation

    def is_allowed(self) -> bool:
        """It was found, so it is the user's own."""
        return True

    def get_page_title(self) -> str:
        """The file's name."""
        return self.batch.file_name

    def get_crumbs(self) -> list[Crumb]:
        """Back to where the file was chosen."""
        return [Crumb(f"{self.organisation}, {self.batch.period}", self._upload_url())]

    def has_list(self) -> bool:
        """There are rows to show once the file has been read."""
        return bool(self.batch.rows) and self.batch.state != ImportState.READING

    def get_listed(self) -> Any:
        """Every row of the file."""
        return rows_of(self.batch)

    def make_table(self) -> ImportTable:
        """The rows that are asked for."""
        return ImportTable(self.asked, organisation=self.organisation.name)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm."""
        try:
            chosen = dict(map(_choice, request.POST.getlist("skriv")))
            confirm(batch=self.batch, chosen=chosen, by=self.user)
        except ValueError as forged:
            raise Http404 from forged
        except (NotNow, PeriodClosed) as refusal:
            messages.error(request, str(refusal))
        return redirect(self.batch)

    def _upload_url(self) -> str:
        """Where another file is chosen."""
        return reverse("rounds:import_file", args=[self.batch.period.slug, self.organisation.code])

    def _entry_url(self) -> str:
        """Where the values stand: the entry page, or for those who do not report the goals."""
        is_reporting = can(self.user, Permission.RECORD, self.organisation)
        name = "rounds:entry" if is_reporting else "goals:organisation"
        return reverse(name, args=[self.batch.period.slug, self.organisation.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the counts, the conflicts, and what is to be done."""
        batch = self.batch
        is_open = batch.state == ImportState.READ
        conflicts = conflicts_of(batch) if batch.conflicts else []
        return super().get_context_data(
            **{
                "batch": batch,
                "steps": steps_at(2 if batch.state == ImportState.DONE else 1),
                "tabs": self._tabs(self.request.GET.get("visa", "")),
                "has_list": self.has_list(),
                "conflicts": [_line(row) for row in conflicts],
                "most_conflicts": MOST_CONFLICTS,
                "can_confirm": is_open and bool(batch.to_write or conflicts),
                "is_open": is_open,
                "job": self._job(),
                "upload_url": self._upload_url(),
                "entry_url": self._entry_url(),
                **kwargs,
            }
        )

    def _tabs(self, chosen: str) -> list[Tab]:
        """The states that there are rows of."""
        counted = ((state, label, getattr(self.batch, name)) for state, label, name in _FILTERS)
        return [
            Tab(f"{label} ({number})", f"?visa={state}#rader", state == chosen)
            for state, label, number in counted
            if number or not state
        ]

    def _job(self) -> Job | None:
        """The work that is waited for, or that was given up."""
        kinds = {
            ImportState.READING.value: JobKind.IMPORT_READ,
            ImportState.CONFIRMED.value: JobKind.IMPORT_WRITE,
        }
        kind = kinds.get(self.batch.state)
        return latest_job(kind, self.batch.pk) if kind else None


def _choice(text: str) -> tuple[int, int]:
    """A ticked conflict: the row, and the version that the person has seen. Raises ValueError."""
    row, _, version = text.partition(":")
    return int(row), int(version)


def _line(row: ImportRow) -> Line:
    """A conflict as the page shows it."""
    stored = row.measurement
    return Line(
        number=row.number,
        unit=row.unit_text,
        indicator=row.indicator_text,
        kind=row.get_kind_display(),
        now=said_now(row),
        said=said_in_file(row),
        choice=f"{row.pk}:{stored.version}" if stored else "",
        by=str(stored.changed_by or "någon annan") if stored else "",
        at=stored.changed_at if stored else None,
    )
