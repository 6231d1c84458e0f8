"""How good the forecasts were: hits within the tolerance, misses by direction, bias per nämnd."""

from decimal import Decimal
from typing import Any

import pytest

from goals.commands import open_period, rejudge
from indicators.models import Measurement
from reports.commands import make_appendix
from reports.enums import ReportKind
from tests.reports.conftest import ADDRESS
from tests.reports.tables import record, tables
from tests.world import World


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def outcome(world: World, value: str, code: str = "nojda") -> None:
    """Everyone's outcome of an indicator for the year; tertial 1's forecast was 82 %, 110 places."""
    rows = Measurement.objects.filter(period=world.annual, kind="outcome", indicator__code=code)
    rows.update(value=Decimal(value), missing="")


def forecasts(world: World) -> dict[str, Any]:
    """The content of bilaga 6 of the year's end."""
    rejudge(period=world.annual)
    snapshot, _ = make_appendix(
        period=world.annual, by=world.slk, verify_at=ADDRESS, kind=ReportKind.APPENDIX_6
    )
    return snapshot.content


@pytest.fixture
def annual(world: World) -> World:
    """The year's end is open, and nothing has come in."""
    open_period(period=world.annual, by=None)
    return world


@pytest.mark.parametrize(
    ("value", "column"),
    [("82", "Träff"), ("80", "Träff"), ("60", "För ljus"), ("95", "För mörk")],
)
def test_a_forecast_is_counted_by_how_it_came_out(annual: World, value: str, column: str) -> None:
    outcome(annual, value)

    table = tables(forecasts(annual), "Prognoser")[0]

    row = record(table, "Bostäder AB")
    assert row[column] == 1
    assert row["Prognoser"] == 1
    assert row["Utan utfall"] == 0


def test_units_forecasts_stand_at_their_committee(annual: World) -> None:
    outcome(annual, "60")

    row = record(tables(forecasts(annual), "Prognoser")[0], "Skarpnäck stadsdelsnämnd")

    # Two units with share, places and qualified each; only the share has an outcome.
    assert (row["För ljus"], row["Utan utfall"], row["Prognoser"]) == (2, 4, 6)
    assert row["Träff i %"]["shown"] == "0"
    assert row["Typiskt fel i %"]["shown"] == "36,7"


def test_the_whole_is_the_sum_of_the_bodies(annual: World) -> None:
    outcome(annual, "82")
    outcome(annual, "100", "platser")

    content = forecasts(annual)

    table = tables(content, "Prognoser")[0]
    hits, lighter, darker, other, unknown, whole = table["total"][1:7]
    assert hits + lighter + darker + other + unknown == whole
    assert whole == sum(row["cells"][6] for row in table["rows"])
    chapter = next(c for c in content["chapters"] if c["key"] == "prognoser-tertial-1")
    assert chapter["paragraphs"][0].startswith(f"Av {whole} helårsprognoser är {hits} träffar")


def test_a_year_without_forecasts_says_so(world: World) -> None:
    snapshot, _ = make_appendix(
        period=world.t2, by=world.slk, verify_at=ADDRESS, kind=ReportKind.APPENDIX_6
    )

    assert not tables(snapshot.content, "Prognoser")
    (chapter, _) = (c for c in snapshot.content["chapters"] if c["key"].startswith("prognoser"))
    assert chapter["paragraphs"] == ["Ingen helårsprognos lämnades i tertial 1 2025."]
