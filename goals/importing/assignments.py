"""A file of uppdrag: who has given each, to whom, and when it is to be reported back."""

from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.commands import AssignmentRow, set_assignment
from activities.enums import AssignedBy
from goals.importing.lookups import Lookups
from organisation.csv_files import Row, read_rows, require_sound
from organisation.models import Organisation
from periods.models import Year

REQUIRED = (
    "nummer", "uppdrag", "beslutat av", "beslutat den", "startar", "återrapporteras senast",
    "adressater",
)  # fmt: skip
OPTIONAL = ("beskrivning", "nämnd", "diarienummer", "mål", "påhittat")
GIVERS = {who.label: who for who in AssignedBy}


@transaction.atomic
def import_assignments(path: Path, year: Year) -> int:
    """Give the uppdrag of a file; say how many. Raises BadFile with every fault, and gives none."""
    rows = read_rows(path, REQUIRED, OPTIONAL)
    known = Lookups.of(year)
    for row in rows:
        assignment = _assignment(row, year, known)
        if not row.faults:
            _give(row, assignment)
    require_sound(rows)
    return len(rows)


def _give(row: Row, assignment: AssignmentRow) -> None:
    """Give one uppdrag; what the command refuses is a fault of its row."""
    try:
        with transaction.atomic():
            set_assignment(row=assignment, by=None)
    except ValidationError as refused:
        for message in refused.messages:
            row.fault("uppdrag", message)


def _assignment(row: Row, year: Year, known: Lookups) -> AssignmentRow:
    """One uppdrag of the file."""
    for column in REQUIRED:
        row.required(column)
    goal = known.goal(row, "mål", None)
    return AssignmentRow(
        year=year,
        code=row.text("nummer", 20),
        title=row.text("uppdrag", 250),
        description=row.text("beskrivning"),
        decided_by=row.choice("beslutat av", GIVERS) or AssignedBy.KF,
        committee=known.organisation(row, "nämnd"),
        decided_on=row.day("beslutat den") or date.min,
        case_number=row.text("diarienummer", 60),
        goal_id=goal.pk if goal else None,
        start_on=row.day("startar") or date.min,
        end_on=row.day("återrapporteras senast") or date.min,
        addressees=_addressees(row, known),
        is_invented=bool(row.yes_no("påhittat")),
    )


def _addressees(row: Row, known: Lookups) -> tuple[Organisation, ...]:
    """Whom the uppdrag is given to."""
    found = (known.organisation(row, "adressater", code=code) for code in row.words("adressater"))
    return tuple(one for one in found if one is not None)
