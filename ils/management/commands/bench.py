"""Fill an empty database with a city from a seed, and measure the program in it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ils.bench.city import SIZES, build
from ils.bench.lines import Line, light_lines
from organisation.models import Organisation

_HEAD = ("rad", "median", "lägst", "högst", "ms att nå", "frågor", "rader", "MB", "mot gränsen")


class Command(BaseCommand):
    """manage.py bench [--size small|city] [--times N] [--json FILE]; use bin/bench."""

    help = "Mäter ILS i stadens storlek. Körs av bin/bench i en tom databas."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The size, how many times each line runs, and where the table is also written."""
        parser.add_argument("--size", choices=sorted(SIZES), default="city")
        parser.add_argument("--times", type=int, default=5)
        parser.add_argument("--json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, run, print."""
        if Organisation.objects.exists():
            raise CommandError("Databasen är inte tom. Kör bin/bench.")
        period, by = build(SIZES[options["size"]])
        lines = light_lines(period, by, times=options["times"])
        self._print(lines)
        if options["json"]:
            rows = [asdict(line) for line in lines]
            text = json.dumps(rows, ensure_ascii=False, indent=1)
            Path(options["json"]).write_text(text + "\n", encoding="utf-8")

    def _print(self, lines: list[Line]) -> None:
        """The table, a row a line."""
        medians = {line.name: line.median for line in lines}
        rows = [_HEAD, *(_row(line, medians) for line in lines)]
        widths = [max(len(row[n]) for row in rows) for n in range(len(_HEAD))]
        for row in rows:
            cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
            self.stdout.write("  ".join([row[0].ljust(widths[0]), *cells]))


def _row(line: Line, medians: dict[str, float]) -> tuple[str, ...]:
    """A line as text."""
    ratio = f"{line.median / medians[line.limit]:.1f} x" if line.limit else ""
    return (
        line.name, f"{line.median:.1f}", f"{line.lowest:.1f}", f"{line.highest:.1f}",
        f"{line.to_reach:.0f}" if line.to_reach else "", str(line.queries), str(line.rows),
        f"{line.memory:.0f}", ratio,
    )  # fmt: skip
