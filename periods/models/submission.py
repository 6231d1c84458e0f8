"""What an organisation hands in of a period, and what it is expected to report."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from history.models import Versioned, tracked
from organisation.models import Organisation
from periods.enums import LockLevel, ReturnReason, SubmissionState
from periods.models.period import Period


@tracked
class Submission(Versioned):
    """An organisation's data of a period, from draft to accepted; it governs what can be edited."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.RESTRICT,
        related_name="submissions",
        verbose_name="organisation",
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="submissions", verbose_name="period"
    )
    level = models.CharField("nivå", max_length=10, choices=LockLevel.choices)
    state = models.CharField(
        "läge", max_length=10, choices=SubmissionState.choices, default=SubmissionState.DRAFT
    )
    submitted_at = models.DateTimeField("inlämnad", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="inlämnad av",
    )
    handed_in = models.JSONField("det som lämnades in", default=dict, blank=True)
    return_reason = models.CharField(
        "orsak", max_length=10, choices=ReturnReason.choices, blank=True
    )
    return_text = models.TextField("skäl till återsändning", blank=True)
    reviewed_at = models.DateTimeField("granskad", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="granskad av",
    )
    # The nämnd's own last day for its units: there when periods.queries.with_own_dates read the row.
    own_due_on: date | None
    # The nearest guidance above: there when periods.queries.with_guidance read the row.
    own_guidance: str | None

    class Meta:
        verbose_name = "inlämning"
        verbose_name_plural = "inlämningar"
        ordering = ["period", "organisation__name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period"],
                name="submission_once",
                violation_error_message="Organisationen har redan en inlämning för perioden.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RETURNED) | ~Q(return_text=""),
                name="submission_returned_with_reason",
                violation_error_message="Ange skälet till att uppgifterna återsänds.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[SubmissionState.DRAFT, SubmissionState.RETURNED])
                | Q(submitted_at__isnull=False),
                name="submission_handed_in_has_time",
                violation_error_message="En inlämning måste ha en tidpunkt.",
            ),
        ]
        indexes = [models.Index(fields=["period", "state"])]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}: {self.get_state_display()}"

    @property
    def is_editable(self) -> bool:
        """The organisation may still change its data (if the period is open)."""
        return self.state in (SubmissionState.DRAFT, SubmissionState.RETURNED)

    @property
    def is_self_reviewed(self) -> bool:
        """The same person handed in and accepted; shown wherever the submission is."""
        return self.reviewed_by_id is not None and self.reviewed_by_id == self.submitted_by_id


class Expectation(models.Model):
    """Who is to report what: the denominator of coverage, and what "saknas" means.

    `is_leaf` says that nobody below is expected for the same indicator, so the
    organisation's value is a part of the totals above it.
    """

    goal_indicator = models.ForeignKey(
        "indicators.GoalIndicator", on_delete=models.CASCADE, related_name="expectations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="expectations")
    is_leaf = models.BooleanField("lägsta nivån", default=True)

    class Meta:
        verbose_name = "förväntan"
        verbose_name_plural = "förväntningar"
        ordering = ["period", "organisation", "goal_indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal_indicator", "organisation", "period"],
                name="expectation_once",
                include=["is_leaf"],  # totals are summed from the index alone
            ),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.goal_indicator_id}"
