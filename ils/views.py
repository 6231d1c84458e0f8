"""The start page, which leads each role to its work, and the page that says the program is well."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from organisation.views import Page


class Start(Page):
    """The start page of the signed-in user's role."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Placeholder until the rooms have pages."""
        return HttpResponse("ILS")


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "frisk"})
