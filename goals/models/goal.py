"""The goal chain of a year, the texts of its follow-up, and the judgement of each goal."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from goals.enums import JUDGED_CHOICES, LIGHT_CHOICES, SUGGESTION_GREY_CHOICES, Level
from history.models import Versioned, tracked
from organisation.models import Organisation
from periods.locks import lock_triggers
from periods.models import Period, RuleSet, Year


@tracked
class Goal(models.Model):
    """A goal of one year; it may continue a goal of the year before."""

    year = models.ForeignKey(
        Year, on_delete=models.RESTRICT, related_name="goals", verbose_name="år"
    )
    level = models.CharField("nivå", max_length=20, choices=Level.choices)
    code = models.CharField("nummer", max_length=20)
    title = models.CharField("mål", max_length=300)
    description = models.TextField("beskrivning", blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="bidrar till",
    )
    owner = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="goals", verbose_name="ägare"
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name="fortsätter",
    )
    expected_result = models.TextField("förväntat resultat", blank=True)
    working_methods = models.TextField("arbetssätt", blank=True)
    use_of_resources = models.TextField("resursanvändning", blank=True)
    follow_up = models.TextField("uppföljning", blank=True)
    development = models.TextField("utveckling", blank=True)
    order = models.PositiveIntegerField("ordning", default=0)
    is_invented = models.BooleanField("påhittat", default=False)
    source = models.CharField("källa", max_length=500, blank=True)

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["order", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "owner", "level", "code"],
                name="goal_code_once",
                violation_error_message="Numret används redan för ett mål på nivån.",
            ),
            models.CheckConstraint(
                condition=~Q(level=Level.ORIENTATION) | Q(parent__isnull=True),
                name="goal_orientation_is_top",
                violation_error_message="Ett inriktningsmål ligger överst i kedjan.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="goal_not_under_itself",
                violation_error_message="Ett mål kan inte bidra till sig självt.",
            ),
        ]
        indexes = [models.Index(fields=["year", "level"]), models.Index(fields=["owner", "year"])]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_of_city(self) -> bool:
        """The goal was set by KF."""
        return self.level in (Level.ORIENTATION, Level.OPERATIONAL_AREA)

    def get_absolute_url(self) -> str:
        """The goal's page, at its owner in its year's newest open period."""
        return reverse("goals:goal_home", args=[self.pk])


@tracked
class Addressee(models.Model):
    """An organisation that KF (or a nämnd) expects to contribute to the goal; a lead answers for it."""

    goal = models.ForeignKey(
        Goal, on_delete=models.CASCADE, related_name="addressees", verbose_name="mål"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    is_lead = models.BooleanField("huvudansvarig", default=False)

    class Meta:
        verbose_name = "adressat"
        verbose_name_plural = "adressater"
        ordering = ["goal", "organisation__name_sort"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "organisation"],
                name="addressee_once",
                violation_error_message="Organisationen är redan adressat.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"


@tracked
class Analysis(Versioned):
    """What an organisation writes of a goal in a period: result, analysis, development."""

    goal = models.ForeignKey(
        Goal, on_delete=models.CASCADE, related_name="analyses", verbose_name="mål"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    result = models.TextField("resultat", blank=True)
    analysis = models.TextField("analys", blank=True)
    development = models.TextField("utveckling", blank=True)
    is_ready = models.BooleanField("klarmarkerad", default=False, db_default=False)

    class Meta:
        verbose_name = "analys"
        verbose_name_plural = "analyser"
        ordering = ["goal", "organisation", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "organisation", "period"],
                name="analysis_once",
                violation_error_message="Analysen finns redan.",
            )
        ]
        indexes = [models.Index(fields=["period", "organisation"])]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return f"{self.goal_id}, {self.organisation_id}"


class Suggestion(models.Model):
    """The computed light of a goal at an organisation in a period, with the counts behind it.

    Recomputable, and outside the history. Dashboards read these narrow rows. The database
    does not check the keys, for the same reason as with verdicts.
    """

    goal = models.ForeignKey(
        Goal,
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="suggestions",
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
    green = models.PositiveIntegerField(default=0)
    yellow = models.PositiveIntegerField(default=0)
    red = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    below_green = models.PositiveIntegerField(default=0)
    below_yellow = models.PositiveIntegerField(default=0)
    below_red = models.PositiveIntegerField(default=0)
    below_missing = models.PositiveIntegerField(default=0)
    leads = models.CharField(max_length=200, blank=True)
    light = models.CharField("beräknat", max_length=6, choices=LIGHT_CHOICES)
    grey = models.CharField(
        "slag av grått", max_length=20, choices=SUGGESTION_GREY_CHOICES, blank=True
    )
    rules = models.ForeignKey(
        RuleSet, on_delete=models.RESTRICT, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = "beräknat underlag"
        verbose_name_plural = "beräknade underlag"
        ordering = ["goal", "organisation", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "organisation", "goal"], name="suggestion_once"
            ),
            models.CheckConstraint(
                condition=(Q(light="grey") & ~Q(grey="")) | (~Q(light="grey") & Q(grey="")),
                name="suggestion_grey_has_kind",
            ),
        ]
        indexes = [models.Index(fields=["goal", "period"])]

    def __str__(self) -> str:
        return f"{self.goal_id}, {self.organisation_id}: {self.light}"


# Greener than the suggestion that was seen; any green or yellow is greener than grey (promise 6).
_GREENER = Q(light="green", seen__in=["yellow", "red", "grey"]) | Q(
    light="yellow", seen__in=["red", "grey"]
)


@tracked
class Assessment(Versioned):
    """A person's judgement of a goal at an organisation, beside the suggestion that was seen."""

    goal = models.ForeignKey(
        Goal, on_delete=models.CASCADE, related_name="assessments", verbose_name="mål"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, related_name="+", verbose_name="organisation"
    )
    period = models.ForeignKey(
        Period, on_delete=models.RESTRICT, related_name="+", verbose_name="period"
    )
    light = models.CharField("bedömning", max_length=6, choices=JUDGED_CHOICES)
    rationale = models.TextField("motivering", blank=True)
    decided_by = models.CharField("beslutad av", max_length=200, blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="bedömd av",
    )
    seen = models.CharField("underlaget då", max_length=6, choices=LIGHT_CHOICES)
    rules = models.ForeignKey(
        RuleSet, on_delete=models.RESTRICT, related_name="+", verbose_name="regler"
    )

    class Meta:
        verbose_name = "bedömning"
        verbose_name_plural = "bedömningar"
        ordering = ["goal", "organisation", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "organisation", "period"],
                name="assessment_once",
                violation_error_message="Målet är redan bedömt.",
            ),
            models.CheckConstraint(
                condition=~_GREENER | (~Q(rationale="") & ~Q(decided_by="")),
                name="assessment_greener_has_rationale",
                violation_error_message=(
                    "Bedömningen är grönare än underlaget: skriv en motivering "
                    "och vem som har beslutat den."
                ),
            ),
        ]
        indexes = [models.Index(fields=["period", "organisation"])]
        triggers: list[pgtrigger.Trigger] = lock_triggers()

    def __str__(self) -> str:
        return f"{self.goal_id}, {self.organisation_id}: {self.light}"
