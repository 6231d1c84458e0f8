"""Comments to those who report, about a goal or a value: asked, answered and closed in place."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from goals.commands import answer, ask, close
from goals.forms import CommentForm
from goals.models import Dialogue, Goal
from goals.queries.dialogue import dialogues_about, indicator_in
from goals.queries.goal import goal_at
from goals.views.base import GoalsPage
from indicators.models import Indicator
from organisation.enums import Permission
from organisation.queries import can_read_drafts
from organisation.views import Crumb
from periods.commands import NotNow


class _OfDialogue(GoalsPage):
    """The dialogues about one thing: the own line reads and, with the right, writes."""

    template_name = "goals/dialogue.html"
    page_title = "Kommentarer"
    about: Goal | Indicator

    def is_allowed(self) -> bool:
        """The own line, up and down; also what is decided is talked of among the own."""
        return can_read_drafts(self.user, self.organisation)

    def get_page_title(self) -> str:
        """What the comments are about."""
        return f"Kommentarer om {self.about}"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb("Kommentarer", "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The dialogues, and a form to begin one."""
        return super().get_context_data(
            **{
                "about": self.about,
                "is_goal": isinstance(self.about, Goal),
                "dialogues": dialogues_about(self.about, self.organisation, self.period),
                "may_write": self.may(Permission.DISCUSS),
                "form": CommentForm(),
                "answered": None,
                "here": self.request.path,
                **kwargs,
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin a dialogue, answer in one, or close it; the button says which."""
        if not self.may(Permission.DISCUSS):
            raise Http404
        chosen = self._chosen()
        try:
            if chosen and request.POST.get("gor") == "avsluta":
                return self._close(chosen)
            return self._write(chosen)
        except NotNow as refused:
            messages.error(request, str(refused))
            return redirect(request.path)

    def _chosen(self) -> Dialogue | None:
        """The dialogue that is answered, if any; it must be one of this page's."""
        pk = self.request.POST.get("dialog", "")
        if not pk:
            return None
        found = dialogues_about(self.about, self.organisation, self.period)
        return get_object_or_404(found, pk=pk if pk.isdecimal() else 0)

    def _close(self, chosen: Dialogue) -> HttpResponse:
        """End it; what was written on the way there is sent first."""
        form = CommentForm(self.request.POST)
        if form.is_valid():
            answer(dialogue=chosen, text=form.cleaned_data["text"], by=self.user)
        close(dialogue=chosen, by=self.user)
        messages.success(self.request, "Dialogen är avslutad.")
        return redirect(self.request.path)

    def _write(self, chosen: Dialogue | None) -> HttpResponse:
        """Save what was written, or say what is missing; nothing typed is lost."""
        form = CommentForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(
                self.get_context_data(form=form, answered=chosen), status=422
            )
        text = form.cleaned_data["text"]
        if chosen:
            answer(dialogue=chosen, text=text, by=self.user)
            messages.success(self.request, "Svaret är skickat.")
        else:
            ask(
                organisation=self.organisation, period=self.period, about=self.about,
                text=text, by=self.user,
            )  # fmt: skip
            messages.success(self.request, "Kommentaren är skickad.")
        return redirect(self.request.path)


class GoalDialogue(_OfDialogue):
    """Comments about a goal."""

    def load(self) -> None:
        """Find the goal; one that does not concern the organisation does not exist here."""
        super().load()
        goal = goal_at(self.kwargs["goal"], self.organisation, self.period)
        if goal is None:
            raise Http404
        self.about = goal


class ValueDialogue(_OfDialogue):
    """Comments about an indicator's values."""

    def load(self) -> None:
        """Find the indicator among those of the year."""
        super().load()
        indicator = indicator_in(self.kwargs["indicator"], self.period)
        if indicator is None:
            raise Http404
        self.about = indicator
