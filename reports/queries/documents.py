"""Reads of reports: who has come how far, the frozen copies of one, and whether the chain holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from organisation.enums import GRANTS, Kind, Permission
from organisation.models import Closure, Organisation, User
from organisation.queries import grants_of
from periods.enums import LockLevel
from periods.models import Period, Submission
from reports.enums import (
    APPENDICES,
    AUDIENCE_OF,
    CorrectionKind,
    Format,
    ReportKind,
    ReportState,
    Stage,
)
from reports.models import Document, Report, Section, Snapshot
from reports.plans import SectionPlan
from reports.queries.corrections import going_on

# Linked to the copy before, and unchanged since it was written: computed by the database, so
# that no copy has to be carried out of it.
_CHAIN = """
SELECT s.id,
    encode(sha256(convert_to(s.canonical, 'UTF8')), 'hex') = s.sha256,
    s.previous_id IS NOT DISTINCT FROM lag(s.id) OVER (ORDER BY s.id)
        AND position(CASE WHEN p.sha256 IS NULL THEN '"previous":null'
                          ELSE '"previous":"' || p.sha256 || '"' END IN s.canonical) > 0,
    NOT EXISTS (SELECT 1 FROM reports_document d WHERE d.snapshot_id = s.id
                AND encode(sha256(d.content), 'hex') <> d.sha256)
FROM reports_snapshot s LEFT JOIN reports_snapshot p ON p.id = s.previous_id
ORDER BY s.id DESC
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One frozen copy in the chain, and whether it holds."""

    snapshot: Snapshot
    is_unchanged: bool
    is_linked: bool
    files_hold: bool

    @property
    def holds(self) -> bool:
        """The copy, its link to the one before and its files are as they were."""
        return self.is_unchanged and self.is_linked and self.files_hold

    @property
    def fault(self) -> str:
        """What is wrong, in words; empty when nothing is."""
        if not self.is_unchanged:
            return "Innehållet stämmer inte med kontrollsumman."
        if not self.is_linked:
            return "Kopplingen till föregående version är bruten."
        return "" if self.files_hold else "En fil stämmer inte med sin kontrollsumma."


def bodies_of(period: Period) -> QuerySet[Any]:
    """The nämnder and bolag that report in the period, with how far data and report have come.

    Organisations with submission_state, report_state, decided_on, paragraph, latest and
    latest_stage (of the newest frozen copy), and correction (its kind while a decided report is
    to have a new version, else None).
    """
    of_body = {"organisation": OuterRef("pk"), "period": period}
    submission = Submission.objects.filter(**of_body, level=LockLevel.COMMITTEE)
    reports = Report.objects.filter(**of_body, kind=ReportKind.COMMITTEE_REPORT)
    copies = _copies_of_body(period)
    corrections = going_on().filter(
        report__organisation=OuterRef("pk"),
        report__period=period,
        report__kind=ReportKind.COMMITTEE_REPORT,
    )
    decided = copies.exclude(stage=Stage.PROPOSAL)
    state = Case(
        When(Exists(decided), then=Value(ReportState.DECIDED)),
        When(Exists(copies), then=Value(ReportState.PROPOSAL)),
        When(Exists(reports), then=Value(ReportState.DRAFT)),
        default=Value(ReportState.NOT_STARTED),
        output_field=CharField(),
    )
    return (
        Organisation.objects.filter(Exists(submission))
        .annotate(
            submission_state=Subquery(submission.values("state")[:1]),
            decided_on=Subquery(decided.values("decided_on")[:1], output_field=DateField()),
            paragraph=Subquery(decided.values("paragraph")[:1]),
            latest=Subquery(copies.values("number")[:1], output_field=IntegerField()),
            latest_stage=Subquery(copies.values("stage")[:1]),
            correction=Subquery(corrections.values("kind")[:1]),
            report_state=state,
        )
        .order_by("name_sort", "pk")
    )


def report_words(body: Any) -> str:
    """How far one of `bodies_of` has come with its report, and that a decided one is to have a new version."""
    state = ReportState(body.report_state).label
    return f"{state}, {CorrectionKind(body.correction).going_on}" if body.correction else state


def _copies_of_body(period: Period) -> QuerySet[Snapshot]:
    """The frozen copies of the outer query's organisation, the newest first."""
    return Snapshot.objects.filter(
        report__organisation=OuterRef("pk"),
        report__period=period,
        report__kind=ReportKind.COMMITTEE_REPORT,
    ).order_by("-number")


def report_of(
    organisation: Organisation, period: Period, kind: str = ReportKind.COMMITTEE_REPORT
) -> Report | None:
    """The document of an organisation for a period, if somebody has begun it."""
    found = Report.objects.filter(organisation=organisation, period=period, kind=kind)
    return found.select_related("organisation", "period__year").first()


