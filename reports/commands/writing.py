"""Writes of a document's texts, part by part."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from history.commands import StaleRow, because, update_if_unchanged
from organisation.models import Organisation, User
from periods.commands import NotNow
from periods.locks import PeriodClosed, why_closed
from periods.models import Period
from reports.commands.templates import settle_template
from reports.enums import ReportKind, Stage
from reports.models import Report, Section, SectionDraft
from reports.plans import SectionPlan
from reports.queries import open_correction, plans_of, plans_with, sections_of

DECIDED = "Rapporten är beslutad och kan inte ändras. Det som behöver rättas görs i en ny version."
NO_SUCH_PART = "Avsnittet finns inte längre i mallen."


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

    The author's draft of it is gone then.

    Raises PeriodClosed, NotNow when the report is decided or the template has no such part, and
    StaleRow when somebody else has saved the part meanwhile.
    """
    report = open_report(organisation, period, by)
    sections = sections_of(report)
    plans = plans_with(plans_of(organisation, period), sections)
    plan = next((each for each in plans if each.key == key and each.takes_text), None)
    if plan is None:
        raise NotNow(NO_SUCH_PART)
    forget_draft(report=report, key=key, by=by)
    with because(f"avsnittet ”{plan.title}” skrevs", by=by):
        values = {"text": text.strip(), "is_ready": is_ready}
        section = sections.get(key)
        if section is None:
            planned = _planned(plan, plans.index(plan))
            return Section.objects.create(report=report, **planned, **values, changed_by=by)
        if version == 0:
            raise StaleRow(section)
        update_if_unchanged(section, version=version, by=by, **values)
    return section


@transaction.atomic
def keep_draft(
    *, organisation: Organisation, period: Period, key: str, version: int, text: str, by: User
) -> SectionDraft:
    """Keep a part that somebody writes, in place of the draft before. Raises PeriodClosed and NotNow."""
    report = open_report(organisation, period, by)
    now = timezone.now()
    values = {"version": version, "text": text, "saved_at": now}
    draft, _ = SectionDraft.objects.update_or_create(
        report=report,
        key=key,
        user=by,
        defaults=values,
        create_defaults={**values, "begun_at": now},
    )
    return draft


@transaction.atomic
def forget_draft(*, report: Report, key: str, by: User) -> None:
    """Remove the author's own draft of a part, if there is one."""
    SectionDraft.objects.filter(report=report, key=key, user=by).delete()


def _planned(plan: SectionPlan, order: int) -> dict[str, Any]:
    """What a part takes from the template."""
    return {"key": plan.key, "title": plan.title, "order": order, "guidance": plan.guidance}


def open_report(organisation: Organisation, period: Period, by: User) -> Report:
    """The report, made if it is not there and held until the end, that can still be changed.

    The first one of a year settles the year's template. Raises PeriodClosed and NotNow.
    """
    closed = why_closed(organisation, period, None)
    if closed:
        raise PeriodClosed(closed)
    with because("rapporten påbörjades", by=by):
        report, is_new = Report.objects.get_or_create(
            organisation=organisation, period=period, kind=ReportKind.COMMITTEE_REPORT
        )
    if is_new:
        settle_template(year=period.year, by=by)
    Report.objects.select_for_update().get(pk=report.pk)
    is_decided = report.snapshots.exclude(stage=Stage.PROPOSAL).exists()
    if is_decided and open_correction(report) is None:
        raise NotNow(DECIDED)
    return report
