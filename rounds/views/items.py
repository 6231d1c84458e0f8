"""What remains to be done, as links to where it is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from organisation.addresses import kept_address, row_address
from periods.enums import LockLevel
from periods.models import Submission
from rounds.forms import ReturnableRow
from rounds.queries.entry import Entry
from rounds.queries.missing import Checklist, Item, goal_words
from rounds.queries.returned import PLACES


@dataclass(frozen=True, slots=True)
class ItemLink:
    """Something that remains, and where it is done."""

    label: str
    what: str
    url: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What to go on with when the figures are there."""

    title: str
    action: str
    url: str


def links_of(items: Iterable[Item], submission: Submission) -> list[ItemLink]:
    """The items with their addresses, in their order."""
    return [
        ItemLink(item.label, item.what, url_of(item, submission), item.is_required)
        for item in items
    ]


def step_after_figures(found: Checklist) -> Step | None:
    """The next goal to write about, or handing in; None while figures remain."""
    following = found.next
    if any(item.kind != "goal" for item in found.items):
        return None
    if following is None:
        place = [found.submission.period.slug, found.submission.organisation.code]
        return Step("Allt är ifyllt", "Granska och lämna in", reverse("rounds:submit", args=place))
    has_uppdrag = found.submission.level == LockLevel.COMMITTEE
    figures = (
        "Indikatorer, aktiviteter och uppdrag" if has_uppdrag else "Indikatorer och aktiviteter"
    )
    title = f"{figures} är klara. {found.words.capitalize()}."
    return Step(title, f"Fortsätt med {following.label}", url_of(following, found.submission))


def returnable_rows(entry: Entry) -> list[ReturnableRow]:
    """The rows that a reviewer can ask about, in the order of the page."""
    return [
        *(
            ReturnableRow("indicator", row.indicator.pk, row.indicator.name)
            for row in entry.indicators
        ),
        *(ReturnableRow("activity", s.activity_id, s.activity.title) for s in entry.activities),
        *(
            ReturnableRow("assignment", a.assignment_id, str(a.assignment))
            for a in entry.assignments
        ),
        *(ReturnableRow("goal", row.goal.pk, goal_words(row.goal)) for row in entry.goals),
    ]


def url_of(item: Item, submission: Submission) -> str:
    """The row in the entry page, or the page of the goal."""
    place = [submission.period.slug, submission.organisation.code]
    if item.kind == "goal":
        return row_address("rounds:analysis", *place, pk=item.pk)
    return f"{kept_address('rounds:entry', *place)}#{PLACES[item.kind]}-{item.pk}"
