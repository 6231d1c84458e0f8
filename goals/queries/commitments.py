"""The commitments under an organisation, as narrow rows: folded under their goals, or by unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from goals.enums import Level
from goals.models import Goal
from goals.queries.lights import NOT_SHOWN
from goals.queries.readable import Readable
from goals.queries.tree import Fold, Leaf, goal_url, organisation_url, why_url
from goals.words import basis_word, judged_word
from indicators.enums import Part, Standing
from indicators.models import Verdict
from lights import Counts, Grey, Light
from organisation.models import Closure, Organisation
from periods.enums import LockLevel, PeriodKind, SubmissionState
from periods.models import Period, Submission
from periods.queries import submissions_below

# Up to this many stand folded in the page; above it, one goal's are opened at a time.
MOST_LEAVES = 80


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment of a unit with its two lights, as far as the reader may see them."""

    pk: int
    parent: int | None
    code: str
    title: str
    owner: int
    owner_name: str
    owner_code: str
    light: str
    suggested: str
    grey: str
    is_hidden: bool
    has_why: bool


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the list: its state, its commitments and its indicators by light."""

    name: str
    code: str
    sort: str
    url: str
    belongs_to: str
    state: str
    commitments: Counts
    indicators: Counts
    is_hidden: bool

    @property
    def state_label(self) -> str:
        """The Swedish word of the state."""
        return SubmissionState(self.state).label


def commitments_below(
    organisation: Organisation, period: Period, readable: Readable
) -> list[Commitment]:
    """The commitments of all units under the organisation, in one query."""
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    rows = (
        Goal.objects.filter(
            year=period.year_id,
            level=Level.COMMITMENT,
            owner_id__in=below.values("descendant_id"),
        )
        .annotate(
            own=FilteredRelation(
                "assessments",
                condition=Q(assessments__period=period, assessments__organisation=F("owner")),
            ),
            basis=FilteredRelation(
                "suggestions",
                condition=Q(suggestions__period=period, suggestions__organisation=F("owner")),
            ),
        )
        .order_by("owner__name_sort", "order", "code", "pk")
        .values_list(
            "pk", "parent_id", "code", "title", "owner_id", "owner__name", "owner__code",
            "own__light", "basis__light", "basis__grey", "owner__kind",
        )
    )  # fmt: skip
    return [_commitment(*row, readable=readable) for row in rows]


def _commitment(
    pk: int, parent: int | None, code: str, title: str, owner: int, name: str, owner_code: str,
    light: str | None, suggested: str | None, grey: str | None, kind: str, *, readable: Readable,
) -> Commitment:  # fmt: skip
    """Make the row, without lights where the unit's draft is not the reader's to see."""
    hidden = not readable.shows_at(owner, kind)
    judged = Light.GREY.value if hidden or not light else light
    computed = Light.GREY.value if hidden or not suggested else suggested
    why = Grey.NOT_REPORTED.value if hidden else grey or ""
    if not suggested and not hidden:
        why = Grey.NOTHING_MEASURED.value
    return Commitment(
        pk,
        parent,
        code,
        title,
        owner,
        name,
        owner_code,
        judged,
        computed,
        why,
        hidden,
        has_why=bool(light or suggested),
    )


def folds(
    commitments: list[Commitment], period: Period, opened: int | None
) -> dict[int | None, Fold]:
    """The commitments under each goal, counted, and listed where there is room for them."""
    by_parent: defaultdict[int | None, list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        by_parent[commitment.parent].append(commitment)
    room = len(commitments) <= MOST_LEAVES
    return {
        parent: Fold(
            counts=counts_of(rows),
            leaves=tuple(leaf(c, period) for c in rows) if room or parent == opened else (),
            is_open=parent is not None and parent == opened,
        )
        for parent, rows in by_parent.items()
    }


def leaf(commitment: Commitment, period: Period) -> Leaf:
    """A commitment with its words."""
    word = judged_word(commitment.light, is_forecast=period.is_forecast)
    url = "" if commitment.is_hidden else goal_url(commitment.pk, commitment.owner_code, period)
    return Leaf(
        title=commitment.title,
        url=url,
        owner=commitment.owner_name,
        light=commitment.light,
        word=NOT_SHOWN.word if commitment.is_hidden else word,
        suggested=commitment.suggested,
        suggested_word=basis_word(commitment.suggested, commitment.grey),
        why_url=why_url(url) if commitment.has_why and period.kind != PeriodKind.PLAN else "",
    )


def counts_of(commitments: list[Commitment]) -> Counts:
    """The commitments by judgement."""
    return _counts(Counter(commitment.light for commitment in commitments))


def units_below(organisation: Organisation, period: Period) -> QuerySet[Submission]:
    """The submissions of the units under an organisation that report in the period."""
    below = submissions_below(organisation, period).filter(level=LockLevel.UNIT)
    return below.select_related(None).select_related("organisation__parent")


def unit_rows(
    units: Iterable[Submission],
    period: Period,
    readable: Readable,
    commitments: list[Commitment],
) -> list[UnitRow]:
    """The rows of the list of units; two queries however many."""
    by_unit: defaultdict[int, list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        by_unit[commitment.owner].append(commitment)
    submissions = list(units)
    indicators = indicators_at([s.organisation_id for s in submissions], period)
    return [
        _unit_row(s.organisation, s.state, by_unit, indicators, readable, period)
        for s in submissions
    ]


def _unit_row(
    unit: Organisation,
    state: str,
    commitments: defaultdict[int, list[Commitment]],
    indicators: defaultdict[int, Counts],
    readable: Readable,
    period: Period,
) -> UnitRow:
    """A unit's row; without numbers where its draft is not the reader's to see."""
    hidden = not readable.shows(unit)
    return UnitRow(
        name=unit.name,
        code=unit.code,
        sort=unit.name_sort,
        url="" if hidden else organisation_url(unit.code, period),
        belongs_to=unit.parent.name if unit.parent else "",
        state=state,
        commitments=Counts() if hidden else counts_of(commitments[unit.pk]),
        indicators=Counts() if hidden else indicators[unit.pk],
        is_hidden=hidden,
    )


def indicators_at(ids: list[int], period: Period) -> defaultdict[int, Counts]:
    """How many indicators of each light every organisation has, against what applies there."""
    rows = (
        Verdict.objects.filter(
            organisation_id__in=ids,
            period=period,
            kind=period.judged_kind,
            part=Part.TOTAL,
            standing=Standing.APPLIES,
        )
        .order_by()
        .values_list("organisation_id", "light")
        .annotate(count=Count("pk"))
    )
    lights: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for organisation, light, count in rows:
        lights[organisation][light] = count
    found: defaultdict[int, Counts] = defaultdict(Counts)
    found.update({organisation: _counts(by_light) for organisation, by_light in lights.items()})
    return found


def _counts(by_light: Counter[str]) -> Counts:
    """Counts of lights, where grey is missing."""
    return Counts(
        green=by_light[Light.GREEN],
        yellow=by_light[Light.YELLOW],
        red=by_light[Light.RED],
        missing=by_light[Light.GREY],
    )
