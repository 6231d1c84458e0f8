"""The city's economy is the sum of the nämnders, area by area, and says whose is not there."""

from decimal import Decimal
from typing import Any

import pytest

from economy.models import EconomyLine
from organisation.models import Organisation
from reports.commands import propose
from reports.models import Snapshot
from reports.sentences import economy_of_committees
from tests.reports.conftest import ADDRESS, SignIn
from tests.rows import EconomyLineFactory
from tests.world import World


def copy_of(world: World) -> Snapshot:
    """The city's tertialrapport, frozen now."""
    return propose(organisation=world.city, period=world.t2, by=world.slk, verify_at=ADDRESS)


def economy_of(world: World) -> Any:
    """What is frozen of the economy."""
    return copy_of(world).content["economy"]


def add(world: World, organisation: Organisation, area: str, **amounts: Any) -> EconomyLine:
    """A line more."""
    made: EconomyLine = EconomyLineFactory(
        organisation=organisation, period=world.t2, area=area, **amounts
    )
    return made


def test_an_area_is_the_sum_of_all_committees(world: World) -> None:
    rows = EconomyLine.objects.filter(
        organisation__in=[world.committee, world.other_committee], area="Område 1"
    )

    economy = economy_of(world)

    (line,) = economy["lines"]
    assert line["area"] == "Område 1"
    assert Decimal(line["budget"]["exact"]) == sum(row.budget for row in rows)
    assert Decimal(line["forecast"]["exact"]) == sum(row.forecast or 0 for row in rows)
    assert line["comment"] == "Summan av 2 nämnder."
    assert economy["committees"] == {"reported": 2, "missing": []}


def test_the_lines_add_up_to_the_total(world: World) -> None:
    add(world, world.committee, "Område 2", budget=Decimal("10.25"))
    add(world, world.city, "Finansiering", budget=Decimal(7))

    economy = economy_of(world)

    assert [line["area"] for line in economy["lines"]] == [
        "Område 1", "Område 2", "Finansiering (staden centralt)",
    ]  # fmt: skip
    for name, total in economy["total"].items():
        parts = [Decimal(line[name]["exact"]) for line in economy["lines"]]
        assert Decimal(total["exact"]) == sum(parts)


def test_a_company_and_what_lies_below_a_committee_are_not_counted(world: World) -> None:
    before = economy_of(world)["total"]
    add(world, world.company, "Resultat", budget=Decimal(1000))
    add(world, world.tree.department, "Område 1", budget=Decimal(1000))

    assert economy_of(world)["total"] == before


def test_a_missing_forecast_is_never_counted_as_zero(world: World) -> None:
    add(world, world.committee, "Område 2", forecast=None)

    line = economy_of(world)["lines"][1]

    assert line["forecast"]["exact"] is None
    assert line["comment"] == (
        "Summan av 1 nämnd. Prognos saknas, så den summan går inte att räkna."
    )


def test_whose_lines_are_missing_is_told_on_the_page(world: World, client_of: SignIn) -> None:
    EconomyLine.objects.filter(organisation=world.other_committee).delete()

    page = client_of(world.slk).get(copy_of(world).get_absolute_url()).content.decode()

    assert "Summan av 1 av 2 nämnders uppgifter." in page
    assert "Uppgifter saknas från Skarpnäck stadsdelsnämnd. Bolagen ingår inte." in page


@pytest.mark.parametrize(
    ("reported", "missing", "words"),
    [
        (1, [], "Summan av 1 nämnds uppgifter. Bolagen ingår inte."),
        (14, [], "Summan av 14 nämnders uppgifter. Bolagen ingår inte."),
        (
            2, ["Bromma", "Farsta"],
            "Summan av 2 av 4 nämnders uppgifter. Uppgifter saknas från Bromma och Farsta. "
            "Bolagen ingår inte.",
        ),
    ],
)  # fmt: skip
def test_the_sentence(reported: int, missing: list[str], words: str) -> None:
    assert economy_of_committees(reported, missing) == words
