"""The parts of bilaga 3 that the history knows: changed indicators, and changed responsible."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q

from goals.enums import KF_LEVELS, Level
from goals.models import Goal
from indicators.models import GoalIndicator, SeriesBreak
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, Row, Table, chapter, columns, row, table
from reports.canonical import clean
from reports.gathering.changes import Change, People, Window, changed_on, comings, updates
from reports.sentences import counted, shares

_LEVELS = (SetBy.KF, SetBy.COMMITTEE)
_DEFINING = (
    "name", "definition", "unit", "decimals", "tolerance_kind", "tolerance_value", "aggregation",
    "ratio_factor", "numerator_name", "denominator_name", "by_gender", "is_yes_no", "periodicity",
    "max_age_days", "derivation", "base_year", "set_size", "mean_years", "reported_unit", "source",
)  # fmt: skip
_RECORDED = (
    (ColumnKind.TEXT, "Vad"),
    (ColumnKind.TEXT, "Tidigare"),
    (ColumnKind.TEXT, "Nu"),
    (ColumnKind.TEXT, "Ändrat av"),
    (ColumnKind.DAY, "Datum"),
)
_INDICATOR = columns((ColumnKind.NAME, "Indikator"), *_RECORDED)
_RESPONSIBLE = columns((ColumnKind.NAME, "Mål eller indikator"), *_RECORDED)


def changed_indicators(period: Period, window: Window) -> Chapter:
    """What has been changed in the definitions, what has come and gone, and broken series."""
    links = GoalIndicator.objects.filter(goal__year=period.year_id, set_by__in=_LEVELS)
    ids = links.order_by().values("indicator_id")
    changed = updates("indicators", "Indicator", Q(pgh_obj_id__in=ids), _DEFINING, window)
    people = People(changed)
    added, removed, is_first = _since_last_year(period)
    return chapter(
        1,
        "indikatorer",
        "Ändrade indikatorer",
        _indicator_words(len(changed), len(added), len(removed), is_first),
        [
            table(
                "Indikatorer",
                "Ändrade uppgifter",
                _INDICATOR,
                [_recorded(one, people) for one in changed],
            ),
            _come_and_gone(added, removed),
            _series_breaks(period, ids),
        ],
    )


def _indicator_words(changed: int, added: int, removed: int, is_first: bool) -> list[str]:
    """What has happened to the indicators; where nothing did in a first year, only that it is one."""
    last_year = _last_year_words(added, removed, is_first)
    return [last_year] if is_first and not changed else [_changed_words(changed), last_year]


def _changed_words(changed: int) -> str:
    """How many things that have been changed in the definitions."""
    if not changed:
        return "Ingen indikators definition har ändrats."
    return f"{counted(changed, 'uppgift', 'uppgifter')} om indikatorerna har ändrats."


def _last_year_words(added: int, removed: int, is_first: bool) -> str:
    """How many of KF's indicators that have come and gone since the year before."""
    if is_first:
        return "Året före har inga KF-indikatorer att jämföra med."
    came = counted(added, "KF-indikator", "KF-indikatorer")
    return f"Jämfört med året före har {came} tillkommit och {removed} utgått."


def _come_and_gone(added: list[str], removed: list[str]) -> Table:
    """KF's indicators that have come and gone since the year before."""
    return table(
        "Nya och utgångna",
        "KF-indikatorer som har tillkommit eller utgått sedan året före",
        columns((ColumnKind.NAME, "Indikator"), (ColumnKind.TEXT, "Vad")),
        [
            *(row(name, "har tillkommit") for name in added),
            *(row(name, "har utgått") for name in removed),
        ],
    )


def _series_breaks(period: Period, indicators: Any) -> Table:
    """The indicators that are measured in another way from this year; one query."""
    year = period.year.number
    breaks = SeriesBreak.objects.filter(indicator_id__in=indicators, year=year)
    found = breaks.select_related("indicator").order_by("indicator__name", "pk")
    return table(
        "Seriebrott",
        f"Mäts på ett annat sätt från {year}",
        columns((ColumnKind.NAME, "Indikator"), (ColumnKind.TEXT, "Vad som ändrades")),
        [row(one.indicator.name, clean(one.reason)) for one in found],
    )


def _recorded(change: Change, people: People) -> Row:
    """A change that the history kept; its reason stands under it."""
    return row(
        change.row.name,
        change.what,
        change.before,
        change.after,
        people.name(change),
        changed_on(change),
        note=f"Skäl: {change.why}" if change.why else "",
    )


