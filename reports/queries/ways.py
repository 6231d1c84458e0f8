"""Where the breadcrumb of a report leads: the report of each organisation above it, else its goals."""

from collections.abc import Collection

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse

from goals.queries.readable import Readable
from organisation.models import Organisation, User
from periods.models import Period
from periods.queries import readable_ids
from reports.enums import AUDIENCE_OF, ReportKind, Stage
from reports.models import Snapshot


def ways_to(user: User, organisations: Collection[Organisation], period: Period) -> dict[int, str]:
    """The addresses for the reader, by the ids of organisations below the city; one query.

    A report is read by the own line from the beginning and by everyone once it is decided, goals by
    the own line and once they are accepted. Who may read neither has no address.
    """
    if not organisations or period.opened_at is None:
        return {}
    decided = Snapshot.objects.filter(
        report__organisation=OuterRef("pk"),
        report__period=period,
        report__kind=ReportKind.COMMITTEE_REPORT,
    ).exclude(stage=Stage.PROPOSAL)
    has_report = Q(pk__in=readable_ids(user, period)) | Q(Exists(decided.order_by()))
    pages = Case(
        When(has_report & Q(kind__in=list(AUDIENCE_OF)), then=Value("reports:report")),
        When(Readable(user, period).where(), then=Value("goals:organisation")),
        default=Value(""),
    )
    found = Organisation.objects.filter(pk__in=[one.pk for one in organisations]).order_by()
    rows = found.annotate(page=pages).values_list("pk", "code", "page")
    return {pk: reverse(page, args=[period.slug, code]) for pk, code, page in rows if page}
