"""The completions that a level above has asked of the reports that the user writes."""

from dataclasses import dataclass
from typing import ClassVar

from organisation.models import User
from reports.models import Correction
from reports.queries import asked_of


@dataclass(frozen=True, slots=True)
class Completing:
    """A decided report that the level above asks to have completed."""

    template: ClassVar[str] = "start/completing.html"
    correction: Correction

    @property
    def url(self) -> str:
        """The page where the new version is written."""
        return self.correction.report.get_absolute_url()


def completions_of(user: User) -> list[Completing]:
    """Those that wait for an answer, the oldest first."""
    return [Completing(each) for each in asked_of(user)]
