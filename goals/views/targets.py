"""The page of an indicator's targets at an organisation, and the decision on a new one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from goals.commands import TargetMoved, foresee_target, set_target
from goals.forms import TargetForm
from goals.queries.deciding import Desk, desk_at, link_at, sets_as
from goals.queries.target_page import target_page
from goals.queries.targets import since, target_view
from goals.queries.tree import goal_url
from goals.views.base import GoalsPage
from goals.views.foreseen import foreseen
from indicators.enums import DecidedBy
from indicators.models import GoalIndicator
from lights import Reading, target_words
from organisation.enums import Permission
from organisation.views import Crumb
from periods.enums import SetBy
from periods.locks import PeriodClosed

_CLOSED = "Alla årets perioder är stängda. Årsmålen gäller som de beslutades."


class OfLink(GoalsPage):
    """A page about a goal's indicator that is judged at the organisation."""

    link: GoalIndicator

    def load(self) -> None:
        """Find the goal indicator; one that is not judged here does not exist here."""
        super().load()
        link = link_at(self.kwargs["goal_indicator"], self.organisation, self.period)
        if link is None:
            raise Http404
        self.link = link
        self.set_by = sets_as(self.user, self.organisation, link)

    @property
    def targets_url(self) -> str:
        """The page of the targets."""
        return reverse("goals:targets", args=self._args)

    @property
    def _args(self) -> list[Any]:
        """What the addresses of the goal indicator at the organisation take."""
        return [self.period.slug, self.organisation.code, self.link.pk]

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb("Årsmål", self.targets_url)]


class TargetsPage(OfLink):
    """Own target and KF's side by side, and every decision behind them."""

    template_name = "goals/targets.html"

    def get_page_title(self) -> str:
        """The indicator's name."""
        return f"Årsmål: {self.link.indicator.name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The targets, and whether the reader may decide a new one."""
        desk = desk_at(self.link, self.organisation, self.period, self.set_by)
        goal = self.link.goal
        shown = self.readable.shows(goal.owner)
        return super().get_context_data(
            link=self.link,
            view=target_page(self.link, self.organisation, self.period),
            goal_url=goal_url(goal.pk, goal.owner.code, self.period) if shown else "",
            decide_url=reverse("goals:decide_target", args=self._args) if desk else "",
            desk=desk,
            sums_url=self._sums_url(),
            slk_said=vars(self.link)["slk_said"] or "",
            closed=_CLOSED if desk and not desk.periods else "",
            **kwargs,
        )

    def _sums_url(self) -> str:
        """What the nämnder have set, for one of KF's indicators."""
        if self.link.set_by != SetBy.KF:
            return ""
        return reverse("goals:own_targets", args=[self.period.slug, self.link.pk])


class DecideTarget(OfLink):
    """A new target is decided: written, seen beside the lights it turns, and confirmed."""

    permission = Permission.SET_TARGET
    template_name = "goals/decide_target.html"
    desk: Desk

    def load(self) -> None:
        """Find what stands here now; nothing is decided where the user's level sets nothing."""
        super().load()
        desk = desk_at(self.link, self.organisation, self.period, self.set_by)
        if desk is None:
            raise Http404
        self.desk = desk

    def get_page_title(self) -> str:
        """What is done here."""
        return "Ändra årsmålet" if self.desk.last else "Besluta årsmål"

    def get_crumbs(self) -> list[Crumb]:
        """The targets, and the decision."""
        return [*super().get_crumbs(), Crumb("Beslut", "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, or why nothing can be decided."""
        kwargs.setdefault("form", self._form(initial=TargetForm.initial_of(self.desk)))
        last = self.desk.last
        return super().get_context_data(
            desk=self.desk,
            last=target_view(last, self.link.indicator) if last else None,
            targets_url=self.targets_url,
            moved=kwargs.pop("moved", ""),
            closed="" if self.desk.periods else _CLOSED,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what the decision would turn, or take it; what was written stays."""
        form = self._form(data=request.POST)
        if not self.desk.periods:
            return self._again(form, status=409)
        step = request.POST.get("steg")
        if step == "andra" or not form.is_valid():
            return self._again(form)
        try:
            return self._decide(form) if step == "besluta" else self._foresee(form)
        except PeriodClosed as closed:
            form.add_error("applies_from", str(closed))
        except TargetMoved as moved:
            return self._again(self._form(data=self._reseen()), status=409, moved=str(moved))
        except ValidationError as fault:
            _add_errors(form, fault)
        return self._again(form, status=409)

    def _form(self, **kwargs: Any) -> TargetForm:
        """The form at the desk."""
        return TargetForm(desk=self.desk, today=timezone.localdate(), **kwargs)

    def _reseen(self) -> dict[str, Any]:
        """What was written, with the target that stands there now as seen."""
        last = self.desk.last
        return {**self.request.POST.dict(), "seen": last.pk if last else 0}

    def _decision(self, form: TargetForm) -> dict[str, Any]:
        """The decision as the commands take it."""
        cleaned = {**form.cleaned_data}
        chosen = cleaned.pop("applies_from")
        return {
            **cleaned,
            "goal_indicator": self.link,
            "organisation": self.organisation,
            "set_by": self.set_by,
            "applies_from": next(one for one in self.desk.periods if one.pk == chosen),
            "by": self.user,
        }

    def _foresee(self, form: TargetForm) -> HttpResponse:
        """The decision with the lights it would turn, to be confirmed."""
        decision = self._decision(form)
        found = foreseen(foresee_target(**decision))
        context = self.get_context_data(
            form=form,
            foreseen=found,
            decision=decision,
            decided_by=DecidedBy(decision["decided_by"]).label,
            since=since(decision["applies_from"]),
            words=self._words(form),
        )
        return self.response_class(
            request=self.request,
            template=["goals/confirm_target.html"],
            context=context,
            using=self.template_engine,
        )

    def _decide(self, form: TargetForm) -> HttpResponse:
        """Take the decision and go to the targets."""
        set_target(**self._decision(form))
        messages.success(
            self.request, "Årsmålet är beslutat. Ljusen i de perioder det gäller är uppdaterade."
        )
        return redirect(self.targets_url)

    def _words(self, form: TargetForm) -> str:
        """The new target in words."""
        indicator = self.link.indicator
        reading = Reading(decimals=indicator.decimals, unit=indicator.unit)
        return target_words(form.rule(), reading)

    def _again(self, form: TargetForm, status: int = 200, **context: Any) -> HttpResponse:
        """The form once more."""
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)


def _add_errors(form: TargetForm, fault: ValidationError) -> None:
    """Put each message at its field, or over the form where the form has no such field."""
    for name, errors in fault.message_dict.items():
        for error in errors:
            form.add_error(name if name in form.fields else None, error)
