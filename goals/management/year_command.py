"""What the import commands of a plan have in common: the year that the file is about."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from goals.commands import order_year
from goals.importing.lookups import year_of
from organisation.management.import_command import ImportCommand
from periods.models import Year


class YearImportCommand(ImportCommand):
    """An import that belongs to a year."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year beside the file."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, required=True, help="året som filen gäller")


class PlanImportCommand(YearImportCommand):
    """An import of a year's plan: what is reported already is judged against it, by a job."""

    def import_file(self, path: Path, **options: Any) -> str:
        """Write the file, and order that the open periods of the year are judged again."""
        year = year_of(options["year"])
        said = self.import_year(path, year)
        order_year(year=year, by=None)
        return said

    def import_year(self, path: Path, year: Year) -> str:
        """Write the file and say what was done."""
        raise NotImplementedError
