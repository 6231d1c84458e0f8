"""A decided report that is to have a new version: who wants it, why, and which version it became."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from history.models import tracked
from reports.enums import CorrectionKind
from reports.models.documents import Report, Snapshot


@tracked
class Correction(models.Model):
    """While it is open the texts can be changed again; the decided version stays as it was.

    It ends with the new version, or is withdrawn.
    """

    report = models.ForeignKey(
        Report, on_delete=models.RESTRICT, related_name="corrections", verbose_name="rapport"
    )
    kind = models.CharField("slag", max_length=10, choices=CorrectionKind.choices)
    reason = models.TextField("skäl")
    opened_at = models.DateTimeField("påbörjad")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="påbörjad av",
    )
    withdrawn_at = models.DateTimeField("avbruten", null=True, blank=True)
    snapshot = models.OneToOneField(
        Snapshot,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name="ny version",
    )

    class Meta:
        verbose_name = "rättelse"
        verbose_name_plural = "rättelser"
        ordering = ["report", "opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(withdrawn_at__isnull=True, snapshot__isnull=True),
                name="correction_one_open",
                violation_error_message="Rapporten rättas redan.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_has_reason",
                violation_error_message="Skriv varför rapporten ska rättas eller kompletteras.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(snapshot__isnull=True),
                name="correction_ends_once",
                violation_error_message="En rättelse som har blivit en version kan inte avbrytas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.report}"
