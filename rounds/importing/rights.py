"""Whose values a person may write from a file, and who can be written at all just now."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from organisation.enums import Permission
from organisation.models import Organisation, User
from organisation.queries import scope_ids
from periods.locks import why_closed
from periods.models import Period, Submission

_BELOW = "Bara {} själv ändrar sina värden. Skicka filen dit, eller återsänd det som är inlämnat."


@dataclass(slots=True)
class Rights:
    """The answers for one person in one period; each organisation is asked about once."""

    period: Period
    own: frozenset[int]
    imported: frozenset[int]
    closed: dict[int, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, user: User, period: Period) -> "Rights":
        """Where the user reports, and where the user brings other systems' files."""
        return cls(
            period,
            frozenset(scope_ids(user, Permission.RECORD)),
            frozenset(scope_ids(user, Permission.IMPORT)),
        )

    def learn(self, organisations: Iterable[Organisation], *, lock: bool = False) -> None:
        """Find out which of the organisations are closed, and why.

        With `lock` nobody hands in or returns until the transaction is over.
        """
        new = {one.pk: one for one in organisations if one.pk not in self.closed}
        found = Submission.objects.filter(period=self.period, organisation_id__in=new)
        rows = found.order_by("pk").select_for_update(no_key=True) if lock else found
        submissions = {submission.organisation_id: submission for submission in rows}
        for pk, organisation in new.items():
            self.closed[pk] = why_closed(organisation, self.period, submissions.get(pk))

    def refusal(self, organisation: Organisation) -> str | None:
        """Say why the person can not write the organisation's values, or None."""
        if organisation.pk not in self.own | self.imported:
            return _BELOW.format(organisation.name)
        return self.closed.get(organisation.pk)

    def is_central(self, organisation_id: int) -> bool:
        """The value comes from a central system, and says from which file."""
        return organisation_id not in self.own
