"""A target is a decision: who, when, why and from which period. A change is a new row."""

from django.db import models
from django.db.models import F, Q

from history.models import tracked
from history.numbers import numbers_are_numbers
from indicators.enums import TARGET_KIND_CHOICES, DecidedBy
from indicators.models.definition import GoalIndicator
from lights import Reading, TargetKind, target_words
from lights import Target as RuleTarget
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Period


@tracked
class Target(models.Model):
    """What an outcome is judged against (målvärde, årsmål), at an organisation from a period."""

    goal_indicator = models.ForeignKey(
        GoalIndicator, on_delete=models.CASCADE, related_name="targets", verbose_name="målindikator"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    set_by = models.CharField("satt av", max_length=10, choices=SetBy.choices)
    kind = models.CharField("slag", max_length=10, choices=TARGET_KIND_CHOICES)
    value = models.DecimalField("värde", max_digits=18, decimal_places=6, null=True, blank=True)
    low = models.DecimalField("lägst", max_digits=18, decimal_places=6, null=True, blank=True)
    high = models.DecimalField("högst", max_digits=18, decimal_places=6, null=True, blank=True)
    expected = models.BooleanField("ska vara ja", null=True, blank=True)
    applies_from = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="gäller från"
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="ersätter",
    )
    decided_by = models.CharField("beslutat av", max_length=15, choices=DecidedBy.choices)
    asked_by = models.CharField("på begäran av", max_length=200, blank=True)
    case_number = models.CharField("diarienummer", max_length=60, blank=True)
    decided_on = models.DateField("beslutat den")
    reason = models.TextField("skäl", blank=True)
    registered_at = models.DateTimeField("registrerat", auto_now_add=True)

    class Meta:
        verbose_name = "årsmål"
        verbose_name_plural = "årsmål"
        ordering = ["goal_indicator", "organisation", "applies_from__place", "pk"]
        constraints = [
            # With `replaces` one to one the targets of a place are a chain: one first, one last.
            models.UniqueConstraint(
                fields=["goal_indicator", "organisation", "set_by"],
                condition=Q(replaces__isnull=True),
                name="target_one_first",
                violation_error_message="Det finns redan ett årsmål här. Ett nytt ersätter det.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=["at_least", "at_most"], value__isnull=False)
                    | Q(kind="between", low__isnull=False, high__isnull=False, low__lte=F("high"))
                    | Q(kind__in=["increase", "decrease"])
                    | Q(kind="yes_no", expected__isnull=False)
                ),
                name="target_has_what_its_kind_needs",
                violation_error_message=(
                    "Ange årsmålets värde; för ett intervall det lägre värdet före det högre."
                ),
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                name="target_change_has_reason",
                violation_error_message="Ange skälet till att årsmålet ändras.",
            ),
            numbers_are_numbers("target", "value", "low", "high"),
        ]
        indexes = [models.Index(fields=["organisation", "goal_indicator"])]

    def __str__(self) -> str:
        return self.words(0)

    def rule(self) -> RuleTarget:
        """The target as the rules of the lights take it."""
        return RuleTarget(
            kind=TargetKind(self.kind),
            value=self.value,
            low=self.low,
            high=self.high,
            expected=self.expected,
        )

    def words(self, decimals: int, unit: str = "") -> str:
        """The target in words: "minst 80 %", "att öka", "ja"."""
        return target_words(self.rule(), Reading(decimals=decimals, unit=unit))
