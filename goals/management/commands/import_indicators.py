"""manage.py import_indicators FIL --year ÅR: indicators, the goals they follow, who reports them."""

from pathlib import Path
from typing import Any

from goals.importing.indicators import read_indicators, write_indicators
from goals.importing.lookups import year_of
from goals.management.year_command import YearImportCommand


class Command(YearImportCommand):
    """Write the indicators of a year from a file."""

    help = "Läser in indikatorer och deras mål från en CSV-fil (docs/demo.md)."

    def import_file(self, path: Path, **options: Any) -> str:
        """Write the file's indicators."""
        year = year_of(options["year"])
        return f"{write_indicators(read_indicators(path, year), year)} indikatorer lästes in."
