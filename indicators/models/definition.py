"""An indicator over years, its link to a year's goal, and the breaks in its series."""

from decimal import Decimal

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from history.models import tracked
from history.numbers import numbers_are_numbers
from indicators.enums import (
    Aggregation,
    Derivation,
    Measures,
    Periodicity,
    Perspective,
    Quality,
    TargetScope,
    ToleranceKind,
)
from lights import format_decimal, format_exact, round_half_away
from periods.enums import SetBy

_SOURCES = ("base_year", "set_size", "mean_years")


def _derived(kinds: list[Derivation], needed: str = "", least: int = 0) -> Q:
    """Derived in one of these ways, from what is needed and nothing else."""
    rule = Q(derivation__in=kinds)
    for name in _SOURCES:
        used = {f"{name}__isnull": False, f"{name}__gte": least}
        rule &= Q(**used) if name == needed else Q(**{f"{name}__isnull": True})
    return rule


_DERIVED_FROM = (
    _derived([Derivation.NONE])
    | _derived([Derivation.CHANGE, Derivation.CHANGE_PERCENT], "base_year", 1900)
    | _derived([Derivation.SHARE_OF_SET], "set_size", 1)
    | _derived([Derivation.ROLLING_MEAN], "mean_years", 2)
)


@tracked
class Indicator(models.Model):
    """What is measured, the same over years so that a series can be followed."""

    code = models.SlugField("kod", max_length=60, unique=True)
    external_code = models.CharField(
        "kod i andra system", max_length=100, blank=True, db_default=""
    )
    name = models.CharField("namn", max_length=250)
    definition = models.TextField("definition", blank=True)
    unit = models.CharField("enhet", max_length=30, blank=True)
    decimals = models.PositiveSmallIntegerField(
        "decimaler", default=0, validators=[MaxValueValidator(4)]
    )
    tolerance_kind = models.CharField(
        "tolerans", max_length=10, choices=ToleranceKind.choices, default=ToleranceKind.DEFAULT
    )
    tolerance_value = models.DecimalField(
        "toleransvärde", max_digits=18, decimal_places=6, default=0
    )
    aggregation = models.CharField(
        "läggs ihop som", max_length=10, choices=Aggregation.choices, default=Aggregation.NONE
    )
    ratio_factor = models.PositiveIntegerField("kvoten gånger", default=100)
    numerator_name = models.CharField(
        "täljarens namn", max_length=120, blank=True, default="", db_default=""
    )
    denominator_name = models.CharField(
        "nämnarens namn", max_length=120, blank=True, default="", db_default=""
    )
    by_gender = models.BooleanField("könsuppdelad", default=False)
    is_yes_no = models.BooleanField("ja eller nej", default=False)
    periodicity = models.CharField(
        "periodicitet", max_length=10, choices=Periodicity.choices, default=Periodicity.TERTIAL
    )
    max_age_days = models.PositiveIntegerField("högsta ålder (dagar)", null=True, blank=True)
    lowest = models.DecimalField(
        "lägsta möjliga värde", max_digits=18, decimal_places=6, null=True, blank=True
    )
    highest = models.DecimalField(
        "högsta möjliga värde", max_digits=18, decimal_places=6, null=True, blank=True
    )
    # What is reported stays the raw figure; what is judged and shown may be derived from it.
    derivation = models.CharField(
        "bedöms som", max_length=15, choices=Derivation.choices, default=Derivation.NONE
    )
    base_year = models.PositiveSmallIntegerField("basår", null=True, blank=True)
    set_size = models.PositiveIntegerField("antal i mängden", null=True, blank=True)
    mean_years = models.PositiveSmallIntegerField("antal år i medelvärdet", null=True, blank=True)
    reported_unit = models.CharField("rapporteras i", max_length=30, blank=True)
    measures = models.CharField(
        "mäter", max_length=12, choices=Measures.choices, default=Measures.RESULT
    )
    # Where it stands in the overview of a verksamhet; one that is not marked stands in none.
    perspective = models.CharField(
        "perspektiv", max_length=12, choices=Perspective.choices, blank=True, default=""
    )
    area = models.CharField("verksamhetsområde", max_length=100, blank=True, default="")
    responsible = models.CharField("ansvarig", max_length=200, blank=True)
    source = models.CharField("källa", max_length=500, blank=True)
    quality = models.CharField(
        "kvalitet", max_length=10, choices=Quality.choices, default=Quality.DRAFT
    )
    is_invented = models.BooleanField("påhittad", default=False)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tolerance_value__gte=0),
                name="indicator_tolerance_not_negative",
                violation_error_message="Toleransen kan inte vara negativ.",
            ),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(lowest__lte=F("highest")),
                name="indicator_range_upright",
                violation_error_message="Lägsta möjliga värde måste vara mindre än det högsta.",
            ),
            models.CheckConstraint(
                condition=_DERIVED_FROM,
                name="indicator_derivation_has_what_it_needs",
                violation_error_message=(
                    "Ange det som bedömningen räknas ur, och bara det: basår för en förändring, "
                    "antal i mängden för en andel, antal år (minst två) för ett medelvärde."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_yes_no=False) | Q(derivation=Derivation.NONE),
                name="indicator_yes_or_no_not_derived",
                violation_error_message="Ett ja eller nej bedöms som det är.",
            ),
            numbers_are_numbers("indicator", "tolerance_value", "lowest", "highest"),
            models.UniqueConstraint(
                fields=["external_code"],
                condition=~Q(external_code=""),
                name="indicator_external_code_once",
                violation_error_message="En annan indikator har redan den koden.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_derived(self) -> bool:
        """What is judged is another value than the one that is reported."""
        return self.derivation != Derivation.NONE

    @property
    def entry_unit(self) -> str:
        """The unit of what is reported, which may be another than that of what is judged."""
        return self.reported_unit or self.unit

    def as_shown(self, value: Decimal) -> Decimal:
        """A reported number as `reported_words` writes it (promise 7), to draw or to reckon with."""
        return value if self.is_derived else round_half_away(value, self.decimals)

    def reported_words(self, value: Decimal, *, with_unit: bool = False) -> str:
        """A reported number: with the decimals that are judged, unless something else is judged."""
        number = format_exact(value) if self.is_derived else format_decimal(value, self.decimals)
        return f"{number} {self.entry_unit}" if with_unit and self.entry_unit else number


@tracked
class SeriesBreak(models.Model):
    """From this year the indicator is measured in another way: no comparison across it."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="series_breaks", verbose_name="indikator"
    )
    year = models.PositiveSmallIntegerField("från och med år")
    reason = models.TextField("vad som ändrades")

    class Meta:
        verbose_name = "seriebrott"
        verbose_name_plural = "seriebrott"
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="seriesbreak_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.year}"


@tracked
class GoalIndicator(models.Model):
    """An indicator that a year's goal is followed by, and where KF's target for it applies."""

    goal = models.ForeignKey(
        "goals.Goal", on_delete=models.CASCADE, related_name="goal_indicators", verbose_name="mål"
    )
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.RESTRICT,
        related_name="goal_indicators",
        verbose_name="indikator",
    )
    set_by = models.CharField("satt av", max_length=10, choices=SetBy.choices)
    target_scope = models.CharField(
        "KF:s årsmål gäller", max_length=15, choices=TargetScope.choices, blank=True
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "målindikator"
        verbose_name_plural = "målindikatorer"
        ordering = ["goal", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "indicator"],
                name="goalindicator_once",
                violation_error_message="Målet har redan indikatorn.",
            ),
            models.CheckConstraint(
                condition=Q(set_by=SetBy.KF, target_scope__in=TargetScope.values)
                | (~Q(set_by=SetBy.KF) & Q(target_scope="")),
                name="goalindicator_scope_only_for_kf",
                violation_error_message="Var årsmålet gäller anges för KF:s indikatorer och bara dem.",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "goal"])]

    def __str__(self) -> str:
        return f"{self.indicator}"
