"""The words of a round: when it is due, where a submission stands, what a value is."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from history.models import Versioned
from indicators.enums import MeasurementKind
from indicators.models import Measurement
from organisation.models import User
from periods.enums import SubmissionState
from periods.models import Submission
from periods.queries import Hands, last_day
from rounds.queries.surprise import Surprise
from rounds.queries.writers import just_saved

_SAME = " Samma person har lämnat in och godkänt."
# What the fields of a row are called in a sentence.
FIELD_LABELS = {
    "value": "värde",
    "yes": "ja eller nej",
    "numerator": "täljare",
    "denominator": "nämnare",
    "women": "kvinnor",
    "men": "män",
    "women_numerator": "täljare, kvinnor",
    "women_denominator": "nämnare, kvinnor",
    "men_numerator": "täljare, män",
    "men_denominator": "nämnare, män",
    "missing": "varför tomt",
    "missing_reason": "skäl till tomt",
    "published_on": "publiceras den",
    "comment": "kommentar",
    "confirmed": "bekräftat värde",
    "cause": "orsak",
    "action": "åtgärd",
    "responsible": "ansvarig",
    "due_on": "klart senast",
    "state": "läge",
    "deviation": "kommentar",
    "text": "svar",
    "new_end_on": "nytt slutdatum",
    "result": "resultat",
    "analysis": "analys",
    "development": "utveckling",
}


def due_words(submission: Submission, today: date, hands: Hands) -> str:
    """Say when the organisation has handed in, or by when it has to."""
    if submission.state in (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED):
        return handed_in_words(submission, hands)
    day = last_day(submission)
    word = "Lämna in igen" if submission.state == SubmissionState.RETURNED else "Lämna in"
    if day < today:
        return f"Sista dagen var {long_date(day)}, {distance(day, today)}. {word} så snart du kan."
    return f"{word} senast {long_date(day)}, {distance(day, today)}."


def last_day_words(day: date, today: date) -> str:
    """Say when the last day is, or was: Sista dagen är 4 september 2026, om 3 dagar."""
    verb = "var" if day < today else "är"
    return f"Sista dagen {verb} {long_date(day)}, {distance(day, today)}."


def handed_in_words(submission: Submission, hands: Hands) -> str:
    """Say who handed in and when, and who has accepted it, and for whom."""
    if submission.submitted_at is None:
        return ""
    words = f"Inlämnad {long_date(timezone.localdate(submission.submitted_at))}"
    if submission.submitted_by:
        words += f" av {hands.submitted(submission)}"
    if submission.state != SubmissionState.ACCEPTED or submission.reviewed_at is None:
        return f"{words}."
    day = long_date(timezone.localdate(submission.reviewed_at))
    same = _SAME if submission.is_self_reviewed else ""
    return f"{words}. Godkänd {day} av {hands.reviewed(submission)}.{same}"


def distance(day: date, today: date) -> str:
    """How far off a day is: om 10 dagar, i morgon, i dag, för 3 dagar sedan."""
    days = (day - today).days
    near = {-1: "i går", 0: "i dag", 1: "i morgon"}
    if days in near:
        return near[days]
    return f"om {days} dagar" if days > 0 else f"för {-days} dagar sedan"


def recent_words(rows: Iterable[Versioned], reader: User, now: datetime) -> str:
    """Say who else has saved the rows in the last half hour: Anna Ek skrev här 14:20.

    Have the name of who saved each row at hand as `writer`; a substitute's says for whom.
    """
    others = [(one.changed_at, getattr(one, "writer", "")) for one in just_saved(rows, reader, now)]
    if not others:
        return ""
    at, writer = max(others, key=lambda one: one[0])
    return f"{writer} skrev här {timezone.localtime(at):%H:%M}."


def long_date(day: date) -> str:
    """The day as in running text: 4 september 2026."""
    return date_format(day, "j F Y")


def value_words(measurement: Measurement | None, *, with_unit: bool = True) -> str:
    """A reported value, or why there is none; a dash where nobody was asked."""
    if measurement is None:
        return "–"
    if measurement.yes is not None:
        return "ja" if measurement.yes else "nej"
    if measurement.value is None:
        return measurement.get_missing_display()
    return measurement.indicator.reported_words(measurement.value, with_unit=with_unit)


def surprise_words(surprise: Surprise) -> str:
    """Say what the value is far from: 40 % är långt under utfallet 2025, 83 %."""
    value, known = value_words(surprise.measurement), value_words(surprise.known)
    side = "över" if surprise.is_higher else "under"
    what = "förra prognosen"
    if surprise.known.kind == MeasurementKind.OUTCOME:
        what = f"utfallet {surprise.measurement.period.year.number - 1}"
    return f"{value} är långt {side} {what}, {known}."
