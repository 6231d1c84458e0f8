"""manage.py import_targets FIL --year ÅR: the first targets of a year, each a decision."""

from pathlib import Path

from goals.importing.targets import read_targets, write_targets
from goals.management.year_command import PlanImportCommand
from periods.models import Year


class Command(PlanImportCommand):
    """Write the targets of a year from a file."""

    help = "Läser in ett års årsmål från en CSV-fil (docs/demo.md)."

    def import_year(self, path: Path, year: Year) -> str:
        """Write the file's targets."""
        return f"{write_targets(read_targets(path, year))} årsmål lästes in."
