"""The states of an activity and who set it."""

from django.db.models import TextChoices


class ActivityState(TextChoices):
    """How far an activity has come; late is computed from its dates."""

    NOT_STARTED = "not_started", "ej påbörjad"
    ONGOING = "ongoing", "pågår"
    DONE = "done", "genomförd"
    CANCELLED = "cancelled", "avbruten"
