"""Those who report under an organisation, as its dashboard shows them; one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from goals.queries.former import TURNED_GREENER
from goals.queries.readable import Readable
from goals.queries.tree import organisation_url
from indicators.enums import Part, Standing
from indicators.models import Verdict
from lights import Counts, Light
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import LockLevel, SubmissionState
from periods.locks import level_of
from periods.models import Period, Submission
from periods.queries import last_day, submissions_below, with_own_dates


@dataclass(frozen=True, slots=True)
class BelowLine:
    """A nämnd, bolag or unit: how far it has come, its last day, and its indicators by light."""

    name: str
    code: str
    url: str
    state: str
    state_label: str
    last_day: date
    is_in: bool
    is_open: bool
    counts: Counts
    greener_by_target: int
    is_hidden: bool

    def is_late_on(self, day: date) -> bool:
        """The last day has passed and nothing has been handed in."""
        return self.is_open and self.last_day < day


def below_lines(organisation: Organisation, period: Period, readable: Readable) -> list[BelowLine]:
    """Nämnder and bolag under the city, units under everybody else, by name."""
    is_city = organisation.kind == Kind.CITY
    level = LockLevel.COMMITTEE if is_city else LockLevel.UNIT
    found = with_own_dates(submissions_below(organisation, period).filter(level=level))
    rows = found.select_related(None).select_related("organisation")
    return [_line(row, period, readable) for row in rows.annotate(lights=_lights(period))]


def _lights(period: Period) -> Subquery:
    """How many lights of each colour a submission's organisation has."""
    lights: QuerySet[Verdict, Any] = (
        Verdict.objects.filter(
            organisation=OuterRef("organisation"),
            period=period,
            kind=period.judged_kind,
            part=Part.TOTAL,
            standing=Standing.APPLIES,
        )
        .order_by()
        .values("organisation")
        .annotate(
            counts=JSONObject(
                **{light.value: Count("pk", filter=Q(light=light)) for light in Light},
                greener=Count("pk", filter=TURNED_GREENER),
            )
        )
        .values("counts")
    )
    return Subquery(lights)


def _line(row: Submission, period: Period, readable: Readable) -> BelowLine:
    """One line; without numbers where the reader may not see the draft."""
    place, hidden = row.organisation, not readable.shows(row.organisation)
    row.period = period
    found: dict[str, int] = {} if hidden else vars(row)["lights"] or {}
    is_in = row.state in (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)
    return BelowLine(
        name=place.name,
        code=place.code,
        url="" if hidden else organisation_url(place.code, period),
        state=row.state,
        state_label=row.get_state_display(),
        last_day=last_day(row),
        is_in=is_in,
        is_open=not is_in and period.locked_at(level_of(place.kind)) is None,
        counts=Counts(*(found.get(light.value, 0) for light in Light)),
        greener_by_target=found.get("greener", 0),
        is_hidden=hidden,
    )


def counts_below(lines: list[BelowLine]) -> Counts:
    """The lights of all that are shown."""
    shown = [line.counts for line in lines]
    return Counts(
        green=sum(counts.green for counts in shown),
        yellow=sum(counts.yellow for counts in shown),
        red=sum(counts.red for counts in shown),
        missing=sum(counts.missing for counts in shown),
    )
