"""The states of a job."""

from django.db.models import TextChoices


class JobState(TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "köad"
    RUNNING = "running", "pågår"
    DONE = "done", "klar"
    FAILED = "failed", "misslyckades"
    CANCELLED = "cancelled", "avbruten"


class JobKind(TextChoices):
    """The kinds of long work; the value is the name of the task that does it."""

    SNAPSHOT_PDF = "reports.tasks.render_snapshot", "PDF av en rapport"
    REJUDGE = "goals.tasks.rejudge_period", "omräkning av en period"
