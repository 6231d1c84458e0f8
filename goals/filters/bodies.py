"""The nämnder and bolag that a list can be narrowed to."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from organisation.enums import DECIDING_KINDS
from organisation.models import Closure, Organisation
from periods.queries import period_of


def bodies(request: HttpRequest | None) -> QuerySet[Organisation]:
    """The nämnder and bolag of the tree of the period in the address."""
    found = Organisation.objects.filter(kind__in=DECIDING_KINDS).order_by("name_sort", "pk")
    match = request.resolver_match if request else None
    if request is None or match is None or "period" not in match.kwargs:
        return found
    period = period_of(request, match.kwargs["period"])
    return found.filter(Exists(Closure.objects.filter(period=period, descendant=OuterRef("pk"))))
