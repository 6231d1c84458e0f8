"""What is computed from measurements: totals and verdicts. Recomputable, and outside the history.

The keys are not checked by the database and have no index each: checks and indexes cost more
than the judging itself, and every row comes from a statement that has just read what it points at.
"""

from django.db import models
from django.db.models import F, Q

from indicators.enums import (
    GREY_CHOICES,
    LIGHT_CHOICES,
    MeasurementKind,
    Part,
    Standing,
)
from indicators.models.definition import GoalIndicator, Indicator
from indicators.models.measurement import Measurement
from indicators.models.target import Target
from organisation.models import Organisation
from periods.models import Period, RuleSet


class Total(models.Model):
    """The value of an indicator over all organisations below one; never typed, always computed."""

    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="totals",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    period = models.ForeignKey(
        Period, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField("slag", max_length=10, choices=MeasurementKind.choices)
    part = models.CharField("del", max_length=5, choices=Part.choices, default=Part.TOTAL)
    value = models.DecimalField("värde", max_digits=24, decimal_places=6, null=True)
    numerator = models.DecimalField("täljare", max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField("nämnare", max_digits=24, decimal_places=6, null=True)
    expected = models.PositiveIntegerField("väntade")
    reported = models.PositiveIntegerField("rapporterade")
    preliminary = models.PositiveIntegerField("preliminära", default=0)
    parts_non_negative = models.BooleanField("inga negativa delar", default=True)
    # A total is as old as its oldest part; empty where no part says when it was measured.
    oldest_on = models.DateField("äldsta delen mätt", null=True)

    class Meta:
        verbose_name = "totalvärde"
        verbose_name_plural = "totalvärden"
        ordering = ["indicator", "organisation", "period", "kind", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "organisation", "indicator", "kind", "part"], name="total_once"
            ),
            models.CheckConstraint(
                condition=Q(reported__lte=F("expected")), name="total_reported_at_most_expected"
            ),
        ]
        indexes = [models.Index(fields=["indicator", "organisation", "period"])]

    def __str__(self) -> str:
        return f"{self.indicator_id}, {self.organisation_id}: {self.value}"


class Verdict(models.Model):
    """The light of a measurement or a total against a target.

    The sentence that explains it is rendered from the same inputs: the value, `target`,
    `comparison` and `rules` that stand here.
    """

    goal_indicator = models.ForeignKey(
        GoalIndicator,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="verdicts",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    period = models.ForeignKey(
        Period, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField("slag", max_length=10, choices=MeasurementKind.choices)
    part = models.CharField("del", max_length=5, choices=Part.choices, default=Part.TOTAL)
    standing = models.CharField(
        "mot", max_length=10, choices=Standing.choices, default=Standing.APPLIES
    )
    measurement = models.ForeignKey(
        Measurement,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="verdicts",
    )
    total = models.ForeignKey(
        Total,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="verdicts",
    )
    target = models.ForeignKey(
        Target,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="verdicts",
    )
    comparison = models.DecimalField("jämförs med", max_digits=24, decimal_places=6, null=True)
    series_break = models.BooleanField("seriebrott", default=False)
    age_days = models.IntegerField("ålder", null=True)
    light = models.CharField("ljus", max_length=6, choices=LIGHT_CHOICES)
    grey = models.CharField("slag av grått", max_length=20, choices=GREY_CHOICES, blank=True)
    # Against the year's first target where that has been replaced; else empty.
    former_light = models.CharField(
        "ljus mot det ursprungliga årsmålet", max_length=6, choices=LIGHT_CHOICES, blank=True
    )
    # Of an indicator that is judged as a derived value: that value, and what it is made of (or
    # why it could not be made). The reported one stands in the measurement or the total.
    derived = models.DecimalField("bedömt värde", max_digits=24, decimal_places=6, null=True)
    made_of = models.CharField("räknat ur", max_length=150, blank=True, db_default="")
    rules = models.ForeignKey(
        RuleSet, on_delete=models.RESTRICT, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = "utslag"
        verbose_name_plural = "utslag"
        ordering = ["goal_indicator", "organisation", "period", "kind", "part", "standing"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "organisation", "goal_indicator", "kind", "part", "standing"],
                name="verdict_once",
            ),
            models.CheckConstraint(
                condition=Q(measurement__isnull=False) ^ Q(total__isnull=False),
                name="verdict_of_measurement_or_total",
            ),
            models.CheckConstraint(
                condition=(Q(light="grey") & ~Q(grey="")) | (~Q(light="grey") & Q(grey="")),
                name="verdict_grey_has_kind",
            ),
        ]
        # No index holds the light: it would make every update of a light several times slower.
        indexes = [
            models.Index(fields=["goal_indicator", "period"]),
            models.Index(
                fields=["period"], condition=~Q(former_light=""), name="verdict_target_replaced"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_indicator_id}, {self.organisation_id}: {self.light}"
