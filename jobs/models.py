"""Long work with progress: one row per job, in the database and not only in the queue."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jobs.enums import COUNTED, JobKind, JobState


class Job(models.Model):
    """One piece of long work, its subject (a primary key) and how far it has come."""

    kind = models.CharField("slag", max_length=60, choices=JobKind.choices)
    subject = models.BigIntegerField("gäller")
    state = models.CharField(
        "läge", max_length=10, choices=JobState.choices, default=JobState.QUEUED
    )
    done = models.PositiveIntegerField("gjort", default=0)
    total = models.PositiveIntegerField("av", default=0)
    message = models.CharField("meddelande", max_length=300, blank=True)
    again = models.BooleanField("ska göras om", default=False)
    attempts = models.PositiveSmallIntegerField("försök", default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        verbose_name="beställt av",
    )
    created_at = models.DateTimeField("beställt", auto_now_add=True)
    touched_at = models.DateTimeField("senast rört", auto_now=True)
    finished_at = models.DateTimeField("slut", null=True, blank=True)

    class Meta:
        verbose_name = "jobb"
        verbose_name_plural = "jobb"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=F("total")),
                name="job_done_at_most_total",
                violation_error_message="Ett jobb kan inte ha gjort mer än allt.",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="job_one_at_a_time",
                violation_error_message="Samma jobb pågår redan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    @property
    def is_over(self) -> bool:
        """The job is done, failed or cancelled."""
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

    @property
    def counted(self) -> str:
        """What `done` and `total` count."""
        return COUNTED.get(JobKind(self.kind), "steg")

    @property
    def seen(self) -> str:
        """What a page shows of the job, in one word, so that it can ask for what is newer."""
        return f"{self.state}-{self.done}-{int(self.touched_at.timestamp() * 1000)}"
