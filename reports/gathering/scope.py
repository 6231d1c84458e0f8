"""Which organisations a document covers, and how far each has come."""

from dataclasses import dataclass, field

from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Closure, Organisation
from periods.enums import SubmissionState
from periods.models import Period, Submission


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation in the tree of the period."""

    organisation: Organisation
    depth: int


@dataclass(frozen=True)
class Scope:
    """A nämnd or bolag with everything under it that is its own, and what has been handed in."""

    organisation: Organisation
    period: Period
    places: list[Place]
    submissions: dict[int, Submission]
    companies: list[Organisation] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """The ids of the organisations, the document's own first."""
        return [place.organisation.pk for place in self.places]

    @property
    def units(self) -> list[Organisation]:
        """Those below that report something of their own."""
        below = [place.organisation for place in self.places if place.depth > 0]
        return [each for each in below if each.pk in self.submissions]

    @property
    def unaccepted(self) -> list[Submission]:
        """What has not been accepted among those below: a decision needs a reason for each."""
        below = [*self.units, *self.companies]
        rows = [self.submissions[each.pk] for each in below if each.pk in self.submissions]
        return [row for row in rows if row.state != SubmissionState.ACCEPTED]

    def state_of(self, organisation_id: int) -> Submission | None:
        """The submission of one of the organisations."""
        return self.submissions.get(organisation_id)


def scope_of(organisation: Organisation, period: Period) -> Scope:
    """The organisation's own tree in the period: what lies under another nämnd or bolag is not."""
    everything = _below(organisation, period)
    others = [
        place.organisation
        for place in everything
        if place.depth > 0 and place.organisation.kind in DECIDING_KINDS
    ]
    foreign = set(
        Closure.objects.filter(period=period, ancestor__in=others)
        .order_by()
        .values_list("descendant_id", flat=True)
    )
    places = [place for place in everything if place.organisation.pk not in foreign]
    return Scope(
        organisation=organisation,
        period=period,
        places=places,
        submissions=_submissions(period, [*(place.organisation for place in places), *others]),
        companies=[each for each in others if each.kind == Kind.COMPANY],
    )


def _below(organisation: Organisation, period: Period) -> list[Place]:
    """The organisation and everything below it, the nearest first."""
    pairs = Closure.objects.filter(period=period, ancestor=organisation)
    in_order = pairs.select_related("descendant").order_by(
        "depth", "descendant__name_sort", "descendant_id"
    )
    return [Place(pair.descendant, pair.depth) for pair in in_order]


def _submissions(period: Period, organisations: list[Organisation]) -> dict[int, Submission]:
    """How far each of the organisations has come with its figures."""
    found = Submission.objects.filter(period=period, organisation__in=organisations)
    rows = found.select_related("organisation", "submitted_by", "reviewed_by")
    return {row.organisation_id: row for row in rows}
