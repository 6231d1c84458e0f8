"""Reads of corrections: the open one of a report."""

from reports.models import Correction, Report


def open_correction(report: Report | None) -> Correction | None:
    """The correction that goes on, if one does."""
    if report is None:
        return None
    found = report.corrections.filter(withdrawn_at=None, snapshot=None)
    return found.select_related("opened_by").first()