def _since_last_year(period: Period) -> tuple[list[str], list[str], bool]:
    """KF's indicators that have come and gone, and whether there is no year before; one query."""
    years = (period.year.number - 1, period.year.number)
    links = GoalIndicator.objects.filter(set_by=SetBy.KF, goal__year__number__in=years)
    names: dict[int, dict[str, str]] = {number: {} for number in years}
    found = links.order_by("indicator__name", "pk").values_list(
        "goal__year__number", "indicator__code", "indicator__name"
    )
    for number, code, name in found:
        names[number][code] = name
    before, now = (names[number] for number in years)
    if not before:
        return [], [], True
    return (
        [name for code, name in now.items() if code not in before],
        [name for code, name in before.items() if code not in now],
        False,
    )


def changed_responsible(period: Period, window: Window) -> Chapter:
    """Who answers for an indicator, owns a goal or has a goal addressed to it, and did not before."""
    links = GoalIndicator.objects.filter(goal__year=period.year_id, set_by__in=_LEVELS)
    of_year = Q(year_id=period.year_id, level__in=[*KF_LEVELS, Level.COMMITTEE])
    goals = {goal.pk: goal for goal in Goal.objects.filter(of_year).order_by()}
    ids = Q(pgh_obj_id__in=links.order_by().values("indicator_id"))
    persons = updates("indicators", "Indicator", ids, ["responsible"], window)
    owners = updates("goals", "Goal", Q(pgh_obj_id__in=[*goals]), ["owner_id"], window)
    leads = updates("goals", "Addressee", Q(goal_id__in=[*goals]), ["is_lead"], window)
    bodies = comings("goals", "Addressee", Q(goal_id__in=[*goals]), window)
    people = People([*persons, *owners, *leads, *bodies])
    names = _names([*owners, *leads, *bodies])
    rows = [
        *(_person(change, people) for change in persons),
        *(_owner(change, goals[change.row.pgh_obj_id], names, people) for change in owners),
        *(_addressee(change, goals[change.row.goal_id], names, people) for change in leads),
        *(_addressee(change, goals[change.row.goal_id], names, people) for change in bodies),
    ]
    words = _responsible_words(len(persons), len(owners), len(leads), len(bodies))
    return chapter(
        1,
        "ansvariga",
        "Ändrade ansvariga",
        [words],
        [table("Ansvariga", "Ändrat ansvar", _RESPONSIBLE, rows)],
    )


def _responsible_words(persons: int, owners: int, leads: int, bodies: int) -> str:
    """How many changes of each sort; the sum is every row of the table."""
    whole = persons + owners + leads + bodies
    if not whole:
        return "Inget ansvar har ändrats."
    parts = [
        (persons, "ansvar för en indikator"),
        (owners, "ägarskap av ett mål"),
        (leads, "huvudansvar för ett mål"),
        (bodies, "adressering av ett mål"),
    ]
    return shares(counted(whole, "ändring", "ändringar"), parts)


def _names(changes: Iterable[Change]) -> dict[int, str]:
    """The names of the organisations in the changes; one query."""
    ids: set[int] = set()
    for change in changes:
        if hasattr(change.row, "organisation_id"):
            ids.add(change.row.organisation_id)
        else:
            ids |= {int(change.before), int(change.after)}
    found = Organisation.objects.filter(pk__in=ids).order_by()
    return dict(found.values_list("pk", "name"))


def _person(change: Change, people: People) -> Row:
    """Another one answers for an indicator."""
    return _recorded(replace(change, what="Ansvarig för indikatorn"), people)


def _owner(change: Change, goal: Goal, names: dict[int, str], people: People) -> Row:
    """Another organisation owns a goal."""
    before, after = names[int(change.before)], names[int(change.after)]
    return _of_goal(replace(change, what="Ägare", before=before, after=after), goal, people)


def _addressee(change: Change, goal: Goal, names: dict[int, str], people: People) -> Row:
    """A goal is addressed to another, or another answers for it first."""
    name = names[change.row.organisation_id]
    if change.before:
        what, before, after = f"Huvudansvar: {name}", change.before, change.after
    else:
        what, before, after = f"Adressat {change.what}", "", name
        if change.what == "togs bort":
            before, after = name, ""
    return _of_goal(replace(change, what=what, before=before, after=after), goal, people)


def _of_goal(change: Change, goal: Goal, people: People) -> Row:
    """A change that a goal has gone through."""
    return row(
        f"{goal.code} {goal.title}",
        change.what,
        change.before,
        change.after,
        people.name(change),
        changed_on(change),
        note=f"Skäl: {change.why}" if change.why else "",
    )
