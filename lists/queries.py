"""Reads of saved views and ordered files, and the order of Swedish names."""

from django.db.models import CharField, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Collate, Lower

from jobs.enums import JobKind
from jobs.models import Job
from lists.models import OrderedFile, SavedView
from organisation.models import User


def views_of(user: User, page: str) -> QuerySet[SavedView]:
    """The views that the user has saved of a list, by name."""
    return SavedView.objects.filter(user=user, page=page).order_by("name", "pk")


def files_of(user: User, address: str) -> QuerySet[OrderedFile]:
    """The files that the user has ordered of a list, newest first, each with its latest job."""
    jobs = Job.objects.filter(kind=JobKind.LIST_FILE, subject=OuterRef("pk")).order_by("-pk")
    files = OrderedFile.objects.filter(user=user, address=address).defer("content")
    return files.annotate(job=Subquery(jobs.values("pk")[:1]))


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
