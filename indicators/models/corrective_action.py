"""What an organisation does about a value that does not reach its target."""

import pgtrigger
from django.db import models
from django.db.models import Q

from history.models import Versioned, tracked
from indicators.models.measurement import Measurement
from organisation.models import Organisation
from periods.locks import lock_triggers
from periods.models import Period


@tracked
class CorrectiveAction(Versioned):
    """Cause, action, responsible and date at a yellow or red value; one for each measurement.

    It may be half written: only a whole one counts when the organisation hands in.
    """

    measurement = models.OneToOneField(
        Measurement,
        on_delete=models.RESTRICT,
        related_name="corrective_action",
        verbose_name="mätvärde",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    cause = models.TextField("orsak", blank=True)
    action = models.TextField("åtgärd", blank=True)
    responsible = models.CharField("ansvarig", max_length=200, blank=True)
    due_on = models.DateField("klart senast", null=True, blank=True)

    class Meta:
        verbose_name = "åtgärd"
        verbose_name_plural = "åtgärder"
        ordering = ["period", "organisation", "measurement"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(cause="", action="", responsible="", due_on__isnull=True),
                name="correctiveaction_says_something",
                violation_error_message="Skriv orsak, åtgärd, ansvarig och datum.",
            ),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return self.action or self.cause

    @property
    def lacking(self) -> list[str]:
        """The words of what has not been written yet, in the order of the form."""
        parts = {
            "orsak": self.cause,
            "åtgärd": self.action,
            "ansvarig": self.responsible,
            "datum": self.due_on,
        }
        return [word for word, part in parts.items() if not part]
