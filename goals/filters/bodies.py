"""The nämnder and bolag that a list can be narrowed to, and what lies under one of them."""

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest

from organisation.enums import DECIDING_KINDS
from organisation.models import Closure, Organisation
from periods.queries import period_of

_Row = TypeVar("_Row", bound=Model)


def bodies(request: HttpRequest | None) -> QuerySet[Organisation]:
    """The nämnder and bolag of the tree of the period in the address."""
    found = Organisation.objects.filter(kind__in=DECIDING_KINDS).order_by("name_sort", "pk")
    match = request.resolver_match if request else None
    if request is None or match is None or "period" not in match.kwargs:
        return found
    period = period_of(request, match.kwargs["period"])
    return found.filter(Exists(Closure.objects.filter(period=period, descendant=OuterRef("pk"))))


def at_and_under(rows: QuerySet[_Row], body: Organisation) -> QuerySet[_Row]:
    """Rows of organisations at and under a body, in the tree of each row's period."""
    below = Closure.objects.filter(ancestor=body, period=OuterRef("period"))
    return rows.filter(Exists(below.filter(descendant=OuterRef("organisation"))))
