"""Bilaga 6: how good the forecasts of tertial 1 and 2 were, when the year's outcome came."""

from collections import defaultdict
from decimal import Decimal

from goals.queries.forecasts import TERTIALS, Forecast, Score, forecasts_of
from organisation.models import Closure, Organisation
from periods.enums import PeriodKind
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, chapter, columns, row, summed
from reports.contents import Number
from reports.gathering.bodies import Bodies
from reports.gathering.cells import NOTHING, number_cell
from reports.sentences import counted, shares


def forecast_chapters(city: Organisation, period: Period, bodies: Bodies) -> list[Chapter]:
    """A chapter for each tertial's forecasts of the last year whose outcome can have come."""
    is_annual = period.kind == PeriodKind.ANNUAL
    number = period.year.number if is_annual else period.year.number - 1
    found = forecasts_of([number])
    return [
        _chapter(
            kind, name, number, _scores(found, kind, number, city, bodies), [city, *bodies.all]
        )
        for kind, name in TERTIALS.items()
    ]


def _scores(
    forecasts: list[Forecast], kind: str, number: int, city: Organisation, bodies: Bodies
) -> dict[int, Score]:
    """How the forecasts of a tertial came out, by nämnd or bolag; two queries."""
    period = Period.objects.filter(year__number=number, kind=kind).order_by().first()
    body_of = _bodies_of(period, [body.pk for body in bodies.all])
    found: dict[int, Score] = defaultdict(Score)
    for one in forecasts:
        if one.tertial == kind:
            found[body_of.get(one.organisation_id, city.pk)].count(one)
    return found


def _number(value: Decimal | None, decimals: int) -> Number:
    """A number of the table, or that there is none."""
    return NOTHING if value is None else number_cell(value, decimals)


def _chapter(
    kind: str, name: str, number: int, scores: dict[int, Score], places: list[Organisation]
) -> Chapter:
    """The forecasts of a tertial: how many hit, and which way the others missed."""
    heads = columns(
        (ColumnKind.NAME, "Nämnd eller bolag"),
        (ColumnKind.COUNT, "Träff"),
        (ColumnKind.COUNT, "För ljus"),
        (ColumnKind.COUNT, "För mörk"),
        (ColumnKind.COUNT, "Annan miss"),
        (ColumnKind.COUNT, "Utan utfall"),
        (ColumnKind.COUNT, "Prognoser"),
        (ColumnKind.NUMBER, "Träff i %"),
        (ColumnKind.NUMBER, "Typiskt fel i %"),
    )
    whole = Score()
    rows = []
    for place in places:
        if (score := scores.get(place.pk)) is not None:
            whole.add(score)
            counts = [*score.counts, sum(score.counts)]
            rows.append(
                row(place.name, *counts, _number(score.hit_rate, 0), _number(score.bias, 1))
            )
    made = summed("Prognoser", f"Prognoserna i {name.lower()} {number}", heads, rows)
    total = made["total"] or []
    return chapter(
        1,
        f"prognoser-{kind.replace('_', '-')}",
        f"Prognoserna i {name.lower()} {number} mot utfallet",
        _words(name, number, whole),
        [{**made, "total": [*total[:-2], _number(whole.hit_rate, 0), _number(whole.bias, 1)]}],
    )


def _words(name: str, number: int, whole: Score) -> list[str]:
    """How the forecasts of the tertial came out, and what the words mean."""
    forecasts = sum(whole.counts)
    if not forecasts:
        return [f"Ingen helårsprognos lämnades i {name.lower()} {number}."]
    words = ("träffar", "för ljusa", "för mörka", "andra missar", "utan utfall än")
    parts = [*zip(whole.counts, words, strict=True)]
    return [
        shares(counted(forecasts, "helårsprognos", "helårsprognoser"), parts),
        "En prognos är en träff när den ligger inom indikatorns tolerans från utfallet. För ljus är "
        "den när utfallet blev sämre än prognosen, för mörk när det blev bättre; andra missar gäller "
        "indikatorer vars årsmål inte säger åt vilket håll bättre är. Typiskt fel är det mellersta av "
        "felen: prognosen minus utfallet i procent av utfallet. Enheternas prognoser räknas hos sin nämnd.",
    ]


def _bodies_of(period: Period | None, bodies: list[int]) -> dict[int, int]:
    """The nearest nämnd or bolag at or above each organisation, in the tree of the forecasts."""
    if period is None:
        return {}
    pairs = Closure.objects.filter(period=period, ancestor__in=bodies).order_by("-depth")
    return dict(pairs.values_list("descendant_id", "ancestor_id"))
