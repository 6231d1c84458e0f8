"""Whose lights of a period a reader may see (promise 13)."""

from functools import cached_property

from django.db.models import Q, QuerySet

from organisation.enums import Kind
from organisation.models import Closure, Organisation, User
from periods.enums import SubmissionState
from periods.locks import level_of
from periods.models import Period, Submission
from periods.queries import readable_ids


class Readable:
    """The own line's drafts, and of everybody else what is accepted or locked.

    Asked row by row it costs one query; as a condition it is a part of the query of the rows.
    """

    def __init__(self, user: User, period: Period) -> None:
        self._period = period
        accepted = Submission.objects.filter(period=period, state=SubmissionState.ACCEPTED)
        ids = accepted.order_by().values_list("organisation_id", flat=True)
        self._rows = ids.union(readable_ids(user, period))

    @cached_property
    def _ids(self) -> set[int]:
        """The same as keys, read once."""
        return set(self._rows)

    def shows(self, organisation: Organisation) -> bool:
        """Say whether the organisation's lights may be shown."""
        return self.shows_at(organisation.pk, organisation.kind)

    def shows_at(self, organisation_id: int, kind: str) -> bool:
        """The same, for a row that carries no organisation."""
        return self._period.locked_at(level_of(kind)) is not None or organisation_id in self._ids

    def where(self, path: str = "") -> Q:
        """The same as a condition on the organisation at the end of a path, or on the row itself.

        Not as a list of keys: the city's are a thousand, which would be sent with each query.
        """
        locked = [kind for kind in Kind.values if self._period.locked_at(level_of(kind))]
        way = f"{path}__" if path else ""
        known = Q(**{f"{way}pk__in": self._rows})
        return known | Q(**{f"{way}kind__in": locked}) if locked else known

    def below(self, organisation: Organisation) -> QuerySet[Closure, int]:
        """The ids at and under an organisation in the period's tree that may be shown; a subquery.

        For rows by the ten thousand: each is looked up here once, not in the tree and then again.
        """
        tree = Closure.objects.filter(period=self._period, ancestor=organisation)
        shown = tree.filter(self.where("descendant")).order_by()
        return shown.values_list("descendant_id", flat=True)
