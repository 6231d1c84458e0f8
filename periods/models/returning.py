"""Every return of a submission, and the rows that each was about: kept, while the next comes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from history.models import tracked
from periods.enums import ReturnReason
from periods.models.submission import Submission


@tracked
class Return(models.Model):
    """A submission was sent back for completion: who did it, when and why."""

    submission = models.ForeignKey(
        Submission, on_delete=models.RESTRICT, related_name="returns", verbose_name="inlämning"
    )
    reason = models.CharField("orsak", max_length=10, choices=ReturnReason.choices)
    text = models.TextField("skäl")
    returned_at = models.DateTimeField("återsänd")
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="återsänd av",
    )

    class Meta:
        verbose_name = "återsändning"
        verbose_name_plural = "återsändningar"
        ordering = ["-returned_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="return_has_text",
                violation_error_message="Skriv vad som behöver kompletteras.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_reason_display()}"


def _exactly_one(*names: str) -> Q:
    """One of the columns holds something, and the others nothing."""
    found = Q()
    for chosen in names:
        found |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return found


@tracked
class Remark(models.Model):
    """What a return asks for at one row: an indicator, an activity, an uppdrag or a goal."""

    sent_back = models.ForeignKey(
        Return, on_delete=models.CASCADE, related_name="remarks", verbose_name="återsändning"
    )
    indicator = models.ForeignKey(
        "indicators.Indicator",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="indikator",
    )
    activity = models.ForeignKey(
        "activities.Activity",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aktivitet",
    )
    assignment = models.ForeignKey(
        "activities.Assignment",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="uppdrag",
    )
    goal = models.ForeignKey(
        "goals.Goal",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="mål",
    )
    text = models.TextField("vad som behöver kompletteras")
    settled_at = models.DateTimeField("markerad som klar", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="markerad av",
    )

    # What rounds.queries.returned reads beside the row: the activity's status here, the
    # answer to the uppdrag, and whether anything has been changed since.
    status_pk: int | None
    answer_pk: int | None
    is_changed: bool

    class Meta:
        verbose_name = "anmärkning"
        verbose_name_plural = "anmärkningar"
        ordering = ["sent_back", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one("indicator", "activity", "assignment", "goal"),
                name="remark_about_one_row",
                violation_error_message=(
                    "En anmärkning gäller en indikator, en aktivitet, ett uppdrag eller ett mål."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="remark_has_text",
                violation_error_message="Skriv vad som behöver kompletteras på raden.",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="remark_settled_by_somebody",
                violation_error_message="Den som markerar en anmärkning som klar ska framgå.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
