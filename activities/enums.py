"""The states of an activity or an uppdrag, and who gives an uppdrag."""

from django.db.models import TextChoices


class ActivityState(TextChoices):
    """How far an activity has come; late is computed from its dates."""

    NOT_STARTED = "not_started", "ej påbörjad"
    ONGOING = "ongoing", "pågår"
    DONE = "done", "genomförd"
    CANCELLED = "cancelled", "avbruten"


# The same of an uppdrag, which is neuter; nothing is what nobody has answered.
ASSIGNMENT_STATES = {
    "": "ej besvarat",
    ActivityState.NOT_STARTED.value: "ej påbörjat",
    ActivityState.ONGOING.value: "pågår",
    ActivityState.DONE.value: "genomfört",
    ActivityState.CANCELLED.value: "avbrutet",
}


class AssignedBy(TextChoices):
    """Who has decided an uppdrag."""

    KF = "kf", "kommunfullmäktige"
    KS = "ks", "kommunstyrelsen"
    COMMITTEE = "committee", "nämnd"


class EffortSort(TextChoices):
    """What a row of the list of activities and uppdrag is."""

    ACTIVITY = "activity", "aktivitet"
    ASSIGNMENT = "assignment", "uppdrag"
