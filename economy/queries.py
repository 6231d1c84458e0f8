"""Reads of the economy: an organisation's lines in a period, and their sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from economy.models import EconomyFile, EconomyLine
from organisation.enums import COMMITTEE_KINDS
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


def summed(lines: Iterable[EconomyLine | EconomySum]) -> EconomySum | None:
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


@dataclass(frozen=True, slots=True)
class AreaSum:
    """A verksamhetsområde over several nämnder: how many they are, how many lack a forecast, and the sum."""

    area: str
    parts: int
    without_forecast: int
    sums: EconomySum


def committee_lines(period: Period) -> list[EconomyLine]:
    """The lines of all nämnder in a period, by operational area.

    Those of bolag are not among them (a result is no cost), nor those of what lies below a nämnd,
    which are parts of the nämnd's own.
    """
    found = EconomyLine.objects.filter(period=period, organisation__kind__in=COMMITTEE_KINDS)
    return list(found.select_related("organisation").order_by("area", "organisation__name_sort"))


def summed_by_area(lines: Iterable[EconomyLine]) -> list[AreaSum]:
    """The lines added up by operational area, in the order of the areas."""
    by_area: dict[str, list[EconomyLine]] = {}
    for line in lines:
        by_area.setdefault(line.area, []).append(line)
    return [
        AreaSum(area, len(rows), sum(row.forecast is None for row in rows), sums)
        for area, rows in by_area.items()
        if (sums := summed(rows))
    ]


def _added(numbers: list[Decimal | None]) -> Decimal | None:
    """The sum, or None when a part is not known: it is never counted as zero (promise 3)."""
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None
