"""What an organisation has reported of an indicator in a period."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q

from history.models import Versioned, tracked
from history.numbers import numbers_are_numbers
from indicators.enums import MeasurementKind, Missing
from indicators.models.definition import Indicator
from organisation.models import Organisation
from periods.locks import lock_triggers
from periods.models import Period

FRACTION_NOT_WHOLE = "Ange både täljare och nämnare; nämnaren är större än noll."
# Every number of a measurement, in the order of a page.
NUMBERS = (
    "value",
    "women",
    "men",
    "numerator",
    "denominator",
    "women_numerator",
    "women_denominator",
    "men_numerator",
    "men_denominator",
)


def _part_of_share(name: str) -> "models.DecimalField[Decimal | None, Decimal | None]":
    """A numerator or a denominator."""
    return models.DecimalField(name, max_digits=18, decimal_places=6, null=True, blank=True)


def _is_whole(numerator: str, denominator: str) -> Q:
    """Both parts of a share are there, and it can be divided; or neither is."""
    neither = {f"{numerator}__isnull": True, f"{denominator}__isnull": True}
    both = {f"{numerator}__isnull": False, f"{denominator}__isnull": False}
    return Q(**neither) | Q(**both, **{f"{denominator}__gt": 0})


@tracked
class Measurement(Versioned):
    """One value, or one kind of empty, unique per indicator, organisation, period and kind."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.RESTRICT, related_name="measurements", verbose_name="indikator"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    kind = models.CharField("slag", max_length=10, choices=MeasurementKind.choices)
    value = models.DecimalField("värde", max_digits=18, decimal_places=6, null=True, blank=True)
    women = models.DecimalField("kvinnor", max_digits=18, decimal_places=6, null=True, blank=True)
    men = models.DecimalField("män", max_digits=18, decimal_places=6, null=True, blank=True)
    numerator = _part_of_share("täljare")
    denominator = _part_of_share("nämnare")
    # The parts of each gender's share, so that the shares of a total are ratios of sums too.
    women_numerator = _part_of_share("täljare, kvinnor")
    women_denominator = _part_of_share("nämnare, kvinnor")
    men_numerator = _part_of_share("täljare, män")
    men_denominator = _part_of_share("nämnare, män")
    yes = models.BooleanField("ja", null=True, blank=True)
    missing = models.CharField("varför tomt", max_length=20, choices=Missing.choices, blank=True)
    missing_reason = models.CharField("skäl till tomt", max_length=300, blank=True)
    published_on = models.DateField("publiceras den", null=True, blank=True)
    about_year = models.PositiveSmallIntegerField("avser år", null=True, blank=True)
    measured_on = models.DateField("mätt den", null=True, blank=True)
    comment = models.TextField("kommentar", blank=True)
    source = models.CharField("källa", max_length=500, blank=True)
    is_ready = models.BooleanField("klarmarkerad", default=False)
    confirmed = models.DecimalField(
        "bekräftat värde", max_digits=18, decimal_places=6, null=True, blank=True
    )

    class Meta:
        verbose_name = "mätvärde"
        verbose_name_plural = "mätvärden"
        ordering = ["indicator", "organisation", "period", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "organisation", "indicator", "kind"],
                name="measurement_once",
                violation_error_message="Värdet finns redan.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(missing="") & (Q(value__isnull=False) | Q(yes__isnull=False))
                    | (~Q(missing="") & Q(value__isnull=True, yes__isnull=True))
                ),
                name="measurement_value_or_reason",
                violation_error_message="Ange ett värde, eller varför det saknas.",
            ),
            models.CheckConstraint(
                condition=_is_whole("numerator", "denominator"),
                name="measurement_fraction_whole",
                violation_error_message=FRACTION_NOT_WHOLE,
            ),
            models.CheckConstraint(
                condition=_is_whole("women_numerator", "women_denominator"),
                name="measurement_women_fraction_whole",
                violation_error_message=FRACTION_NOT_WHOLE,
            ),
            models.CheckConstraint(
                condition=_is_whole("men_numerator", "men_denominator"),
                name="measurement_men_fraction_whole",
                violation_error_message=FRACTION_NOT_WHOLE,
            ),
            numbers_are_numbers("measurement", *NUMBERS, "confirmed"),
            models.CheckConstraint(
                condition=~Q(missing=Missing.PUBLISHED_LATER) | Q(published_on__isnull=False),
                name="measurement_published_later_has_date",
                violation_error_message="Ange dagen då värdet publiceras.",
            ),
            models.CheckConstraint(
                condition=~Q(missing__in=[Missing.NOT_MEASURED, Missing.WITHHELD])
                | ~Q(missing_reason=""),
                name="measurement_empty_has_reason",
                violation_error_message="Ange varför värdet saknas.",
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "organisation", "period"]),
            models.Index(fields=["period", "indicator"]),
        ]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return f"{self.indicator_id}, {self.organisation_id}: {self.value}"

    @property
    def is_empty(self) -> bool:
        """There is a kind of empty instead of a value."""
        return bool(self.missing)

    @property
    def reported(self) -> Decimal | bool | None:
        """The value as the rules take it: a number, yes or no, or None."""
        return self.yes if self.yes is not None else self.value
