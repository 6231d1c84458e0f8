"""Who must have signed in: everyone, but where a view says that it is open."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase


class RequireLogin(LoginRequiredMiddleware):
    """Django's rule, which looks at the session of an open page's reader too; this one does not.

    An answer that depends on no session says so (no Vary: Cookie), and may be kept for others.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Lead who has not signed in to the door, unless the view is open."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
