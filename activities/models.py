"""What is done: activities and uppdrag with dates, and how each stood in each period."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from activities.enums import ActivityState, AssignedBy
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
class Assignment(Versioned):
    """An instruction (uppdrag) of KF, KS or a nämnd to nämnder and bolag, to be reported back."""

    year = models.ForeignKey(
        Year, on_delete=models.RESTRICT, related_name="assignments", verbose_name="år"
    )
    code = models.CharField("nummer", max_length=20)
    title = models.CharField("uppdrag", max_length=250)
    description = models.TextField("beskrivning", blank=True)
    decided_by = models.CharField("beslutat av", max_length=10, choices=AssignedBy.choices)
    committee = models.ForeignKey(
        Organisation,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beslutande nämnd",
    )
    decided_on = models.DateField("beslutat den")
    case_number = models.CharField("diarienummer", max_length=60, blank=True)
    goal = models.ForeignKey(
        "goals.Goal",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="mål",
    )
    start_on = models.DateField("startar")
    end_on = models.DateField("återrapporteras senast")
    is_invented = models.BooleanField("påhittat", default=False)

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        ordering = ["year", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "code"],
                name="assignment_code_once",
                violation_error_message="Året har redan ett uppdrag med det numret.",
            ),
            models.CheckConstraint(
                condition=Q(start_on__lte=F("end_on")),
                name="assignment_starts_before_it_ends",
                violation_error_message="Uppdraget måste starta innan det ska vara återrapporterat.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=AssignedBy.COMMITTEE, committee__isnull=False)
                | (~Q(decided_by=AssignedBy.COMMITTEE) & Q(committee__isnull=True)),
                name="assignment_committee_named",
                violation_error_message=(
                    "Ange vilken nämnd som har beslutat uppdraget, och bara om det är en nämnd."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def giver(self) -> str:
        """Who has given it: KF, KS, or the nämnd by its name (have it selected)."""
        return self.committee.name if self.committee else self.get_decided_by_display()


@tracked
class AssignmentAddressee(models.Model):
    """A nämnd or a bolag that an uppdrag is given to, and that answers it."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="addressees", verbose_name="uppdrag"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )

    class Meta:
        verbose_name = "uppdragets adressat"
        verbose_name_plural = "uppdragets adressater"
        ordering = ["assignment", "organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "organisation"],
                name="assignmentaddressee_once",
                violation_error_message="Uppdraget är redan riktat dit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.organisation_id}"


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
