"""A reporting occasion with its dates and its locks, level by level."""

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from history.models import tracked
from organisation.models import Organisation, User
from organisation.queries import grants_of
from periods.enums import PERIOD_ORDER, PERIOD_SLUG, LockLevel, PeriodKind
from periods.models.rules import Year


class PeriodQuerySet(models.QuerySet["Period"]):
    """Periods by state."""

    def opened(self) -> "PeriodQuerySet":
        """Those whose reporting has opened (also the locked ones)."""
        return self.filter(opened_at__isnull=False)

    def reporting(self) -> "PeriodQuerySet":
        """Those that units can still report in."""
        return self.opened().filter(unit_locked_at__isnull=True).exclude(kind=PeriodKind.PLAN)

    def in_order(self) -> "PeriodQuerySet":
        """The newest first."""
        return self.order_by("-year__number", "-place")


@tracked
class Period(models.Model):
    """A reporting occasion. SLK sets the dates; each level is locked by itself."""

    year = models.ForeignKey(
        Year, on_delete=models.RESTRICT, related_name="periods", verbose_name="år"
    )
    kind = models.CharField("slag", max_length=10, choices=PeriodKind.choices)
    place = models.PositiveSmallIntegerField("plats i året", editable=False)
    last_day = models.DateField("per den")
    due_on = models.DateField("enheternas sista dag")
    committee_due_on = models.DateField("nämndernas och bolagens sista dag")
    city_due_on = models.DateField("stadens sista dag")
    opened_at = models.DateTimeField("öppnad", null=True, blank=True)
    unit_locked_at = models.DateTimeField("låst för enheter", null=True, blank=True)
    committee_locked_at = models.DateTimeField("låst för nämnder och bolag", null=True, blank=True)
    city_locked_at = models.DateTimeField("låst för staden", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "period"
        verbose_name_plural = "perioder"
        ordering = ["-year__number", "-place"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind"],
                name="period_once_a_year",
                violation_error_message="Året har redan den perioden.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__lte=F("committee_due_on"))
                & Q(committee_due_on__lte=F("city_due_on")),
                name="period_dates_in_order",
                violation_error_message=(
                    "Enheternas sista dag måste komma före nämndernas, och nämndernas före stadens."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(city_locked_at__isnull=True) | Q(committee_locked_at__isnull=False))
                & (Q(committee_locked_at__isnull=True) | Q(unit_locked_at__isnull=False)),
                name="period_locks_from_below",
                violation_error_message="En period låses nedifrån: enheter, nämnder, staden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the place in the year in step with the kind."""
        self.place = PERIOD_ORDER[PeriodKind(self.kind)]
        super().save(*args, **kwargs)

    @property
    def slug(self) -> str:
        """The period's word in an address: 2026-t2."""
        return f"{self.year.number}-{PERIOD_SLUG[PeriodKind(self.kind)]}"

    @property
    def is_forecast(self) -> bool:
        """Lights of the period are judged on the full-year forecast (promise 2)."""
        return self.kind in (PeriodKind.TERTIAL_1, PeriodKind.TERTIAL_2)

    @property
    def judged_kind(self) -> str:
        """The kind of measurement the period's lights are judged on: forecast or outcome."""
        return "forecast" if self.is_forecast else "outcome"

    @property
    def days(self) -> str:
        """The three last days as one mark, by which a page knows whether they have been changed."""
        return f"{self.due_on} {self.committee_due_on} {self.city_due_on}"

    def locked_at(self, level: LockLevel) -> object:
        """When the level was locked, or None while it is open."""
        return getattr(self, f"{level.value}_locked_at")

    def may_be_read_by(self, user: AbstractBaseUser) -> bool:
        """Everybody with a role may see that a period is being judged again."""
        return isinstance(user, User) and bool(grants_of(user))

    def get_absolute_url(self) -> str:
        """The period's page for the city."""
        return reverse("goals:city", args=[self.slug])


@tracked
class LockException(models.Model):
    """One organisation may go on in a locked period until a time, for a reason."""

    period = models.ForeignKey(
        Period, on_delete=models.CASCADE, related_name="exceptions", verbose_name="period"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name="organisation"
    )
    until = models.DateTimeField("till")
    reason = models.TextField("skäl")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        verbose_name="beviljad av",
    )

    class Meta:
        verbose_name = "undantag från låsning"
        verbose_name_plural = "undantag från låsning"
        ordering = ["-until", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="lockexception_has_reason",
                violation_error_message="Ange skälet till undantaget.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"
