"""How activities and uppdrag stood in each period."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from activities.enums import ActivityState
from activities.models.plan import Activity, Assignment
from history.models import Versioned, tracked
from organisation.models import Organisation
from periods.locks import lock_triggers
from periods.models import Period


class Reported(Versioned):
    """How something with a start and an end stood at an organisation in a period."""

    # What it is about in running text: aktiviteten, aktivitetens, försenad.
    the: ClassVar[str]
    of_the: ClassVar[str]
    late_word: ClassVar[str]

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
        abstract = True

    @property
    def subject(self) -> Activity | Assignment:
        """What it is about; have it selected with the row."""
        raise NotImplementedError

    def is_late(self, today: date) -> bool:
        """The planned end has passed, and the thing is neither done nor cancelled.

        Reads the planned end: have the subject selected with the row.
        """
        return self.would_be_late(self.state, today)

    def would_be_late(self, state: str, today: date) -> bool:
        """The same, if it were in the state."""
        over = state in (ActivityState.DONE, ActivityState.CANCELLED)
        return not over and self.subject.end_on < today


def _commented(name: str) -> models.CheckConstraint:
    """What is cancelled, or ends another day than planned, has a comment."""
    return models.CheckConstraint(
        condition=(~Q(state=ActivityState.CANCELLED) & Q(new_end_on__isnull=True))
        | ~Q(deviation=""),
        name=name,
        violation_error_message="Kommentera avvikelsen.",
    )


@tracked
class ActivityStatus(Reported):
    """How an activity stood at an organisation in a period."""

    the, of_the, late_word = "aktiviteten", "aktivitetens", "försenad"

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="statuses", verbose_name="aktivitet"
    )

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
            _commented("activitystatus_deviation_commented"),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.get_state_display()}"

    @property
    def subject(self) -> Activity:
        """The activity."""
        return self.activity


@tracked
class AssignmentAnswer(Reported):
    """What a nämnd or a bolag answers to an uppdrag in a period, and how far it has come."""

    the, of_the, late_word = "uppdraget", "uppdragets", "försenat"

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="answers", verbose_name="uppdrag"
    )
    text = models.TextField("svar", blank=True)

    class Meta:
        verbose_name = "svar på uppdrag"
        verbose_name_plural = "svar på uppdrag"
        ordering = ["assignment__end_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "organisation", "period"],
                name="assignmentanswer_once",
                violation_error_message="Uppdraget har redan ett svar för perioden.",
            ),
            _commented("assignmentanswer_deviation_commented"),
            models.CheckConstraint(
                condition=~Q(state=ActivityState.DONE) | ~Q(text=""),
                name="assignmentanswer_done_is_answered",
                violation_error_message="Skriv vad uppdraget har lett till.",
            ),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.get_state_display()}"

    @property
    def is_written(self) -> bool:
        """Somebody has said something in it."""
        return bool(self.state or self.text or self.deviation or self.new_end_on)

    @property
    def subject(self) -> Assignment:
        """The uppdrag."""
        return self.assignment
