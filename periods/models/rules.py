"""The limits of the rules as decisions, and the years that are judged by them."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from history.models import tracked
from history.triggers import append_only

# A year whose lights somebody may have read keeps its rules (docs/adr/0008): some level of a
# period is locked, or something handed in has been accepted. Those who lock right now are waited for.
_KEEPS_RULES = """
    PERFORM 1 FROM periods_period WHERE year_id = NEW.id FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM periods_period p WHERE p.year_id = NEW.id AND p.kind <> 'plan'
            AND (p.unit_locked_at IS NOT NULL OR EXISTS (
                SELECT 1 FROM periods_submission s WHERE s.period_id = p.id AND s.state = 'accepted'))
    ) THEN
        RAISE EXCEPTION 'Året % har publicerade ljus och behåller sina regler.', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'year_keeps_rules';
    END IF;
    RETURN NEW;
"""
LIMITS_ARE_PERCENT = Q(
    tolerance_percent__range=(0, 100),
    goal_green__range=(0, 100),
    goal_red__range=(0, 100),
    below_green__range=(0, 100),
    coverage__range=(0, 100),
)


class RuleLimits(models.Model):
    """The limits that can be decided, all in per cent: those of the law's `Limits`."""

    tolerance_percent = models.DecimalField(
        "tolerans (procent)", max_digits=5, decimal_places=2, default=5
    )
    goal_green = models.DecimalField(
        "grön andel för grönt mål", max_digits=5, decimal_places=2, default=50
    )
    goal_red = models.DecimalField(
        "röd andel för rött mål", max_digits=5, decimal_places=2, default=50
    )
    below_green = models.DecimalField(
        "grön andel under målet", max_digits=5, decimal_places=2, default=75
    )
    coverage = models.DecimalField(
        "täckning för medelvärde", max_digits=5, decimal_places=2, default=80
    )

    class Meta:
        abstract = True


@tracked
class RuleSet(RuleLimits):
    """The limits by which lights are judged: a decision, never changed, only followed by another."""

    name = models.CharField("version", max_length=20, unique=True)
    decided_by = models.CharField("beslutad av", max_length=100)
    decided_on = models.DateField("beslutad")
    reason = models.TextField("skäl")

    class Meta:
        verbose_name = "regelversion"
        verbose_name_plural = "regelversioner"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=LIMITS_ARE_PERCENT,
                name="ruleset_limits_are_percent",
                violation_error_message="Gränserna är procent mellan 0 och 100.",
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"Regelversion {self.name}"


@tracked
class Year(models.Model):
    """A budget year with its goals, and the limits its lights are judged by."""

    number = models.PositiveSmallIntegerField(
        "år", unique=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    rules = models.ForeignKey(
        RuleSet, on_delete=models.RESTRICT, related_name="years", verbose_name="regler"
    )
    is_invented = models.BooleanField("påhittat innehåll", default=False)

    class Meta:
        verbose_name = "år"
        verbose_name_plural = "år"
        ordering = ["-number"]
        triggers = [
            pgtrigger.Trigger(
                name="keep_rules",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("rules"),
                when=pgtrigger.Before,
                func=_KEEPS_RULES,
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
