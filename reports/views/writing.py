"""The page where a part of a document is written: drafts, texts to draw in, and others' changes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from history.commands import StaleRow
from history.models import Versioned
from organisation.enums import Permission
from organisation.kept import KEPT, kept_post
from organisation.views import Crumb
from periods.commands import NotNow
from periods.locks import PeriodClosed
from reports.commands import forget_draft, keep_draft, write_section
from reports.forms import LONGEST_DRAFT, SECTION_ROW, SectionForm
from reports.models import Section, SectionDraft
from reports.plans import SectionPlan
from reports.queries import (
    STILL_WRITING,
    drafts_of,
    own_draft,
    plans_of,
    plans_with,
    sections_of,
    sources_of,
)
from reports.views.base import ReportsPage
from reports.word_diff import compared

# The page shows the draft in its box when its address says so.
_USE = "utkast"


class OfSection(ReportsPage):
    """A page of one part of the document."""

    permission = Permission.WRITE_REPORT
    plan: SectionPlan
    section: Section | None

    def load(self) -> None:
        """Find the part that the address names."""
        super().load()
        sections = sections_of(self.report)
        plans = plans_with(plans_of(self.organisation, self.period), sections)
        key = self.kwargs["key"]
        plan = next((each for each in plans if each.takes_text and each.key == key), None)
        if plan is None:
            raise Http404
        self.plan, self.section = plan, sections.get(key)

    def back(self) -> HttpResponse:
        """To the page of the part."""
        return redirect("reports:section", self.period.slug, self.organisation.code, self.plan.key)


class SectionPage(OfSection):
    """One part of the report, with its guidance and what can be drawn in beside."""

    template_name = "reports/section.html"

    def get_page_title(self) -> str:
        """The part's title."""
        return self.plan.title

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, then the part."""
        return [*super().get_crumbs(), Crumb(self.plan.title, "")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the text as it stands, or what was typed and never saved."""
        kept = kept_post(request)
        if kept is not None:
            return self._show(SectionForm(self.plan, kept), is_kept=True)
        draft = own_draft(self._drafts(), self.user)
        if draft and _USE in request.GET:
            return self._show(SectionForm(self.plan, initial=_from_draft(draft, self.section)))
        return self._show(SectionForm(self.plan, initial=_initial(self.section)), offered=draft)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the text; what was typed stays on the page when it can not be saved."""
        form = SectionForm(self.plan, request.POST)
        wanted = request.POST.get("hamta")
        if wanted is not None:
            return self._draw_in(form, wanted)
        if not form.is_valid():
            return self._show(form)
        try:
            self._save(form)
        except StaleRow as stale:
            return self._show_theirs(form, stale.current)
        except (PeriodClosed, NotNow) as refused:
            form.add_error(None, str(refused))
            return self._show(form)
        request.session.pop(KEPT, None)
        messages.success(request, f"{self.plan.title} är sparat.")
        return redirect("reports:report", self.period.slug, self.organisation.code)

    def _draw_in(self, form: SectionForm, key: str) -> HttpResponse:
        """Put a text last in the box, with its source; nothing is saved by it."""
        source = sources_of(self.organisation, self.period, self.plan.key).find(key)
        if source is None:
            raise Http404
        return self._show(form.drawing_in(source.drawn), drawn=source.title)

    def _show_theirs(self, form: SectionForm, theirs: Versioned) -> HttpResponse:
        """The typed text beside what somebody else has saved; saving again is then deliberate."""
        assert isinstance(theirs, Section)
        self.section = theirs
        changes = compared(theirs.text, form.typed)
        return self._show(form.seen(theirs.version), is_conflict=True, changes=changes)

    def _save(self, form: SectionForm) -> None:
        """Write the part."""
        write_section(
            organisation=self.organisation,
            period=self.period,
            key=self.plan.key,
            by=self.user,
            **form.cleaned_data,
        )

    def _drafts(self) -> list[SectionDraft]:
        """Everybody's drafts of the part."""
        return drafts_of(self.report, self.plan.key)

    def _show(self, form: SectionForm, **more: Any) -> HttpResponse:
        """The page with the form."""
        recently = timezone.now() - STILL_WRITING
        context = self.get_context_data(
            form=form,
            plan=self.plan,
            section=self.section,
            closed=self.closed,
            may_change=self.closed is None,
            sources=sources_of(self.organisation, self.period, self.plan.key),
            writers=[
                draft
                for draft in self._drafts()
                if draft.user_id != self.user.pk and draft.saved_at >= recently
            ],
            **{"is_conflict": False, "is_kept": False, "offered": None, "drawn": "", **more},
        )
        return self.render_to_response(context, status=409 if context["is_conflict"] else 200)


class SectionDraftView(OfSection):
    """Keep what is written of a part, while it is written, and say when (POST only)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was sent; a closed document keeps nothing."""
        version = request.POST.get(f"{SECTION_ROW}-version", "")
        text = request.POST.get(f"{SECTION_ROW}-text")
        if text is None or not (version.isascii() and version.isdigit()):
            raise Http404
        try:
            keep_draft(
                organisation=self.organisation,
                period=self.period,
                key=self.plan.key,
                version=min(int(version), 2**31 - 1),
                text=text[:LONGEST_DRAFT],
                by=self.user,
            )
        except (PeriodClosed, NotNow) as refused:
            raise Http404 from refused
        return HttpResponse(f"Utkast sparat {timezone.localtime():%H:%M}")


class DropSectionDraftView(OfSection):
    """Throw away what was typed and not saved (POST only)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Forget the draft and what an expired login left behind; show what is stored."""
        if self.report:
            forget_draft(report=self.report, key=self.plan.key, by=self.user)
        request.session.pop(KEPT, None)
        return self.back()


def _initial(section: Section | None) -> dict[str, Any]:
    """What the form begins with; version 0 is a part that nobody has written yet."""
    if section is None:
        return {"version": 0}
    return {"version": section.version, "text": section.text, "is_ready": section.is_ready}


def _from_draft(draft: SectionDraft, section: Section | None) -> dict[str, Any]:
    """The draft, with the version that its author had seen: a save is held against that."""
    return {**_initial(section), "version": draft.version, "text": draft.text}
