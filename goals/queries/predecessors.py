"""What the predecessors of an organisation had, as facts beside the value that a light rests on."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.formats import date_format

from indicators.enums import Part
from indicators.models import Verdict
from indicators.predecessors import EarlierValue, earlier_values
from organisation.models import Organisation
from periods.models import Period


def predecessor_facts(
    verdict: Verdict, organisation: Organisation, period: Period
) -> Iterator[tuple[str, str]]:
    """A label and a text for each predecessor: its values of the period's year and the year before.

    They are not in the organisation's own value; the text says so. Women and men have none.
    """
    if verdict.part != Part.TOTAL:
        return
    indicator = verdict.goal_indicator.indicator
    years = (period.year.number, period.year.number - 1)
    found = [row for row in earlier_values(indicator, organisation) if row.year in years]
    for name, rows in groupby(sorted(found, key=_name), key=_name):
        values = [*rows]
        day = date_format(values[0].succeeded_on, "j F Y")
        words = ", ".join(f"{row.period}: {row.value}" for row in values)
        yield f"Före {day}", f"{name}. {words}. Räknas inte in i värdet här."


def _name(row: EarlierValue) -> str:
    """By whom the values were reported."""
    return row.name
