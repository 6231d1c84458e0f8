"""The economy of a document, in millions of kronor."""

from economy.models import EconomyLine
from economy.queries import AreaSum, committee_lines, economy_lines, summed, summed_by_area
from organisation.enums import COMMITTEE_KINDS
from organisation.models import Organisation
from periods.enums import LockLevel, PeriodKind
from periods.models import Period, Submission
from reports.canonical import clean
from reports.contents import Content
from reports.gathering.cells import number_cell
from reports.sentences import counted

_MNKR_DECIMALS = 1
_CENTRAL = "staden centralt"


def economy_cell(organisation: Organisation, period: Period) -> Content | None:
    """Budget, outcome, forecast and deviation in millions of kronor, with their sum."""
    lines = list(economy_lines(organisation, period))
    total = summed(lines)
    if total is None:
        return None
    return {"lines": [_own_line(line, line.area) for line in lines], "total": _money(total)}


def city_economy_cell(city: Organisation, period: Period) -> Content | None:
    """The nämnders lines summed by verksamhetsområde, then the city's own; which nämnder lack lines."""
    lines, own = committee_lines(period), list(economy_lines(city, period))
    total = summed([*lines, *own])
    if total is None:
        return None
    is_plan = period.kind == PeriodKind.PLAN
    return {
        "lines": [
            *(_area_line(area, is_plan=is_plan) for area in summed_by_area(lines)),
            *(_own_line(line, f"{line.area} ({_CENTRAL})") for line in own),
        ],
        "total": _money(total),
        "committees": _committees(period, lines),
    }


def _committees(period: Period, lines: list[EconomyLine]) -> Content:
    """How many nämnder the sums are of, and the names of those that have no lines."""
    found = {line.organisation_id for line in lines}
    expected = Submission.objects.filter(
        period=period, level=LockLevel.COMMITTEE, organisation__kind__in=COMMITTEE_KINDS
    ).select_related("organisation")
    missing = [
        row.organisation.name
        for row in expected.order_by("organisation__name_sort", "pk")
        if row.organisation_id not in found
    ]
    return {"reported": len(found), "missing": missing}


def _area_line(area: AreaSum, *, is_plan: bool) -> Content:
    """A verksamhetsområde over all nämnder, with how many it is the sum of."""
    words = f"Summan av {counted(area.parts, 'nämnd', 'nämnder')}."
    if area.without_forecast and not is_plan:
        of_them = f" för {area.without_forecast} av dem" if area.parts > 1 else ""
        words += f" Prognos saknas{of_them}, så den summan går inte att räkna."
    return {**_money(area.sums), "area": area.area, "comment": words}


def _own_line(line: EconomyLine, area: str) -> Content:
    """A line of the organisation's own."""
    return {**_money(line), "area": area, "comment": clean(line.comment)}


def _money(row: object) -> Content:
    """The four amounts of a line or of the sum."""
    names = ("budget", "outcome", "forecast", "deviation")
    return {name: number_cell(getattr(row, name), _MNKR_DECIMALS) for name in names}
