"""What is to be done: activities and uppdrag with their dates."""

from django.db import models
from django.db.models import F, Q

from activities.enums import AssignedBy
from history.models import Versioned, tracked
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Year


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
