"""What a file of the economy may say, and what its rows would do."""

from django.db.models import TextChoices


class Scale(TextChoices):
    """What the file's amounts are written in."""

    MILLIONS = "millions", "miljoner kronor"
    THOUSANDS = "thousands", "tusental kronor"
    KRONOR = "kronor", "kronor"


# How many of a million each is.
PER_MILLION = {Scale.MILLIONS: 1, Scale.THOUSANDS: 1_000, Scale.KRONOR: 1_000_000}


class Column(TextChoices):
    """The parts of a line that a file may have a column for."""

    ORGANISATION = "organisation", "organisation"
    AREA = "area", "verksamhetsområde"
    BUDGET = "budget", "budget"
    OUTCOME = "outcome", "utfall"
    FORECAST = "forecast", "prognos"
    COMMENT = "comment", "kommentar"


NUMBERS = (Column.BUDGET, Column.OUTCOME, Column.FORECAST)
REQUIRED = (Column.ORGANISATION, Column.AREA, Column.BUDGET)


class LineState(TextChoices):
    """What a row of a file would do to what is stored."""

    FAULTY = "faulty", "felaktig"
    NEW = "new", "ny"
    CHANGED = "changed", "ändrad"
    UNCHANGED = "unchanged", "oförändrad"
