"""Substitutes: a colleague takes over a role at an organisation until a day, or until it is ended."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from history.commands import because
from organisation.enums import DELEGATED_ROLES, Role
from organisation.models import Membership, User
from organisation.queries import can_end_substitution, colleagues_at, in_force


class NotYours(Exception):
    """The substitution can not be ended by the one who asks; the message says so in Swedish."""


@transaction.atomic
def delegate(*, own: Membership, to: User, valid_from: date, until: date, by: User) -> Membership:
    """Let a colleague have the same role at the same organisation between two days.

    Never more than the delegator has: the role must be the delegator's own, so that a substitute
    delegates nothing, and may not end later than it. Raises ValidationError, by field, in Swedish.
    """
    today = timezone.localdate()
    # The role is held still, so that it can not end while it is delegated.
    held = Membership.objects.select_for_update(of=("self",)).get(pk=own.pk)
    _require_own(held, by, today)
    _require_days(held, valid_from, until, today)
    _require_colleague(held, to, valid_from, until)
    made = Membership(
        user=to,
        organisation_id=held.organisation_id,
        role=held.role,
        valid_from=valid_from,
        until=until,
        delegated_by=by,
    )
    made.full_clean()
    with because("vikarie utsågs", by=by):
        made.save()
    return made


def _require_own(own: Membership, by: User, today: date) -> None:
    """The role is the delegator's own today, and of a kind that is delegated."""
    holds = in_force(today).filter(pk=own.pk, user=by, delegated_by__isnull=True).exists()
    if not holds or Role(own.role) not in DELEGATED_ROLES:
        raise ValidationError({"own": "Du kan bara lämna över en egen roll som gäller i dag."})


def _require_days(own: Membership, valid_from: date, until: date, today: date) -> None:
    """From today at the earliest, in order, and no longer than the delegator's own role."""
    if valid_from < today:
        raise ValidationError({"valid_from": "Vikariatet kan börja tidigast i dag."})
    if until < valid_from:
        raise ValidationError({"until": "Sista dagen måste komma efter den första."})
    if own.until is not None and until > own.until:
        raise ValidationError({"until": f"Din egen roll slutar {own.until}. Välj en tidigare dag."})


def _require_colleague(own: Membership, to: User, valid_from: date, until: date) -> None:
    """Somebody of the same nämnd or bolag who has not the role there already."""
    if not colleagues_at(own.organisation, valid_from).filter(pk=to.pk).exists():
        raise ValidationError({"to": "Välj en kollega i samma nämnd eller bolag."})
    has_it = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=valid_from),
        user=to,
        organisation=own.organisation_id,
        role=own.role,
        valid_from__lte=until,
        delegated_by__isnull=True,
    )
    if has_it.exists():
        raise ValidationError({"to": f"{to} har redan rollen där och behöver inte vikariera."})


@transaction.atomic
def end_substitution(*, substitution: Membership, by: User) -> Membership:
    """End a substitution at once; what was done until now keeps on whose behalf it was.

    The delegator may, and the nämnd's controller. Raises NotYours for others.
    """
    held = Membership.objects.select_for_update(of=("self",)).get(pk=substitution.pk)
    if not can_end_substitution(by, held):
        raise NotYours("Bara den som har lämnat över rollen eller nämndens controller kan avsluta.")
    if held.ended_at is None:
        held.ended_at = timezone.now()
        with because("vikariatet avslutades", by=by):
            held.save(update_fields=["ended_at"])
    return held


@transaction.atomic
def mark_seen(*, by: User) -> None:
    """Note that a delegator has read what the substitutes have done until now."""
    with because("läste vad vikarien gjort", by=by):
        Membership.objects.filter(delegated_by=by).update(seen_at=timezone.now())
