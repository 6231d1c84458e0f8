"""Writing what is measured: indicators, and which goals they follow."""

from collections.abc import Iterable

from django.db import transaction

from history.commands import because
from indicators.facts import Scope
from indicators.judging import refresh_verdicts
from indicators.models import GoalIndicator, Indicator
from indicators.totals import refresh_totals
from indicators.turns import take_turn
from organisation.models import User
from periods.models import Period

_BATCH = 2000


@transaction.atomic
def link(*, links: Iterable[GoalIndicator], by: User | None) -> list[GoalIndicator]:
    """Let goals be followed by indicators."""
    with because("indikatorer knöts till mål", by=by):
        return GoalIndicator.objects.bulk_create(list(links), batch_size=_BATCH)


@transaction.atomic
def create_indicators(*, indicators: Iterable[Indicator], by: User | None) -> dict[str, Indicator]:
    """Make indicators that are new by their code; give all of them by code."""
    wanted = list(indicators)
    with because("indikatorer infördes", by=by):
        Indicator.objects.bulk_create(wanted, batch_size=_BATCH, ignore_conflicts=True)
    return Indicator.objects.in_bulk([row.code for row in wanted], field_name="code")


@transaction.atomic
def save_indicator(*, indicator: Indicator, by: User) -> Indicator:
    """Save a changed definition; its lights in the periods that are open are judged again.

    Raises ValidationError when the definition contradicts itself.
    """
    indicator.full_clean()
    with because("indikatorn ändrades", by=by):
        indicator.save()
    for period in Period.objects.reporting().select_related("year__rules"):
        take_turn(period)
        refresh_totals(period, indicators=[indicator.pk])
        refresh_verdicts(period, Scope(indicators=[indicator.pk]))
    return indicator
