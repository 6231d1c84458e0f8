"""A goal's judgement by a person, and the computed suggestion beside it, ready for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from goals.models import Assessment, Goal, Suggestion
from goals.words import UNJUDGED, basis_word, is_greener, judged_word, suggested_word
from indicators.judging import limits_of
from indicators.queries import ExplainedLight
from lights import Basis, Counts, GoalFacts, GoalLevel, Grey, Light, suggest
from lights import Verdict as RuleVerdict
from organisation.enums import Permission
from organisation.signatures import Deed, Signatures
from periods.enums import PeriodKind
from periods.models import Period

NOT_SHOWN = ExplainedLight(
    light="grey", word="Ej inlämnat", reason="", forecast=False, grey="not_reported"
)
_SEEN = {
    Light.GREEN: "helt",
    Light.YELLOW: "delvis",
    Light.RED: "ej uppfyllt",
    Light.GREY: "ej beräknat",
}
_NOTHING = ExplainedLight(
    light="grey",
    word=Grey.NOTHING_MEASURED.word.capitalize(),
    reason="Målet har inga indikatorer att beräkna ett ljus av.",
    forecast=False,
    grey=Grey.NOTHING_MEASURED.value,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person holds of a goal, what the figures say, and how far apart they are."""

    judged: ExplainedLight
    suggested: ExplainedLight
    indicators: Counts
    below: Counts
    difference: str = ""
    moved: bool = False
    rationale: str = ""
    decided_by: str = ""
    assessed_by: str = ""
    assessed_at: datetime | None = None
    seen_word: str = ""
    is_hidden: bool = False
    is_computed: bool = True

    @property
    def basis_word(self) -> str:
        """The suggestion in a word or two, where its column says what it is."""
        if self.is_hidden:
            return self.suggested.word
        return basis_word(self.suggested.light, self.suggested.grey)

    @property
    def difference_sentence(self) -> str:
        """How the judgement differs, as a sentence of its own."""
        if not self.difference:
            return ""
        link = "gjord " if self.suggested.grey else ""
        return f"Bedömningen är {link}{self.difference[0].lower()}{self.difference[1:]}."

    @property
    def has_why(self) -> bool:
        """There is something to explain: a computed light, or a person's judgement."""
        return not self.is_hidden and (self.is_computed or self.is_judged)

    @property
    def is_judged(self) -> bool:
        """Somebody has judged the goal."""
        return self.judged.light != Light.GREY


def suggestion_of(suggestion: Suggestion, level: str = "", basis: str = "") -> ExplainedLight:
    """The computed light of a goal with its reason, from the stored counts.

    Without `level` and `basis` the suggestion's goal and period are read: have them selected.
    """
    facts = facts_of(
        suggestion, level or suggestion.goal.level, basis or suggestion.period.judged_kind
    )
    return explained_goal(suggest(facts, limits_of(suggestion.rules)))


def facts_of(suggestion: Suggestion, level: str, basis: str) -> GoalFacts:
    """What a suggestion rests on, as the rules take it."""
    return GoalFacts(
        level=GoalLevel(level),
        indicators=indicator_counts(suggestion),
        below=below_counts(suggestion),
        leads=leads_of(suggestion),
        basis=Basis(basis),
    )


def explained_goal(verdict: RuleVerdict) -> ExplainedLight:
    """A goal's computed light in the words of the page."""
    is_forecast = verdict.basis is Basis.FORECAST
    grey = verdict.grey.value if verdict.grey else ""
    return ExplainedLight(
        light=verdict.light.value,
        word=suggested_word(verdict.light, grey, is_forecast=is_forecast),
        reason=verdict.reason,
        forecast=is_forecast,
        grey=grey,
        rules=verdict.rules,
    )


def indicator_counts(suggestion: Suggestion) -> Counts:
    """The goal's indicators by light."""
    return Counts(suggestion.green, suggestion.yellow, suggestion.red, suggestion.missing)


def below_counts(suggestion: Suggestion) -> Counts:
    """The judgements under the goal by light."""
    return Counts(
        suggestion.below_green,
        suggestion.below_yellow,
        suggestion.below_red,
        suggestion.below_missing,
    )


def leads_of(suggestion: Suggestion) -> tuple[Light, ...]:
    """The judgements of the lead organisations, as they were stored."""
    return tuple(Light(word) for word in suggestion.leads.split(",") if word)


