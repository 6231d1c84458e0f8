"""Saving one row at a time, as its fields change; the answer is the row's new pieces."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from activities.queries import answers, statuses
from indicators.foreseen import earlier_forecasts
from indicators.models import Measurement
from periods.locks import PeriodClosed
from rounds.queries.dialogues import talks_of
from rounds.queries.entry import indicator_rows
from rounds.queries.missing import progress
from rounds.queries.returned import still_asked
from rounds.queries.writers import sign_writers
from rounds.views.base import RoundPage
from rounds.views.faults import Fault, faults_of
from rounds.views.marking import READY, is_marking, mark
from rounds.views.rows import OPEN, ValueRow, columns_of, value_row
from rounds.views.typed import Typed
from rounds.views.typed_reported import Followed, TypedAnswer, TypedFollowUp, TypedStatus


class RowPage(RoundPage):
    """A row that is saved by itself. With htmx the answer swaps its pieces, else it leads back."""

    template_name = ""
    http_method_names = ["post"]
    is_saved = False

    def save(self, typed: list[Typed[Any]]) -> str:
        """Save what was touched and say how it went."""
        try:
            saved = [one.save(self.request.POST, self.user) for one in typed]
        except PeriodClosed as closed:
            return f"Inget sparades. {closed}"
        self.is_saved = any(saved)
        self.forget_drafts(typed)
        if any(one.conflict for one in typed):
            return "Inte sparat: någon annan har sparat samma uppgift. Välj vilket som ska gälla."
        if any(one.errors for one in typed):
            return "Inte sparat än: rätta det som är markerat."
        if any(saved):
            return f"Sparat {timezone.localtime():%H:%M}"
        # A button's own words are said after this; "Sparar …" must not be left standing.
        return "" if is_marking(self.request.POST) else "Allt var redan sparat."

    def answer(
        self, status: str, faults: list[Fault], anchor: str, **context: object
    ) -> HttpResponse:
        """Give the row's pieces to the page's script, or go back to the row."""
        if getattr(self.request, "htmx", False):
            pieces = {
                "status": status,
                "period": self.period,
                "organisation": self.organisation,
                "address": self.request.path,
                "why_closed": None,
                "refused": "",
                "is_saved": self.is_saved,
                "was_returned": bool(self.submission.return_text),
                # What was asked for at a row that is only opened still stands there.
                "remarks": still_asked(self.submission) if is_marking(self.request.POST) else (),
                "talks": talks_of(self.submission),
                **context,
            }
            return HttpResponse(render_to_string(self.template_name, pieces))
        for fault in faults:
            messages.error(self.request, f"{fault.label}: {fault.message}")
        if status and not faults:
            messages.info(self.request, status)
        return redirect(f"{self.address('entry')}#{anchor}")


def _marked_words(request: HttpRequest) -> str:
    """Say what the button did."""
    return "Klarmarkerad." if READY in request.POST else "Nu kan raden ändras igen."


class ValuePage(RowPage):
    """An indicator's row: outcome to date and forecast, the åtgärd, and whether it is ready."""

    template_name = "rounds/row_saved.html"
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The folded part of the row, for the page's script; others get the page with it open."""
        row = self._row(kwargs["measurement"])
        if not getattr(request, "htmx", False) or self.why_closed:
            return redirect(f"{self.address('entry')}?{OPEN}={row.row.indicator.pk}#{row.anchor}")
        opened = value_row(row.row, chosen=str(row.row.indicator.pk), reader=self.user)
        if opened.forecast is not None:
            held = earlier_forecasts(opened.row.indicator, self.organisation, self.period)
            opened = replace(opened, held=held)
        pieces = {
            "row": opened,
            "anchor": opened.anchor,
            "name": opened.row.indicator.name,
            "address": request.path,
            "p": opened.judged.prefix,
            "refused": "",
            "oob_row": False,
        }
        return HttpResponse(render_to_string("rounds/more.html", pieces))

    def post(
        self, request: HttpRequest, measurement: int, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Save the row that the measurement stands in, and mark it if a button says so."""
        row = self._row(measurement)
        kept: dict[str, Typed[Any]] = {one.prefix: one for one in row.typed}
        status = self.save(row.typed)
        row = value_row(self._read(row.row.indicator.pk), kept, reader=self.user)
        faults = faults_of([row], [])
        if is_marking(request.POST) and not self.why_closed and not faults:
            faults = mark(request.POST, [row], [], self.user)
            row = value_row(self._read(row.row.indicator.pk), reader=self.user)
            status = faults[0].message if faults else status or _marked_words(request)
        return self.answer(
            status,
            faults,
            row.anchor,
            row=row,
            is_redrawn=is_marking(request.POST),
            progress=progress(self.submission),
            columns=columns_of(self.period),
        )

    def _row(self, measurement: int) -> ValueRow:
        """The row, of this organisation and period alone: a forged id is not found."""
        found = Measurement.objects.filter(
            pk=measurement, organisation=self.organisation, period=self.period
        ).first()
        if found is None:
            raise Http404
        return value_row(self._read(found.indicator_id), reader=self.user)

    def _read(self, indicator: int) -> Any:
        """Read the indicator's row."""
        rows = indicator_rows(self.organisation, self.period, indicator)
        if not rows:
            raise Http404
        sign_writers(rows, self.user)
        return rows[0]


class ReportedPage(RowPage):
    """The row of an activity or an uppdrag: its state, its texts, its new end."""

    template_name = "rounds/reported_saved.html"

    def post(self, request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the row, and mark it if a button says so."""
        typed = self.typed(pk)
        said = self.save([typed])
        faults = faults_of([], [typed])
        if is_marking(request.POST) and not self.why_closed and not faults:
            faults = mark(request.POST, [], [typed], self.user)
            typed = self.typed(pk)
            said = faults[0].message if faults else said or _marked_words(request)
        return self.answer(
            said, faults, typed.anchor, one=typed, is_redrawn=is_marking(request.POST)
        )

    def typed(self, pk: int) -> TypedFollowUp:
        """The row, of this organisation and period alone. Raises Http404 for a forged id."""
        raise NotImplementedError

    def _here(self, rows: QuerySet[Followed], pk: int) -> Followed:
        """The one of the rows, with the organisation and the period that are read already."""
        found = rows.filter(pk=pk, organisation=self.organisation, period=self.period).first()
        if found is None:
            raise Http404
        found.organisation, found.period = self.organisation, self.period
        return found


class ActivityPage(ReportedPage):
    """An activity's row."""

    def typed(self, pk: int) -> TypedStatus:
        """The activity's status."""
        return TypedStatus(self._here(statuses(), pk))


class AssignmentPage(ReportedPage):
    """An uppdrag's row."""

    def typed(self, pk: int) -> TypedAnswer:
        """The answer to the uppdrag."""
        return TypedAnswer(self._here(answers(), pk))
