"""Reads of saved views, and the order of Swedish names."""

from django.db.models import CharField, F, Func, QuerySet
from django.db.models.functions import Collate, Lower

from lists.models import SavedView
from organisation.models import User


def views_of(user: User, page: str) -> QuerySet[SavedView]:
    """The views that the user has saved of a list, by name."""
    return SavedView.objects.filter(user=user, page=page).order_by("name", "pk")


def swedish(path: str) -> Collate:
    """The order of a field without a stored key: å, ä and ö last, whatever the collation.

    The same letters as `organisation.names.sort_key`.
    """
    key = Func(
        Lower(F(path)),
        function="TRANSLATE",
        template="%(function)s(%(expressions)s, 'åäöéüæø', '{|}ey|}')",
        output_field=CharField(),
    )
    return Collate(key, "C")
