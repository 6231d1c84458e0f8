"""Reads of the economy: an organisation's lines in a period, and their sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from economy.models import EconomyFile, EconomyLine
from organisation.models import Organisation, User
from periods.models import Period

_LATEST = 10


@dataclass(frozen=True, slots=True)
class EconomySum:
    """The lines added up; an outcome or a forecast that a line lacks makes the sum unknown."""

    budget: Decimal
    outcome: Decimal | None
    forecast: Decimal | None
    deviation: Decimal | None


def latest_files(period: Period, user: User) -> list[EconomyFile]:
    """The files that the user has brought in the period, the newest first."""
    found = EconomyFile.objects.filter(period=period, made_by=user)
    return list(found[:_LATEST])


def waiting_file(pk: int, user: User) -> EconomyFile | None:
    """A file that the user has brought, with its period."""
    found = EconomyFile.objects.filter(pk=pk, made_by=user)
    return found.select_related("period__year").first()


def economy_lines(organisation: Organisation, period: Period) -> QuerySet[EconomyLine]:
    """The lines of an organisation in a period, by operational area."""
    return EconomyLine.objects.filter(organisation=organisation, period=period).order_by("area")


def summed(lines: Iterable[EconomyLine]) -> EconomySum | None:
    """The sum of the lines, or None when there are none."""
    rows = list(lines)
    if not rows:
        return None
    return EconomySum(
        budget=sum((row.budget for row in rows), Decimal(0)),
        outcome=_added([row.outcome for row in rows]),
        forecast=_added([row.forecast for row in rows]),
        deviation=_added([row.deviation for row in rows]),
    )


def _added(numbers: list[Decimal | None]) -> Decimal | None:
    """The sum, or None when a part is not known: it is never counted as zero (promise 3)."""
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None
