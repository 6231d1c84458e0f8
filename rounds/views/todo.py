"""Att göra: what the user has to do now, at each organisation, and what waits for review."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from organisation.queries import grants_of
from organisation.views import Page
from periods.enums import SubmissionState
from periods.models import Submission
from periods.queries import current_period
from rounds.queries.missing import Checklist, checklists
from rounds.queries.review import Summary, reviewed_level, reviewing_organisations, summary
from rounds.queries.submissions import open_submissions
from rounds.views.items import ItemLink, links_of, url_of
from rounds.words import due_words

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Card:
    """An organisation's round: how far it has come and what is next."""

    submission: Submission
    checklist: Checklist
    due: str
    first: list[ItemLink]
    rest: list[ItemLink]
    url: str
    action: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """What waits for review under an organisation."""

    summary: Summary
    url: str


class TodoPage(Page, TemplateView):
    """One card for each organisation that the user reports for, and one for what to review."""

    template_name = "rounds/todo.html"
    page_title = "Att göra"

    def is_allowed(self) -> bool:
        """Everybody with a role has a list, though it may be empty."""
        return bool(grants_of(self.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the cards."""
        return super().get_context_data(cards=self._cards(), reviews=self._reviews(), **kwargs)

    def _cards(self) -> list[Card]:
        """The rounds of the user's organisations; what was returned goes first."""
        found = sorted(
            checklists(open_submissions(self.user)),
            key=lambda one: one.submission.state != SubmissionState.RETURNED,
        )
        first = next((one for one in found if one.submission.is_editable), None)
        return [_card(one, is_primary=one is first) for one in found]

    def _reviews(self) -> list[ReviewCard]:
        """What is to be reviewed in the period that is reported now."""
        period = current_period()
        cards = []
        for organisation in reviewing_organisations(self.user) if period else ():
            level = reviewed_level(self.user, organisation)
            if level and period:
                url = reverse("rounds:review", args=[period.slug, organisation.code])
                cards.append(ReviewCard(summary(organisation, period, level), url))
        return cards


def _card(found: Checklist, *, is_primary: bool) -> Card:
    """One organisation's card."""
    submission = found.submission
    links = links_of([*found.required, *found.wanted], submission)
    if not submission.is_editable:
        links = []
    url, action = _next_step(found)
    return Card(
        submission=submission,
        checklist=found,
        due=due_words(submission, timezone.localdate()),
        first=links[:_SHOWN],
        rest=links[_SHOWN:],
        url=url,
        action=action,
        is_primary=is_primary,
    )


def _next_step(found: Checklist) -> tuple[str, str]:
    """Where the one button leads, and its words."""
    submission = found.submission
    place = [submission.period.slug, submission.organisation.code]
    if not submission.is_editable:
        return reverse("rounds:entry", args=place), "Se det som är inlämnat"
    if submission.state == SubmissionState.RETURNED and not found.required:
        return reverse("rounds:entry", args=place), "Komplettera"
    following = found.next
    if following is None or not found.required:
        return reverse("rounds:submit", args=place), "Granska och lämna in"
    return url_of(following, submission), "Fortsätt med nästa" if found.done else "Börja"
