"""What is asked of those who report, about a value or a goal, and what they answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goals.enums import Awaits
from goals.models.goal import Goal
from history.models import tracked
from indicators.models import Indicator
from organisation.models import Organisation
from periods.models import Period


def _by(word: str, *, null: bool = False) -> "models.ForeignKey[object, object]":
    """Who did something; kept when the account is closed."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=word,
        null=null,
        blank=null,
    )


@tracked
class Dialogue(models.Model):
    """A thread about one goal or one indicator at an organisation in a period.

    It is talk about the figures and not part of them, so it may go on when they are locked.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.RESTRICT, related_name="+", verbose_name="mål", null=True, blank=True
    )
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="indikator",
        null=True,
        blank=True,
    )
    awaits = models.CharField("väntar på", max_length=10, choices=Awaits.choices)
    opened_by = _by("började")
    opened_at = models.DateTimeField("började")
    closed_by = _by("avslutade", null=True)
    closed_at = models.DateTimeField("avslutad", null=True, blank=True)

    class Meta:
        verbose_name = "dialog"
        verbose_name_plural = "dialoger"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=True) ^ Q(indicator__isnull=True),
                name="dialogue_about_one_thing",
                violation_error_message="En dialog gäller ett mål eller en indikator.",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="dialogue_closed_by_someone",
                violation_error_message="En avslutad dialog har någon som avslutade den.",
            ),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]

    def __str__(self) -> str:
        return f"{self.goal or self.indicator}, {self.organisation}"

    @property
    def is_open(self) -> bool:
        """Nobody has closed it."""
        return self.closed_at is None


@tracked
class Comment(models.Model):
    """What somebody wrote in a dialogue; it is never changed."""

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.CASCADE, related_name="comments", verbose_name="dialog"
    )
    author = _by("skrev")
    written_at = models.DateTimeField("skrevs")
    text = models.TextField("text")

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message="Skriv något.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
