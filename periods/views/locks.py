"""Locking a period level by level, opening it again, and exceptions: SLK's page, with its log."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import TemplateResponseMixin

from organisation.enums import Permission
from periods.commands import NotNow, end_exception, grant_exception, lock, unlock
from periods.enums import LockLevel
from periods.forms import ExceptionForm, LockForm
from periods.queries import exceptions_in, lock_log
from periods.views.base import PeriodPage


class LocksPage(TemplateResponseMixin, PeriodPage):
    """What is locked, by whom and why; what can be locked or opened next; the exceptions."""

    permission = Permission.LOCK_PERIOD
    template_name = "periods/locks.html"

    def get_page_title(self) -> str:
        """Which period."""
        return f"Låsning av {self.period}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the levels and the log."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the levels, the forms and the log."""
        log = lock_log(self.period)
        locked = [level for level in LockLevel if self.period.locked_at(level)]
        open_ones = [level for level in LockLevel if level not in locked]
        return super().get_context_data(
            **{
                "levels": [
                    (level, next((e for e in log if e.level is level), None)) for level in LockLevel
                ],
                # Levels are locked from below and opened from above: one of each at a time.
                "to_lock": open_ones[0] if open_ones and self.period.opened_at else None,
                "to_open": locked[-1] if locked else None,
                "lock_form": LockForm(prefix="las"),
                "open_form": LockForm(prefix="oppna"),
                "exception_form": ExceptionForm(period=self.period),
                "exceptions": list(exceptions_in(self.period)),
                "now": timezone.now(),
                "log": log,
                **kwargs,
            }
        )

    def run(self, name: str, form: Form, done: str, command: Any) -> HttpResponse:
        """Run a command with what the form says; a fault is shown at its field."""
        if not form.is_valid():
            return self.render_to_response(
                self.get_context_data(**{name: form, "faulty": form}), status=422
            )
        try:
            command(form.cleaned_data)
        except NotNow as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, done)
        return redirect(reverse("periods:locks", args=[self.period.slug]))


class LockPage(LocksPage):
    """Lock a level for everybody."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lock, and show the levels."""
        return self.run(
            "lock_form",
            LockForm(request.POST, prefix="las"),
            f"{self.period} är låst.",
            lambda said: lock(
                period=self.period,
                level=LockLevel(said["level"]),
                by=self.user,
                reason=said["reason"],
            ),
        )


class UnlockPage(LocksPage):
    """Open a locked level again, for a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open, and show the levels."""
        return self.run(
            "open_form",
            LockForm(request.POST, prefix="oppna"),
            f"{self.period} är öppnad igen.",
            lambda said: unlock(
                period=self.period,
                level=LockLevel(said["level"]),
                by=self.user,
                reason=said["reason"],
            ),
        )


class ExemptPage(LocksPage):
    """Let one organisation go on in a locked period until a moment."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Grant the exception, and show it."""
        return self.run(
            "exception_form",
            ExceptionForm(request.POST, period=self.period),
            "Undantaget gäller från nu.",
            lambda said: grant_exception(period=self.period, by=self.user, **said),
        )


class EndExceptionPage(LocksPage):
    """Let an exception end now."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it, and show the rest."""
        exception = get_object_or_404(exceptions_in(self.period), pk=self.kwargs["exception"])
        return self.run(
            "end_form",
            Form(request.POST),
            "Undantaget är avslutat.",
            lambda said: end_exception(exception=exception, by=self.user),
        )
