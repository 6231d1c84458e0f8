"""manage.py import_measurements FIL --year ÅR --period ORD: the values of a period."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from goals.importing.lookups import PERIOD_WORDS, period_of, year_of
from goals.importing.measurements import read_measurements, write_measurements
from goals.management.year_command import YearImportCommand


class Command(YearImportCommand):
    """Write the values of a period from a file, and judge its lights."""

    help = "Läser in mätvärden för en period från en CSV-fil (docs/demo.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the period beside the file and the year."""
        super().add_arguments(parser)
        parser.add_argument("--period", choices=list(PERIOD_WORDS), required=True, help="perioden")

    def import_file(self, path: Path, **options: Any) -> str:
        """Write the file's values."""
        period = period_of(year_of(options["year"]), options["period"])
        written = write_measurements(read_measurements(path, period), period, path)
        return f"{written} mätvärden lästes in."
