"""Att göra: what the user has to do now, at each organisation, and what waits for review."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from goals.queries.dialogue import waiting_for
from organisation.enums import DELEGATED_ROLES
from organisation.models import Organisation, User
from organisation.queries import grants_of
from organisation.views import Page
from periods.enums import LockLevel, SubmissionState
from periods.models import Period, Submission
from periods.queries import Hands, current_period, last_day, with_own_dates
from rounds.queries.missing import Checklist, checklists
from rounds.queries.review import (
    Summary,
    reviewed_level,
    reviewing_organisations,
    summary_of,
    to_review,
)
from rounds.queries.submissions import open_submissions, shut_out
from rounds.queries.substitutes import done_by_substitutes
from rounds.views.items import ItemLink, links_of, url_of
from rounds.words import due_words, last_day_words

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LateLink:
    """Somebody who has not handed in, and where what there is can be read."""

    name: str
    word: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """An organisation's round: how far it has come and what is next."""

    submission: Submission
    checklist: Checklist
    due: str
    reviewer: str
    first: list[ItemLink]
    rest: list[ItemLink]
    url: str
    action: str
    is_primary: bool

    @property
    def left(self) -> str:
        """How many things remain, in words; nothing once it is handed in."""
        return self.checklist.words if self.submission.is_editable else ""


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """What waits for review under an organisation, and who has not handed in."""

    summary: Summary
    url: str
    next_url: str
    next_name: str
    due: str
    first: list[LateLink]
    rest: list[LateLink]
    is_primary: bool


class TodoPage(Page, TemplateView):
    """One card for each organisation that the user reports for, and one for what to review."""

    template_name = "rounds/todo.html"
    page_title = "Att göra"

    def is_allowed(self) -> bool:
        """Everybody with a role has a list, though it may be empty."""
        return bool(grants_of(self.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the cards; one of them holds the page's one button."""
        reviews = _reviews(self.user)
        waits = any(card.is_primary for card in reviews)
        return super().get_context_data(
            shut_out=shut_out(self.user, current_period()),
            cards=_cards(self.user, has_button=not waits),
            reviews=reviews,
            waiting=waiting_for(self.user),
            substitutes=done_by_substitutes(self.user),
            may_delegate=any(grant.role in DELEGATED_ROLES for grant in grants_of(self.user)),
            **kwargs,
        )


def _cards(user: User, *, has_button: bool) -> list[Card]:
    """The rounds of the user's organisations: returned ones first, handed in last."""
    found = sorted(checklists(open_submissions(user)), key=_urgency)
    hands = Hands(one.submission for one in found)
    first = next((one for one in found if one.submission.is_editable), None) if has_button else None
    return [_card(one, hands, is_primary=one is first) for one in found]


def _urgency(found: Checklist) -> tuple[bool, bool]:
    """What was returned goes before what was not, and what is to be done before what is done."""
    state = found.submission.state
    return state != SubmissionState.RETURNED, not found.submission.is_editable


def _card(found: Checklist, hands: Hands, *, is_primary: bool) -> Card:
    """One organisation's card."""
    submission = found.submission
    links = links_of([*found.required, *found.wanted], submission)
    if not submission.is_editable:
        links = []
    url, action = _next_step(found)
    return Card(
        submission=submission,
        checklist=found,
        due=due_words(submission, timezone.localdate(), hands),
        reviewer=hands.reviewed(submission),
        first=links[:_SHOWN],
        rest=links[_SHOWN:],
        url=url,
        action=action,
        is_primary=is_primary,
    )


def _reviews(user: User) -> list[ReviewCard]:
    """What is to be reviewed in the period that is reported now."""
    period = current_period()
    cards: list[ReviewCard] = []
    for organisation in reviewing_organisations(user) if period else ():
        level = reviewed_level(user, organisation)
        if level and period:
            is_first = not any(card.is_primary for card in cards)
            cards.append(_review_card(organisation, period, level, is_first=is_first))
    return cards


def _review_card(
    organisation: Organisation, period: Period, level: LockLevel, *, is_first: bool
) -> ReviewCard:
    """What waits under an organisation: what was handed in first is next."""
    rows = list(with_own_dates(to_review(organisation, period, level)))
    for one in rows:
        one.period = period
    waiting = sorted(
        (one for one in rows if one.state == SubmissionState.SUBMITTED),
        key=lambda one: (one.submitted_at, one.pk),
    )
    late = [one for one in rows if one.is_editable]
    links = [_late(one, period) for one in late]
    following = waiting[0].organisation if waiting else None
    return ReviewCard(
        summary=summary_of(rows, organisation, level),
        url=reverse("rounds:review", args=[period.slug, organisation.code]),
        next_url=_submission_url(following, period) if following else "",
        next_name=following.name if following else "",
        due=last_day_words(min(last_day(one) for one in late), timezone.localdate())
        if late
        else "",
        first=links[:_SHOWN],
        rest=links[_SHOWN:],
        is_primary=is_first and following is not None,
    )


def _late(submission: Submission, period: Period) -> LateLink:
    """Somebody who has not handed in."""
    organisation = submission.organisation
    word = submission.get_state_display() if submission.state == SubmissionState.RETURNED else ""
    return LateLink(organisation.name, word, _submission_url(organisation, period))


def _submission_url(organisation: Organisation, period: Period) -> str:
    """The page where the organisation's submission is reviewed."""
    return reverse("rounds:review_submission", args=[period.slug, organisation.code])


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
