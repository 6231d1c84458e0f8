"""When: years, periods and their locks, submissions, expectations, and the limits of the rules."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from history.models import Versioned, tracked
from organisation.models import Organisation
from periods.enums import (
    PERIOD_ORDER,
    PERIOD_SLUG,
    LockLevel,
    PeriodKind,
    ReturnReason,
    SubmissionState,
)


@tracked
class RuleSet(models.Model):
    """The limits by which lights are judged: a decision, never changed, only followed by another."""

    name = models.CharField("version", max_length=20, unique=True)
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
    decided_by = models.CharField("beslutad av", max_length=100)
    decided_on = models.DateField("beslutad")
    reason = models.TextField("skäl")

    class Meta:
        verbose_name = "regelversion"
        verbose_name_plural = "regelversioner"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    tolerance_percent__range=(0, 100),
                    goal_green__range=(0, 100),
                    goal_red__range=(0, 100),
                    below_green__range=(0, 100),
                    coverage__range=(0, 100),
                ),
                name="ruleset_limits_are_percent",
                violation_error_message="Gränserna är procent mellan 0 och 100.",
            ),
        ]

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

    def __str__(self) -> str:
        return str(self.number)


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

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the place in the year in step with the kind."""
        self.place = PERIOD_ORDER[PeriodKind(self.kind)]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

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

    def locked_at(self, level: LockLevel) -> object:
        """When the level was locked, or None while it is open."""
        return getattr(self, f"{level.value}_locked_at")

    def days_left(self, today: date) -> int:
        """Days until the units' last day; negative when it has passed."""
        return (self.due_on - today).days

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


@tracked
class Submission(Versioned):
    """An organisation's data of a period, from draft to accepted; it governs what can be edited."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.RESTRICT,
        related_name="submissions",
        verbose_name="organisation",
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="submissions", verbose_name="period"
    )
    level = models.CharField("nivå", max_length=10, choices=LockLevel.choices)
    state = models.CharField(
        "läge", max_length=10, choices=SubmissionState.choices, default=SubmissionState.DRAFT
    )
    submitted_at = models.DateTimeField("inlämnad", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="inlämnad av",
    )
    handed_in = models.JSONField("det som lämnades in", default=dict, blank=True)
    return_reason = models.CharField(
        "orsak", max_length=10, choices=ReturnReason.choices, blank=True
    )
    return_text = models.TextField("skäl till återsändning", blank=True)
    reviewed_at = models.DateTimeField("granskad", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="granskad av",
    )

    class Meta:
        verbose_name = "inlämning"
        verbose_name_plural = "inlämningar"
        ordering = ["period", "organisation__name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period"],
                name="submission_once",
                violation_error_message="Organisationen har redan en inlämning för perioden.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RETURNED) | ~Q(return_text=""),
                name="submission_returned_with_reason",
                violation_error_message="Ange skälet till att uppgifterna återsänds.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[SubmissionState.DRAFT, SubmissionState.RETURNED])
                | Q(submitted_at__isnull=False),
                name="submission_handed_in_has_time",
                violation_error_message="En inlämning måste ha en tidpunkt.",
            ),
        ]
        indexes = [models.Index(fields=["period", "state"])]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}: {self.get_state_display()}"

    @property
    def is_editable(self) -> bool:
        """The organisation may still change its data (if the period is open)."""
        return self.state in (SubmissionState.DRAFT, SubmissionState.RETURNED)

    @property
    def is_self_reviewed(self) -> bool:
        """The same person handed in and accepted; shown wherever the submission is."""
        return self.reviewed_by_id is not None and self.reviewed_by_id == self.submitted_by_id


class Expectation(models.Model):
    """Who is to report what: the denominator of coverage, and what "saknas" means.

    `is_leaf` says that nobody below is expected for the same indicator, so the
    organisation's value is a part of the totals above it.
    """

    goal_indicator = models.ForeignKey(
        "indicators.GoalIndicator", on_delete=models.CASCADE, related_name="expectations"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="expectations")
    is_leaf = models.BooleanField("lägsta nivån", default=True)

    class Meta:
        verbose_name = "förväntan"
        verbose_name_plural = "förväntningar"
        ordering = ["period", "organisation", "goal_indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal_indicator", "organisation", "period"], name="expectation_once"
            ),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.goal_indicator_id}"
