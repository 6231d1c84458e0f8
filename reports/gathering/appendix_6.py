"""Bilaga 6: where judgement and figures disagree, and how good the forecasts were."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from goals.models import Goal
from goals.queries import Judgement, Judgements
from lights import Light
from organisation.models import Organisation
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, Row, chapter, columns, row, shown, summed, table
from reports.canonical import clean
from reports.gathering.bodies import Bodies
from reports.gathering.cells import day, light_cell
from reports.gathering.forecasts import forecast_chapters
from reports.gathering.to_judge import Assigned, to_judge
from reports.sentences import shares

# The words of goals.queries.difference, in the order of the table: greener is read first.
_WAYS = {
    "Grönare än underlaget": "grönare än underlaget",
    "Rödare än underlaget": "rödare än underlaget",
    "Utan beräknat underlag": "utan beräknat underlag",
    "": "som underlaget",
}
_SHORT = {Light.GREEN: "Helt", Light.YELLOW: "Delvis", Light.RED: "Uppfylls ej"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A goal that an organisation is to judge, and how it did."""

    goal: Goal
    organisation: Organisation
    at: Judgement

    @property
    def way(self) -> str:
        """How the judgement stands to the figures; None has been made where it is not judged."""
        return self.at.difference


def trust_chapters(city: Organisation, period: Period, bodies: Bodies) -> list[Chapter]:
    """The judgements, those that differ, and the forecasts."""
    assigned = to_judge(city, period, bodies.all)
    judged = _judged(assigned, period)
    return [
        _counts([city, *bodies.all], judged),
        _differing([one for one in judged if one.way or (one.at.is_judged and one.at.moved)]),
        *forecast_chapters(city, period, bodies),
    ]


def _judged(assigned: list[Assigned], period: Period) -> list[_Judged]:
    """Every goal to be judged beside its judgement; three queries."""
    goals = {one.goal.pk for one in assigned}
    places = {one.organisation.pk for one in assigned}
    judgements = Judgements(period, goals, places, is_signed=True)
    return [
        _Judged(one.goal, one.organisation, judgements.at(one.goal, one.organisation.pk))
        for one in assigned
    ]


def _counts(places: list[Organisation], judged: list[_Judged]) -> Chapter:
    """How many goals each has judged, and how; every goal is counted once."""
    heads = columns(
        (ColumnKind.NAME, "Nämnd eller bolag"),
        (ColumnKind.COUNT, "Grönare"),
        (ColumnKind.COUNT, "Rödare"),
        (ColumnKind.COUNT, "Utan underlag"),
        (ColumnKind.COUNT, "Som underlaget"),
        (ColumnKind.COUNT, "Ej bedömda"),
        (ColumnKind.COUNT, "Summa mål"),
    )
    rows = [
        row(place.name, *_row_of([one for one in judged if one.organisation == place]))
        for place in places
    ]
    return chapter(
        1,
        "bedomningar",
        "Bedömningar och underlag",
        [_counts_words(judged)],
        [summed("Bedömningar", "Målens bedömningar mot det beräknade ljuset", heads, rows)],
    )


def _row_of(judged: list[_Judged]) -> Iterable[int]:
    """The counts of a place, and their sum."""
    ways = Counter(one.way for one in judged if one.at.is_judged)
    counts = [ways[way] for way in _WAYS]
    unjudged = len(judged) - sum(counts)
    return [*counts, unjudged, len(judged)]


def _counts_words(judged: list[_Judged]) -> str:
    """How all the goals are judged."""
    if not judged:
        return "Inget mål ska bedömas."
    *counts, unjudged, whole = _row_of(judged)
    parts = [*zip(counts, (f"bedömda {word}" for word in _WAYS.values()), strict=True)]
    return shares(f"{whole} mål", [*parts, (unjudged, "ej bedömda")])


def _differing(judged: list[_Judged]) -> Chapter:
    """The judgements that differ from the figures, or whose figures moved; greener ones first."""
    places = list(_WAYS)
    ordered = sorted(judged, key=lambda one: places.index(one.way))
    heads = columns(
        (ColumnKind.NAME, "Mål"),
        (ColumnKind.TEXT, "Bedömt av"),
        (ColumnKind.LIGHT, "Bedömning"),
        (ColumnKind.LIGHT, "Beräknat underlag"),
        (ColumnKind.TEXT, "Skillnad"),
    )
    return chapter(
        1,
        "skillnader",
        "Där bedömning och underlag skiljer sig",
        [_differing_words(len(ordered))],
        [table("Skillnader", "Skillnader, de grönare först", heads, map(_difference, ordered))],
    )


def _differing_words(count: int) -> str:
    """How many judgements the table lists."""
    if not count:
        return "Ingen bedömning skiljer sig från underlaget."
    if count == 1:
        return "1 bedömning skiljer sig från underlaget, eller har ett ändrat underlag."
    return f"{count} bedömningar skiljer sig från underlaget, eller har ett ändrat underlag."


def _difference(one: _Judged) -> Row:
    """A judgement beside its suggestion; the motivation stands under it."""
    at = one.at
    judged, suggested = light_cell(at.judged), light_cell(at.suggested)
    notes = [
        "Underlaget har ändrats efter bedömningen." if at.moved else "",
        at.suggested.reason,
        f"Motivering: {clean(at.rationale)}" if at.rationale else "",
        f"Beslutad av {at.decided_by}." if at.decided_by else "",
        f"Bedömd av {at.assessed_by} {day(at.assessed_at)}.",
    ]
    return row(
        f"{one.goal.code} {one.goal.title}",
        one.organisation.name,
        shown(judged, _SHORT[Light(judged["light"])]),
        shown(suggested, at.basis_word),
        at.difference or "Underlaget ändrat",
        note=" ".join(note for note in notes if note),
    )
