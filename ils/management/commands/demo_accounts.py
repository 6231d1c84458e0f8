"""manage.py demo_accounts: the accounts to try the demo with."""

from typing import Any

from django.core.management.base import BaseCommand

from ils.demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    """Print the accounts as a table."""

    help = "Skriver ut demokontona."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print who to be, the password, and what to try."""
        rows = [("Användare", "Lösenord", "Roll", "Vad kontot gör")]
        rows += [(account.username, PASSWORD, account.role, account.what) for account in ACCOUNTS]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
        self.stdout.write("\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]]))
