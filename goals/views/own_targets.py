"""The nämnder's own targets beside KF's: all of KF's indicators, one of them, and SLK's words."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from goals.commands import comment_target
from goals.filters import OwnTargetFilter, OwnTargetsFilter
from goals.filters.lights import DIFFERS, NONE, OWN, SAID, YES
from goals.forms import TargetCommentForm
from goals.models import TargetComment
from goals.queries.own_targets import OwnTarget, OwnTargets, kf_links, own_targets_of
from goals.queries.tree import goal_url
from goals.tables import OwnTargetsTable, OwnTargetTable
from goals.views.base import GoalsPage
from history.commands import StaleRow
from indicators.models import GoalIndicator
from lists.views import ListPage
from organisation.enums import DECIDING_KINDS, GRANTS, Permission
from organisation.models import Organisation
from organisation.queries import grants_of
from organisation.views import Crumb
from periods.enums import PeriodKind


class _OfTargets(ListPage, GoalsPage):
    """A list of what is decided, about the whole city."""

    def is_allowed(self) -> bool:
        """Targets are decided, and read by everyone with a role (promise 13)."""
        return bool(grants_of(self.user))

    @property
    def list_url(self) -> str:
        """The page of all of KF's indicators."""
        return reverse("goals:own_targets_list", args=[self.period.slug])

    @property
    def asked_for(self) -> dict[str, Any]:
        """What the filter asks for."""
        assert self.chosen is not None
        return self.chosen.form.cleaned_data if self.chosen.form.is_valid() else {}

    def get_crumbs(self) -> list[Crumb]:
        """The city, which is where the page is, and the page."""
        city = Crumb(self.organisation.name, self.crumb_url(self.organisation.code))
        return [city, Crumb("Nämndernas årsmål", self.list_url)]


class OwnTargetsList(_OfTargets):
    """How far the nämnder's own targets differ from KF's, for each of KF's indicators."""

    template_name = "goals/own_targets_list.html"
    page_title = "Nämndernas årsmål och KF:s"
    filter_class = OwnTargetsFilter
    file_name = "namndernas-arsmal"

    def get_listed(self) -> Any:
        """KF's indicators of the year."""
        return kf_links(self.period)

    def make_table(self) -> OwnTargetsTable:
        """What the nämnder have set for each of those asked for."""
        found = own_targets_of(self.asked, self.period)
        wanted = self.asked_for.get("skiljer")
        return OwnTargetsTable(
            [one for one in found if not wanted or _differs(one) == (wanted == YES)]
        )


def _differs(one: OwnTargets) -> bool:
    """Some own target differs from KF's, or all of them together do."""
    return bool(one.differing or one.differs)


