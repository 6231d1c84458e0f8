"""The page of a goal, the judgement of it, and the short address of a goal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from goals.commands import assess
from goals.forms import AssessmentForm
from goals.models import Assessment, Goal
from goals.queries.goal import answers_for, goal_at, goal_view
from goals.queries.lights import Judgements
from goals.queries.measured import goal_label
from goals.queries.past import changes_of
from goals.queries.planned import planned_indicators
from goals.views.base import GoalsPage
from goals.words import judged_word
from history.commands import StaleRow
from organisation.enums import Permission
from organisation.views import Crumb
from periods.enums import PeriodKind
from periods.locks import PeriodClosed
from periods.models import Period


class GoalHome(GoalsPage):
    """The short address of a goal: on to its page at its owner, in its year's newest period."""

    def load(self) -> None:
        """Find the goal, and where and when its page is."""
        self.goal = get_object_or_404(
            Goal.objects.select_related("owner", "year__rules"), pk=self.kwargs["pk"]
        )
        self.organisation = self.goal.owner
        opened = Period.objects.opened().filter(year=self.goal.year).in_order()
        period = opened.select_related("year__rules").first()
        if period is None:
            raise Http404
        self.period = period

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the goal's page."""
        return redirect("goals:goal", self.period.slug, self.organisation.code, self.goal.pk)


class OfGoal(GoalsPage):
    """A page about a goal that concerns the organisation."""

    goal: Goal

    def load(self) -> None:
        """Find the goal; one that does not concern the organisation does not exist here."""
        super().load()
        goal = goal_at(self.kwargs["goal"], self.organisation, self.period)
        if goal is None:
            raise Http404
        self.goal = goal

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the goal's number."""
        return [*super().get_crumbs(), Crumb(goal_label(self.goal), self.goal_url)]

    @property
    def goal_url(self) -> str:
        """The goal's page."""
        return self._address("goals:goal")

    @property
    def why_url(self) -> str:
        """The page that explains the goal's lights."""
        return self._address("goals:goal_why")

    def _address(self, name: str) -> str:
        """A page of the goal at the organisation in the period."""
        return reverse(name, args=[self.period.slug, self.organisation.code, self.goal.pk])


class GoalPage(OfGoal):
    """A goal: what is meant, how it is judged, what the figures say, and what lies below."""

    template_name = "goals/goal.html"

    def get_page_title(self) -> str:
        """The goal's number and title."""
        return str(self.goal)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All that stands on the page."""
        is_plan = self.period.kind == PeriodKind.PLAN
        answers = answers_for(self.goal, self.organisation) and not is_plan
        may_assess = answers and self.may(Permission.ASSESS)
        planned = planned_indicators(self.goal, self.organisation, self.period) if is_plan else []
        view = goal_view(
            self.goal, self.organisation, self.period, self.readable, self.request.GET.get("sida")
        )
        return super().get_context_data(
            goal=self.goal,
            view=view,
            why_url=self.why_url if view.judgement.has_why else "",
            is_plan=is_plan,
            planned=planned,
            changes=changes_of(self.goal.pk, self.organisation.pk, self.period),
            may_assess=may_assess,
            closed=self.closed if may_assess else None,
            **self.talk_about(goal=self.goal),
            **kwargs,
        )


class Assess(OfGoal):
    """A person judges a goal, with the computed suggestion beside the form."""

    permission = Permission.ASSESS
    template_name = "goals/assess.html"

    def load(self) -> None:
        """Only those who answer for the goal judge it, and nobody judges a plan."""
        super().load()
        is_plan = self.period.kind == PeriodKind.PLAN
        if is_plan or not answers_for(self.goal, self.organisation):
            raise Http404
        judgements = Judgements(self.period, [self.goal.pk], [self.organisation.pk], is_signed=True)
        self.judgement = judgements.at(self.goal, self.organisation.pk)
        self.assessment = judgements.assessment_of(self.goal, self.organisation.pk)

    def get_page_title(self) -> str:
        """What is done here."""
        return f"Bedöm {goal_label(self.goal).lower()}"

    def get_crumbs(self) -> list[Crumb]:
        """The goal, and that it is judged."""
        return [*super().get_crumbs(), Crumb("Bedömning", "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form beside the suggestion, or why nothing can be written."""
        kwargs.setdefault("form", self._form(initial=AssessmentForm.initial_of(self.assessment)))
        kwargs.setdefault("theirs", None)
        return super().get_context_data(
            goal=self.goal,
            goal_url=self.goal_url,
            why_url=self.why_url if self.judgement.has_why else "",
            judgement=self.judgement,
            closed=self.closed,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the judgement, or say what stands in the way; what was written stays."""
        form = self._form(data=request.POST)
        if not form.is_valid():
            return self._again(form)
        try:
            self._save(form)
        except StaleRow as stale:
            return self._conflict(form, stale)
        except PeriodClosed as closed:
            self.__dict__["closed"] = str(closed)
            return self._again(form, status=409)
        except ValidationError as fault:
            form.add_error(None, fault)
            return self._again(form)
        messages.success(request, f"Bedömningen av {goal_label(self.goal).lower()} är sparad.")
        return redirect(self.goal_url)

    def _form(self, **kwargs: Any) -> AssessmentForm:
        """The form against the suggestion as it stands."""
        return AssessmentForm(
            period=self.period, suggested=self.judgement.suggested.light, **kwargs
        )

    def _save(self, form: AssessmentForm) -> Assessment:
        """Run the command with what was written."""
        return assess(
            goal=self.goal,
            organisation=self.organisation,
            period=self.period,
            by=self.user,
            **form.cleaned_data,
        )

    def _again(self, form: AssessmentForm, status: int = 200, **context: Any) -> HttpResponse:
        """The page once more."""
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)

    def _conflict(self, form: AssessmentForm, stale: StaleRow) -> HttpResponse:
        """Show both judgements; saving again knowingly replaces the other (promise 12)."""
        theirs = Assessment.objects.select_related("assessed_by").get(pk=stale.current.pk)
        written = {**form.cleaned_data, "version": theirs.version}
        word = judged_word(theirs.light, is_forecast=self.period.is_forecast)
        return self._again(self._form(data=written), status=409, theirs=theirs, theirs_word=word)
