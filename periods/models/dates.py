"""A nämnd's or a bolag's own dates in a period, inside SLK's, and what it asks of its units."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from history.models import Versioned, tracked
from history.triggers import no_truncate
from organisation.models import Organisation
from periods.models.period import Period

# Takes the period FOR SHARE before it looks, so that SLK's dates stand still meanwhile.
_WITHIN_THE_CITYS = """
    SELECT due_on, committee_due_on INTO outer_dates
        FROM periods_period WHERE id = NEW.period_id FOR SHARE;
    IF NEW.units_due_on > outer_dates.due_on
            OR NEW.meeting_on > outer_dates.committee_due_on THEN
        RAISE EXCEPTION 'Datumet är senare än stadsledningskontorets.'
            USING ERRCODE = '23514', CONSTRAINT = 'owndates_within_the_citys';
    END IF;
    RETURN NEW;
"""


@tracked
class OwnDates(Versioned):
    """When a nämnd or a bolag wants its units' figures, what it asks them to write, and when it meets."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.RESTRICT,
        related_name="own_dates",
        verbose_name="organisation",
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="own_dates", verbose_name="period"
    )
    units_due_on = models.DateField("enheternas sista dag", null=True, blank=True)
    meeting_on = models.DateField("sammanträdesdag", null=True, blank=True)
    guidance = models.TextField("anvisning till enheterna", blank=True)

    class Meta:
        verbose_name = "egna datum"
        verbose_name_plural = "egna datum"
        ordering = ["period", "organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period"],
                name="owndates_once",
                violation_error_message="Organisationen har redan egna datum för perioden.",
            ),
            models.CheckConstraint(
                condition=Q(units_due_on__isnull=True)
                | Q(meeting_on__isnull=True)
                | Q(units_due_on__lte=F("meeting_on")),
                name="owndates_units_before_meeting",
                violation_error_message="Enheternas sista dag måste komma före sammanträdet.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_the_citys",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("outer_dates", "record")],
                func=_WITHIN_THE_CITYS,
            ),
            no_truncate(),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"
