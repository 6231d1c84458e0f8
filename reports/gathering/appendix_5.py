"""Bilaga 5: the key figures (nyckeltal), each with its newest years up to the report's."""

from collections import defaultdict
from decimal import Decimal

from indicators.enums import Part
from indicators.models import KeyFigure
from lights import format_decimal
from organisation.enums import Kind
from organisation.models import Organisation
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, Row, chapter, columns, row, summed, table
from reports.canonical import clean
from reports.gathering.bodies import Bodies
from reports.gathering.cells import number_cell
from reports.sentences import shares

_YEARS_BEFORE = (1, 2, 3)
_FIGURE = columns(
    (ColumnKind.NAME, "Nyckeltal"),
    (ColumnKind.TEXT, "Avser år"),
    (ColumnKind.NUMBER, "Värde"),
    (ColumnKind.NUMBER, "Ett år före"),
    (ColumnKind.NUMBER, "Två år före"),
    (ColumnKind.NUMBER, "Tre år före"),
    (ColumnKind.TARGET, "Årsmål"),
    (ColumnKind.TEXT, "Önskas"),
    (ColumnKind.TEXT, "Kvalitet"),
)
_AGES = ("rapportåret", "året före", "äldre")

_Series = list[KeyFigure]  # one indicator, organisation and part; the newest year first


def figure_chapters(city: Organisation, period: Period, bodies: Bodies) -> list[Chapter]:
    """How new they are, then organisation by organisation, the city first. One query."""
    number = period.year.number
    by_place = _series(number)
    places = sorted(by_place, key=lambda place: (_turn(place), place.name_sort, place.pk))
    return [
        _brief(places, by_place, number),
        *(
            chapter(
                1,
                f"nyckeltal-{place.code}",
                place.name,
                [_words(by_place[place], number)],
                [table("Nyckeltal", place.name, _FIGURE, map(_row, by_place[place]))],
            )
            for place in places
        ),
    ]


def _series(number: int) -> dict[Organisation, list[_Series]]:
    """The series of each organisation by name; nothing newer than the report."""
    found: dict[Organisation, dict[tuple[int, str], _Series]] = defaultdict(dict)
    figures = KeyFigure.objects.filter(year__lte=number).select_related("indicator", "organisation")
    for figure in figures.order_by("indicator__name", "indicator_id", "part", "-year"):
        series = found[figure.organisation].setdefault((figure.indicator_id, figure.part), [])
        series.append(figure)
    return {place: list(series.values()) for place, series in found.items()}


def _turn(place: Organisation) -> int:
    """The city first, comparison organisations last."""
    return {Kind.CITY: 0, Kind.COMPARISON: 2}.get(Kind(place.kind), 1)


def _brief(
    places: list[Organisation], by_place: dict[Organisation, list[_Series]], number: int
) -> Chapter:
    """How many key figures each organisation has, and how new they are."""
    rows = [
        row(place.name, *(counts := _ages(by_place[place], number)), sum(counts))
        for place in places
    ]
    heads = columns(
        (ColumnKind.NAME, "Organisation"),
        *((ColumnKind.COUNT, age.capitalize()) for age in _AGES),
        (ColumnKind.COUNT, "Summa"),
    )
    every = [series for place in places for series in by_place[place]]
    return chapter(
        1,
        "i-korthet",
        "I korthet",
        [_words(every, number)],
        [summed("I korthet", "Nyckeltal efter vilket år det senaste värdet avser", heads, rows)],
    )


def _words(every: list[_Series], number: int) -> str:
    """How new the key figures are."""
    if not every:
        return "Det finns inga nyckeltal."
    ages = (f"från {number}", f"från {number - 1}", "från ett äldre år")
    parts = list(zip(_ages(every, number), ages, strict=True))
    return shares(f"{len(every)} nyckeltal", parts)


def _ages(every: list[_Series], number: int) -> list[int]:
    """How many that are of the report's year, of the year before, and older."""
    years = [series[0].year for series in every]
    return [
        years.count(number),
        years.count(number - 1),
        sum(year < number - 1 for year in years),
    ]


def _row(series: _Series) -> Row:
    """A key figure: its newest value, the years before it, its target and its source."""
    newest, indicator = series[0], series[0].indicator
    values = {figure.year: figure.value for figure in reversed(series)}
    if newest.previous is not None:
        values.setdefault(newest.year - 1, newest.previous)
    before = (values.get(newest.year - back) for back in _YEARS_BEFORE)
    return row(
        f"{indicator.name} ({indicator.unit})" if indicator.unit else indicator.name,
        str(newest.year),
        *(number_cell(value, indicator.decimals) for value in (newest.value, *before)),
        _target(newest.target_kind, newest.target_value, indicator.decimals),
        newest.desired,
        indicator.get_quality_display(),
        mark="" if newest.part == Part.TOTAL else newest.get_part_display(),
        note=" ".join(
            words for words in (clean(newest.note), f"Källa: {clean(newest.source)}") if words
        ),
    )


def _target(kind: str, value: Decimal | None, decimals: int) -> str:
    """The target that the value was published with."""
    if value is None:
        return ""
    word = {"at_least": "minst ", "at_most": "högst "}.get(kind, "")
    return f"{word}{format_decimal(value, decimals)}"
