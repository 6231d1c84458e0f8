"""Pages of the rules: their versions, a new proposal, which lights it would turn, its decision."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin

from goals.commands import decide_rules, drop_rules, order_preview, propose_rules
from goals.filters import TurnedFilter
from goals.forms import RuleProposalForm
from goals.limits import limit_views
from goals.models import RuleProposal
from goals.queries.rules import (
    YEARS_BACK,
    open_proposal,
    turned_lights,
    turns_of,
    versions,
    ways_of,
)
from goals.tables import TurnedTable
from jobs.enums import JobKind
from jobs.queries import latest_job
from lists.views import ListPage
from organisation.enums import Permission
from organisation.queries import can, grants_of
from organisation.views import Crumb, Page
from periods.commands import NotNow
from periods.models import RuleSet
from periods.queries import unpublished_years


class RulesPage(TemplateResponseMixin, Page):
    """A page of the rules."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def get_crumbs(self) -> list[Crumb]:
        """The versions, and this page."""
        return [
            Crumb("Regler för ljusen", reverse("goals:rules")),
            Crumb(self.get_page_title(), ""),
        ]


class Rules(RulesPage):
    """Who has decided the limits of the lights, when and why; for everybody with a role."""

    template_name = "goals/rules.html"
    page_title = "Regler för ljusen"

    def is_allowed(self) -> bool:
        """Everybody with a role reads what is decided (promise 13)."""
        return bool(grants_of(self.user))

    def get_crumbs(self) -> list[Crumb]:
        """The page is its own top."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The versions with their limits, and the proposal that waits."""
        found = versions()
        proposal = open_proposal()
        return super().get_context_data(
            versions=[(rules, list(limit_views(rules))) for rules in found],
            proposal=proposal,
            proposed=list(limit_views(proposal, proposal.from_year.rules)) if proposal else [],
            may_decide=can(self.user, Permission.DECIDE_RULES, self.organisation),
            may_rejudge=can(self.user, Permission.REJUDGE, self.organisation),
            **kwargs,
        )


class ProposeRules(RulesPage):
    """New limits, written down; saved as a proposal whose effect is then shown."""

    permission = Permission.DECIDE_RULES
    template_name = "goals/propose_rules.html"
    page_title = "Föreslå nya regler"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, or what stands in the way of it."""
        kwargs.setdefault("form", self._form())
        return super().get_context_data(
            waiting=open_proposal(), has_years=unpublished_years().exists(), **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the proposal and follow the trial, or say what is wrong; nothing typed is lost."""
        form = self._form(data=request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            proposal = self._propose(form)
        except (NotNow, ValidationError) as fault:
            form.add_error(None, fault if isinstance(fault, ValidationError) else str(fault))
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(proposal)

    def _form(self, **kwargs: Any) -> RuleProposalForm:
        """The form, which starts from the newest limits."""
        return RuleProposalForm(current=RuleSet.objects.first(), **kwargs)

    def _propose(self, form: RuleProposalForm) -> RuleProposal:
        """Run the command with what was written."""
        names = ("from_year", "decided_by", "decided_on", "reason")
        written = {name: form.cleaned_data[name] for name in names}
        return propose_rules(limits=form.limits(), by=self.user, **written)


class OfProposal(RulesPage):
    """A page of one proposal; it shows lights that are not published, so only SLK reads it."""

    permission = Permission.DECIDE_RULES

    @cached_property
    def proposal(self) -> RuleProposal:
        """The proposal that the address names."""
        proposals = RuleProposal.objects.select_related("from_year__rules", "rules", "proposed_by")
        return get_object_or_404(proposals, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The proposal and its first year."""
        return str(self.proposal)


class RuleProposalPage(ListPage, OfProposal):
    """Which lights of the last years a proposal would turn; here it is decided, or dropped."""

    template_name = "goals/rule_proposal.html"
    filter_class = TurnedFilter
    file_name = "andrade-ljus"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The limits, the counts and the list, or how far the trial has come."""
        proposal = self.proposal
        turns = turns_of(proposal)
        replaced = proposal.from_year.rules if proposal.is_open else None
        return super().get_context_data(
            proposal=proposal,
            limits=list(limit_views(proposal, replaced)),
            job=latest_job(JobKind.RULE_PREVIEW, proposal.pk),
            years_back=YEARS_BACK,
            turns=turns,
            ways=ways_of(turns),
            count=sum(each.count for each in turns),
            here=self.request.path,
            **kwargs,
        )

    def get_listed(self) -> Any:
        """The lights that the proposal would turn."""
        return turned_lights(self.proposal)

    def make_table(self) -> TurnedTable:
        """The lights before and after."""
        return TurnedTable(self.asked)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide the proposal, drop it, or try it anew; the button says which."""
        deeds = {"besluta": self._decide, "lagg-ned": self._drop, "prova": self._try}
        deed = deeds.get(request.POST.get("gor", ""))
        if deed is None:
            return redirect(self.proposal)
        try:
            return deed()
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(self.proposal)

    def _decide(self) -> HttpResponse:
        """Make it a version of the rules."""
        rules = decide_rules(proposal=self.proposal, by=self.user)
        messages.success(
            self.request, f"{rules} är beslutad. Öppna perioder räknas om med de nya gränserna."
        )
        return redirect("goals:rules")

    def _drop(self) -> HttpResponse:
        """Let it be."""
        drop_rules(proposal=self.proposal, by=self.user)
        messages.success(self.request, "Förslaget är nedlagt. Reglerna är som förut.")
        return redirect("goals:rules")

    def _try(self) -> HttpResponse:
        """Try it on the lights as they stand now."""
        order_preview(proposal=self.proposal, by=self.user)
        return redirect(self.proposal)
