"""The word of a period in an address: 2026-t2."""


class PeriodConverter:
    """Year and occasion: 2026-vp, 2026-t1, 2026-t2, 2026-ar."""

    regex = "[0-9]{4}-(?:vp|t1|t2|ar)"

    def to_python(self, value: str) -> str:
        """Leave the word as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Leave the word as it stands."""
        return value
