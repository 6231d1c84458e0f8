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
    SNAPSHOT_FILES = "reports.tasks.make_files", "Word, Excel och CSV av en rapport"
    IMPORT_READ = "rounds.tasks.read_import", "Läsning av en fil"
    IMPORT_WRITE = "rounds.tasks.write_import", "Sparande av en fil"
    REJUDGE = "goals.tasks.rejudge_period", "Omräkning av ljusen"
    RULE_PREVIEW = "goals.tasks.preview_rules", "Förhandsvisning av en regelversion"
    LIST_FILE = "lists.tasks.make_file", "Fil av en lista"


# What a job is about, by name, since the model stands in a room above; and what its end gives.
SUBJECT_MODEL = {
    JobKind.SNAPSHOT_PDF: "reports.Snapshot",
    JobKind.SNAPSHOT_FILES: "reports.Snapshot",
    JobKind.IMPORT_READ: "rounds.Import",
    JobKind.IMPORT_WRITE: "rounds.Import",
    JobKind.REJUDGE: "periods.Period",
    JobKind.RULE_PREVIEW: "goals.RuleProposal",
    JobKind.LIST_FILE: "lists.OrderedFile",
}
RESULT_WORDS = {
    JobKind.SNAPSHOT_PDF: "Öppna rapporten",
    JobKind.SNAPSHOT_FILES: "Öppna rapporten",
    JobKind.IMPORT_READ: "Granska raderna",
    JobKind.IMPORT_WRITE: "Se vad som sparades",
    JobKind.REJUDGE: "Se ljusen i perioden",
    JobKind.RULE_PREVIEW: "Se vilka ljus som ändras",
    JobKind.LIST_FILE: "Hämta filen",
}
# What a job's progress counts; of the others it counts steps.
COUNTED = dict.fromkeys((JobKind.IMPORT_READ, JobKind.IMPORT_WRITE, JobKind.LIST_FILE), "rader")
