"""Files of the economy, and which column of them is what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from economy.enums import Scale
from history.models import tracked
from periods.models import Period


@tracked
class ColumnMapping(models.Model):
    """Which heading of a system's file is which part of a line; known again by its headings."""

    headings = models.TextField("rubriker")
    columns = models.JSONField("kolumner")
    scale = models.CharField("belopp i", max_length=10, choices=Scale.choices)

    class Meta:
        verbose_name = "kolumnval"
        verbose_name_plural = "kolumnval"
        ordering = ["headings"]
        constraints = [
            models.UniqueConstraint(
                fields=["headings"],
                name="columnmapping_once",
                violation_error_message="Kolumnerna är redan valda för filer med de rubrikerna.",
            )
        ]

    def __str__(self) -> str:
        return self.headings


@tracked
class EconomyFile(models.Model):
    """A file with lines of the economy: brought, looked through, saved."""

    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    file_name = models.CharField("filnamn", max_length=200)
    sha256 = models.CharField("kontrollsumma", max_length=64)
    columns = models.JSONField("kolumner", default=dict)
    scale = models.CharField(
        "belopp i", max_length=10, choices=Scale.choices, default=Scale.MILLIONS
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # RESTRICT: what was written must keep who brought it.
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="inläst av",
    )
    made_at = models.DateTimeField("inläst", auto_now_add=True)
    saved_at = models.DateTimeField("sparad", null=True, blank=True)
    written = models.PositiveIntegerField("sparade rader", default=0)

    class Meta:
        verbose_name = "ekonomifil"
        verbose_name_plural = "ekonomifiler"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(saved_at__isnull=False) | Q(written=0),
                name="economyfile_writes_when_saved",
                violation_error_message="En fil som väntar har inga sparade rader.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Where its rows are looked through and saved."""
        return reverse("economy:file", args=[self.pk])


class WaitingFile(models.Model):
    """The bytes of a file until its lines are saved; they stand outside the history."""

    file = models.OneToOneField(
        EconomyFile, on_delete=models.CASCADE, related_name="waiting", verbose_name="ekonomifil"
    )
    content = models.BinaryField("innehåll")

    class Meta:
        verbose_name = "väntande ekonomifil"
        verbose_name_plural = "väntande ekonomifiler"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Innehållet i {self.file_id}"
