"""Saving, renaming and dropping a view of a list: each is the user's own."""

from django.db import transaction

from lists.models import SavedView
from organisation.models import User


@transaction.atomic
def save_view(*, page: str, name: str, query: str, by: User) -> SavedView:
    """Save what a list was asked for under a name. Raises ValidationError when the name is taken."""
    view = SavedView(user=by, page=page, name=name.strip(), query=query)
    view.full_clean()
    view.save()
    return view


@transaction.atomic
def rename_view(*, view: SavedView, name: str) -> SavedView:
    """Give a saved view another name. Raises ValidationError when the name is taken."""
    view.name = name.strip()
    view.full_clean()
    view.save(update_fields=["name"])
    return view


@transaction.atomic
def drop_view(*, view: SavedView) -> None:
    """Forget a saved view; the list and its address are as they were."""
    view.delete()
