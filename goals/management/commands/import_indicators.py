"""manage.py import_indicators FIL --year ÅR: indicators, the goals they follow, who reports them."""

from pathlib import Path

from goals.importing.indicators import read_indicators, write_indicators
from goals.management.year_command import PlanImportCommand
from periods.models import Year


class Command(PlanImportCommand):
    """Write the indicators of a year from a file."""

    help = "Läser in indikatorer och deras mål från en CSV-fil (docs/demo.md)."

    def import_year(self, path: Path, year: Year) -> str:
        """Write the file's indicators."""
        return f"{write_indicators(read_indicators(path, year), year)} indikatorer lästes in."
