"""The economy of a document, in millions of kronor."""

from economy.queries import economy_lines, summed
from organisation.models import Organisation
from periods.models import Period
from reports.canonical import clean
from reports.contents import Content
from reports.gathering.cells import number_cell

_MNKR_DECIMALS = 1


def economy_cell(organisation: Organisation, period: Period) -> Content | None:
    """Budget, outcome, forecast and deviation in millions of kronor, with their sum."""
    lines = list(economy_lines(organisation, period))
    total = summed(lines)
    if total is None:
        return None
    return {
        "lines": [
            {**_money(line), "area": line.area, "comment": clean(line.comment)} for line in lines
        ],
        "total": _money(total),
    }


def _money(row: object) -> Content:
    """The four amounts of a line or of the sum."""
    names = ("budget", "outcome", "forecast", "deviation")
    return {name: number_cell(getattr(row, name), _MNKR_DECIMALS) for name in names}
