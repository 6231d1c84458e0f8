"""Key figures (nyckeltal): series outside the goal chain, also of comparison organisations."""

from django.db import models
from django.db.models import Q

from history.models import tracked
from history.numbers import numbers_are_numbers
from indicators.enums import TARGET_KIND_CHOICES, Part
from indicators.models.definition import Indicator
from organisation.models import Organisation


@tracked
class KeyFigure(models.Model):
    """One year's value of an indicator, with the target and the source it was published with."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.RESTRICT, related_name="key_figures", verbose_name="indikator"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.RESTRICT,
        related_name="key_figures",
        verbose_name="organisation",
    )
    year = models.PositiveSmallIntegerField("avser år")
    part = models.CharField("kön", max_length=5, choices=Part.choices, default=Part.TOTAL)
    value = models.DecimalField("värde", max_digits=18, decimal_places=6)
    previous = models.DecimalField(
        "föregående år", max_digits=18, decimal_places=6, null=True, blank=True
    )
    target_kind = models.CharField(
        "årsmålets slag", max_length=10, choices=TARGET_KIND_CHOICES, blank=True
    )
    target_value = models.DecimalField(
        "årsmål", max_digits=18, decimal_places=6, null=True, blank=True
    )
    desired = models.CharField("önskad riktning", max_length=20, blank=True)
    level = models.CharField("slag av serie", max_length=100, blank=True)
    goal_code = models.CharField("KF-mål som nämns", max_length=10, blank=True)
    note = models.CharField("anmärkning", max_length=300, blank=True)
    source = models.CharField("källa", max_length=500)

    class Meta:
        verbose_name = "nyckeltal"
        verbose_name_plural = "nyckeltal"
        ordering = ["indicator__name", "organisation__name_sort", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "organisation", "year", "part"],
                name="keyfigure_once_a_year",
                violation_error_message="Nyckeltalet finns redan för året.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="keyfigure_has_source",
                violation_error_message="Ange källan.",
            ),
            models.CheckConstraint(
                condition=Q(target_kind="", target_value__isnull=True)
                | (~Q(target_kind="") & Q(target_value__isnull=False)),
                name="keyfigure_target_whole",
                violation_error_message="Ange både årsmålets slag och värde.",
            ),
            numbers_are_numbers("keyfigure", "value", "previous", "target_value"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.organisation} {self.year}"
