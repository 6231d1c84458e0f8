"""What a worker and its processes have taken of the machine, read from /proc."""

from os import sysconf
from pathlib import Path

_TICKS = sysconf("SC_CLK_TCK")
_PAGE_BYTES = sysconf("SC_PAGE_SIZE")
# Fields of /proc/PID/stat after the name: own work, that of ended children, memory in pages.
_OWN, _CHILDREN, _RESIDENT = slice(11, 13), slice(11, 15), 21


class Usage:
    """The work of a worker since it began to count, and the most memory of one of its processes."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self.begin()

    def begin(self) -> None:
        """Count from now on."""
        self._before, self.memory = self._worked(), 0.0

    def look(self) -> None:
        """Look at how much memory the processes have now, in megabytes."""
        sizes = (int(fields[_RESIDENT]) * _PAGE_BYTES / 2**20 for fields in self._children())
        self.memory = max([self.memory, *sizes])

    @property
    def cpu(self) -> float:
        """Seconds of work."""
        return self._worked() - self._before

    def _worked(self) -> float:
        """Seconds that the worker and its processes have worked, those counted in that have ended."""
        parent = _fields(self._parent)
        ticks = [*parent[_CHILDREN], *(tick for each in self._children() for tick in each[_OWN])]
        return sum(map(int, ticks)) / _TICKS

    def _children(self) -> list[list[str]]:
        """The processes right below the worker."""
        path = Path(f"/proc/{self._parent}/task/{self._parent}/children")
        pids = path.read_text().split() if path.exists() else []
        return [fields for pid in pids if (fields := _fields(int(pid)))]


def _fields(pid: int) -> list[str]:
    """What the system says of a process; nothing of one that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
