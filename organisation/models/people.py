"""People, and the roles that they hold at organisations for a time."""

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from history.models import tracked
from organisation.enums import Role
from organisation.models.organisations import Organisation

# What was done on behalf of whom is read from here, and must be there to read.
_KEEP_SUBSTITUTION = """
    IF TG_OP = 'DELETE' OR (NEW.user_id, NEW.organisation_id, NEW.role, NEW.valid_from,
            NEW.delegated_by_id) IS DISTINCT FROM (OLD.user_id, OLD.organisation_id, OLD.role,
            OLD.valid_from, OLD.delegated_by_id) THEN
        RAISE EXCEPTION 'Ett vikariat kan avslutas men inte ändras eller tas bort.'
            USING ERRCODE = '23514', CONSTRAINT = 'membership_substitution_is_kept';
    END IF;
    RETURN NEW;
"""

# Both days of a membership belong to it.
_DAYS = Func(
    F("valid_from"),
    F("until"),
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="daterange",
    output_field=DateRangeField(),
)


class User(AbstractUser):
    """A person who signs in."""

    class Meta(AbstractUser.Meta):
        verbose_name = "användare"
        verbose_name_plural = "användare"

    def __str__(self) -> str:
        return self.get_full_name() or self.username


@tracked
class Membership(models.Model):
    """A person has a role at an organisation between two dates, an own one or as a substitute.

    A substitute's role says who it was delegated by. It is never removed and its beginning never
    changed, since what was done on behalf of whom is read from it (docs/adr/0008-on-behalf-of.md).
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name="användare"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="organisation",
    )
    role = models.CharField("roll", max_length=20, choices=Role.choices)
    valid_from = models.DateField("från")
    until = models.DateField("till och med", null=True, blank=True)
    delegated_by = models.ForeignKey(
        User,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="delegerad av",
    )
    ended_at = models.DateTimeField("avslutat i förtid", null=True, blank=True, editable=False)
    seen_at = models.DateTimeField("läst av den som delegerat", null=True, editable=False)

    class Meta:
        verbose_name = "medlemskap"
        verbose_name_plural = "medlemskap"
        ordering = ["user", "organisation", "role"]
        triggers = [
            pgtrigger.Trigger(
                name="keep_substitution",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.delegated_by_id IS NOT NULL"),
                func=_KEEP_SUBSTITUTION,
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "valid_from"],
                condition=Q(delegated_by__isnull=True),
                name="membership_once",
                violation_error_message="Personen har redan den rollen.",
            ),
            models.CheckConstraint(
                condition=Q(delegated_by__isnull=True) | Q(until__isnull=False),
                name="membership_substitute_has_last_day",
                violation_error_message="Ett vikariat måste ha en sista dag.",
            ),
            models.CheckConstraint(
                condition=~Q(delegated_by=F("user")),
                name="membership_substitute_is_another",
                violation_error_message="Du kan inte vikariera för dig själv.",
            ),
            ExclusionConstraint(
                name="membership_one_substitution_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(delegated_by__isnull=False, ended_at__isnull=True),
                violation_error_message="Personen vikarierar redan där någon av de dagarna.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(valid_from__lte=F("until")),
                name="membership_starts_before_it_ends",
                violation_error_message="Rollen måste börja innan den slutar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organisation}"
