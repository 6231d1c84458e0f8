"""Whether something failed because there was no room left: on a disk of ours, or of the database."""

import errno

from psycopg.errors import DiskFull

NO_ROOM = (
    "Det finns ingen plats kvar på disken. Be den som sköter driften att göra plats, och "
    "försök sedan igen."
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def why_failed(fault: BaseException, otherwise: str) -> str:
    """What the one who waits is told: that there is no room, or what is said of other faults."""
    return NO_ROOM if is_no_room(fault) else otherwise


def is_no_room(fault: BaseException) -> bool:
    """The fault, or what it came from, is that a disk is full."""
    if isinstance(fault, DiskFull) or (isinstance(fault, OSError) and fault.errno in _FULL):
        return True
    before = fault.__cause__ or fault.__context__
    return before is not None and is_no_room(before)
