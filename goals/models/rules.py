"""A proposed version of the rules with the lights it would turn, and the controls of stored lights."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.urls import reverse

from goals.enums import LIGHT_CHOICES, ProposalState
from goals.models.goal import Goal
from history.models import tracked
from history.triggers import append_only
from indicators.enums import Part, Standing
from indicators.models import GoalIndicator
from organisation.enums import GRANTS, Permission
from organisation.models import Organisation, User
from organisation.queries import grants_of
from periods.enums import LockLevel
from periods.models import LIMITS_ARE_PERCENT, Period, RuleLimits, RuleSet, Year


@tracked
class RuleProposal(RuleLimits):
    """Limits that may become a version of the rules, once it is seen which lights they would turn."""

    from_year = models.ForeignKey(
        Year, on_delete=models.RESTRICT, related_name="+", verbose_name="gäller från år"
    )
    decided_by = models.CharField("beslutas av", max_length=100)
    decided_on = models.DateField("beslutsdag")
    reason = models.TextField("skäl")
    state = models.CharField(
        "läge", max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="föreslagen av",
    )
    proposed_at = models.DateTimeField("föreslagen", auto_now_add=True)
    previewed_at = models.DateTimeField("förhandsvisad", null=True, blank=True)
    lights = models.PositiveIntegerField("prövade ljus", default=0)
    rules = models.OneToOneField(
        RuleSet,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="proposal",
        verbose_name="regelversion",
    )

    class Meta:
        verbose_name = "förslag till regelversion"
        verbose_name_plural = "förslag till regelversioner"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=LIMITS_ARE_PERCENT,
                name="ruleproposal_limits_are_percent",
                violation_error_message="Gränserna är procent mellan 0 och 100.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="ruleproposal_has_reason",
                violation_error_message="Ange skälet till de nya gränserna.",
            ),
            models.CheckConstraint(
                condition=Q(state="decided", rules__isnull=False, previewed_at__isnull=False)
                | (~Q(state="decided") & Q(rules__isnull=True)),
                name="ruleproposal_decided_as_seen",
                violation_error_message=(
                    "Ett förslag beslutas först när det syns vilka ljus som ändras."
                ),
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="open"),
                name="ruleproposal_one_at_a_time",
                violation_error_message="Det finns redan ett öppet förslag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Förslag till regler från {self.from_year}"

    @property
    def is_open(self) -> bool:
        """The proposal waits for a decision."""
        return self.state == ProposalState.OPEN

    def as_rules(self, name: str = "förslag") -> RuleSet:
        """The version of the rules that a decision makes of the proposal; not saved."""
        taken = ("decided_by", "decided_on", "reason")
        limits = (field.name for field in RuleLimits._meta.get_fields())
        return RuleSet(name=name, **{each: getattr(self, each) for each in (*limits, *taken)})

    def may_be_read_by(self, user: AbstractBaseUser) -> bool:
        """Those who decide rules read it: it shows lights that are not published."""
        return isinstance(user, User) and any(
            Permission.DECIDE_RULES in GRANTS[grant.role] for grant in grants_of(user)
        )

    def get_absolute_url(self) -> str:
        """The proposal's page."""
        return reverse("goals:rule_proposal", args=[self.pk])


class TurnedLight(models.Model):
    """A stored light that would have another colour with the limits of a proposal; computed.

    Of an indicator where `goal_indicator` is set, else the computed light of the goal.
    """

    proposal = models.ForeignKey(RuleProposal, on_delete=models.CASCADE, related_name="turned")
    period = models.ForeignKey(
        Period, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    level = models.CharField("nivå", max_length=10, choices=LockLevel.choices)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    goal_indicator = models.ForeignKey(
        GoalIndicator, on_delete=models.CASCADE, db_constraint=False, null=True, related_name="+"
    )
    part = models.CharField("del", max_length=5, choices=Part.choices, blank=True)
    standing = models.CharField("mot", max_length=10, choices=Standing.choices, blank=True)
    before = models.CharField("före", max_length=6, choices=LIGHT_CHOICES)
    after = models.CharField("efter", max_length=6, choices=LIGHT_CHOICES)
    reason = models.TextField("så skulle det stå")

    class Meta:
        verbose_name = "ändrat ljus"
        verbose_name_plural = "ändrade ljus"
        ordering = ["-period__year__number", "-period__place", "organisation__name_sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "proposal", "period", "organisation", "goal", "goal_indicator", "part",
                    "standing",
                ],
                name="turnedlight_once",
                nulls_distinct=False,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.goal_id}: {self.before} → {self.after}"


class LightCheck(models.Model):
    """A control of a period: every light judged again, and how many stood stored otherwise."""

    period = models.ForeignKey(
        Period, on_delete=models.CASCADE, related_name="checks", verbose_name="period"
    )
    checked_at = models.DateTimeField("kontrollerad", auto_now_add=True)
    drifted = models.PositiveIntegerField("avvikande ljus")

    class Meta:
        verbose_name = "ljuskontroll"
        verbose_name_plural = "ljuskontroller"
        ordering = ["-checked_at", "-pk"]
        indexes = [models.Index(fields=["period", "-checked_at"])]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.period}: {self.drifted}"