def judgement_of(
    assessment: Assessment | None,
    suggestion: Suggestion | None,
    level: str,
    period: Period,
    names: Signatures | None = None,
) -> Judgement:
    """Put a person's judgement and the suggestion beside each other.

    `names` says on whose behalf it was judged; without it only by whom.
    """
    suggested = suggestion_of(suggestion, level, period.judged_kind) if suggestion else _NOTHING
    counts = indicator_counts(suggestion) if suggestion else Counts()
    below = below_counts(suggestion) if suggestion else Counts()
    is_computed = suggestion is not None and period.kind != PeriodKind.PLAN
    if assessment is None:
        return Judgement(_unjudged(), suggested, counts, below, is_computed=is_computed)
    return Judgement(
        judged=_judged(assessment, period),
        suggested=suggested,
        indicators=counts,
        below=below,
        difference=difference(assessment.light, suggested.light),
        moved=assessment.seen != suggested.light,
        rationale=assessment.rationale,
        decided_by=assessment.decided_by,
        assessed_by=names.of(deed_of(assessment)) if names else str(assessment.assessed_by),
        assessed_at=assessment.changed_at,
        seen_word=_SEEN[Light(assessment.seen)],
        is_computed=is_computed,
    )


def signatures_of(assessments: Iterable[Assessment | None]) -> Signatures:
    """Who judged, and on whose behalf; one query."""
    found = [one for one in assessments if one is not None]
    return Signatures(map(deed_of, found), {one.period_id for one in found})


def deed_of(assessment: Assessment) -> Deed:
    """That the goal was judged."""
    return Deed(
        assessment.assessed_by,
        assessment.organisation_id,
        assessment.changed_at,
        Permission.ASSESS,
    )


def difference(judged: str, suggested: str) -> str:
    """How a judgement differs from the suggestion, in words; empty where they agree."""
    if judged == suggested or (judged == Light.RED and suggested == Light.GREY):
        return ""
    if suggested == Light.GREY:
        return "Utan beräknat underlag"
    if is_greener(judged, suggested):
        return "Grönare än underlaget"
    return "Rödare än underlaget"


def _unjudged() -> ExplainedLight:
    """The light of a goal that nobody has judged."""
    return ExplainedLight(light="grey", word=UNJUDGED, reason="", forecast=False)


def _judged(assessment: Assessment, period: Period) -> ExplainedLight:
    """A person's judgement in the words of the period."""
    word = judged_word(assessment.light, is_forecast=period.is_forecast)
    return ExplainedLight(
        light=assessment.light, word=word, reason=assessment.rationale, forecast=False
    )


class Judgements:
    """The judgements of many goals at many organisations in a period, read with two queries.

    `is_signed` asks once more, for whom those who judged did it.
    """

    def __init__(
        self,
        period: Period,
        goals: Iterable[int],
        organisations: Iterable[int],
        *,
        is_signed: bool = False,
    ) -> None:
        self._period = period
        wanted = {"period": period, "goal_id__in": [*goals]}
        at = {"organisation_id__in": [*organisations]}
        suggestions = Suggestion.objects.filter(**wanted, **at).order_by().select_related("rules")
        assessments = Assessment.objects.filter(**wanted, **at).order_by()
        self._suggestions = {(s.goal_id, s.organisation_id): s for s in suggestions}
        self._assessments = {
            (a.goal_id, a.organisation_id): a for a in assessments.select_related("assessed_by")
        }
        self._names = signatures_of(self._assessments.values()) if is_signed else None

    def at(self, goal: Goal, organisation_id: int) -> Judgement:
        """The judgement of a goal at an organisation."""
        key = (goal.pk, organisation_id)
        return judgement_of(
            self._assessments.get(key),
            self._suggestions.get(key),
            goal.level,
            self._period,
            self._names,
        )

    def assessment_of(self, goal: Goal, organisation_id: int) -> Assessment | None:
        """The judgement's row, for the form that changes it."""
        return self._assessments.get((goal.pk, organisation_id))

    def suggestion_at(self, goal: Goal, organisation_id: int) -> Suggestion | None:
        """The suggestion's row, with the counts that it rests on."""
        return self._suggestions.get((goal.pk, organisation_id))

    def hidden(self) -> Judgement:
        """In place of the judgement of an organisation whose draft the reader may not see."""
        return Judgement(NOT_SHOWN, NOT_SHOWN, Counts(), Counts(), is_hidden=True)
