"""Freezing: everything is read as of one moment, written as canonical text, and chained.

The table of frozen copies is locked first. A lock as the first statement takes no view of the
database yet, so whoever waited for another's copy also sees it, and the chain has no forks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from periods.commands import NotNow
from reports.canonical import canonical, checksum
from reports.contents import Content
from reports.gathering.frame import Freezing
from reports.models import Snapshot

_COLLISIONS = ("40001", "40P01")  # serialization failure, deadlock
# What sets two copies of the same words apart.
_OF_THE_COPY = {"number", "previous", "frozen_at", "frozen_by", "verify_at"}
AT_ONCE = "Någon annan ändrade uppgifterna i samma ögonblick. Inget har sparats. Försök igen."


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction in which every read sees the same moment, and in which one copy is made.

    Raises NotNow when somebody changed, in the same moment, a row that the transaction writes.
    """
    is_outermost = not connection.in_atomic_block
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                if is_outermost:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("LOCK TABLE reports_snapshot IN SHARE ROW EXCLUSIVE MODE")
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") in _COLLISIONS:
            raise NotNow(AT_ONCE) from error
        raise


def freeze(
    freezing: Freezing, gather: Callable[[Freezing], Content], *, is_new: bool = True
) -> Snapshot:
    """Read, write and chain one copy. Call it inside `one_moment`.

    Where it need not be a new one, what would say the same as the latest is the latest.
    """
    last = Snapshot.objects.order_by("-pk").first()
    latest = freezing.report.snapshots.order_by("-number").first()
    number = latest.number + 1 if latest else 1
    content = {
        **gather(freezing),
        "number": number,
        "previous": last.sha256 if last else None,
    }
    if not is_new and latest and _says_the_same(latest, content):
        return latest
    text = canonical(content)
    decision = freezing.decision
    return Snapshot.objects.create(
        report=freezing.report,
        stage=freezing.stage,
        number=number,
        canonical=text,
        sha256=checksum(text),
        previous=last,
        decided_on=decision.decided_on if decision else None,
        paragraph=decision.paragraph if decision else "",
        case_number=decision.case_number if decision else "",
        amendments=decision.amendments if decision else "",
        exceptions_reason=decision.exceptions_reason if decision else "",
        created_at=freezing.at or timezone.now(),
        created_by=freezing.by,
    )


def _says_the_same(latest: Snapshot, content: Content) -> bool:
    """The two differ in nothing but which copy they are."""
    ours, theirs = (
        {key: value for key, value in one.items() if key not in _OF_THE_COPY}
        for one in (content, latest.content)
    )
    return canonical(ours) == canonical(theirs)
