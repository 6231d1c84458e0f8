"""Refuses an upload that is far too large before anything of it is read, in words."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# The form's own fields travel with the file.
_BESIDE_THE_FILE = 100_000
_CHUNK = 1 << 16


class LimitUploads:
    """Looks at the announced length. It must stand before whatever reads the form, as CSRF does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, or answer 413 with the reason."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) <= settings.LARGEST_UPLOAD + _BESIDE_THE_FILE:
            return self.get_response(request)
        _drain(request)
        most = settings.LARGEST_UPLOAD // 1_000_000
        return render(request, "413.html", {"most": most}, status=413)


def _drain(request: HttpRequest) -> None:
    """Read away as much again as is allowed, and keep nothing.

    A browser shows the answer only once it has sent what it had; a gigabyte is cut off instead.
    """
    left = 2 * settings.LARGEST_UPLOAD
    while left > 0 and (chunk := request.read(min(_CHUNK, left))):
        left -= len(chunk)
