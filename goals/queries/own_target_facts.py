"""What the nämnder's own targets are read from: three queries for any number of indicators."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField, Value

from goals.models import TargetComment
from goals.queries.reported import Reported
from indicators.models import GoalIndicator, Target, Verdict
from lights import Target as RuleTarget
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Period

_Chains = dict[tuple[int, int], list[Target]]
_NOTHING = Value("", output_field=TextField())


@dataclass(frozen=True, slots=True)
class Place:
    """A nämnd or bolag, as far as its row needs it."""

    pk: int
    code: str
    name: str
    name_sort: str
    kind: str


def place_of(organisation: Organisation) -> Place:
    """An organisation as a place."""
    return Place(*(getattr(organisation, name) for name in Place.__slots__))


class Facts:
    """The targets, those concerned with SLK's words to them, and what was reported."""

    def __init__(self, links: list[GoalIndicator], period: Period) -> None:
        self.own, self._kf = _targets(links, period)
        self._concerned: defaultdict[int, set[Place]] = defaultdict(set)
        self.comments: dict[tuple[int, int], str] = {}
        for link, text, *place in _concerned(links, period):
            self._concerned[link].add(Place(*place))
            if text:
                self.comments[link, place[0]] = text
        self.reported = Reported({link.indicator_id for link in links}, period)

    def places(self, link: GoalIndicator) -> list[Place]:
        """The nämnder and bolag to list by name: those concerned, and those that have set a target."""
        setters = {
            place_of(chain[-1].organisation) for key, chain in self.own.items() if key[0] == link.pk
        }
        concerned = {one for one in self._concerned[link.pk] if one.kind != Kind.COMPANY_GROUP}
        return sorted(concerned | setters, key=lambda place: (place.name_sort, place.pk))

    def kf_at(self, link: GoalIndicator, place: Place | None) -> RuleTarget | None:
        """KF's target for a nämnd where it has one of its own, else the city's."""
        chain = self._kf.get((link.pk, place.pk)) if place else None
        chain = chain or self._kf.get((link.pk, link.goal.owner_id))
        return chain[-1].rule() if chain else None


def _targets(links: list[GoalIndicator], period: Period) -> tuple[_Chains, _Chains]:
    """The own targets and KF's that have applied up to the period, the last one last."""
    found = Target.objects.filter(
        goal_indicator__in=links,
        applies_from__place__lte=period.place,
        organisation__kind__in=(Kind.CITY, *DECIDING_KINDS),
    ).select_related("organisation", "applies_from__year")
    own: defaultdict[tuple[int, int], list[Target]] = defaultdict(list)
    kf: defaultdict[tuple[int, int], list[Target]] = defaultdict(list)
    for target in found.order_by("applies_from__place", "pk"):
        chains = kf if target.set_by == SetBy.KF else own
        chains[target.goal_indicator_id, target.organisation_id].append(target)
    return own, kf


def _concerned(links: list[GoalIndicator], period: Period) -> Iterator[tuple[Any, ...]]:
    """The indicator, SLK's words, and the nämnd or bolag; one query.

    Those that the indicator is judged at, that its goal addresses, or that SLK has written to.
    """
    judged = Verdict.objects.filter(
        goal_indicator__in=links, period=period, organisation__kind__in=DECIDING_KINDS
    )
    addressed = GoalIndicator.objects.filter(
        pk__in=[link.pk for link in links], goal__addressees__isnull=False
    )
    written = TargetComment.objects.filter(goal_indicator__in=links).exclude(text="")
    rows = _placed(judged, "goal_indicator_id", "organisation", _NOTHING)
    yield from rows.union(
        _placed(addressed, "pk", "goal__addressees__organisation", _NOTHING),
        _placed(written, "goal_indicator_id", "organisation", F("text")),
    )


def _placed(
    rows: QuerySet[Any], link: str, path: str, said: F | Value
) -> QuerySet[Any, tuple[Any, ...]]:
    """The columns of `_concerned`, with the organisation at the end of the path."""
    columns = (f"{path}__{name}" for name in Place.__slots__)
    found: QuerySet[Any, tuple[Any, ...]] = (
        rows.order_by().annotate(said=said).values_list(link, "said", *columns)
    )
    return found
