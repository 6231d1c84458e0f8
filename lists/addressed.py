"""A list found by its address, as its user sees it: what a file is made of outside the page."""

from typing import Protocol, cast
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve

from lists.files import Rows
from organisation.authentication import RolesBackend


class Table(Protocol):
    """What a file takes of a list's table."""

    heading: list[str]
    count: int

    def cells(self) -> Rows:
        """The rows of the file."""


class Listed(Protocol):
    """What a file takes of a list's page."""

    table: Table

    def get_file_name(self) -> str:
        """What the file is called, before its ending."""

    def get_page_title(self) -> str:
        """What the list is called."""

    def has_list(self) -> bool:
        """Whether there is a list at the address."""


def list_at(address: str, user_id: int) -> Listed:
    """The page of a list, asked for by a user with today's rights.

    Raises Http404 when the address leads to no list, or the user may not see it.
    """
    asked = urlsplit(address)
    match = resolve(asked.path)
    page = getattr(match.func, "view_class", None)
    if page is None or not hasattr(page, "make_table"):
        raise Http404
    made = page(**getattr(match.func, "view_initkwargs", {}))
    made.setup(_request(asked.path, asked.query, user_id), *match.args, **match.kwargs)
    made.admit()
    if not made.has_list():
        raise Http404
    return cast(Listed, made)


def _request(path: str, query: str, user_id: int) -> HttpRequest:
    """The question that the user's browser would have put."""
    user = RolesBackend().get_user(user_id)
    if user is None:
        raise Http404
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(query)
    request.user = user
    return request
