"""The pages where stadsledningskontoret changes the template of a year's documents."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from history.commands import StaleRow
from history.models import Versioned
from organisation.enums import Permission
from organisation.views import Crumb
from periods.commands import NotNow
from reports.commands import add_part, change_part, move_part, remove_part
from reports.enums import Audience, GeneratedPart
from reports.forms import PartForm
from reports.models import TemplateSection
from reports.part_words import (
    DOCUMENT_WORDS,
    Reworded,
    bodies_in_words,
    documents_in_words,
    reworded,
)
from reports.plans import SectionPlan
from reports.queries import template_changes, template_of, template_rows
from reports.views.base import ReportsPage

CHANGES_PER_PAGE = 25
_STEPS = {"upp": -1, "ned": 1}


class TemplatesPage(ReportsPage):
    """A page of the template of the period's year."""

    permission = Permission.SET_TEMPLATE

    def get_crumbs(self) -> list[Crumb]:
        """The city's reports, then the template."""
        address = reverse("reports:template", args=[self.period.slug])
        return [*super().get_crumbs(), Crumb(f"Mall {self.period.year}", address)]

    def back(self) -> HttpResponse:
        """To the list of parts."""
        return redirect("reports:template", self.period.slug)


class TemplatePage(TemplatesPage):
    """The parts of the year's documents in their order; they are moved here."""

    template_name = "reports/template.html"

    def get_page_title(self) -> str:
        """Of which year."""
        return f"Rapportmall {self.period.year}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the parts."""
        rows = list(template_rows(self.period.year))
        is_own = any(row.year_id == self.period.year_id for row in rows)
        plans = [row.plan for row in rows] or template_of(self.period.year)
        return self.render_to_response(
            self.get_context_data(
                parts=[_shown(plan) for plan in plans],
                is_own=is_own,
                latest=next(iter(template_changes(self.period.year)), None),
            )
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move a part one place up or down."""
        way, _, key = request.POST.get("flytta", "").partition(" ")
        if way not in _STEPS:
            raise Http404
        try:
            move_part(year=self.period.year, key=key, step=_STEPS[way], by=self.user)
        except NotNow as refused:
            messages.error(request, str(refused))
        return self.back()


class PartPage(TemplatesPage):
    """A part of the template: what it holds, for whom, and what the writer is told."""

    template_name = "reports/template_part.html"

    def get_page_title(self) -> str:
        """The part."""
        return self.plan.title if self.plan else "Nytt avsnitt"

    def load(self) -> None:
        """Find the part that the address names, in the rows or in the standard template."""
        super().load()
        self.plan: SectionPlan | None = None
        self.row: TemplateSection | None = None
        if "key" not in self.kwargs:
            return
        rows = {row.key: row for row in template_rows(self.period.year)}
        plans = {
            plan.key: plan
            for plan in ([row.plan for row in rows.values()] or template_of(self.period.year))
        }
        self.row = rows.get(self.kwargs["key"])
        self.plan = plans.get(self.kwargs["key"])
        if self.plan is None:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the part as it stands."""
        return self._show(PartForm(initial=self._initial()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save or remove the part; what was typed stays on the page when it can not be saved."""
        form = PartForm(request.POST)
        if request.POST.get("gor") == "ta-bort" and self.plan:
            return self._remove(form.data.get("version", ""))
        if not form.is_valid():
            return self._show(form)
        try:
            self._save(form)
        except StaleRow as stale:
            return self._show_theirs(form, stale.current)
        except NotNow as refused:
            form.add_error(None, str(refused))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, "Mallen är sparad.")
            return self.back()
        return self._show(form)

    def _show_theirs(self, form: PartForm, theirs: Versioned) -> HttpResponse:
        """What was typed beside what somebody else has saved; saving again is then deliberate."""
        assert isinstance(theirs, TemplateSection)
        changes = reworded(theirs.plan, form.plan(theirs.key))
        return self._show(form.seen(theirs.version), theirs=theirs, changes=changes)

    def _save(self, form: PartForm) -> None:
        """Change the part, or add it."""
        if self.plan is None:
            add_part(year=self.period.year, by=self.user, **form.values())
            return
        change_part(
            year=self.period.year,
            key=self.plan.key,
            version=form.cleaned_data["version"],
            by=self.user,
            **form.values(),
        )

    def _remove(self, version: str) -> HttpResponse:
        """Take the part out of the template."""
        assert self.plan is not None
        try:
            remove_part(
                year=self.period.year,
                key=self.plan.key,
                version=int(version) if version.isdecimal() else 0,
                by=self.user,
            )
            messages.success(
                self.request,
                f"{self.plan.title} är borttaget. Det som redan är skrivet finns kvar.",
            )
        except (NotNow, StaleRow) as refused:
            messages.error(self.request, str(refused))
        return self.back()

    def _initial(self) -> dict[str, Any]:
        """What the form begins with; a new part is written, by everyone and in every document."""
        if self.plan is None:
            return {
                "version": 0,
                "takes_text": True,
                "periods": [kind for kind, _ in DOCUMENT_WORDS],
                "audiences": Audience.values,
            }
        names = (*PartForm.base_fields,)
        is_own = self.row is not None and self.row.year_id == self.period.year_id
        version = self.row.version if self.row and is_own else 0
        values = {name: getattr(self.plan, name) for name in names if name != "version"}
        return {**values, "version": version}

    def _show(
        self,
        form: PartForm,
        *,
        theirs: TemplateSection | None = None,
        changes: list[Reworded] | None = None,
    ) -> HttpResponse:
        """The page with the form."""
        context = self.get_context_data(form=form, plan=self.plan, theirs=theirs, changes=changes)
        return self.render_to_response(context, status=409 if theirs else 200)


class TemplateHistoryPage(TemplatesPage):
    """How the year's template has been changed: what it said before, who changed it and when."""

    template_name = "reports/template_history.html"

    def get_page_title(self) -> str:
        """Of which year."""
        return f"Ändringar i rapportmallen {self.period.year}"

    def get_crumbs(self) -> list[Crumb]:
        """The template, then this page."""
        return [*super().get_crumbs(), Crumb("Ändringar", "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show every change, or those of the part that the address names."""
        changes = template_changes(self.period.year, request.GET.get("avsnitt", ""))
        page = Paginator(changes, CHANGES_PER_PAGE).get_page(request.GET.get("page"))
        is_narrowed = bool(request.GET.get("avsnitt"))
        return self.render_to_response(self.get_context_data(page=page, is_narrowed=is_narrowed))


def _shown(plan: SectionPlan) -> dict[str, Any]:
    """A part as the list shows it."""
    return {
        "plan": plan,
        "part": GeneratedPart(plan.part).label if plan.part else "",
        "documents": documents_in_words(plan.periods),
        "bodies": bodies_in_words(plan.audiences),
    }
