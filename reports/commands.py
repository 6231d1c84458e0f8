"""Writes of reports: texts, proposals, decisions, the city's bilaga, and the files of a copy."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from history.commands import StaleRow, because, update_if_unchanged
from jobs.commands import enqueue
from jobs.enums import JobKind
from jobs.models import Job
from organisation.enums import Kind
from organisation.models import Organisation, User
from periods.commands import NotNow, submit
from periods.locks import PeriodClosed, why_closed
from periods.models import Period, Submission
from reports.canonical import checksum
from reports.contents import Content
from reports.differences import differences
from reports.enums import Format, ReportKind, Stage
from reports.freezing import freeze, one_moment
from reports.gathering import appendix_content, committee_content
from reports.gathering.frame import Decision, Freezing
from reports.models import Document, Report, Section, Snapshot
from reports.outline import SECTION_OF, SECTIONS, SectionPlan

DECIDED = "Rapporten är beslutad och kan inte ändras. Det som behöver rättas görs i en ny version."
PDF_STEPS = 4


@transaction.atomic
def write_section(
    *,
    organisation: Organisation,
    period: Period,
    key: str,
    version: int,
    text: str,
    is_ready: bool,
    by: User,
) -> Section:
    """Save a part of the report; the report and the part are made the first time (version 0).

    Raises PeriodClosed, NotNow when the report is decided, and StaleRow when somebody else has
    saved the part meanwhile.
    """
    report = _open_report(organisation, period, by)
    plan = SECTION_OF[key]
    with because(f"avsnittet ”{plan.title}” skrevs", by=by):
        values = {"text": text.strip(), "is_ready": is_ready}
        section = report.sections.filter(key=key).first()
        if section is None:
            return Section.objects.create(report=report, **_planned(plan), **values, changed_by=by)
        if version == 0:
            raise StaleRow(section)
        update_if_unchanged(section, version=version, by=by, **values)
    return section


def _planned(plan: SectionPlan) -> dict[str, Any]:
    """What a part takes from the outline."""
    return {
        "key": plan.key,
        "title": plan.title,
        "order": SECTIONS.index(plan),
        "guidance": plan.guidance,
    }


def propose(*, organisation: Organisation, period: Period, by: User, verify_at: str) -> Snapshot:
    """Freeze the office's proposal to the nämnd; another one gets the next number.

    Raises PeriodClosed and NotNow.
    """
    with one_moment():
        report = _open_report(organisation, period, by)
        freezing = Freezing(report=report, stage=Stage.PROPOSAL, by=by, verify_at=verify_at)
        return freeze(freezing, committee_content)


@dataclass(frozen=True, slots=True)
class Review:
    """What the one who records a decision has to know: the proposal, and what is not in order."""

    proposal: Snapshot
    unaccepted: list[str]
    changes: list[str]


def review(*, report: Report, by: User) -> Review | None:
    """Compare the latest proposal with how things stand; None when there is no proposal."""
    proposal = report.snapshots.filter(stage=Stage.PROPOSAL).order_by("-number").first()
    if proposal is None:
        return None
    freezing = Freezing(report=report, stage=Stage.DECIDED, by=by, verify_at="")
    return _review(proposal, committee_content(freezing))


def _review(proposal: Snapshot, now: Content) -> Review:
    """What differs from the proposal, and whose figures are not accepted."""
    return Review(
        proposal=proposal,
        unaccepted=[f"{row['name']} ({row['word']})" for row in now["unaccepted"]],
        changes=differences(proposal.content, now),
    )


def decide(
    *,
    organisation: Organisation,
    period: Period,
    decision: Decision,
    seen: int,
    by: User,
    verify_at: str,
) -> Snapshot:
    """Freeze what the nämnd has decided, and hand its figures in to stadsledningskontoret.

    `seen` is the number of the proposal that was decided on. Raises PeriodClosed, NotNow, and
    ValidationError (by field) when a date, an exception's reason or an amendment is missing.
    """
    _require_sound_day(decision.decided_on)
    with one_moment():
        report = _open_report(organisation, period, by)
        proposal = _seen_proposal(report, seen)
        freezing = Freezing(
            report=report, stage=Stage.DECIDED, by=by, verify_at=verify_at, decision=decision
        )
        now = committee_content(freezing)
        _require_reasons(_review(proposal, now), decision)
        snapshot = freeze(freezing, lambda _: now)
        _hand_in(organisation, period, snapshot, by)
    return snapshot


def make_appendix(*, period: Period, by: User, verify_at: str) -> tuple[Snapshot, Job]:
    """Freeze bilaga 1 for the city as everything stands now, and order its PDF."""
    city = Organisation.objects.get(kind=Kind.CITY)
    if period.opened_at is None:
        raise NotNow(f"{period} har inte öppnat för rapportering än.")
    with one_moment():
        report, _ = Report.objects.get_or_create(
            organisation=city, period=period, kind=ReportKind.APPENDIX_1
        )
        freezing = Freezing(report=report, stage=Stage.PROPOSAL, by=by, verify_at=verify_at)
        snapshot = freeze(freezing, appendix_content)
        job = order_pdf(snapshot=snapshot, by=by)
    return snapshot, job


def order_pdf(*, snapshot: Snapshot, by: User) -> Job:
    """Order the PDF of a frozen copy; one at a time, whoever asks."""
    return enqueue(kind=JobKind.SNAPSHOT_PDF, subject=snapshot.pk, by=by, total=PDF_STEPS)


def store_document(*, snapshot: Snapshot, content: bytes, pages: int) -> Document:
    """Keep the file of a copy for ever; if it is there already, that one is kept."""
    try:
        with transaction.atomic():
            return Document.objects.create(
                snapshot=snapshot,
                format=Format.PDF,
                content=content,
                sha256=checksum(content),
                size=len(content),
                pages=pages,
                created_at=timezone.now(),
            )
    except IntegrityError:
        return Document.objects.get(snapshot=snapshot, format=Format.PDF)


def _open_report(organisation: Organisation, period: Period, by: User) -> Report:
    """The report, made if it is not there and held until the end, that can still be changed."""
    closed = why_closed(organisation, period, None)
    if closed:
        raise PeriodClosed(closed)
    with because("rapporten påbörjades", by=by):
        report, _ = Report.objects.get_or_create(
            organisation=organisation, period=period, kind=ReportKind.COMMITTEE_REPORT
        )
    Report.objects.select_for_update().get(pk=report.pk)
    if report.snapshots.exclude(stage=Stage.PROPOSAL).exists():
        raise NotNow(DECIDED)
    return report


def _require_sound_day(decided_on: date) -> None:
    """A decision has been taken: its day is not yet to come."""
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": "Beslutets dag kan inte ligga i framtiden."})


def _seen_proposal(report: Report, seen: int) -> Snapshot:
    """The latest proposal, if it is the one that was seen."""
    latest = report.snapshots.filter(stage=Stage.PROPOSAL).order_by("-number").first()
    if latest is None:
        raise NotNow("Det finns inget förslag att besluta om. Gör ett förslag först.")
    if latest.number != seen:
        raise NotNow(
            f"Ett nyare förslag ({latest.number}) har gjorts sedan du öppnade sidan. "
            "Läs det innan du registrerar beslutet."
        )
    return latest


def _require_reasons(review: Review, decision: Decision) -> None:
    """Exceptions and departures from the proposal are written down."""
    faults = {}
    if review.unaccepted and not decision.exceptions_reason.strip():
        faults["exceptions_reason"] = (
            "Alla enheters uppgifter är inte godkända. Skriv varför beslutet ändå kan tas."
        )
    if review.changes and not decision.amendments.strip():
        faults["amendments"] = (
            "Rapporten skiljer sig från förslaget. Skriv vad nämnden ändrade, "
            "eller gör ett nytt förslag."
        )
    if faults:
        raise ValidationError(faults)


def _hand_in(organisation: Organisation, period: Period, snapshot: Snapshot, by: User) -> None:
    """The nämnd's figures go to SLK with the decision, unless they are there already."""
    submission = Submission.objects.filter(organisation=organisation, period=period).first()
    if submission is not None and submission.is_editable:
        submit(
            submission=submission,
            version=submission.version,
            handed_in={"rapport": snapshot.sha256},
            by=by,
        )
