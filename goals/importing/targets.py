"""A file of targets: each a decision with who took it, when, and from which period it applies."""

from datetime import date
from pathlib import Path

from goals.commands import TargetRow, set_targets
from goals.importing.lookups import PERIOD_WORDS, Lookups
from indicators.enums import TARGET_KIND_CHOICES, DecidedBy
from indicators.models import GoalIndicator, Target
from organisation.csv_files import Row, read_rows, require_sound
from periods.enums import SetBy
from periods.models import Period, Year

REQUIRED = ("indikator", "mål", "organisation", "satt av", "slag", "beslutat av", "beslutat den")
OPTIONAL = (
    "mål hos",
    "värde",
    "lägst",
    "högst",
    "ska vara",
    "gäller från",
    "diarienummer",
    "på begäran av",
    "skäl",
)
KINDS = {label: kind for kind, label in TARGET_KIND_CHOICES}
SET_BY = {level.label: level for level in SetBy}
DECIDED_BY = {who.label: who for who in DecidedBy}
_FIRST = "vp"


def read_targets(path: Path, year: Year) -> list[TargetRow]:
    """Read a file of targets and check it. Raises BadFile with every fault."""
    rows = read_rows(path, REQUIRED, OPTIONAL)
    known = Lookups.of(year)
    links = {
        (link.goal_id, link.indicator_id): link
        for link in GoalIndicator.objects.filter(goal__year=year)
    }
    periods = {period.kind: period for period in Period.objects.filter(year=year)}
    made = [_target(row, known, links, periods) for row in rows]
    _check_once(rows, made)
    require_sound(rows)
    return made


def write_targets(rows: list[TargetRow]) -> int:
    """Write the targets; give how many."""
    return set_targets(rows=rows, by=None)


def _target(
    row: Row,
    known: Lookups,
    links: dict[tuple[int, int], GoalIndicator],
    periods: dict[str, Period],
) -> TargetRow:
    """One target of the file."""
    for column in REQUIRED:
        row.required(column)
    link = _link(row, known, links)
    organisation = known.organisation(row, "organisation")
    applies_from = _applies_from(row, periods)
    kind = row.choice("slag", KINDS) or ""
    target = TargetRow(
        goal_indicator_id=link.pk if link else 0,
        organisation_id=organisation.pk if organisation else 0,
        set_by=row.choice("satt av", SET_BY) or SetBy.KF,
        kind=kind,
        applies_from_id=applies_from.pk if applies_from else 0,
        decided_by=row.choice("beslutat av", DECIDED_BY) or DecidedBy.KF,
        decided_on=row.day("beslutat den") or date.min,
        value=row.decimal("värde"),
        low=row.decimal("lägst"),
        high=row.decimal("högst"),
        expected=row.yes_no("ska vara"),
        case_number=row.text("diarienummer", 60),
        asked_by=row.text("på begäran av", 200),
        reason=row.text("skäl"),
    )
    _check_parts(row, target)
    return target


def _link(
    row: Row, known: Lookups, links: dict[tuple[int, int], GoalIndicator]
) -> GoalIndicator | None:
    """The goal indicator that the target is for."""
    goal = known.goal(row, "mål", known.organisation(row, "mål hos"))
    indicator = known.indicator(row, "indikator")
    if goal is None or indicator is None:
        return None
    link = links.get((goal.pk, indicator.pk))
    if link is None:
        row.fault("indikator", "Målet följs inte av den indikatorn.")
    return link


def _applies_from(row: Row, periods: dict[str, Period]) -> Period | None:
    """The period that the target applies from: the plan, when the cell is empty."""
    kind = row.choice("gäller från", PERIOD_WORDS) or PERIOD_WORDS[_FIRST]
    period = periods.get(kind)
    if period is None:
        row.fault("gäller från", "Året har inte den perioden.")
    elif period.unit_locked_at is not None:
        row.fault("gäller från", f"{period} är stängd: ett årsmål kan inte gälla i efterhand.")
    return period


def _check_parts(row: Row, target: TargetRow) -> None:
    """A target has what its kind needs."""
    if target.kind in ("at_least", "at_most") and target.value is None:
        row.fault("värde", "Ange årsmålets värde.")
    if target.kind == "between" and (target.low is None or target.high is None):
        row.fault("lägst", "Ange både lägst och högst.")
    if target.low is not None and target.high is not None and target.low > target.high:
        row.fault("lägst", "Det lägsta värdet är högre än det högsta.")
    if target.kind == "yes_no" and target.expected is None:
        row.fault("ska vara", "Ange ja eller nej.")


def _check_once(rows: list[Row], targets: list[TargetRow]) -> None:
    """A target is given once, in the file and in the database; a change is made in the page."""
    taken = set(
        Target.objects.filter(
            goal_indicator_id__in=[target.goal_indicator_id for target in targets]
        ).values_list("goal_indicator_id", "organisation_id", "set_by")
    )
    for row, target in zip(rows, targets, strict=True):
        key = (target.goal_indicator_id, target.organisation_id, str(target.set_by))
        if key in taken:
            row.fault("indikator", "Det finns redan ett årsmål. Ändra det med ett nytt beslut.")
        taken.add(key)
