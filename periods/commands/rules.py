"""The decision of a new version of the rules, and the years that it judges."""

from django.db import transaction

from history.commands import because
from organisation.models import User
from periods.commands.refusal import NotNow
from periods.models import RuleSet, Year
from periods.queries import unpublished_years


@transaction.atomic
def decide_rules(*, rules: RuleSet, from_year: Year, by: User) -> list[Year]:
    """Save a new version of the rules; it judges the year and those after it that are laid up.

    A year with published lights keeps its version. Gives the years that are judged by the new
    one. Raises NotNow when the first of them has published lights.
    """
    years = unpublished_years().filter(number__gte=from_year.number)
    chosen = list(years.select_for_update())
    if from_year not in chosen:
        raise NotNow(
            f"{from_year} har publicerade ljus och behåller sina regler. Välj ett senare år."
        )
    with because("regelversionen beslutades", by=by):
        rules.full_clean()
        rules.save()
        Year.objects.filter(pk__in=[year.pk for year in chosen]).update(rules=rules)
    return chosen
