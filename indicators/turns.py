"""One at a time: whoever brings the lights of a period up to date waits for whoever is doing so.

A total, a verdict and a suggestion are made of rows that others save. Two who compute them at
the same moment do not see each other's rows, and the last one would write an old sum.
"""

from django.db import connection

from periods.models import Period


def take_turn(period: Period) -> None:
    """Wait for the period's turn and hold it until the transaction ends.

    Take it after the own rows are written and before anything is computed: what is read from
    then on has everything that others have saved. Must run inside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('lights'), %s)", [period.pk])
