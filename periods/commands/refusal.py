"""The refusals that the commands of a period may give."""

from periods.models import Period


class NotNow(Exception):
    """What was asked for can not be done in the present state; the message says why in Swedish."""


class DatesMoved(NotNow):
    """Somebody else set the period's dates after they were read; `current` is how they stand now."""

    def __init__(self, current: Period) -> None:
        super().__init__("Någon annan har ändrat datumen efter att du öppnade sidan.")
        self.current = current
