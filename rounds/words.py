"""The words of a round: when it is due, where a submission stands, what a value is."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from indicators.models import Measurement
from lights import format_decimal
from periods.enums import LockLevel, SubmissionState
from periods.models import Period, Submission


def due_on(period: Period, level: str) -> date:
    """The last day of a level."""
    return {
        LockLevel.UNIT: period.due_on,
        LockLevel.COMMITTEE: period.committee_due_on,
        LockLevel.CITY: period.city_due_on,
    }[LockLevel(level)]


def due_words(submission: Submission, today: date) -> str:
    """Say when the organisation has handed in, or by when it has to."""
    if submission.state in (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED):
        return handed_in_words(submission)
    day = due_on(submission.period, submission.level)
    word = "Lämna in igen" if submission.state == SubmissionState.RETURNED else "Lämna in"
    if day < today:
        return f"Sista dagen var {long_date(day)}, {distance(day, today)}. {word} så snart du kan."
    return f"{word} senast {long_date(day)}, {distance(day, today)}."


def handed_in_words(submission: Submission) -> str:
    """Say who handed in and when, and who has accepted it."""
    if submission.submitted_at is None:
        return ""
    words = f"Inlämnad {long_date(timezone.localdate(submission.submitted_at))}"
    if submission.submitted_by:
        words += f" av {submission.submitted_by}"
    if submission.state != SubmissionState.ACCEPTED or submission.reviewed_at is None:
        return f"{words}."
    return f"{words}. Godkänd {long_date(timezone.localdate(submission.reviewed_at))} av {submission.reviewed_by}."


def distance(day: date, today: date) -> str:
    """How far off a day is: om 10 dagar, i morgon, i dag, för 3 dagar sedan."""
    days = (day - today).days
    near = {-1: "i går", 0: "i dag", 1: "i morgon"}
    if days in near:
        return near[days]
    return f"om {days} dagar" if days > 0 else f"för {-days} dagar sedan"


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
    indicator = measurement.indicator
    number = format_decimal(measurement.value, indicator.decimals)
    return f"{number} {indicator.unit}" if with_unit and indicator.unit else number
