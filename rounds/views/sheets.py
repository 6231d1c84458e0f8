"""Sheets to fill in, to download: an organisation's own, or those of all that one reviews."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from organisation.models import Organisation
from organisation.names import code_of
from periods.models import Period
from periods.queries import last_day, submissions_below, with_own_dates
from rounds.queries.sheet import sheet_rows
from rounds.queries.submissions import submission_at
from rounds.sheet import write_sheet
from rounds.views.base import RoundPage
from rounds.views.review import ReviewList

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetPage(RoundPage):
    """The organisation's own sheet."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The file."""
        due_on = last_day(self.submission)
        return sheet_of([self.organisation], self.organisation, self.period, due_on)


class ReviewSheetPage(ReviewList):
    """The sheet of everyone that is reviewed from an organisation, and of itself."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The file."""
        found_below = submissions_below(self.organisation, self.period).filter(level=self.level)
        below = list(with_own_dates(found_below).select_related("organisation", "period"))
        own = submission_at(self.organisation.code, self.period.slug, self.user)
        found = [self.organisation] if own else []
        found += [submission.organisation for submission in below]
        due_on = min(map(last_day, below), default=self.period.committee_due_on)
        return sheet_of(found, self.organisation, self.period, due_on)


def sheet_of(
    organisations: Iterable[Organisation], owner: Organisation, period: Period, due_on: date
) -> HttpResponse:
    """The sheet of some organisations as a file of its own name."""
    content = write_sheet(
        sheet_rows(organisations, period),
        owner=owner,
        period=period,
        due_on=due_on,
        made_at=timezone.localtime(),
    )
    name = f"{period.slug}-{code_of(owner.name)}.xlsx"
    return HttpResponse(
        content,
        content_type=_EXCEL,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
