"""What stadsledningskontoret says of a nämnd's or a bolag's own target."""

from django.db import models

from history.models import Versioned, tracked
from indicators.models import GoalIndicator
from organisation.models import Organisation


@tracked
class TargetComment(Versioned):
    """SLK's words about a nämnd's or a bolag's own target for one of KF's indicators of a year.

    The goal indicator belongs to a year, so next year begins without words. It is talk about the
    target and not a decision, so it may be written when the periods are locked.
    """

    goal_indicator = models.ForeignKey(
        GoalIndicator, on_delete=models.RESTRICT, related_name="+", verbose_name="målindikator"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    text = models.TextField("kommentar", blank=True)

    class Meta:
        verbose_name = "kommentar till eget årsmål"
        verbose_name_plural = "kommentarer till egna årsmål"
        ordering = ["goal_indicator", "organisation__name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal_indicator", "organisation"],
                name="targetcomment_once",
                violation_error_message="Nämndens årsmål har redan en kommentar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_indicator}, {self.organisation}"
