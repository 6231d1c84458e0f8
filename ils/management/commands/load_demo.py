"""manage.py load_demo: the invented city with its years, loaded once."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ils.demo.load import Wish, is_loaded, load_demo
from ils.demo.sizes import SIZES

DEFAULT_SEED = 2026


class Command(BaseCommand):
    """Load the demo city, unless there is a city already."""

    help = "Läser in demostaden, en gång. Gör inget om det redan finns en organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take size, seed and day."""
        parser.add_argument(
            "--size", choices=list(SIZES), default="demo", help="hur stor staden är"
        )
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="frö för slumpen")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="dagen som T2 räknas från (ÅÅÅÅ-MM-DD)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how long it took."""
        if is_loaded():
            self.stdout.write("Det finns redan en organisation. Inget lästes in.")
            return
        start = time.monotonic()
        today = options["today"] or timezone.localdate()
        load_demo(Wish(options["size"], options["seed"], today), self.stdout.write)
        self.stdout.write(f"Demostaden är klar ({time.monotonic() - start:.0f} sekunder).")
