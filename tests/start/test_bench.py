"""The bench builds a city that the program understands, and measures in it."""

import pytest

from goals.commands import drift
from ils.bench.city import Size, build
from ils.bench.lines import light_lines
from ils.bench.pages import page_lines
from indicators.models import Measurement, Verdict

TINY = Size(committees=2, units=2, indicators=6, commitments=2, years=1, most=8)


@pytest.mark.usefixtures("own_database")
def test_a_tiny_city_is_built_judged_and_opened() -> None:
    period, by = build(TINY)

    lines = [*light_lines(period, by, times=1), *page_lines(period)]

    assert [line.name for line in lines if not line.queries] == []
    bare, whole, again, *_ = lines
    assert (bare.rows > 0, whole.rows > 0, again.rows) == (True, True, 0)
    assert Verdict.objects.filter(period=period).exclude(light="grey").exists()
    assert Measurement.objects.filter(period=period, version__gt=1).exists()
    assert drift(period=period) == []
