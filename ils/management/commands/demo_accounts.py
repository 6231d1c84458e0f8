"""manage.py demo_accounts: the accounts to try the demo with."""

from typing import Any

from django.core.management.base import BaseCommand

from ils.demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    """Print the accounts as a table."""

    help = "Skriver ut demokontona."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print who to be, the password, and what to try."""
        rows = [("Användare", "Roll", "Prova att")]
        rows += [(account.username, account.role, account.what) for account in ACCOUNTS]
        widths = [max(len(row[place]) for row in rows) for place in (0, 1)]
        lines = [f"{r[0]:<{widths[0]}}  {r[1]:<{widths[1]}}  {r[2]}" for r in rows]
        rule = "-" * max(map(len, lines))
        self.stdout.write("\n".join([lines[0], rule, *lines[1:], "", f"Lösenord: {PASSWORD}"]))
