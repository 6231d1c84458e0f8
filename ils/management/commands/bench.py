"""Fill an empty database with a city from a seed, and measure the program in it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ils.bench.city import SIZES, build
from ils.bench.lines import Line, light_lines
from ils.bench.load import Outcome, last_day
from ils.bench.pages import page_lines
from ils.bench.pdf import PdfBench, PdfLine
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
        parser.add_argument("--load", action="store_true", help="den sista dagen i stället")
        parser.add_argument("--pdf", action="store_true", help="rapporter och bilagor som PDF")
        parser.add_argument("--workers", type=int, default=2, help="PDF-arbetarens processer")
        parser.add_argument("--alone", action="store_true", help="utan andra program bredvid")
        parser.add_argument("--sessions", type=int, default=200)
        parser.add_argument("--seconds", type=float, default=120)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, run, print."""
        if Organisation.objects.exists():
            raise CommandError("Databasen är inte tom. Kör bin/bench.")
        if options["pdf"]:
            rows = [asdict(line) for line in self._print_pdf(options)]
        elif options["load"]:
            period, by = build(SIZES[options["size"]])
            outcome = last_day(period, by, sessions=options["sessions"], seconds=options["seconds"])
            self._tell(outcome)
            rows = [asdict(outcome)]
        else:
            period, by = build(SIZES[options["size"]])
            lines = [*light_lines(period, by, times=options["times"]), *page_lines(period)]
            self._print(lines)
            rows = [asdict(line) for line in lines]
        if options["json"]:
            text = json.dumps(rows, ensure_ascii=False, indent=1)
            Path(options["json"]).write_text(text + "\n", encoding="utf-8")

    def _print_pdf(self, options: dict[str, Any]) -> list[PdfLine]:
        """Each line as soon as it is measured."""
        bench = PdfBench(
            workers=options["workers"],
            peers=not options["alone"],
            is_small=options["size"] == "small",
        )
        lines = []
        for line in bench.lines():
            verdict = {None: "", True: "nås", False: "NÅS EJ"}[line.is_reached]
            self.stdout.write(
                f"{line.name:44} {line.pages:5} sidor {line.seconds:7.1f} s  cpu {line.cpu:6.1f} s "
                f"{line.pages / line.seconds if line.seconds else 0:6.1f} sidor/s "
                f"{line.memory:6.0f} MB  last {line.load:4.1f}  {line.goal:>14} {verdict}"
            )
            self.stdout.flush()
            lines.append(line)
        return lines

    def _tell(self, outcome: Outcome) -> None:
        """How the last day went; fail when a write was lost or doubled."""
        self.stdout.write(
            f"{outcome.planned} rader sparade en gång var medan en process dödades och kön låg nere\n"
            f"  förlorade {outcome.lost}, dubbla {outcome.doubled}, fel värde {outcome.wrong}, "
            f"utan svar {outcome.unanswered}, avvikande ljus {outcome.drifted}\n"
            f"  skickade om {outcome.sent_again}\n"
            f"  svarstid ms: median {outcome.median:.0f}, p95 {outcome.p95:.0f} (att nå 300), "
            f"p99 {outcome.p99:.0f}, längst {outcome.slowest:.0f}\n"
            f"  lastverktyget tog {outcome.client_share:.0%} av datorns kärnor"
        )
        if not outcome.is_whole:
            raise CommandError("Något gick förlorat eller blev dubbelt.")

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
