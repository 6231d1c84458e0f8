"""A file of indicators: their definitions, the goals they follow, and who is to report them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from goals.commands import add_indicators, expect, link_indicators
from goals.importing.lookups import Lookups, plan_of
from goals.models import Goal
from indicators.enums import (
    Aggregation,
    Derivation,
    Measures,
    Periodicity,
    Perspective,
    Quality,
    TargetScope,
    ToleranceKind,
)
from indicators.models import GoalIndicator, Indicator
from organisation.csv_files import Row, read_rows, require_sound
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Year

REQUIRED = ("kod", "indikator")
OPTIONAL = (
    "definition",
    "enhet",
    "decimaler",
    "tolerans",
    "toleransvärde",
    "läggs ihop som",
    "kvoten gånger",
    "könsuppdelad",
    "ja eller nej",
    "periodicitet",
    "högsta ålder (dagar)",
    "lägsta möjliga",
    "högsta möjliga",
    "bedöms som",
    "basår",
    "antal i mängden",
    "antal år i medelvärdet",
    "rapporteras i",
    "mäter",
    "perspektiv",
    "verksamhetsområde",
    "ansvarig",
    "kvalitet",
    "påhittad",
    "källa",
    "mål",
    "mål hos",
    "satt av",
    "kf:s årsmål gäller",
    "rapporteras av",
)
# The words of a cell are the labels that people see.
TOLERANCES = {kind.label: kind for kind in ToleranceKind}
AGGREGATIONS = {kind.label: kind for kind in Aggregation}
DERIVATIONS = {kind.label: kind for kind in Derivation}
PERIODICITIES = {kind.label: kind for kind in Periodicity}
MEASURES = {kind.label: kind for kind in Measures}
PERSPECTIVES = {one.label: one for one in Perspective}
QUALITIES = {kind.label: kind for kind in Quality}
SET_BY = {level.label: level for level in SetBy}
SCOPES = {scope.label.lower(): scope for scope in TargetScope}
MOST_DECIMALS = 4
# The rules of the table that a file may break, and the column to mend.
RULES = {
    "indicator_tolerance_not_negative": "toleransvärde",
    "indicator_range_upright": "lägsta möjliga",
    "indicator_derivation_has_what_it_needs": "bedöms som",
    "indicator_yes_or_no_not_derived": "bedöms som",
}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An indicator follows a goal, and these organisations report it."""

    code: str
    goal: Goal
    set_by: SetBy
    scope: str
    reporters: list[Organisation]


@dataclass(frozen=True, slots=True)
class IndicatorFile:
    """What a file of indicators says."""

    indicators: list[Indicator]
    links: list[LinkRow]


def read_indicators(path: Path, year: Year) -> IndicatorFile:
    """Read a file of indicators and check it. Raises BadFile with every fault."""
    rows = read_rows(path, REQUIRED, OPTIONAL)
    known = Lookups.of(year)
    indicators = [_indicator(row) for row in rows]
    links = [link for row in rows if (link := _link(row, known))]
    _check_names(rows, known)
    _check_links(rows)
    require_sound(rows)
    return IndicatorFile(indicators, links)


def write_indicators(read: IndicatorFile, year: Year) -> int:
    """Write the indicators of a file, their goals and reporters; give how many indicators."""
    indicators = add_indicators(indicators=_once(read.indicators), by=None)
    links = link_indicators(
        links=[
            GoalIndicator(
                goal=row.goal,
                indicator=indicators[row.code],
                set_by=row.set_by,
                target_scope=row.scope,
                order=order,
            )
            for order, row in enumerate(read.links, start=1)
        ],
        by=None,
    )
    reporters = [
        (link, to) for link, row in zip(links, read.links, strict=True) for to in row.reporters
    ]
    expect(rows=reporters, plan=plan_of(year))
    return len(indicators)


def _once(indicators: list[Indicator]) -> list[Indicator]:
    """Each indicator once; a second row of the same code only adds a goal."""
    return list({indicator.code: indicator for indicator in reversed(indicators)}.values())


