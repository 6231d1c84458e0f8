"""Texts that somebody has begun and not saved."""

from django.conf import settings
from django.db import models

from rounds.enums import DraftKind


class Draft(models.Model):
    """A text on its way, seen by its author alone; gone when it is really saved or thrown away.

    `key` is the number of what it is about: a measurement, an activity's status, the answer to an
    uppdrag or an analysis.
    `version` is the version of that row which the author had seen.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="av"
    )
    submission = models.ForeignKey(
        "periods.Submission",
        on_delete=models.CASCADE,
        related_name="drafts",
        verbose_name="inlämning",
    )
    kind = models.CharField("slag", max_length=1, choices=DraftKind.choices)
    key = models.PositiveBigIntegerField("gäller")
    version = models.PositiveIntegerField("läst radversion")
    fields = models.JSONField("texter")
    saved_at = models.DateTimeField("sparat")

    class Meta:
        verbose_name = "utkast"
        verbose_name_plural = "utkast"
        ordering = ["user", "kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "key"],
                name="draft_once",
                violation_error_message="Utkastet finns redan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"
