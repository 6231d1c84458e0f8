"""Writes of lists: a user's own saved views, and the files that are ordered of long lists."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jobs.commands import enqueue
from jobs.enums import JobKind
from jobs.models import Job
from lists.models import OrderedFile, SavedView
from organisation.models import User

KEPT_FOR = timedelta(days=2)  # our own choice: what a list says is soon old


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


@transaction.atomic
def order_file(*, address: str, kind: str, title: str, name: str, rows: int, by: User) -> Job:
    """Order a file of what a list's address shows, or follow the one that is being made of the same.

    `title` is the list's and `name` the file's; `rows` is how many there are, for the progress.
    """
    words = {"title": title[:200], "name": name[:200]}
    wanted, _ = OrderedFile.objects.get_or_create(
        user=by, address=address, kind=kind, made_at=None, defaults=words
    )
    return enqueue(kind=JobKind.LIST_FILE, subject=wanted.pk, by=by, total=rows)


@transaction.atomic
def keep_file(*, file: OrderedFile, content: bytes) -> None:
    """Store what a worker has made: whole or not at all."""
    file.content, file.made_at = content, timezone.now()
    file.save(update_fields=["content", "made_at"])


@transaction.atomic
def forget_files() -> int:
    """Remove files that were ordered more than two days ago; gives how many."""
    removed, _ = OrderedFile.objects.filter(ordered_at__lt=timezone.now() - KEPT_FOR).delete()
    return removed
