"""Activities and uppdrag side by side, as they stood in a period: what lists are made of."""

from django.db import models

from activities.enums import ActivityState, EffortSort
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Period


class Effort(models.Model):
    """An activity's status or the answer to an uppdrag, with what both have; a view of the database.

    `result` is what has been written of what came out: the answer to an uppdrag, the comment on an
    activity, which has no other text.
    """

    sort = models.CharField("slag", max_length=10, choices=EffortSort.choices)
    subject = models.BigIntegerField("gäller")
    code = models.CharField("nummer", max_length=20)
    title = models.CharField("aktivitet eller uppdrag", max_length=250)
    level = models.CharField("nivå", max_length=10, choices=SetBy.choices)
    goal = models.ForeignKey(
        "goals.Goal", on_delete=models.DO_NOTHING, null=True, related_name="+", verbose_name="mål"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.DO_NOTHING, related_name="+", verbose_name="ansvarig"
    )
    period = models.ForeignKey(
        Period, on_delete=models.DO_NOTHING, related_name="+", verbose_name="period"
    )
    start_on = models.DateField("startar")
    end_on = models.DateField("slutar")
    new_end_on = models.DateField("nytt slutdatum", null=True)
    state = models.CharField("läge", max_length=12, choices=ActivityState.choices)
    deviation = models.TextField("avvikelse")
    result = models.TextField("resultat")

    # What goals.queries.efforts reads beside the row.
    is_late: bool

    class Meta:
        managed = False
        db_table = "activities_effort"
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        ordering = ["end_on", "title", "pk"]

    def __str__(self) -> str:
        return self.title
