"""What people say of a goal: the analysis and the judgement, and taking over what was handed in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from goals.models import Analysis, Assessment, Goal, Suggestion
from goals.suggesting import refresh_suggestions
from goals.words import is_greener
from history.commands import StaleRow, because, update_if_unchanged
from indicators.totals import refresh_totals
from lights import Light
from organisation.models import Organisation, User
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
def accept_submission(*, submission: Submission, version: int, by: User) -> Submission:
    """Accept what was handed in; its values no longer make the totals above preliminary."""
    accept(submission=submission, version=version, by=by)
    refresh_totals(submission.period)
    return submission
