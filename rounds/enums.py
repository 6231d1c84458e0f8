"""Kinds of mail; shapes of files, states of an import and of its rows."""

from django.db.models import TextChoices


class MailKind(TextChoices):
    """What a mail is about."""

    DIGEST = "digest", "påminnelse"
    RETURNED = "returned", "återsänd"
    COMMENT = "comment", "kommentar"
    COMPLETION = "completion", "begärd komplettering"


class Shape(TextChoices):
    """How a file is laid out."""

    SHEET = "sheet", "blad hämtat härifrån"
    TABLE = "table", "tabell med våra rubriker"
    SCHEDULED = "scheduled", "Stratsys: datum, enhet, mått, kolumn, värde"
    MANUAL = "manual", "Stratsys: enhet, period, mått, värde"


class ImportState(TextChoices):
    """Where an import stands."""

    READING = "reading", "läses"
    READ = "read", "väntar på ditt ja"
    CONFIRMED = "confirmed", "sparas"
    DONE = "done", "sparad"
    FAILED = "failed", "gick inte att läsa"


class RowState(TextChoices):
    """What a row of a file would do."""

    NEW = "new", "ny"
    CHANGED = "changed", "ändrad"
    UNCHANGED = "unchanged", "oförändrad"
    FAULTY = "faulty", "felaktig"
    CONFLICT = "conflict", "krock"


class Piece(TextChoices):
    """Which part of a measurement a column of another system holds."""

    VALUE = "value", "värde"
    WOMEN = "women", "kvinnor"
    MEN = "men", "män"
    NUMERATOR = "numerator", "täljare"
    DENOMINATOR = "denominator", "nämnare"
    WOMEN_NUMERATOR = "women_numerator", "täljare kvinnor"
    WOMEN_DENOMINATOR = "women_denominator", "nämnare kvinnor"
    MEN_NUMERATOR = "men_numerator", "täljare män"
    MEN_DENOMINATOR = "men_denominator", "nämnare män"


class DraftKind(TextChoices):
    """What a draft is about; the value is the letter of the row's inputs."""

    VALUE = "m", "kommentar"
    ACTION = "c", "åtgärd"
    ACTIVITY = "a", "aktivitet"
    ANSWER = "u", "uppdrag"
    ANALYSIS = "t", "analys"


WRITABLE_STATES = (RowState.NEW, RowState.CHANGED, RowState.CONFLICT)
KIND_CHOICES = [("outcome", "utfall"), ("forecast", "helårsprognos")]
EMPTY_CHOICES = [
    ("not_reported", "ej rapporterad"),
    ("not_due", "ej aktuell denna period"),
    ("not_measured", "mäts ej"),
    ("withheld", "sekretess/få svar"),
    ("published_later", "publiceras senare"),
]
