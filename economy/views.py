"""Bringing a file of the economy: choose it, see each row, save."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from economy.commands import bring_file, choose_columns, save_lines
from economy.enums import LineState
from economy.filters import LineFilter
from economy.forms import ColumnsForm, FileForm
from economy.importing import Line, Table, compare, fingerprint, has_odd_scale, table_of
from economy.models import EconomyFile
from economy.queries import latest_files, waiting_file
from economy.tables import ORDER, LineTable
from lists.views import ListPage
from organisation.csv_files import BadFile
from organisation.enums import Permission
from organisation.models import Organisation
from organisation.uploads.guard import require_size
from organisation.views import Crumb
from periods.commands import NotNow
from periods.locks import PeriodClosed
from periods.views import PeriodPage

_MANY = {
    LineState.FAULTY: "felaktiga",
    LineState.CHANGED: "ändrade",
    LineState.NEW: "nya",
    LineState.UNCHANGED: "oförändrade",
}


class UploadPage(TemplateResponseMixin, PeriodPage):
    """Choose a file from the economy system."""

    permission = Permission.IMPORT
    template_name = "economy/upload.html"
    page_title = "Läs in ekonomi"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._shown(FileForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take in the file, or say at the field what is wrong with it."""
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                require_size(file.size)
                return redirect(
                    bring_file(
                        period=self.period, name=file.name, content=file.read(), by=self.user
                    )
                )
            except BadFile as fault:
                form.add_error("file", fault.in_words)
        return self._shown(form, status=422)

    def _shown(self, form: FileForm, status: int = 200) -> HttpResponse:
        """The page with the form and what was brought before."""
        latest = latest_files(self.period, self.user)
        return self.render_to_response(
            self.get_context_data(form=form, latest=latest), status=status
        )


class FilePage(ListPage):
    """The file's columns and rows, and the button that saves them."""

    permission = Permission.IMPORT
    template_name = "economy/file.html"
    filter_class = LineFilter
    file_name = "ekonomi"
    file: EconomyFile

    def load(self) -> None:
        """Find the file; it is the business of the one who brought it."""
        super().load()
        found = waiting_file(self.kwargs["pk"], self.user)
        if found is None:
            raise Http404
        self.file = found

    def get_page_title(self) -> str:
        """The file's name."""
        return self.file.file_name

    def get_crumbs(self) -> list[Crumb]:
        """Back to where the file was chosen."""
        upload = reverse("economy:upload", args=[self.file.period.slug])
        return [Crumb(f"Ekonomi, {self.file.period}", upload)]

    @cached_property
    def brought(self) -> Table:
        """The file as it was brought; nothing when it has been saved."""
        return table_of(self.file)

    @cached_property
    def lines(self) -> list[Line]:
        """Every row beside what is stored, the faulty ones first."""
        lines = compare(self.file, self.brought) if self.brought.rows else []
        return sorted(lines, key=lambda line: (ORDER.index(line.state), line.number))

    def has_list(self) -> bool:
        """The columns are chosen, and the file has not been saved."""
        return bool(self.lines)

    def get_listed(self) -> Any:
        """The organisations, among which the search is made."""
        return Organisation.objects.order_by("name_sort")

    def make_table(self) -> LineTable:
        """The rows that are asked for."""
        assert self.chosen is not None
        asked = self.chosen.form.cleaned_data if self.chosen.form.is_valid() else {}
        rows = [row for row in self.lines if asked.get("lage") in (None, "", row.state)]
        if asked.get("sok"):
            found = set(self.asked.values_list("pk", flat=True))
            rows = [row for row in rows if row.organisation and row.organisation.pk in found]
        return LineTable(rows)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Choose the columns, or save the rows."""
        if "spara" in request.POST:
            return self._save(request.POST["spara"])
        form = ColumnsForm(request.POST, headings=self.brought.headings)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        columns = dict(form.cleaned_data)
        scale = columns.pop("scale")
        try:
            choose_columns(file=self.file, columns=columns, scale=scale, by=self.user)
        except NotNow as refused:
            messages.error(self.request, str(refused))
        return redirect(self.file)

    def _save(self, seen: str) -> HttpResponse:
        """Save the rows that were shown."""
        try:
            saved = save_lines(file=self.file, seen=seen, by=self.user)
        except (NotNow, PeriodClosed) as refused:
            messages.error(self.request, str(refused))
        else:
            one = saved.written == 1
            words = "1 rad är sparad." if one else f"{saved.written} rader är sparade."
            messages.success(self.request, words)
        return redirect(self.file)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the columns, the counts, and what there is to save."""
        counts = [(state, sum(one.state is state for one in self.lines)) for state in ORDER]
        initial = {**self.file.columns, "scale": self.file.scale}
        to_save = sum(one.state in (LineState.NEW, LineState.CHANGED) for one in self.lines)
        return super().get_context_data(
            **{
                "file": self.file,
                "form": ColumnsForm(headings=self.brought.headings, initial=initial),
                "counts": ", ".join(
                    f"{count} {state.label if count == 1 else _MANY[state]}"
                    for state, count in counts
                    if count
                ),
                "has_list": self.has_list(),
                "to_save": to_save,
                "is_odd": has_odd_scale(self.lines),
                "seen": fingerprint(sorted(self.lines, key=lambda line: line.number)),
                **kwargs,
            }
        )
