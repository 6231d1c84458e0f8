"""The demo's economy: budget, outcome and forecast per verksamhetsområde at nämnder and bolag."""

from collections.abc import Iterator
from decimal import Decimal

from economy.models import EconomyLine
from history.commands import because
from ils.demo.chance import Dice
from ils.demo.city import City
from organisation.enums import COMPANY_KINDS, Kind
from organisation.models import Organisation
from periods.enums import PeriodKind
from periods.models import Period

_SOURCE = "påhittat för demonstrationen"
# Invented budgets in millions of kronor, before each nämnd's own size.
_DISTRICT_AREAS = {
    "Förskola": 480,
    "Äldreomsorg": 620,
    "Stöd till personer med funktionsnedsättning": 310,
    "Individ- och familjeomsorg": 240,
    "Ekonomiskt bistånd": 130,
    "Kultur, fritid och stadsmiljö": 70,
    "Nämnd och administration": 60,
}
_COMMITTEE_AREAS = {"Verksamhet": 380, "Nämnd och administration": 45}
_COMPANY_AREAS = {"Rörelsens resultat": 240, "Finansnetto": 60}
_YEAR_PART = {PeriodKind.TERTIAL_1: 4, PeriodKind.TERTIAL_2: 8}


def make_economy(
    *, period: Period, organisations: list[Organisation], by: dict[int, int | None], dice: Dice
) -> None:
    """Write the lines of a period for nämnder and bolag, by their authors."""
    lines = [
        line for organisation in organisations for line in _lines(organisation, period, by, dice)
    ]
    with because("ekonomin rapporterades", by=None):
        EconomyLine.objects.bulk_create(lines, batch_size=1000)


def make_budget(*, period: Period, organisation: Organisation, by: int, dice: Dice) -> None:
    """Write what a nämnd has to spend in the year that a plan is for; nothing is spent yet."""
    with because("budgeten lades in", by=None):
        EconomyLine.objects.bulk_create(
            EconomyLine(
                organisation=organisation,
                period=period,
                area=area,
                budget=budget,
                source=_SOURCE,
                changed_by_id=by,
            )
            for area, budget in _budgets(organisation, dice)
        )


def deciding(city: City) -> list[Organisation]:
    """The nämnder and bolag that have an economy of their own."""
    return [*city.districts, *city.committees, *city.companies]


def _lines(
    organisation: Organisation, period: Period, by: dict[int, int | None], dice: Dice
) -> Iterator[EconomyLine]:
    """The lines of one organisation."""
    for area, planned in _budgets(organisation, dice):
        name = (period.kind, organisation.code, area)
        deviation = dice.of("economy", *name).gauss(0, 0.012)
        forecast = (planned * Decimal(str(round(1 + deviation, 4)))).quantize(Decimal("0.1"))
        pace = Decimal(str(round(dice.of("pace", *name).uniform(0.97, 1.02), 3)))
        spent = forecast * _YEAR_PART[PeriodKind(period.kind)] / 12 * pace
        yield EconomyLine(
            organisation=organisation,
            period=period,
            area=area,
            budget=planned,
            outcome=spent.quantize(Decimal("0.1")),
            forecast=forecast,
            comment=_comment(planned - forecast, planned),
            source=_SOURCE,
            changed_by_id=by.get(organisation.pk),
        )


def _budgets(organisation: Organisation, dice: Dice) -> Iterator[tuple[str, Decimal]]:
    """What an organisation has to spend in each verksamhetsområde, after its size."""
    size = Decimal(str(round(dice.of("size", organisation.code).uniform(0.5, 1.6), 2)))
    for area, budget in _areas(organisation).items():
        yield area, (budget * size).quantize(Decimal("0.1"))


def _areas(organisation: Organisation) -> dict[str, int]:
    """The verksamhetsområden of a kind of organisation."""
    if organisation.kind in COMPANY_KINDS:
        return _COMPANY_AREAS
    return _DISTRICT_AREAS if organisation.kind == Kind.DISTRICT_COMMITTEE else _COMMITTEE_AREAS


def _comment(deviation: Decimal, budget: Decimal) -> str:
    """What is said of a deviation of more than one per cent."""
    if abs(deviation) * 100 < budget:
        return ""
    if deviation > 0:
        return "Överskottet beror på vakanser och på att insatser har startat senare än planerat."
    return "Underskottet beror på högre volymer än i budgeten. Åtgärder är beslutade."
