"""The judgements of many goals at many organisations, as one table."""

from collections import defaultdict
from itertools import groupby

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from goals.enums import Level
from goals.models import Addressee, Assessment, Goal
from goals.queries.commitments import Commitment, commitments_below
from goals.queries.matrix import Cell, Column, Matrix, Row, columns_of, in_one_cell
from goals.queries.readable import Readable
from lights import Light
from organisation.enums import Kind
from organisation.models import Closure, Organisation
from periods.models import Period
from periods.queries import period_before

# Lights by goal and organisation.
_Lights = dict[tuple[int, int], str]
_Cells = defaultdict[int, dict[int, Cell]]


def matrix_of_goals(
    organisation: Organisation, period: Period, readable: Readable, *, with_before: bool
) -> Matrix:
    """Each goal as it is judged at the organisation and below it; three queries.

    At the city: KF's goals by nämnd and bolag. Elsewhere: the goals that the organisation answers
    for or its units contribute to; a cell is the reddest of a unit's commitments under the goal.
    `with_before` asks once more, for the judgements of the period before.
    """
    columns, hidden = columns_of(organisation, period, readable)
    before = _before(columns, period) if with_before else {}
    goals = list(_goals(organisation, period))
    if organisation.kind == Kind.CITY:
        cells = _of_addressees(columns, period, before)
    else:
        cells = _of_commitments(commitments_below(organisation, period, readable), before)
    for goal in goals:
        if goal.owner_id == organisation.pk or vars(goal)["is_addressed"]:
            cells[goal.pk][organisation.pk] = _cell_here(goal, organisation, before)
    rows = [
        Row(goal.pk, goal.code, goal.title, goal.pk, f"{goal}", cells[goal.pk]) for goal in goals
    ]
    return Matrix([row for row in rows if row.cells], columns, hidden)


def _cell_here(goal: Goal, organisation: Organisation, before: _Lights) -> Cell:
    """The organisation's own judgement of a goal that it answers for."""
    light = vars(goal)["light_here"] or Light.GREY.value
    was = before.get((goal.pk, organisation.pk), "")
    return Cell(light, f"{organisation.code}/{goal.pk}/", was)


def _goals(organisation: Organisation, period: Period) -> QuerySet[Goal]:
    """The goals of the rows, each with `light_here` and `is_addressed` at the organisation."""
    goals = Goal.objects.filter(year=period.year_id).annotate(
        here=FilteredRelation(
            "assessments",
            condition=Q(assessments__period=period, assessments__organisation=organisation),
        ),
        light_here=F("here__light"),
        is_addressed=Exists(
            Addressee.objects.filter(organisation=organisation, goal=OuterRef("pk"))
        ),
    )
    if organisation.kind == Kind.CITY:
        return goals.filter(level=Level.OPERATIONAL_AREA)
    below = Closure.objects.filter(period=period, ancestor=organisation).order_by()
    served = Goal.objects.filter(
        level=Level.COMMITMENT,
        year=period.year_id,
        owner_id__in=below.values("descendant_id"),
        parent__isnull=False,
    ).order_by()
    return goals.filter(
        Q(level=Level.COMMITTEE, owner=organisation)
        | Q(is_addressed=True)
        | Q(pk__in=served.values("parent_id"))
    )


def _before(columns: list[Column], period: Period) -> _Lights:
    """The judgements of the period before; those of a goal that is continued are its successor's."""
    rows = Assessment.objects.filter(
        period_id__in=period_before(period), organisation_id__in=[column.pk for column in columns]
    ).order_by()
    names = ("goal_id", "goal__continued_by", "organisation_id", "light")
    found: _Lights = {}
    for goal, continued, place, light in rows.values_list(*names):
        found[continued or goal, place] = found[goal, place] = light
    return found


def _of_addressees(columns: list[Column], period: Period, before: _Lights) -> _Cells:
    """KF's goals at the nämnder and bolag that are addressed; who has not judged is grey."""
    codes = {column.pk: column.code for column in columns}
    rows = (
        Addressee.objects.filter(goal__year=period.year_id, organisation_id__in=codes)
        .annotate(
            own=FilteredRelation(
                "goal__assessments",
                condition=Q(
                    goal__assessments__period=period,
                    goal__assessments__organisation=F("organisation"),
                ),
            )
        )
        .order_by()
        .values_list("goal_id", "organisation_id", "own__light")
    )
    cells: _Cells = defaultdict(dict)
    for goal, place, light in rows:
        path, was = f"{codes[place]}/{goal}/", before.get((goal, place), "")
        cells[goal][place] = Cell(light or Light.GREY.value, path, was)
    return cells


def _of_commitments(commitments: list[Commitment], before: _Lights) -> _Cells:
    """The commitments under each goal by unit; those whose drafts the reader may not see are left out."""
    seen = [one for one in commitments if one.parent is not None and not one.is_hidden]
    seen.sort(key=_place)
    cells: _Cells = defaultdict(dict)
    for (parent, owner), group in groupby(seen, key=_place):
        cells[parent][owner] = _cell(list(group), before)
    return cells


def _place(commitment: Commitment) -> tuple[int, int]:
    """The goal that the commitment serves, and whose it is."""
    return commitment.parent or 0, commitment.owner


def _cell(commitments: list[Commitment], before: _Lights) -> Cell:
    """One commitment with its page; of several the reddest, with how many they are."""
    cells = [
        Cell(
            light=one.light,
            path=f"{one.owner_code}/{one.pk}/",
            before=before.get((one.pk, one.owner), ""),
            shared_path=f"{one.owner_code}/#mal-{one.parent}",
        )
        for one in commitments
    ]
    return in_one_cell(cells, out_of=len(cells))