def written_by(user: User) -> list[Organisation]:
    """The organisations whose documents the user writes, by name; one query."""
    ids = [
        grant.organisation_id
        for grant in grants_of(user)
        if Permission.WRITE_REPORT in GRANTS[grant.role]
    ]
    if not ids:
        return []
    return list(Organisation.objects.filter(pk__in=ids, kind__in=AUDIENCE_OF).order_by("name_sort"))


def reports_below(organisation: Organisation, period: Period) -> list[Report]:
    """The documents of the units below that somebody has begun, by the units' names."""
    below = Closure.objects.filter(period=period, ancestor=organisation, depth__gt=0)
    found = Report.objects.filter(
        organisation__in=below.order_by().values("descendant"),
        organisation__kind=Kind.UNIT,
        period=period,
    )
    return list(
        found.select_related("organisation", "period__year").order_by("organisation__name_sort")
    )


def sections_of(report: Report | None) -> dict[str, Section]:
    """The written parts of a report by their key."""
    if report is None:
        return {}
    rows = report.sections.select_related("changed_by").order_by("order")
    return {section.key: section for section in rows}


def unwritten(plans: Iterable[SectionPlan], sections: dict[str, Section]) -> list[str]:
    """The titles of the parts that must have a text and have none yet, in order."""
    written = {key for key, section in sections.items() if section.text.strip()}
    return [plan.title for plan in plans if plan.is_required and plan.key not in written]


def unready(sections: dict[str, Section]) -> list[str]:
    """The titles of the parts that have a text and are not marked ready, in order."""
    return [each.title for each in sections.values() if each.text.strip() and not each.is_ready]


def snapshots_of(report: Report | None) -> list[Snapshot]:
    """The frozen copies of a report, the newest first, without their content."""
    if report is None:
        return []
    found = report.snapshots.defer("canonical").select_related(
        "created_by", "report__organisation", "report__period__year"
    )
    return list(found.order_by("-number"))


def readable_snapshots(user: User, report: Report | None) -> list[Snapshot]:
    """Those of the copies that the user may read: the decided ones, and drafts of the own line."""
    rows = snapshots_of(report)
    return [row for row in rows if row.may_be_read_by(user)] if rows else []


def readable_of_year(user: User, organisation: Organisation, period: Period) -> list[Snapshot]:
    """The frozen copies of the organisation's reports of the year until the period, the newest first.

    Without those that the user may not read, and without their content.
    """
    found = Snapshot.objects.filter(
        report__organisation=organisation,
        report__kind=ReportKind.COMMITTEE_REPORT,
        report__period__year=period.year_id,
        report__period__place__lte=period.place,
    )
    rows = found.defer("canonical").select_related("report__organisation", "report__period__year")
    newest = list(rows.order_by("-report__period__place", "-number"))
    # Whoever may read one proposal of the organisation may read them all.
    proposal = next((row for row in newest if row.stage == Stage.PROPOSAL), None)
    follows = proposal is not None and proposal.may_be_read_by(user)
    return [row for row in newest if follows or row.stage != Stage.PROPOSAL]


def decided(report: Report | None) -> Snapshot | None:
    """The decided copy that applies: the newest one."""
    return next((row for row in snapshots_of(report) if row.stage != Stage.PROPOSAL), None)


def document_of(snapshot: Snapshot, file_format: str = Format.PDF) -> Document | None:
    """The stored file of a copy in a format, without its bytes."""
    return documents_of(snapshot).get(file_format)


def documents_of(snapshot: Snapshot) -> dict[str, Document]:
    """The stored files of a copy by their format, without their bytes; one query."""
    found = Document.objects.filter(snapshot=snapshot).defer("content").order_by()
    return {document.format: document for document in found}


def chain() -> list[Link]:
    """Every frozen copy, the newest first, checked against the one before it and its own sum."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN)
        checked = cursor.fetchall()
    rows = Snapshot.objects.defer("canonical").select_related(
        "report__organisation", "report__period__year"
    )
    by_pk = rows.in_bulk([pk for pk, *_ in checked])
    return [Link(by_pk[pk], unchanged, linked, files) for pk, unchanged, linked, files in checked]


def appendix_copies(city: Organisation, period: Period) -> dict[str, list[Snapshot]]:
    """The frozen copies of the city's bilagor by kind, the newest first; one query.

    Each with `pdf_pages`, None until its PDF is there.
    """
    pdf = Document.objects.filter(snapshot=OuterRef("pk"), format=Format.PDF)
    found = Snapshot.objects.filter(
        report__organisation=city, report__period=period, report__kind__in=APPENDICES
    )
    copies: dict[str, list[Snapshot]] = {}
    related = (
        found.defer("canonical")
        .select_related("created_by", "report__organisation", "report__period__year")
        .annotate(pdf_pages=Subquery(pdf.values("pages")[:1], output_field=IntegerField()))
    )
    for snapshot in related.order_by("-number"):
        copies.setdefault(snapshot.report.kind, []).append(snapshot)
    return copies
