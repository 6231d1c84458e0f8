"""Kalender: make, renew and revoke the address of the calendar feed, and the feed itself."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic.base import TemplateResponseMixin

from organisation.queries import grants_of
from organisation.views import Page
from rounds.calendar import feed, make_key, owner_of, revoke_key
from rounds.models import CalendarKey
from rounds.queries.dates import days_of


class CalendarPage(TemplateResponseMixin, Page):
    """Whether the user has an address, what stands in it, and the buttons."""

    template_name = "rounds/calendar.html"
    page_title = "Datum i din kalender"

    def is_allowed(self) -> bool:
        """Whoever has a role has dates."""
        return bool(grants_of(self.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the address, or a new one, and show it this one time."""
        path = reverse("rounds:calendar_feed", args=[make_key(by=self.user)])
        base = settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
        response = self.render_to_response(self.get_context_data(address=f"{base}{path}"))
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the key's date, and the address when it was made just now."""
        key = CalendarKey.objects.filter(user=self.user).first()
        days = days_of(self.user, timezone.localdate())
        return super().get_context_data(**{"key": key, "address": "", "days": days, **kwargs})


class RevokeCalendarPage(CalendarPage):
    """Take the address away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Revoke, and show the page."""
        revoke_key(by=self.user)
        messages.success(request, "Adressen är borttagen och svarar inte längre.")
        return redirect("rounds:calendar")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The dates of whoever the key belongs to; 404 for any other key."""
    user = owner_of(token)
    if user is None:
        raise Http404
    now = timezone.now()
    content = feed(days_of(user, timezone.localdate(now)), now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=3600"
    response["Referrer-Policy"] = "no-referrer"
    return response
