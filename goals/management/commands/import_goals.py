"""manage.py import_goals FIL --year ÅR: goals and whom they are addressed to."""

from pathlib import Path

from goals.importing.goals import read_goals, write_goals
from goals.management.year_command import PlanImportCommand
from periods.models import Year


class Command(PlanImportCommand):
    """Write the goals of a year from a file."""

    help = "Läser in ett års mål från en CSV-fil (docs/demo.md)."

    def import_year(self, path: Path, year: Year) -> str:
        """Write the file's goals."""
        return f"{write_goals(read_goals(path, year))} mål lästes in."
