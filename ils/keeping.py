"""Keeps what was posted to the pages where people write when the login had expired, so that nothing is lost."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from organisation.kept import KEPT

_PAGES = {"rounds:entry", "rounds:analysis", "reports:section"}
# Our own choice: the longest page of a unit is a tenth of it.
_LONGEST = 300_000


class KeepTyped:
    """Puts the form into the new session; after the login the page shows it again, unsaved.

    It stands after CSRF, which has refused a form that is not of our own pages, and the page shows
    the form to nobody but the person whose page it was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, and keep the form if its writer was led to the login instead."""
        response = self.get_response(request)
        found = request.resolver_match
        if request.method == "POST" and not request.user.is_authenticated and found:
            body = request.POST.urlencode()
            is_ours = found.view_name in _PAGES and "person" in request.POST
            if is_ours and response.status_code == 302 and len(body) <= _LONGEST:
                request.session[KEPT] = {"path": request.path, "body": body}
        return response
