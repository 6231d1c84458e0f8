"""manage.py export_appendix NUMBER YEAR PERIOD --format FORMAT --output FILE."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import reverse

from organisation.enums import Kind, Permission
from organisation.models import Organisation, User
from organisation.queries import can
from periods.commands import NotNow
from periods.models import Period
from reports.commands import make_appendices
from reports.enums import APPENDICES, ReportKind
from reports.management.export_command import ExportCommand
from reports.models import Snapshot
from reports.queries import report_of, snapshots_of


class Command(ExportCommand):
    """Writes one of the city's bilagor: the newest copy, or one that is made now."""

    help = "Skriver en av stadens bilagor till en fil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the bilaga's number first."""
        numbers = [kind.number for kind in APPENDICES]
        parser.add_argument("number", type=int, choices=numbers, help="bilagans nummer")
        super().add_arguments(parser)
        parser.add_argument(
            "--by", metavar="ANVÄNDARE", help="gör bilagan nu, i den här användarens namn"
        )

    def snapshot(self, period: Period, options: dict[str, Any]) -> Snapshot:
        """The newest copy; with --by a new one of how things stand now."""
        kind = next(kind for kind in APPENDICES if kind.number == options["number"])
        city = Organisation.objects.get(kind=Kind.CITY)
        if options["by"]:
            return _made(kind, period, _maker(options["by"], city))
        copies = snapshots_of(report_of(city, period, kind))
        if not copies:
            raise CommandError(
                f"Bilaga {kind.number} är inte gjord för {period}. "
                "Gör den på sidan Bilagor, eller ange --by."
            )
        return copies[0]


def _maker(username: str, city: Organisation) -> User:
    """The user, if the city's bilagor are theirs to make."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"Ingen användare heter ”{username}”.")
    if not can(user, Permission.MAKE_APPENDIX, city):
        raise CommandError(f"{user} får inte göra stadens bilagor.")
    return user


def _made(kind: ReportKind, period: Period, by: User) -> Snapshot:
    """A new copy of how things stand now; its PDF is ordered, as from the page."""
    verify_at = f"{settings.SITE_ADDRESS}{reverse('reports:chain')}"
    try:
        ((snapshot, _),) = make_appendices(period=period, by=by, verify_at=verify_at, kinds=[kind])
    except NotNow as refused:
        raise CommandError(str(refused)) from refused
    return snapshot
