"""Values that look wrong beside what is known: asked about, never refused."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Measurement
from indicators.plausibility import is_far
from rounds.queries.entry import IndicatorRow


@dataclass(frozen=True, slots=True)
class Surprise:
    """A value far from the one that it is compared with: the last forecast, or last year's outcome."""

    measurement: Measurement
    known: Measurement
    value: Decimal
    known_value: Decimal

    @property
    def is_higher(self) -> bool:
        """The value lies above the one that it is compared with."""
        return self.value > self.known_value

    @property
    def is_confirmed(self) -> bool:
        """Somebody has said that just this value is right."""
        return self.measurement.confirmed == self.value


def surprise_of(row: IndicatorRow) -> Surprise | None:
    """Compare the judged value with the year's last forecast, else with last year's outcome.

    The outcome to date is not compared: a part of a year is far from the whole of another.
    """
    judged = row.judged
    numbers = (one for one in (row.last_forecast, row.last_year) if one and one.value is not None)
    known = next(numbers, None)
    if judged is None or judged.value is None or known is None or known.value is None:
        return None
    if not is_far(judged.value, known.value):
        return None
    return Surprise(judged, known, judged.value, known.value)
