"""The states of an activity or an uppdrag, and who gives an uppdrag."""

from django.db.models import TextChoices


class ActivityState(TextChoices):
    """How far an activity has come; late is computed from its dates."""

    NOT_STARTED = "not_started", "ej påbörjad"
    ONGOING = "ongoing", "pågår"
    DONE = "done", "genomförd"
    CANCELLED = "cancelled", "avbruten"


class AssignedBy(TextChoices):
    """Who has decided an uppdrag."""

    KF = "kf", "kommunfullmäktige"
    KS = "ks", "kommunstyrelsen"
    COMMITTEE = "committee", "nämnd"
