"""Texts of a document that somebody has begun and not saved."""

from django.conf import settings
from django.db import models

from reports.models.documents import Report


class SectionDraft(models.Model):
    """A part on its way, read by its author alone; gone when it is really saved or thrown away.

    `version` is the version of the part which the author had seen. Others see that somebody
    writes, and since when.
    """

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="drafts", verbose_name="rapport"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="av"
    )
    key = models.SlugField("nyckel", max_length=40)
    version = models.PositiveIntegerField("läst radversion")
    text = models.TextField("text", blank=True)
    begun_at = models.DateTimeField("påbörjat")
    saved_at = models.DateTimeField("sparat")

    class Meta:
        verbose_name = "avsnittsutkast"
        verbose_name_plural = "avsnittsutkast"
        ordering = ["report", "key", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key", "user"],
                name="sectiondraft_once",
                violation_error_message="Utkastet finns redan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.report}"
