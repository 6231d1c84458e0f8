"""What a round costs those who report."""

from django.db import models


class RoundBurden(models.Model):
    """What a round took: estimated minutes of work, and how many fields. Computed at hand-in."""

    submission = models.OneToOneField(
        "periods.Submission",
        on_delete=models.CASCADE,
        related_name="burden",
        verbose_name="inlämning",
    )
    first_saved_at = models.DateTimeField("första sparandet")
    handed_in_at = models.DateTimeField("inlämnad")
    active_seconds = models.PositiveIntegerField("arbetstid (sekunder)")
    fields = models.PositiveIntegerField("ifyllda fält")

    class Meta:
        verbose_name = "rapporteringsbörda"
        verbose_name_plural = "rapporteringsbördor"
        ordering = ["submission"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_saved_at__lte=models.F("handed_in_at")),
                name="roundburden_begins_before_it_ends",
                violation_error_message="Det första sparandet måste komma före inlämningen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.active_seconds} s, {self.fields} fält"
