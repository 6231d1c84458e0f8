"""Whose lights of a period a reader may see (promise 13)."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from organisation.enums import Kind
from organisation.models import Organisation, User
from periods.enums import SubmissionState
from periods.locks import level_of
from periods.models import Period, Submission
from periods.queries import readable_ids

T = TypeVar("T", bound=Model)


class Readable:
    """The own line's drafts, and of everybody else what is accepted or locked; one query."""

    def __init__(self, user: User, period: Period) -> None:
        self._period = period
        accepted = Submission.objects.filter(period=period, state=SubmissionState.ACCEPTED)
        ids = accepted.order_by().values_list("organisation_id", flat=True)
        self._ids = set(ids.union(readable_ids(user, period)))

    def shows(self, organisation: Organisation) -> bool:
        """Say whether the organisation's lights may be shown."""
        return self.shows_at(organisation.pk, organisation.kind)

    def among(self, rows: QuerySet[T]) -> QuerySet[T]:
        """Those of the rows, each of an `organisation`, that may be shown."""
        return rows.filter(self.where("organisation"))

    def where(self, path: str) -> Q:
        """The same as a condition on the organisation at the end of a path."""
        locked = [kind for kind in Kind.values if self._period.locked_at(level_of(kind))]
        return Q(**{f"{path}_id__in": self._ids}) | Q(**{f"{path}__kind__in": locked})

    def shows_at(self, organisation_id: int, kind: str) -> bool:
        """The same, for a row that carries no organisation."""
        return organisation_id in self._ids or self._period.locked_at(level_of(kind)) is not None
