"""manage.py export_report ORGANISATION YEAR PERIOD --format FORMAT --output FILE."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from organisation.models import Organisation
from periods.models import Period
from reports.enums import Stage
from reports.management.export_command import ExportCommand
from reports.models import Snapshot
from reports.queries import report_of, snapshots_of


class Command(ExportCommand):
    """Writes the report of a nämnd or bolag: the decided one, or else the newest proposal."""

    help = "Skriver en nämnds eller ett bolags frysta rapport till en fil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the organisation's code first."""
        parser.add_argument("organisation", help="kod, till exempel jarva")
        super().add_arguments(parser)

    def snapshot(self, period: Period, options: dict[str, Any]) -> Snapshot:
        """What the nämnd decided; where it has not, what it will decide on."""
        code = options["organisation"]
        organisation = Organisation.objects.filter(code=code).first()
        if organisation is None:
            raise CommandError(f"Ingen organisation har koden ”{code}”.")
        copies = snapshots_of(report_of(organisation, period))
        decided = [copy for copy in copies if copy.stage != Stage.PROPOSAL]
        found = next(iter([*decided, *copies]), None)
        if found is None:
            raise CommandError(
                f"{organisation} har ingen fryst rapport för {period}. Gör ett förslag först."
            )
        return found
