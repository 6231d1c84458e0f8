"""Reads of corrections: the one that goes on, and those that the user is asked to answer."""

from datetime import date

from django.db.models import QuerySet

from organisation.enums import GRANTS, Permission
from organisation.models import User
from organisation.queries import at_work, grants_of, with_address
from reports.enums import CorrectionKind
from reports.models import Correction, Report


def open_correction(report: Report | None) -> Correction | None:
    """The correction that goes on, if one does."""
    if report is None:
        return None
    return going_on().filter(report=report).select_related("opened_by").first()


def going_on() -> QuerySet[Correction]:
    """Those that have neither become a version nor been withdrawn."""
    return Correction.objects.filter(withdrawn_at=None, snapshot=None)


def asked_of(user: User) -> list[Correction]:
    """The completions that are asked of documents which the user writes, of any period; one query."""
    ids = [
        grant.organisation_id
        for grant in grants_of(user)
        if Permission.WRITE_REPORT in GRANTS[grant.role]
    ]
    if not ids:
        return []
    found = going_on().filter(kind=CorrectionKind.COMPLETION, report__organisation__in=ids)
    related = found.select_related("opened_by", "report__organisation", "report__period__year")
    return list(related.order_by("opened_at", "pk"))


def completions_since(day: date) -> QuerySet[Correction]:
    """The completions that have been asked since a day, and still are."""
    asked = going_on().filter(kind=CorrectionKind.COMPLETION, opened_at__date__gte=day)
    related = asked.select_related("opened_by", "report__organisation", "report__period__year")
    return related.order_by("opened_at", "pk")


def writers_of(asked: Correction, today: date) -> QuerySet[User]:
    """Those who write the document today, with an address to send to."""
    at = at_work(Permission.WRITE_REPORT, asked.report.organisation_id, today)
    return with_address(at.values("user_id"))
