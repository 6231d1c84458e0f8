"""What the import commands have in common: one file, all faults at once, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from organisation.csv_files import BadFile


class ImportCommand(BaseCommand):
    """Reads a file and writes it in one transaction; a file with faults writes nothing."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether only to look."""
        parser.add_argument("file", type=Path, help="CSV-fil i UTF-8, med ; eller , mellan celler")
        parser.add_argument("--prova", action="store_true", help="läs och kontrollera, skriv inget")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or print its faults and leave with exit code 1."""
        path: Path = options["file"]
        try:
            with transaction.atomic():
                said = self.import_file(path, **options)
                if options["prova"]:
                    transaction.set_rollback(True)
        except BadFile as bad:
            raise CommandError(f"{path.name} kan inte läsas in:\n\n{bad}\n\nInget skrevs.") from bad
        self.stdout.write("Filen är felfri. Inget skrevs." if options["prova"] else said)

    def import_file(self, path: Path, **options: Any) -> str:
        """Read, check and write; give the sentence to print. Raises BadFile."""
        raise NotImplementedError