class OwnTargetsPage(_OfTargets):
    """What each nämnd and bolag has set for one of KF's indicators, and what it makes together."""

    template_name = "goals/own_targets.html"
    filter_class = OwnTargetFilter
    file_name = "egna-arsmal"

    def load(self) -> None:
        """Find the indicator among KF's of the year."""
        super().load()
        self.link = get_object_or_404(kf_links(self.period), pk=self.kwargs["goal_indicator"])

    def get_page_title(self) -> str:
        """The indicator's name."""
        return f"Nämndernas årsmål: {self.link.indicator.name}"

    def get_crumbs(self) -> list[Crumb]:
        """The list, and the indicator."""
        return [*super().get_crumbs(), Crumb(self.link.indicator.name, "")]

    def get_listed(self) -> Any:
        """The nämnder and bolag, among which the search is made."""
        return Organisation.objects.filter(kind__in=DECIDING_KINDS)

    @cached_property
    def view(self) -> OwnTargets:
        """What all of them have set: the filter does not change what it makes together."""
        return own_targets_of([self.link], self.period, self.readable)[0]

    def make_table(self) -> OwnTargetTable:
        """The rows that are asked for."""
        rows = [row for row in self.view.rows if _SHOWN[self.asked_for.get("visa") or ""](row)]
        if self.asked_for.get("sok"):
            found = set(self.asked.values_list("pk", flat=True))
            rows = [row for row in rows if row.pk in found]
        return OwnTargetTable(
            rows,
            link=self.link,
            period=self.period,
            may_comment=self._may_comment(),
            exclude=self._left_out(),
        )

    def _left_out(self) -> tuple[str, ...]:
        """KF's target stands in the rows where it applies to each; a plan has no forecasts."""
        compared = () if self.view.is_each else ("kf", "demand")
        return compared if self.period.kind != PeriodKind.PLAN else (*compared, "now", "below")

    def _may_comment(self) -> bool:
        """SLK, which reviews nämnder and bolag, writes to them."""
        mine = (GRANTS[grant.role] for grant in grants_of(self.user))
        return any(Permission.REVIEW_COMMITTEES in granted for granted in mine)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the nämnder have set together."""
        goal = self.link.goal
        args = [self.period.slug, self.organisation.code, self.link.pk]
        return super().get_context_data(
            view=self.view,
            goal_url=goal_url(goal.pk, goal.owner.code, self.period),
            targets_url=reverse("goals:targets", args=args),
            **kwargs,
        )


_SHOWN: dict[str, Any] = {
    "": lambda row: True,
    OWN: lambda row: bool(row.own),
    NONE: lambda row: not row.own,
    DIFFERS: lambda row: row.differs,
    SAID: lambda row: bool(row.comment),
}


class CommentTarget(GoalsPage):
    """SLK writes to a nämnd or bolag about its own target; everyone with a role reads it."""

    permission = Permission.REVIEW_COMMITTEES
    template_name = "goals/comment_target.html"
    link: GoalIndicator
    row: OwnTarget

    def load(self) -> None:
        """Find the nämnd among those that the indicator concerns."""
        super().load()
        self.link = get_object_or_404(kf_links(self.period), pk=self.kwargs["goal_indicator"])
        rows = own_targets_of([self.link], self.period)[0].rows
        row = next((row for row in rows if row.pk == self.organisation.pk), None)
        if row is None:
            raise Http404
        self.row = row

    @property
    def back_url(self) -> str:
        """The page with all the nämnder."""
        return reverse("goals:own_targets", args=[self.period.slug, self.link.pk])

    def get_page_title(self) -> str:
        """Whose target."""
        return f"Kommentar till {self.organisation.name}"

    def get_crumbs(self) -> list[Crumb]:
        """The indicator, and what is done here."""
        name = f"Nämndernas årsmål: {self.link.indicator.name}"
        return [Crumb(name, self.back_url), Crumb("Kommentar", "")]

    @property
    def stored(self) -> TargetComment:
        """The comment as it stands, or an empty one."""
        found = TargetComment.objects.filter(
            goal_indicator=self.link, organisation=self.organisation
        )
        return found.select_related("changed_by").first() or TargetComment(version=0)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say what stands in the way; what was written stays."""
        form = TargetCommentForm(request.POST)
        if not form.is_valid():
            return self._again(form, 422)
        said = form.cleaned_data
        try:
            comment_target(
                goal_indicator=self.link,
                organisation=self.organisation,
                text=said["text"],
                version=said["version"] or None,
                by=self.user,
            )
        except StaleRow:
            theirs = self.stored
            written = {"text": said["text"], "version": theirs.version}
            return self._again(TargetCommentForm(written), 409, theirs=theirs)
        messages.success(request, f"Kommentaren till {self.organisation.name} är sparad.")
        return redirect(self.back_url)

    def _again(self, form: TargetCommentForm, status: int, **more: Any) -> HttpResponse:
        """The page once more."""
        return self.render_to_response(self.get_context_data(form=form, **more), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form beside the two targets."""
        if "form" not in kwargs:
            stored = self.stored
            start = {"text": stored.text, "version": stored.version}
            kwargs["form"] = TargetCommentForm(initial=start)
        kwargs.setdefault("theirs", None)
        return super().get_context_data(
            link=self.link, row=self.row, back_url=self.back_url, **kwargs
        )
