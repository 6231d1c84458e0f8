"""Open a period for reporting, as SLK does when the plan is in place."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goals.commands import open_period
from periods.models import Period
from periods.queries import period_by_slug


class Command(BaseCommand):
    """manage.py open_period 2026-t1"""

    help = "Öppnar en period för rapportering: trädet fryses och tomma rader läggs upp."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which period."""
        parser.add_argument("period", help="till exempel 2026-t1, 2026-t2, 2026-ar eller 2026-vp")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open it; safe to run again."""
        try:
            period = period_by_slug(options["period"])
        except (Period.DoesNotExist, KeyError, ValueError) as missing:
            raise CommandError(f"Det finns ingen period {options['period']}.") from missing
        open_period(period=period, by=None)
        self.stdout.write(f"{period} är öppen.")
