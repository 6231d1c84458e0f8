"""Writes of frozen copies: proposals, decisions, the city's bilagor, and the files of a copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from history.commands import because
from jobs.commands import enqueue
from jobs.enums import JobKind
from jobs.models import Job
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation, User
from periods.commands import NotNow, submit
from periods.models import Period, Submission
from reports.canonical import checksum
from reports.commands.writing import open_report
from reports.contents import Content
from reports.differences import differences
from reports.enums import APPENDICES, Format, ReportKind, Stage
from reports.freezing import freeze, one_moment
from reports.gathering import appendix_content, report_content
from reports.gathering.frame import Correcting, Decision, Freezing
from reports.models import Document, Report, Snapshot
from reports.queries import decided, open_correction


def propose(*, organisation: Organisation, period: Period, by: User, verify_at: str) -> Snapshot:
    """Freeze the office's proposal to the nämnd; another one gets the next number.

    Two who click at once, or one who clicks twice, make one: it says the same (our own choice).
    Raises PeriodClosed and NotNow.
    """
    with one_moment():
        report = open_report(organisation, period, by)
        corrects = _correcting(report)
        freezing = Freezing(
            report=report, stage=Stage.PROPOSAL, by=by, verify_at=verify_at, corrects=corrects
        )
        return freeze(freezing, _content, is_new=False)


def _correcting(report: Report) -> Correcting | None:
    """The decided copy that the next one takes the place of, where one is being corrected."""
    correction = open_correction(report)
    latest = decided(report) if correction else None
    return Correcting(correction, latest) if correction and latest else None


def _content(freezing: Freezing) -> Content:
    """The report; a correction says what differs from the copy that it takes the place of."""
    content = report_content(freezing)
    if freezing.corrects is None:
        return content
    changes = differences(freezing.corrects.decided.content, content)
    return {**content, "correction": {**content["correction"], "changes": changes}}


@dataclass(frozen=True, slots=True)
class Review:
    """What the one who records a decision has to know: the proposal, and what is not in order."""

    proposal: Snapshot
    unaccepted: list[str]
    changes: list[str]


def review(*, report: Report, by: User) -> Review | None:
    """Compare the latest proposal with how things stand; None when there is no proposal."""
    proposal = _latest_proposal(report)
    if proposal is None:
        return None
    freezing = Freezing(report=report, stage=Stage.DECIDED, by=by, verify_at="")
    return _review(proposal, report_content(freezing))


def _latest_proposal(report: Report) -> Snapshot | None:
    """The proposal that waits for a decision: the newest copy of all, if it is one."""
    latest = report.snapshots.order_by("-number").first()
    return latest if latest and latest.stage == Stage.PROPOSAL else None


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
    _require_minutes(organisation, decision)
    with one_moment():
        report = open_report(organisation, period, by)
        proposal = _seen_proposal(report, seen)
        corrects = _correcting(report)
        freezing = Freezing(
            report=report,
            stage=Stage(corrects.correction.kind) if corrects else Stage.DECIDED,
            by=by,
            verify_at=verify_at,
            decision=decision,
            corrects=corrects,
        )
        now = _content(freezing)
        _require_reasons(_review(proposal, now), decision)
        snapshot = freeze(freezing, lambda _: now)
        if corrects:
            _end_correction(corrects, snapshot, by)
        if organisation.kind in DECIDING_KINDS:
            _hand_in(organisation, period, snapshot, by)
    return snapshot


def make_appendix(
    *, period: Period, by: User, verify_at: str, kind: ReportKind = ReportKind.APPENDIX_1
) -> tuple[Snapshot, Job]:
    """Freeze one of the city's bilagor as everything stands now, and order its PDF."""
    ((snapshot, job),) = make_appendices(period=period, by=by, verify_at=verify_at, kinds=[kind])
    return snapshot, job


def make_appendices(
    *, period: Period, by: User, verify_at: str, kinds: Sequence[ReportKind] = APPENDICES
) -> list[tuple[Snapshot, Job]]:
    """Freeze bilagor, all of them as of the same moment, and order their PDFs.

    People go on working meanwhile. Raises NotNow when the period has not opened.
    """
    city = Organisation.objects.get(kind=Kind.CITY)
    if period.opened_at is None:
        raise NotNow(f"{period} har inte öppnat för rapportering än.")
    with one_moment():
        return [_freeze_appendix(city, period, kind, by, verify_at) for kind in kinds]


def _freeze_appendix(
    city: Organisation, period: Period, kind: ReportKind, by: User, verify_at: str
) -> tuple[Snapshot, Job]:
    """Freeze one bilaga, inside the moment."""
    report, _ = Report.objects.get_or_create(organisation=city, period=period, kind=kind)
    freezing = Freezing(report=report, stage=Stage.PROPOSAL, by=by, verify_at=verify_at)
    snapshot = freeze(freezing, appendix_content)
    return snapshot, order_pdf(snapshot=snapshot, by=by)


def order_pdf(*, snapshot: Snapshot, by: User) -> Job:
    """Order the PDF of a frozen copy; one at a time, whoever asks."""
    return enqueue(kind=JobKind.SNAPSHOT_PDF, subject=snapshot.pk, by=by, total=1)


def store_document(
    *,
    snapshot: Snapshot,
    content: bytes,
    pages: int | None = None,
    file_format: Format = Format.PDF,
) -> Document:
    """Keep a file of a copy for ever; if it is there already, that one is kept."""
    try:
        with transaction.atomic():
            return Document.objects.create(
                snapshot=snapshot,
                format=file_format,
                content=content,
                sha256=checksum(content),
                size=len(content),
                pages=pages,
                created_at=timezone.now(),
            )
    except IntegrityError:
        return Document.objects.get(snapshot=snapshot, format=file_format)


def _require_sound_day(decided_on: date) -> None:
    """A decision has been taken: its day is not yet to come."""
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": "Beslutets dag kan inte ligga i framtiden."})


def _require_minutes(organisation: Organisation, decision: Decision) -> None:
    """All but the head of a unit decide at a meeting, with a paragraph and a case number."""
    names = ("paragraph", "case_number")
    if organisation.kind == Kind.UNIT:
        return
    missing = [name for name in names if not getattr(decision, name).strip()]
    if missing:
        raise ValidationError(dict.fromkeys(missing, "Det här står i protokollet och krävs."))


def _seen_proposal(report: Report, seen: int) -> Snapshot:
    """The latest proposal, if it is the one that was seen."""
    latest = _latest_proposal(report)
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


def _end_correction(corrects: Correcting, snapshot: Snapshot, by: User) -> None:
    """The new version is what the correction became."""
    with because("rättelsen beslutades", by=by):
        corrects.correction.snapshot = snapshot
        corrects.correction.save(update_fields=["snapshot"])


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
