"""What people say of a goal: the analysis and the judgement, and taking over what was handed in."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from goals.models import Analysis, Assessment, Goal, Suggestion
from goals.suggesting import refresh_suggestions
from goals.words import is_greener
from history.commands import StaleRow, because, update_if_unchanged
from indicators.models import CorrectiveAction, Measurement
from indicators.totals import refresh_totals
from indicators.turns import take_turn
from lights import Light
from organisation.models import Closure, Organisation, User
from periods.commands import accept
from periods.locks import require_editable
from periods.models import Period, Submission


@transaction.atomic
def assess(
    *,
    goal: Goal,
    organisation: Organisation,
    period: Period,
    light: str,
    rationale: str,
    decided_by: str,
    version: int | None,
    by: User,
) -> Assessment:
    """Judge a goal at an organisation; the suggestion seen is kept beside it (promise 6).

    `version` is None for a first assessment. Raises PeriodClosed, StaleRow, and
    ValidationError when a greener judgement lacks its rationale or who decided it.
    """
    require_editable(organisation, period)
    seen = _seen(goal, organisation, period)
    values: dict[str, Any] = {
        "light": light,
        "rationale": rationale.strip(),
        "decided_by": decided_by.strip(),
        "assessed_by_id": by.pk,
        "seen": seen,
        "rules_id": period.year.rules_id,
    }
    _require_rationale(light, seen, values["rationale"], values["decided_by"])
    key = {"goal": goal, "organisation": organisation, "period": period}
    with because("målet bedömdes", by=by):
        assessment = _save_assessment(key, values, version, by)
        take_turn(period)
        refresh_suggestions(period, [pk for pk in (goal.pk, goal.parent_id) if pk])
    return assessment


def _seen(goal: Goal, organisation: Organisation, period: Period) -> str:
    """The computed light that stands beside the judgement now."""
    suggestions = Suggestion.objects.filter(goal=goal, organisation=organisation, period=period)
    return suggestions.values_list("light", flat=True).first() or Light.GREY.value


def _save_assessment(
    key: dict[str, Any], values: dict[str, Any], version: int | None, by: User
) -> Assessment:
    """Make the first judgement, or change the one that the page has seen. Raises StaleRow."""
    assessment, is_new = Assessment.objects.get_or_create(
        **key, defaults={**values, "changed_by": by}
    )
    if is_new:
        return assessment
    if version is None:
        raise StaleRow(assessment)
    update_if_unchanged(assessment, version=version, by=by, **values)
    return assessment


def _require_rationale(light: str, seen: str, rationale: str, decided_by: str) -> None:
    """Refuse a greener judgement without its reason and without who decided it."""
    if not is_greener(light, seen):
        return
    faults = {}
    if not rationale:
        faults["rationale"] = "Bedömningen är grönare än underlaget. Skriv varför."
    if not decided_by:
        faults["decided_by"] = "Skriv vem som har beslutat den grönare bedömningen."
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def write_analysis(
    *,
    analysis: Analysis,
    version: int,
    by: User,
    result: str,
    analysis_text: str,
    development: str,
) -> Analysis:
    """Save what an organisation writes of a goal. Raises PeriodClosed and StaleRow."""
    require_editable(analysis.organisation, analysis.period)
    with because("analysen skrevs", by=by):
        update_if_unchanged(
            analysis,
            version=version,
            by=by,
            result=result.strip(),
            analysis=analysis_text.strip(),
            development=development.strip(),
        )
    return analysis


@transaction.atomic
def write_action(
    *,
    measurement: Measurement,
    version: int,
    cause: str,
    action: str,
    responsible: str,
    due_on: date | None,
    by: User,
) -> CorrectiveAction:
    """Save the åtgärd of a value, whole or half written; `version` is 0 for the first time.

    Raises PeriodClosed, StaleRow, and ValidationError when everything is empty or the day lies
    before the year of the period (our own choice: an åtgärd is about what is to come).
    """
    require_editable(measurement.organisation, measurement.period)
    values = {
        "cause": cause.strip(),
        "action": action.strip(),
        "responsible": responsible.strip(),
        "due_on": due_on,
    }
    _require_sense(measurement.period, values)
    key = {"organisation": measurement.organisation, "period": measurement.period}
    with because("åtgärd skrevs", by=by):
        found, is_new = CorrectiveAction.objects.get_or_create(
            measurement=measurement, defaults={**key, **values, "changed_by": by}
        )
        if not is_new:
            update_if_unchanged(found, version=version, by=by, **values)
    return found


def _require_sense(period: Period, values: dict[str, Any]) -> None:
    """Refuse an åtgärd that says nothing, and one that should have been done in another year."""
    if not any(values.values()):
        raise ValidationError({"cause": "En åtgärd kan ändras, men inte tömmas."})
    if values["due_on"] and values["due_on"].year < period.year.number:
        raise ValidationError({"due_on": f"Ange en dag från och med {period.year.number}."})


@transaction.atomic
def accept_submission(*, submission: Submission, version: int, by: User) -> Submission:
    """Accept what was handed in; its values no longer make the totals above preliminary."""
    accept(submission=submission, version=version, by=by)
    take_turn(submission.period)
    indicators = _reported_indicators(submission)
    refresh_totals(submission.period, indicators=indicators, above=_above(submission))
    return submission


def _reported_indicators(submission: Submission) -> list[int]:
    """The indicators that the organisation reports in the period."""
    reported = Measurement.objects.filter(
        organisation=submission.organisation_id, period=submission.period_id
    )
    return list(reported.order_by().values_list("indicator_id", flat=True).distinct())


def _above(submission: Submission) -> list[int]:
    """The organisations above the one that handed in."""
    pairs = Closure.objects.filter(
        period=submission.period_id, descendant_id=submission.organisation_id, depth__gt=0
    )
    return list(pairs.order_by().values_list("ancestor_id", flat=True))
