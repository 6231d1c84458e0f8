"""What the import commands of a plan have in common: the year that the file is about."""

from argparse import ArgumentParser

from organisation.management.import_command import ImportCommand


class YearImportCommand(ImportCommand):
    """An import that belongs to a year."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year beside the file."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, required=True, help="året som filen gäller")
