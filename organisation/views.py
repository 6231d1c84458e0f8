"""The base of every page: who may see it, at which organisation, and what stands in its head."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic.base import ContextMixin, View

from organisation.enums import Kind, Permission
from organisation.models import Organisation, User
from organisation.queries import can


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step in the breadcrumb."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several pages that one steps between (components/tabs.html)."""

    label: str
    url: str
    is_current: bool


class Page(ContextMixin, View):
    """A page at an organisation: out of scope answers 404, as if it did not exist (promise 13)."""

    permission: ClassVar[Permission] = Permission.READ
    page_title: str = ""
    organisation: Organisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find what the page is about, refuse whoever may not see it, and go on."""
        self.admit()
        return super().dispatch(request, *args, **kwargs)

    def admit(self) -> None:
        """Find what the page is about. Raises Http404 for whoever may not see it."""
        self.load()
        if not self.is_allowed():
            raise Http404

    @property
    def user(self) -> User:
        """The signed-in user; RequireLogin (ils/entrance.py) has seen to it that there is one."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    def load(self) -> None:
        """Find the organisation that the address names, or the city when it names none."""
        code = self.kwargs.get("organisation")
        lookup = {"code": code} if code else {"kind": Kind.CITY}
        self.organisation = get_object_or_404(Organisation, **lookup)

    def is_allowed(self) -> bool:
        """Say whether the user may see the page."""
        return can(self.user, self.permission, self.organisation)

    def get_page_title(self) -> str:
        """The page's one heading."""
        return self.page_title

    def get_crumbs(self) -> list[Crumb]:
        """The way down to the page."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template what every page has."""
        return super().get_context_data(
            page_title=self.get_page_title(),
            crumbs=self.get_crumbs(),
            organisation=self.organisation,
            **kwargs,
        )
