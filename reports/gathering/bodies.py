"""The nämnder and bolag of a bilaga, and how far their reports have come."""

from organisation.enums import COMPANY_KINDS
from organisation.models import Organisation
from periods.enums import SubmissionState
from periods.models import Period
from reports.contents import Content
from reports.enums import ReportState
from reports.gathering.frame import organisation_cell
from reports.queries import bodies_of


class Bodies:
    """The nämnder and bolag that report in the period, and how far their reports have come."""

    def __init__(self, period: Period) -> None:
        self._bodies = list(bodies_of(period))
        decided = ReportState.DECIDED
        self._decided = {body.pk for body in self._bodies if body.report_state == decided}

    @property
    def all(self) -> list[Organisation]:
        """All of them, by name."""
        return list(self._bodies)

    @property
    def committees(self) -> list[Organisation]:
        """The nämnder."""
        return [body for body in self._bodies if body.kind not in COMPANY_KINDS]

    @property
    def companies(self) -> list[Organisation]:
        """The bolag, the group among them."""
        return [body for body in self._bodies if body.kind in COMPANY_KINDS]

    def is_decided(self, organisation_id: int) -> bool:
        """The body has decided its report."""
        return organisation_id in self._decided

    def cells(self) -> list[Content]:
        """All of them, with their states."""
        return [
            {
                **organisation_cell(body),
                "submission_word": SubmissionState(body.submission_state).label,
                "report_state": body.report_state,
                "report_word": ReportState(body.report_state).label,
            }
            for body in self._bodies
        ]

    def missing(self) -> list[Content]:
        """Those without a decided report."""
        return [cell for cell in self.cells() if cell["report_state"] != ReportState.DECIDED]
