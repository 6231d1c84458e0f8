"""What remains to be done, as links to where it is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from periods.models import Submission
from rounds.queries.missing import Item


@dataclass(frozen=True, slots=True)
class ItemLink:
    """Something that remains, and where it is done."""

    label: str
    what: str
    url: str


def links_of(items: Iterable[Item], submission: Submission) -> list[ItemLink]:
    """The items with their addresses, in their order."""
    return [ItemLink(item.label, item.what, url_of(item, submission)) for item in items]


def url_of(item: Item, submission: Submission) -> str:
    """The row in the entry page, or the page of the goal."""
    place = [submission.period.slug, submission.organisation.code]
    if item.kind == "goal":
        return reverse("rounds:analysis", args=[*place, item.pk])
    anchor = "rad" if item.kind == "indicator" else "aktivitet"
    return f"{reverse('rounds:entry', args=place)}#{anchor}-{item.pk}"
