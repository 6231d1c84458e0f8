"""Files that people bring: the import, its waiting file, its rows, and other systems' columns."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from history.models import tracked
from history.numbers import numbers_are_numbers
from indicators.models import NUMBERS
from organisation.models import Organisation
from periods.models import Period
from rounds.enums import (
    EMPTY_CHOICES,
    KIND_CHOICES,
    WRITABLE_STATES,
    ImportState,
    Piece,
    RowState,
    Shape,
)


@tracked
class MeasureColumn(models.Model):
    """What another system calls one part of a value: its code, and the part it is here."""

    code = models.CharField("kod i det andra systemet", max_length=100)
    kind = models.CharField("slag", max_length=10, choices=KIND_CHOICES)
    piece = models.CharField("del", max_length=20, choices=Piece.choices, default=Piece.VALUE)

    class Meta:
        verbose_name = "måttkolumn"
        verbose_name_plural = "måttkolumner"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="measurecolumn_code_once",
                violation_error_message="Koden finns redan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_kind_display()}, {self.get_piece_display()}"


@tracked
class Import(models.Model):
    """A file that somebody brought: read, looked through, confirmed, written."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    file_name = models.CharField("filnamn", max_length=200)
    size = models.PositiveIntegerField("storlek")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    shape = models.CharField("form", max_length=10, choices=Shape.choices, blank=True)
    state = models.CharField(
        "läge", max_length=10, choices=ImportState.choices, default=ImportState.READING
    )
    fault = models.TextField("vad som är fel", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # RESTRICT: what was written must keep who brought it.
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="inläst av",
    )
    made_at = models.DateTimeField("inläst", auto_now_add=True)
    confirmed_at = models.DateTimeField("bekräftad", null=True, blank=True)
    rows = models.PositiveIntegerField("rader", default=0)
    new = models.PositiveIntegerField("nya", default=0)
    changed = models.PositiveIntegerField("ändrade", default=0)
    unchanged = models.PositiveIntegerField("oförändrade", default=0)
    faulty = models.PositiveIntegerField("felaktiga", default=0)
    conflicts = models.PositiveIntegerField("krockar", default=0)
    written = models.PositiveIntegerField("sparade", default=0)

    class Meta:
        verbose_name = "inläsning"
        verbose_name_plural = "inläsningar"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    rows=F("new") + F("changed") + F("unchanged") + F("faulty") + F("conflicts")
                ),
                name="import_rows_add_up",
                violation_error_message="Antalen rader går inte ihop.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ImportState.CONFIRMED, ImportState.DONE])
                | Q(confirmed_at__isnull=True),
                name="import_confirmed_has_state",
                violation_error_message="Bara en bekräftad inläsning har en tidpunkt för det.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.CONFIRMED, ImportState.DONE])
                | Q(confirmed_at__isnull=False),
                name="import_written_is_confirmed",
                violation_error_message="En inläsning sparas först när den är bekräftad.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.FAILED) | ~Q(fault=""),
                name="import_failed_says_why",
                violation_error_message="Ange vad som är fel på filen.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def state_words(self) -> str:
        """Where it stands; a file that would change nothing waits for nobody."""
        is_idle = self.state == ImportState.READ and not (self.new + self.changed + self.conflicts)
        return "inget att spara" if is_idle else self.get_state_display()

    def get_absolute_url(self) -> str:
        """Where it is looked through and confirmed."""
        return reverse("rounds:import", args=[self.pk])

    def may_be_read_by(self, user: AbstractBaseUser) -> bool:
        """Only who brought a file sees what stands in it."""
        return bool(self.made_by_id == user.pk)

    @property
    def to_write(self) -> int:
        """How many rows are written without any further question."""
        return self.new + self.changed


class ImportFile(models.Model):
    """The bytes of a large file until a worker has read them; workers may sit on other machines."""

    batch = models.OneToOneField(
        Import, on_delete=models.CASCADE, related_name="file", verbose_name="inläsning"
    )
    content = models.BinaryField("innehåll")

    class Meta:
        verbose_name = "väntande fil"
        verbose_name_plural = "väntande filer"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Filen till inläsning {self.batch_id}"


class ImportRow(models.Model):
    """One value of a file: what it would write, over which version, or why it can not.

    It holds the whole measurement as it would become; what the file leaves out is as stored.
    """

    batch = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="lines", verbose_name="inläsning"
    )
    number = models.PositiveIntegerField("rad i filen")
    unit_text = models.CharField("organisation i filen", max_length=200, blank=True)
    indicator_text = models.CharField("indikator i filen", max_length=250, blank=True)
    kind = models.CharField("slag", max_length=10, choices=KIND_CHOICES, blank=True)
    measurement = models.ForeignKey(
        "indicators.Measurement",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name="mätvärde",
    )
    seen_version = models.PositiveIntegerField("sedd radversion", null=True)
    state = models.CharField("läge", max_length=10, choices=RowState.choices)
    fault = models.TextField("vad som är fel", blank=True)
    value = models.DecimalField("värde", max_digits=18, decimal_places=6, null=True)
    yes = models.BooleanField("ja", null=True)
    women = models.DecimalField("kvinnor", max_digits=18, decimal_places=6, null=True)
    men = models.DecimalField("män", max_digits=18, decimal_places=6, null=True)
    numerator = models.DecimalField("täljare", max_digits=18, decimal_places=6, null=True)
    denominator = models.DecimalField("nämnare", max_digits=18, decimal_places=6, null=True)
    women_numerator = models.DecimalField(
        "täljare kvinnor", max_digits=18, decimal_places=6, null=True
    )
    women_denominator = models.DecimalField(
        "nämnare kvinnor", max_digits=18, decimal_places=6, null=True
    )
    men_numerator = models.DecimalField("täljare män", max_digits=18, decimal_places=6, null=True)
    men_denominator = models.DecimalField("nämnare män", max_digits=18, decimal_places=6, null=True)
    missing = models.CharField("varför tomt", max_length=20, choices=EMPTY_CHOICES, blank=True)
    missing_reason = models.CharField("skäl till tomt", max_length=300, blank=True)
    published_on = models.DateField("publiceras den", null=True)
    comment = models.TextField("kommentar", blank=True)
    is_written = models.BooleanField("sparad", default=False)

    class Meta:
        verbose_name = "inläst rad"
        verbose_name_plural = "inlästa rader"
        ordering = ["batch", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="importrow_once",
                violation_error_message="Raden finns redan i inläsningen.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RowState.FAULTY) | ~Q(fault=""),
                name="importrow_fault_in_words",
                violation_error_message="Ange vad som är fel på raden.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WRITABLE_STATES)
                | Q(measurement__isnull=False, seen_version__isnull=False),
                name="importrow_knows_what_it_changes",
                violation_error_message="En rad som sparas måste gälla ett värde.",
            ),
            numbers_are_numbers("importrow", *NUMBERS),
        ]
        indexes = [models.Index(fields=["batch", "state", "number"])]

    def __str__(self) -> str:
        return f"Rad {self.number}: {self.get_state_display()}"
