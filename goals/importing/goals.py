"""A file of goals: the chain from inriktningsmål to åtagande, and who each is addressed to."""

from dataclasses import dataclass
from pathlib import Path

from goals.commands import GoalRow, create_goals, set_addressees
from goals.enums import KF_LEVELS, Level
from goals.importing.lookups import LEVEL_ABOVE, LEVELS, GoalKey, Lookups
from organisation.csv_files import Row, read_rows, require_sound
from organisation.models import Organisation
from periods.models import Year

REQUIRED = ("nummer", "nivå", "mål")
PARTS = {
    "beskrivning": "description",
    "förväntat resultat": "expected_result",
    "arbetssätt": "working_methods",
    "resursanvändning": "use_of_resources",
    "uppföljning": "follow_up",
    "utveckling": "development",
}
OPTIONAL = (
    "ägare",
    "bidrar till",
    "bidrar till hos",
    "adressater",
    "påhittat",
    "källa",
    *PARTS,
)
LEAD_MARK = "*"


@dataclass(frozen=True, slots=True)
class GoalFile:
    """What a file of goals says: the goals, and for each its addressees and whether they lead."""

    rows: list[GoalRow]
    addressees: list[tuple[GoalKey, Organisation, bool]]


def read_goals(path: Path, year: Year) -> GoalFile:
    """Read a file of goals and check it. Raises BadFile with every fault."""
    rows = read_rows(path, REQUIRED, OPTIONAL)
    known = Lookups.of(year)
    goals = [_goal(row, year, known, order) for order, row in enumerate(rows, start=1)]
    addressees = [
        found for row, goal in zip(rows, goals, strict=True) for found in _to(row, goal, known)
    ]
    _check_keys(rows, goals, known)
    require_sound(rows)
    return GoalFile(goals, addressees)


def write_goals(read: GoalFile) -> int:
    """Write the goals of a file and who they are addressed to; give how many goals."""
    made = create_goals(rows=read.rows, by=None)
    set_addressees(rows=[(made[key], to, lead) for key, to, lead in read.addressees], by=None)
    return len(read.rows)


def _goal(row: Row, year: Year, known: Lookups, order: int) -> GoalRow:
    """One goal of the file."""
    row.required("nivå")
    level = row.choice("nivå", LEVELS) or Level.ORIENTATION
    owner = known.organisation(row, "ägare") or known.city
    if level not in KF_LEVELS and not row.text("ägare"):
        row.fault("ägare", "Ange vilken nämnd, vilket bolag eller vilken enhet som äger målet.")
    return GoalRow(
        year=year,
        level=level,
        owner=owner,
        code=row.required("nummer", 20),
        title=row.required("mål", 300),
        parent=_parent(row, level, known),
        order=order,
        is_invented=bool(row.yes_no("påhittat")),
        source=row.text("källa", 500),
        **{field: row.text(column) for column, field in PARTS.items()},
    )


def _parent(row: Row, level: Level, known: Lookups) -> GoalKey | None:
    """The key of the goal that the row's goal contributes to."""
    code = row.text("bidrar till")
    if not code or level not in LEVEL_ABOVE:
        if code:
            row.fault("bidrar till", "Ett inriktningsmål ligger överst och bidrar inte till något.")
        return None
    above = LEVEL_ABOVE[level]
    at = known.organisation(row, "bidrar till hos") or known.city
    if above not in KF_LEVELS and not row.text("bidrar till hos"):
        row.fault("bidrar till hos", "Ange vems mål åtagandet bidrar till.")
    return at.code, above.value, code


def _to(row: Row, goal: GoalRow, known: Lookups) -> list[tuple[GoalKey, Organisation, bool]]:
    """Whom the goal is addressed to; a star after the code marks a lead."""
    found = []
    for word in row.words("adressater"):
        code = word.removesuffix(LEAD_MARK)
        organisation = known.organisation(row, "adressater", code=code)
        if organisation is not None:
            found.append((_key(goal), organisation, word.endswith(LEAD_MARK)))
    return found


def _key(goal: GoalRow) -> GoalKey:
    """What tells a goal from the others of its year."""
    return goal.owner.code, goal.level.value, goal.code


def _check_keys(rows: list[Row], goals: list[GoalRow], known: Lookups) -> None:
    """A number is used once, and what a goal contributes to must exist."""
    taken = set(known.goals)
    for row, goal in zip(rows, goals, strict=True):
        if _key(goal) in taken:
            row.fault("nummer", "Numret används redan för ett mål på nivån.")
        taken.add(_key(goal))
    for row, goal in zip(rows, goals, strict=True):
        if goal.parent and goal.parent not in taken:
            row.fault("bidrar till", f"Inget mål hos ”{goal.parent[0]}” har numret.")
