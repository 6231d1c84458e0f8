"""The states of a job."""

from django.db.models import TextChoices


class JobState(TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "köad"
    RUNNING = "running", "pågår"
    DONE = "done", "klar"
    FAILED = "failed", "misslyckades"
    CANCELLED = "cancelled", "avbruten"


ACTIVE_STATES = (JobState.QUEUED, JobState.RUNNING)


class JobKind(TextChoices):
    """The kinds of long work; the value is the name of the task that does it."""

    SNAPSHOT_PDF = "reports.tasks.render_snapshot", "PDF av en rapport"


# What a job is about, by name, since the model stands in a room above; and what its end gives.
SUBJECT_MODEL = {
    JobKind.SNAPSHOT_PDF: "reports.Snapshot",
}
RESULT_WORDS = {
    JobKind.SNAPSHOT_PDF: "Öppna rapporten",
}
