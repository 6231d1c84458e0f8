"""Judge every light again without writing anything, and list those that are stored otherwise."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goals.commands import drift
from periods.models import Period


class Command(BaseCommand):
    """manage.py check_lights [--period 2026-t2]"""

    help = "Bedömer alla ljus på nytt och listar dem som är lagrade på annat sätt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to check one period only."""
        parser.add_argument("--period", help="till exempel 2026-t2; annars alla öppnade perioder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the periods; exit 1 when something has drifted."""
        found = 0
        for period in Period.objects.opened().in_order().select_related("year__rules"):
            if options["period"] in (None, period.slug):
                found += self._check(period)
        if found:
            raise CommandError(f"{found} ljus avviker från reglerna.")
        self.stdout.write("Inga ljus avviker från reglerna.")

    def _check(self, period: Period) -> int:
        """Print what has drifted in a period; give how many."""
        drifted = drift(period=period)
        for row in drifted:
            self.stdout.write(f"{period.slug} {row.what} {row.key}: {row.stored} → {row.judged}")
        return len(drifted)
