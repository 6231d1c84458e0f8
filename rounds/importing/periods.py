"""Whether a file's row is about the period that one reads it into."""

import re
from datetime import date

from periods.enums import PeriodKind
from periods.models import Period

_FIRST_MONTH = {PeriodKind.TERTIAL_1: 1, PeriodKind.TERTIAL_2: 5, PeriodKind.ANNUAL: 9}
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_MONTH = re.compile(r"(\d{4})-?(\d\d)")
_NAMED = re.compile(r"([a-zåäö]{3})[a-zåäö]*\.? (\d{4})")


class WrongPeriod(Exception):
    """The row is about another period, or about none that can be understood."""


def require_day(text: str, period: Period) -> None:
    """Raise WrongPeriod when the day does not lie in the period (T2: May to August)."""
    found = _DAY.fullmatch(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise WrongPeriod(f"”{text}” är inget datum: skriv till exempel {period.last_day}.")
    _require_month(text, day.year, day.month, period)


def require_period(text: str, period: Period) -> None:
    """Raise WrongPeriod unless the text names the period: its name, 2026-t2, T2 2026, aug 2026."""
    plain = " ".join(text.lower().split())
    number = period.year.number
    word = period.slug.partition("-")[2]
    if plain in (str(period).lower(), period.slug, f"{word} {number}", f"{word}-{number}"):
        return None
    if _DAY.fullmatch(plain):
        return require_day(plain, period)
    month = _MONTH.fullmatch(plain)
    named = _NAMED.fullmatch(plain)
    if month:
        _require_month(text, int(month[1]), int(month[2]), period)
    elif named and named[1] in _MONTHS:
        _require_month(text, int(named[2]), _MONTHS.index(named[1]) + 1, period)
    else:
        raise WrongPeriod(f"”{text}” är inte {period}.")
    return None


def _require_month(text: str, year: int, month: int, period: Period) -> None:
    """The month lies in the tertial, and for the annual period in the year's last tertial."""
    first = _FIRST_MONTH.get(PeriodKind(period.kind), 1)
    if year != period.year.number or not first <= month <= period.last_day.month:
        raise WrongPeriod(f"”{text}” hör inte till {period}. Läs in det i sin egen period.")
