"""What is done: activities with dates, and how each stood in each period."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q

from activities.enums import ActivityState
from history.models import Versioned, tracked
from organisation.models import Organisation
from periods.enums import SetBy
from periods.locks import lock_triggers
from periods.models import Period, Year


@tracked
class Activity(models.Model):
    """A targeted effort with a start and an end; ordinary work is never an activity."""

    year = models.ForeignKey(
        Year, on_delete=models.RESTRICT, related_name="activities", verbose_name="år"
    )
    goal = models.ForeignKey(
        "goals.Goal",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="mål",
    )
    level = models.CharField("nivå", max_length=10, choices=SetBy.choices)
    owner = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="activities", verbose_name="ansvarig"
    )
    title = models.CharField("aktivitet", max_length=250)
    description = models.TextField("beskrivning", blank=True)
    start_on = models.DateField("startar")
    end_on = models.DateField("slutar")
    is_invented = models.BooleanField("påhittad", default=False)

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        ordering = ["end_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__lte=F("end_on")),
                name="activity_starts_before_it_ends",
                violation_error_message="Aktiviteten måste starta innan den slutar.",
            ),
        ]
        indexes = [models.Index(fields=["owner", "year"])]

    def __str__(self) -> str:
        return self.title


@tracked
class ActivityStatus(Versioned):
    """How an activity stood at an organisation in a period."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="statuses", verbose_name="aktivitet"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    state = models.CharField("läge", max_length=12, choices=ActivityState.choices, blank=True)
    deviation = models.TextField("avvikelse", blank=True)
    new_end_on = models.DateField("nytt slutdatum", null=True, blank=True)
    is_ready = models.BooleanField("klarmarkerad", default=False, db_default=False)

    class Meta:
        verbose_name = "aktivitetsstatus"
        verbose_name_plural = "aktivitetsstatusar"
        ordering = ["activity__end_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "period"],
                name="activitystatus_once",
                violation_error_message="Aktiviteten har redan en status för perioden.",
            ),
            models.CheckConstraint(
                condition=(~Q(state=ActivityState.CANCELLED) & Q(new_end_on__isnull=True))
                | ~Q(deviation=""),
                name="activitystatus_deviation_commented",
                violation_error_message="Kommentera avvikelsen.",
            ),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.get_state_display()}"

    def is_late(self, today: date) -> bool:
        """The planned end has passed, and the activity is neither done nor cancelled.

        Reads the activity's own date: have it selected with the status.
        """
        over = self.state in (ActivityState.DONE, ActivityState.CANCELLED)
        return not over and self.activity.end_on < today