def _indicator(row: Row) -> Indicator:
    """The definition that a row gives."""
    decimals = row.whole("decimaler")
    if decimals > MOST_DECIMALS:
        row.fault("decimaler", f"Högst {MOST_DECIMALS} decimaler.")
    tolerance = row.decimal("toleransvärde")
    indicator = Indicator(
        code=row.required("kod", 60),
        name=row.required("indikator", 250),
        definition=row.text("definition"),
        unit=row.text("enhet", 30),
        decimals=decimals,
        tolerance_value=tolerance or 0,
        by_gender=bool(row.yes_no("könsuppdelad")),
        is_yes_no=bool(row.yes_no("ja eller nej")),
        max_age_days=row.whole("högsta ålder (dagar)") or None,
        ratio_factor=row.whole("kvoten gånger", 100),
        lowest=row.decimal("lägsta möjliga"),
        highest=row.decimal("högsta möjliga"),
        responsible=row.text("ansvarig", 200),
        source=row.text("källa", 500),
        is_invented=bool(row.yes_no("påhittad")),
        base_year=row.whole("basår") or None,
        set_size=row.whole("antal i mängden") or None,
        mean_years=row.whole("antal år i medelvärdet") or None,
        reported_unit=row.text("rapporteras i", 30),
        area=row.text("verksamhetsområde", 100),
        **_choices(row),
    )
    _check_rules(row, indicator)
    return indicator


def _check_rules(row: Row, indicator: Indicator) -> None:
    """A definition keeps the rules of its table; what was said of a cell is not said again."""
    for constraint, column in RULES.items():
        rule = next(c for c in Indicator._meta.constraints if c.name == constraint)
        try:
            rule.validate(Indicator, indicator)
        except ValidationError as fault:
            row.fault(column, fault.messages[0])


def _choices(row: Row) -> dict[str, Any]:
    """The parts of a definition that are words of a list."""
    return {
        "tolerance_kind": row.choice("tolerans", TOLERANCES) or ToleranceKind.DEFAULT,
        "aggregation": row.choice("läggs ihop som", AGGREGATIONS) or Aggregation.NONE,
        "derivation": row.choice("bedöms som", DERIVATIONS) or Derivation.NONE,
        "periodicity": row.choice("periodicitet", PERIODICITIES) or Periodicity.TERTIAL,
        "measures": row.choice("mäter", MEASURES) or Measures.RESULT,
        "perspective": row.choice("perspektiv", PERSPECTIVES) or "",
        "quality": row.choice("kvalitet", QUALITIES) or Quality.DRAFT,
    }


def _link(row: Row, known: Lookups) -> LinkRow | None:
    """The goal that the row's indicator follows, if it names one."""
    goal = known.goal(row, "mål", known.organisation(row, "mål hos"))
    reporters = [
        organisation
        for code in row.words("rapporteras av")
        if (organisation := known.organisation(row, "rapporteras av", code=code))
    ]
    set_by = row.choice("satt av", SET_BY)
    scope = row.choice("kf:s årsmål gäller", SCOPES)
    if goal is None:
        return None
    if set_by is None:
        row.fault("satt av", "Ange vem som har satt indikatorn.")
    if (set_by == SetBy.KF) != (scope is not None):
        row.fault("kf:s årsmål gäller", "Anges för KF:s indikatorer och bara dem.")
    return LinkRow(row.text("kod"), goal, set_by or SetBy.KF, scope or "", reporters)


def _check_names(rows: list[Row], known: Lookups) -> None:
    """One code is one indicator: the name must be the same everywhere."""
    names = {code: indicator.name for code, indicator in known.indicators.items()}
    for row in rows:
        code, name = row.text("kod"), row.text("indikator")
        if names.setdefault(code, name) != name:
            row.fault("indikator", f"Koden ”{code}” är redan ”{names[code]}”.")


def _check_links(rows: list[Row]) -> None:
    """A goal has an indicator once."""
    taken: set[tuple[str, ...]] = set()
    for row in rows:
        key = (row.text("mål hos"), row.text("mål"), row.text("kod"))
        if key in taken:
            row.fault("mål", "Målet har redan indikatorn.")
        taken.add(key)
