"""Lock a level of a period for everybody, or open it again, with a reason that is kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisation.models import User
from periods.commands import NotNow, lock, unlock
from periods.enums import LockLevel
from periods.models import Period
from periods.queries import period_by_slug


class Command(BaseCommand):
    """manage.py lock_period 2026-t1 unit --by slk --reason "Sista dagen har passerat" [--open]"""

    help = "Låser en nivå av en period (unit, committee, city), eller öppnar den igen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which period and level, by whom and why."""
        parser.add_argument("period", help="till exempel 2026-t1")
        parser.add_argument("level", choices=LockLevel.values)
        parser.add_argument("--by", required=True, help="användarnamnet på den som beslutar")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--open", action="store_true", help="öppna i stället för att låsa")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lock or open the level."""
        act = unlock if options["open"] else lock
        try:
            period = period_by_slug(options["period"])
            by = User.objects.get(username=options["by"])
            level = LockLevel(options["level"])
            act(period=period, level=level, by=by, reason=options["reason"])
        except (Period.DoesNotExist, KeyError, ValueError) as missing:
            raise CommandError(f"Det finns ingen period {options['period']}.") from missing
        except User.DoesNotExist as missing:
            raise CommandError(f"Det finns ingen användare {options['by']}.") from missing
        except NotNow as refused:
            raise CommandError(str(refused)) from refused
        done = "öppen" if options["open"] else "låst"
        self.stdout.write(f"{period} är {done} för {level.label}.")
