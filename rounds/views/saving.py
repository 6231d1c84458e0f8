"""Saving one row at a time, as its fields change; the answer is the row's new pieces."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from activities.queries import statuses
from indicators.models import Measurement
from periods.locks import PeriodClosed
from rounds.queries.entry import indicator_rows
from rounds.queries.missing import indicators_done
from rounds.views.base import RoundPage
from rounds.views.rows import Fault, ValueRow, columns_of, faults_of, value_row
from rounds.views.typed import Typed
from rounds.views.typed_rows import TypedStatus


class RowPage(RoundPage):
    """A row that is saved by itself. With htmx the answer swaps its pieces, else it leads back."""

    template_name = ""
    http_method_names = ["post"]

    def save(self, typed: list[Typed[Any]]) -> str:
        """Save what was touched and say how it went."""
        try:
            saved = [one.save(self.request.POST, self.user) for one in typed]
        except PeriodClosed as closed:
            return f"Inget sparades. {closed}"
        if any(one.conflict for one in typed):
            return "Inte sparat: någon annan har sparat samma uppgift. Välj vilket som ska gälla."
        if any(one.errors for one in typed):
            return "Inte sparat än: rätta det som är markerat."
        return f"Sparat {timezone.localtime():%H:%M}" if any(saved) else ""

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
                **context,
            }
            return HttpResponse(render_to_string(self.template_name, pieces))
        for fault in faults:
            messages.error(self.request, f"{fault.label}: {fault.message}")
        if status and not faults:
            messages.info(self.request, status)
        return redirect(f"{self.address('entry')}#{anchor}")


class ValuePage(RowPage):
    """An indicator's row: outcome to date and forecast."""

    template_name = "rounds/row_saved.html"

    def post(
        self, request: HttpRequest, measurement: int, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Save the row that the measurement stands in."""
        row = self._row(measurement)
        status = self.save(list(row.cells))
        row = value_row(self._read(row.row.indicator.pk), {one.prefix: one for one in row.cells})
        done, total = indicators_done(self.submission)
        return self.answer(
            status,
            faults_of([row], []),
            row.anchor,
            row=row,
            done=done,
            total=total,
            columns=columns_of(self.period),
        )

    def _row(self, measurement: int) -> ValueRow:
        """The row, of this organisation and period alone: a forged id is not found."""
        found = Measurement.objects.filter(
            pk=measurement, organisation=self.organisation, period=self.period
        ).first()
        if found is None:
            raise Http404
        return value_row(self._read(found.indicator_id))

    def _read(self, indicator: int) -> Any:
        """Read the indicator's row."""
        rows = indicator_rows(self.organisation, self.period, indicator)
        if not rows:
            raise Http404
        return rows[0]


class ActivityPage(RowPage):
    """An activity's row: its state, its deviation, its new end."""

    template_name = "rounds/activity_saved.html"

    def post(self, request: HttpRequest, status: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the activity's status."""
        found = (
            statuses().filter(pk=status, organisation=self.organisation, period=self.period).first()
        )
        if found is None:
            raise Http404
        found.organisation, found.period = self.organisation, self.period
        typed = TypedStatus(found)
        said = self.save([typed])
        return self.answer(
            said,
            faults_of([], [typed]),
            typed.anchor,
            activity=typed,
        )
