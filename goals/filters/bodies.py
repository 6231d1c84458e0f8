"""The nämnder and bolag that a list can be narrowed to."""

from django.db.models import QuerySet
from django.http import HttpRequest

from organisation.enums import DECIDING_KINDS
from organisation.models import Organisation


def bodies(request: HttpRequest | None) -> QuerySet[Organisation]:
    """The nämnder and bolag."""
    return Organisation.objects.filter(kind__in=DECIDING_KINDS).order_by("name_sort", "pk")
