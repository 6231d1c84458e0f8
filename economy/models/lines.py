"""Budget, outcome and forecast per organisation and operational area, in millions of kronor."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q

from history.models import Versioned, tracked
from history.numbers import numbers_are_numbers
from organisation.models import Organisation
from periods.locks import lock_triggers
from periods.models import Period


@tracked
class EconomyLine(Versioned):
    """One line of the economy; the deviation is computed, a surplus is positive."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    area = models.CharField("verksamhetsområde", max_length=100)
    budget = models.DecimalField("budget (mnkr)", max_digits=14, decimal_places=3)
    outcome = models.DecimalField(
        "utfall (mnkr)", max_digits=14, decimal_places=3, null=True, blank=True
    )
    forecast = models.DecimalField(
        "prognos (mnkr)", max_digits=14, decimal_places=3, null=True, blank=True
    )
    comment = models.TextField("kommentar", blank=True)
    source = models.CharField("källa", max_length=500, blank=True)

    class Meta:
        verbose_name = "ekonomirad"
        verbose_name_plural = "ekonomirader"
        ordering = ["organisation", "period", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period", "area"],
                name="economyline_once",
                violation_error_message="Raden finns redan.",
            ),
            models.CheckConstraint(
                condition=~Q(area=""),
                name="economyline_has_area",
                violation_error_message="Ange verksamhetsområdet.",
            ),
            numbers_are_numbers("economyline", "budget", "outcome", "forecast", whole_digits=11),
        ]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return f"{self.area}: {self.budget}"

    @property
    def deviation(self) -> Decimal | None:
        """Budget less forecast (or less outcome when there is no forecast); a surplus is positive."""
        end = self.forecast if self.forecast is not None else self.outcome
        return None if end is None else self.budget - end
