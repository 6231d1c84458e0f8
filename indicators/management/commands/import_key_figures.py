"""manage.py import_key_figures FIL: key figures, also of comparison organisations."""

from pathlib import Path
from typing import Any

from indicators.key_figures import read_key_figures, write_key_figures
from organisation.management.import_command import ImportCommand


class Command(ImportCommand):
    """Write key figures from a file."""

    help = "Läser in nyckeltal från en CSV-fil (docs/demo.md)."

    def import_file(self, path: Path, **options: Any) -> str:
        """Write the file's values."""
        return f"{write_key_figures(rows=read_key_figures(path), by=None)} nyckeltal lästes in."
