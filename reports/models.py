"""A document of an organisation and a period: its texts, its frozen copies, its files."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from history.models import Versioned, tracked
from history.triggers import append_only
from organisation.models import Organisation
from periods.models import Period
from reports.enums import Format, ReportKind, Stage


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
        return f"{self.get_kind_display()}, {self.organisation}, {self.period}"


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
            models.UniqueConstraint(fields=["report", "key"], name="section_once"),
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
            models.CheckConstraint(
                condition=Q(stage=Stage.PROPOSAL)
                | (Q(decided_on__isnull=False) & ~Q(paragraph="") & ~Q(case_number="")),
                name="snapshot_decision_whole",
                violation_error_message="Ange beslutets datum, paragraf och diarienummer.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = append_only()

    def __str__(self) -> str:
        return f"{self.report}, {self.get_stage_display()} {self.number}"


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
