"""Organisations and their versions in time, who took over from whom, and the tree of each period."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from history.models import tracked
from organisation.enums import Kind, Operator
from organisation.names import sort_key


@tracked
class Organisation(models.Model):
    """An organisation over its whole life; name, kind and parent are those of its last version."""

    code = models.SlugField("kod", max_length=40, unique=True)
    external_code = models.CharField(
        "kod i andra system", max_length=100, blank=True, db_default=""
    )
    name = models.CharField("namn", max_length=200)
    # The embedded database has no Swedish collation: å, ä, ö sort by this key.
    name_sort = models.CharField(max_length=200, editable=False)
    kind = models.CharField("slag", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="hör till",
    )
    started_on = models.DateField("från", null=True, blank=True)
    ended_on = models.DateField("till och med", null=True, blank=True)
    is_invented = models.BooleanField("påhittad", default=False)
    source = models.CharField("källa", max_length=500, blank=True)

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisationer"
        ordering = ["name_sort", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(started_on__lte=F("ended_on")),
                name="organisation_starts_before_it_ends",
                violation_error_message="En organisation måste börja innan den slutar.",
            ),
            models.UniqueConstraint(
                fields=["external_code"],
                condition=~Q(external_code=""),
                name="organisation_external_code_once",
                violation_error_message="En annan organisation har redan den koden.",
            ),
        ]
        # A long list by organisation is read in this order, and only as far as its page reaches.
        indexes = [models.Index(fields=["name_sort", "id"], name="organisation_in_order")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the name."""
        self.name_sort = sort_key(self.name)
        super().save(*args, **kwargs)


@tracked
class OrganisationVersion(models.Model):
    """What an organisation was called and where it belonged between two dates."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="versions", verbose_name="organisation"
    )
    name = models.CharField("namn", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        Organisation,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="hör till",
    )
    operator = models.CharField(
        "regi", max_length=10, choices=Operator.choices, default=Operator.CITY
    )
    valid = DateRangeField("gäller")

    class Meta:
        verbose_name = "organisationsversion"
        verbose_name_plural = "organisationsversioner"
        ordering = ["organisation", "valid"]
        constraints = [
            ExclusionConstraint(
                name="organisation_one_version_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Organisationen har redan en version för de dagarna.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid}"


@tracked
class Succession(models.Model):
    """One organisation took over from another on a day."""

    predecessor = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="successions",
        verbose_name="föregångare",
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="origins", verbose_name="efterträdare"
    )
    on = models.DateField("dag")

    class Meta:
        verbose_name = "efterträdande"
        verbose_name_plural = "efterträdanden"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message="Efterträdandet finns redan.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_of_another",
                violation_error_message="En organisation kan inte efterträda sig själv.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Closure(models.Model):
    """Every pair of ancestor and descendant (also self) in the tree of a period.

    A row without a period belongs to today's tree, which rights are read from.
    Computed from the versions, and therefore not kept in history.
    """

    period = models.ForeignKey(
        "periods.Period", on_delete=models.CASCADE, null=True, related_name="+"
    )
    ancestor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    descendant = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "trädpar"
        verbose_name_plural = "trädpar"
        ordering = ["period", "ancestor", "depth", "descendant"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "ancestor", "descendant"],
                nulls_distinct=False,
                name="closure_pair_once",
            ),
        ]
        indexes = [models.Index(fields=["period", "descendant", "ancestor"])]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id} ({self.depth})"
