"""The page of an åtagande or a goal in the round: its analysis, and the judgement of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from goals.commands import assess, write_analysis
from goals.enums import Level
from goals.forms import AssessmentForm
from goals.models import Analysis, Assessment
from goals.queries.goal import texts_of
from goals.queries.lights import Judgement, judgement_of, signatures_of
from goals.words import judged_word
from history.commands import StaleRow
from indicators.enums import Part, Standing
from indicators.queries import ExplainedLight, with_inputs
from organisation.kept import KEPT, kept_post
from organisation.models import User
from organisation.views import Crumb
from periods.locks import PeriodClosed
from rounds.forms import AnalysisForm
from rounds.queries.goals import GoalRow, earlier_analysis, goal_row
from rounds.queries.missing import checklists, goal_words
from rounds.views.base import RoundPage
from rounds.views.faults import Fault
from rounds.views.items import url_of
from rounds.views.lights import plain_light, why_url
from rounds.views.offers import offer_of
from rounds.views.typed import Typed

_PARTS = ("expected_result", "working_methods", "use_of_resources", "follow_up", "development")
# The button that saves and leads to what remains.
ONWARDS = "vidare"
_JUDGEMENT = "bedomning"
_JUDGED = ("light", "rationale", "decided_by")


class TypedAnalysis(Typed[Analysis]):
    """What is written of a goal, as it stands in the form."""

    letter = "t"

    def read(self) -> dict[str, str]:
        return {name: getattr(self.row, name) for name in AnalysisForm.base_fields}

    def form(self, texts: dict[str, str]) -> forms.Form:
        return AnalysisForm(texts)

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        write_analysis(
            analysis=self.row,
            version=version,
            by=by,
            result=cleaned["result"],
            analysis_text=cleaned["analysis"],
            development=cleaned["development"],
        )


class AnalysisPage(RoundPage):
    """Texts and judgement in one form; one of them may be saved though the other is faulty."""

    template_name = "rounds/analysis.html"
    row: GoalRow
    text: TypedAnalysis | None = None
    form: AssessmentForm
    theirs: Assessment | None = None

    def load(self) -> None:
        """Find the goal; one that the organisation does not judge does not exist here."""
        super().load()
        found = goal_row(self.organisation, self.period, self.kwargs["goal"])
        if found is None:
            raise Http404
        self.row = found
        if found.analysis is not None:
            found.analysis.organisation, found.analysis.period = self.organisation, self.period
            self.text = TypedAnalysis(found.analysis)

    def get_page_title(self) -> str:
        """The goal with its level and number."""
        return goal_words(self.row.goal)

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, the entry page, the goal."""
        step = Crumb(f"Rapportera {self.period}", self.address("entry"))
        noun = "Åtagande" if self.row.goal.level == Level.COMMITMENT else "Mål"
        return [*super().get_crumbs(), step, Crumb(f"{noun} {self.row.goal.code}", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is stored, or what was typed and not saved."""
        shown: dict[str, Any] = {}
        if not self.why_closed:
            named = [("texten", self.text)] if self.text else []
            shown["offer"] = offer_of(self.submission, named, request)
            kept = kept_post(request)
            if kept and self._is_judged(kept):
                shown["form"] = self._form(kept)
        return self.render_to_response(self.get_context_data(**shown))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the text and the judgement that were touched."""
        request.session.pop(KEPT, None)
        self.form = self._form(request.POST if self._is_judged(request.POST) else None)
        try:
            saved = bool(self.text and self.text.save(request.POST, self.user))
            self.forget_drafts([self.text] if self.text else [])
            judged = self._judge(self.form)
        except PeriodClosed as closed:
            return self._again(why_closed=str(closed))
        is_text_faulty = self.text and (self.text.errors or self.text.conflict)
        if self.form.errors or self.theirs or is_text_faulty:
            return self._again(saved=saved or judged)
        said = f"{self.get_page_title()} är sparat."
        messages.success(request, said if saved or judged else "Allt var redan sparat.")
        return redirect(self._next())

    def _next(self) -> str:
        """This page again, or by the button for it what remains elsewhere, or else handing in."""
        goal = self.row.goal.pk
        if ONWARDS not in self.request.POST:
            return self.address("analysis", goal)
        found = checklists([self.submission])[0]
        left = [*found.required, *found.wanted]
        others = (one for one in left if (one.kind, one.pk) != ("goal", goal))
        following = next(others, None)
        return url_of(following, self.submission) if following else self.address("submit")

    def _judge(self, form: AssessmentForm) -> bool:
        """Save the judgement if it was touched; say whether anything was written."""
        if not form.is_valid() or self._is_stored(form.cleaned_data):
            return False
        try:
            self.row = self._assess(form)
        except StaleRow as stale:
            self._show_theirs(form, stale)
            return False
        except ValidationError as fault:
            form.add_error(None, fault)
            return False
        return True

    def _is_judged(self, data: QueryDict) -> bool:
        """Say whether anything of a judgement was chosen or written; the own name stood there."""
        typed = {data.get(f"{_JUDGEMENT}-{name}", "").strip() for name in _JUDGED}
        return bool(typed - {"", self._first_judgement().get("decided_by", "")})

    def _first_judgement(self) -> dict[str, str]:
        """What stands in the form before anybody has judged: whoever writes decides an åtagande."""
        is_own = self.row.goal.level == Level.COMMITMENT and self.row.assessment is None
        return {"decided_by": str(self.user)} if is_own else {}

    def _is_stored(self, cleaned: dict[str, Any]) -> bool:
        """Say whether the judgement already is what was chosen and written."""
        stored = self.row.assessment
        return stored is not None and all(getattr(stored, n) == cleaned[n] for n in _JUDGED)

    def _assess(self, form: AssessmentForm) -> GoalRow:
        """Run the command with what was written."""
        goal = self.row.goal
        assess(
            goal=goal,
            organisation=self.organisation,
            period=self.period,
            by=self.user,
            **form.cleaned_data,
        )
        return goal_row(self.organisation, self.period, goal.pk) or self.row

    def _show_theirs(self, form: AssessmentForm, stale: StaleRow) -> None:
        """Show both judgements; saving again knowingly replaces the other (promise 12)."""
        self.theirs = Assessment.objects.select_related("assessed_by").get(pk=stale.current.pk)
        written = {**form.cleaned_data, "version": self.theirs.version}
        self.form = self._form({form.add_prefix(name): value for name, value in written.items()})

    @property
    def judgement(self) -> Judgement:
        """A person's judgement beside the suggestion."""
        row = self.row
        names = signatures_of([row.assessment])
        return judgement_of(row.assessment, row.suggestion, row.goal.level, self.period, names)

    def _form(self, data: Any = None) -> AssessmentForm:
        """The judgement's form against the suggestion as it stands."""
        return AssessmentForm(
            data,
            period=self.period,
            suggested=self.judgement.suggested.light,
            initial=AssessmentForm.initial_of(self.row.assessment) or self._first_judgement(),
            prefix=_JUDGEMENT,
        )

    def _again(self, **context: Any) -> HttpResponse:
        """The page once more, with what was written."""
        found = self.get_context_data(form=self.form, **context)
        return self.render_to_response(found, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the goal's parts, its figures, the texts and the form."""
        goal, text, judgement = self.row.goal, self.text, self.judgement
        form = kwargs.setdefault("form", self._form())
        return super().get_context_data(
            **{
                "goal": goal,
                "is_commitment": goal.level == Level.COMMITMENT,
                "parts": texts_of(goal, _PARTS),
                "text": text,
                "text_inputs": self._inputs(),
                "earlier": earlier_analysis(self.row, self.organisation, self.period),
                "judgement": judgement,
                "why_url": self.why_address(goal.pk, judgement),
                "indicators": self._indicators(),
                "faults": _faults(form, text),
                "theirs": self.theirs,
                "theirs_word": self._word(),
                "saved": False,
                "offer": None,
                "address": self.request.path,
                **kwargs,
            }
        )

    def _word(self) -> str:
        """The other one's judgement in words."""
        if self.theirs is None:
            return ""
        return judged_word(self.theirs.light, is_forecast=self.period.is_forecast)

    def _inputs(self) -> list[Any]:
        """The three texts with their questions."""
        if self.text is None:
            return []
        return [
            (self.text.input(name, label, "textarea", rows="5"), question)
            for name, label, question in _QUESTIONS
        ]

    def _indicators(self) -> list[tuple[str, ExplainedLight, str]]:
        """The goal's indicators at the organisation with their lights."""
        verdicts = with_inputs().filter(
            goal_indicator__goal=self.row.goal,
            organisation=self.organisation,
            period=self.period,
            part=Part.TOTAL,
            standing=Standing.APPLIES,
        )
        found = list(verdicts.order_by("goal_indicator__order", "pk"))
        for verdict in found:
            verdict.organisation = self.organisation
        return [
            (one.goal_indicator.indicator.name, plain_light(one), why_url(one)) for one in found
        ]


_QUESTIONS = (
    ("result", "Resultat", "Vad har hänt hittills, jämfört med det förväntade resultatet?"),
    ("analysis", "Analys", "Varför blev det så? Vad i arbetssättet har gjort skillnad?"),
    ("development", "Utveckling", "Vad gör ni annorlunda framöver?"),
)


def _faults(form: AssessmentForm, text: TypedAnalysis | None) -> list[Fault]:
    """The lines of the error summary."""
    faults = [
        Fault(
            str(form.fields[name].label) if name in form.fields else "Bedömning",
            str(messages_[0]),
            f"#id_{_JUDGEMENT}-{name}" if name in form.fields else f"#id_{_JUDGEMENT}-light",
        )
        for name, messages_ in form.errors.items()
    ]
    if text and text.conflict:
        said = f"{text.conflict.by} har sparat något annat. Välj vilket som ska gälla."
        faults.insert(0, Fault("Texten", said, f"#{text.prefix}-behall"))
    return faults
