"""A document of an organisation and a period: its texts, its frozen copies, its files."""

import json
from functools import cached_property

import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.urls import reverse

from history.models import Versioned, tracked
from history.triggers import append_only, no_truncate
from organisation.enums import Kind
from organisation.models import Organisation, User
from organisation.queries import can_read_drafts, grants_of
from periods.models import Period
from reports.contents import Content
from reports.enums import APPENDICES, Format, ReportKind, Stage
from reports.outline import file_name, report_name

# FOR SHARE: who decides holds the report FOR UPDATE, so no text slips in beside a decision.
_REPORT_IS_OPEN = """
    PERFORM 1 FROM reports_report
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.report_id ELSE NEW.report_id END FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM reports_snapshot s WHERE s.stage <> 'proposal' AND s.report_id IN (
            CASE WHEN TG_OP = 'INSERT' THEN NEW.report_id ELSE OLD.report_id END,
            CASE WHEN TG_OP = 'DELETE' THEN OLD.report_id ELSE NEW.report_id END)
        AND NOT EXISTS (
            SELECT 1 FROM reports_correction c WHERE c.report_id = s.report_id
                AND c.snapshot_id IS NULL AND c.withdrawn_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'Rapporten är beslutad.'
            USING ERRCODE = '23514', CONSTRAINT = 'report_decided';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


def may_follow(user: User, organisation: Organisation) -> bool:
    """The user may see how the organisation's report is written, before it is decided.

    The own line may; the city's holds what nämnder have not decided yet, so only those at the city.
    """
    if organisation.kind == Kind.CITY:
        return any(grant.organisation_id == organisation.pk for grant in grants_of(user))
    return can_read_drafts(user, organisation)


@tracked
class Report(models.Model):
    """The document of an organisation for a period, over all its stages."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="reports", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="reports", verbose_name="period"
    )
    kind = models.CharField("slag", max_length=20, choices=ReportKind.choices)

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporter"
        ordering = ["period", "organisation__name_sort", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period", "kind"],
                name="report_once",
                violation_error_message="Rapporten finns redan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"

    @property
    def title(self) -> str:
        """What the document is called; reads the organisation and the period's year: have them selected."""
        return report_name(
            self.kind, self.period.kind, self.period.year.number, self.organisation.kind
        )

    def get_absolute_url(self) -> str:
        """The page where the document is written and its frozen copies are listed."""
        if self.kind in APPENDICES:
            return reverse("reports:appendices", args=[self.period.slug])
        return reverse("reports:report", args=[self.period.slug, self.organisation.code])


@tracked
class Section(Versioned):
    """A part of a report that people write; the generated parts have no row."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="sections", verbose_name="rapport"
    )
    key = models.SlugField("nyckel", max_length=40)
    title = models.CharField("rubrik", max_length=200)
    order = models.PositiveSmallIntegerField("ordning")
    guidance = models.TextField("anvisning", blank=True)
    text = models.TextField("text", blank=True)
    is_ready = models.BooleanField("klarmarkerad", default=False)

    class Meta:
        verbose_name = "avsnitt"
        verbose_name_plural = "avsnitt"
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                name="section_once",
                violation_error_message="Avsnittet finns redan.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [
            pgtrigger.Trigger(
                name="report_is_open",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=_REPORT_IS_OPEN,
            ),
            no_truncate(),
        ]

    def __str__(self) -> str:
        return self.title


class Snapshot(models.Model):
    """A report as it was at a moment, frozen as canonical JSON and chained by SHA-256.

    Append-only: the row is its own history.
    """

    report = models.ForeignKey(
        Report, on_delete=models.RESTRICT, related_name="snapshots", verbose_name="rapport"
    )
    stage = models.CharField("skede", max_length=10, choices=Stage.choices)
    number = models.PositiveIntegerField("version")
    canonical = models.TextField("innehåll")
    sha256 = models.CharField("kontrollsumma", max_length=64, unique=True)
    previous = models.OneToOneField(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        related_name="following",
        verbose_name="föregående i kedjan",
    )
    decided_on = models.DateField("beslutad den", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=20, blank=True)
    case_number = models.CharField("diarienummer", max_length=60, blank=True)
    amendments = models.TextField("ändringar vid beslutet", blank=True)
    exceptions_reason = models.TextField("skäl till undantag", blank=True)
    created_at = models.DateTimeField("fryst")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="fryst av",
    )

    class Meta:
        verbose_name = "fryst version"
        verbose_name_plural = "frysta versioner"
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="snapshot_number_once"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(stage=Stage.DECIDED),
                name="snapshot_decided_once",
                violation_error_message="Rapporten är redan beslutad.",
            ),
            models.CheckConstraint(
                # A unit's head establishes without minutes: a day, and neither § nor diarienummer.
                condition=Q(stage=Stage.PROPOSAL)
                | Q(decided_on__isnull=False, paragraph="", case_number="")
                | (Q(decided_on__isnull=False) & ~Q(paragraph="") & ~Q(case_number="")),
                name="snapshot_decision_whole",
                violation_error_message="Ange beslutets datum, paragraf och diarienummer.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = append_only()

    def __str__(self) -> str:
        return f"{self.report}, {self.label}"

    @property
    def label(self) -> str:
        """Which of the report's copies it is: "förslag 2", "beslut § 12", a unit's "beslut 2026-09-01"."""
        if self.stage == Stage.PROPOSAL:
            return f"förslag {self.number}"
        if not self.paragraph:
            return f"{self.get_stage_display()} {self.decided_on}"
        return f"{self.get_stage_display()} § {self.paragraph}"

    @cached_property
    def content(self) -> Content:
        """What was frozen; pages and files are made from this alone."""
        read: Content = json.loads(self.canonical)
        return read

    def file_name(self, ending: str) -> str:
        """A name that says what the file is; reads the report and its organisation."""
        organisation = self.report.organisation
        name = "" if organisation.kind == Kind.CITY else organisation.name
        return file_name(self.report.title, name, self.stage, self.number, ending)

    def get_absolute_url(self) -> str:
        """The page made from the frozen copy."""
        return reverse("reports:snapshot", args=[self.pk])

    def may_be_read_by(self, user: AbstractBaseUser) -> bool:
        """Promise 13: what is decided is read by everyone with a role, a proposal by the own line."""
        if not isinstance(user, User):
            return False
        if self.stage != Stage.PROPOSAL:
            return bool(grants_of(user))
        return may_follow(user, self.report.organisation)


class Document(models.Model):
    """A file made once from a snapshot, stored with its own checksum and served ever after.

    In the database, so that a file is there whole or not at all, for every web server.
    """

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.RESTRICT, related_name="documents", verbose_name="fryst version"
    )
    format = models.CharField("format", max_length=10, choices=Format.choices)
    content = models.BinaryField("innehåll")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    size = models.PositiveIntegerField("storlek (byte)")
    pages = models.PositiveIntegerField("sidor", null=True, blank=True)
    created_at = models.DateTimeField("skapad")

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        ordering = ["snapshot", "format"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "format"], name="document_once"),
        ]
        triggers: list[pgtrigger.Trigger] = append_only()

    def __str__(self) -> str:
        return f"{self.snapshot} ({self.format})"
