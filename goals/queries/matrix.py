"""The lights of many indicators (goals: matrix_goals) at many organisations, as one table."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, QuerySet, When

from goals.enums import Level
from goals.queries.readable import Readable
from indicators.enums import Part, Standing
from indicators.models import GoalIndicator, Verdict
from lights import Light
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Closure, Organisation
from periods.models import Period
from periods.queries import period_before


@dataclass(frozen=True, slots=True)
class Cell:
    """A light in the table: where it leads under the period's goals, and what it was before.

    `held` are the lights that share the cell, of which it shows one; `count` says how many have its
    colour: "1 av 3". Where several are shown together they lead to `shared_path`, if they have one.
    """

    light: str
    path: str
    before: str = ""
    shared_path: str = ""
    count: str = ""
    held: tuple["Cell", ...] = ()

    @property
    def is_changed(self) -> bool:
        """The light is another than in the period before."""
        return bool(self.before) and self.before != self.light


@dataclass(frozen=True, slots=True)
class Column:
    """An organisation at the head of a column."""

    pk: int
    code: str
    name: str
    is_whole: bool

    @property
    def url(self) -> str:
        """The organisation's goals, from the matrix's own address."""
        return f"../../{self.code}/"


@dataclass(frozen=True, slots=True)
class Row:
    """A goal or an indicator with its cells, by organisation."""

    pk: int
    code: str
    label: str
    goal: int
    goal_label: str
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table, and how many organisations it leaves out because the reader may not see them."""

    rows: list[Row]
    columns: list[Column]
    hidden: int = 0

    @property
    def lights(self) -> int:
        """How many lights the table shows, those that share a cell each for itself."""
        return sum(len(cell.held) or 1 for row in self.rows for cell in row.cells.values())

    @property
    def has_shared(self) -> bool:
        """A cell stands for several lights."""
        return any(cell.count for row in self.rows for cell in row.cells.values())


# The reddest judged first: what several lights come to in one cell.
REDDEST = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a matrix is asked for: a goal, a light, what has changed."""

    goal: int | None = None
    light: str = ""
    is_changed: bool = False

    @property
    def is_all(self) -> bool:
        """Nothing is left out."""
        return self.goal is None and not self.light and not self.is_changed

    def narrow(self, matrix: Matrix) -> Matrix:
        """The rows and columns that have something of what is asked for, and only those lights."""
        if self.is_all:
            return matrix
        rows = [
            replace(row, cells=dict(self._taken(row.cells)))
            for row in matrix.rows
            if self.goal in (None, row.goal)
        ]
        kept = [row for row in rows if row.cells]
        used = {at for row in kept for at in row.cells}
        columns = [column for column in matrix.columns if column.pk in used]
        return Matrix(kept, columns, matrix.hidden)

    def _taken(self, cells: dict[int, Cell]) -> Iterator[tuple[int, Cell]]:
        """The cells with those of their lights that are asked for, without those that have none."""
        for at, cell in cells.items():
            held = cell.held or (cell,)
            taken = [one for one in held if self._takes(one)]
            if taken:
                yield at, in_one_cell(taken, out_of=len(held))

    def _takes(self, cell: Cell) -> bool:
        """Say whether a light is asked for."""
        return self.light in ("", cell.light) and (cell.is_changed or not self.is_changed)


def in_one_cell(cells: Sequence[Cell], out_of: int) -> Cell:
    """One light, or the reddest of those that share a cell; `out_of` is how many there are in all."""
    first = min(cells, key=lambda cell: (REDDEST.index(Light(cell.light)), cell.path))
    if out_of == 1:
        return first
    alike = sum(cell.light == first.light for cell in cells)
    path = first.shared_path if len(cells) > 1 and first.shared_path else first.path
    return replace(first, path=path, count=f"{alike} av {out_of}", held=tuple(cells))


# The lights of an indicator by organisation and goal: it may follow several goals at one place.
_Places = defaultdict[int, dict[int, Cell]]
# Earlier lights by indicator and organisation, and by goal.
_Before = defaultdict[tuple[int, int], dict[int, str]]


def matrix_of_indicators(
    organisation: Organisation, period: Period, readable: Readable, *, with_before: bool
) -> Matrix:
    """Each indicator's light at the organisation and at those below it that report; three queries.

    `with_before` asks once more, for the lights of the period before.
    """
    columns, hidden = columns_of(organisation, period, readable)
    wanted = Verdict.objects.filter(
        part=Part.TOTAL,
        standing=Standing.APPLIES,
        organisation_id__in=[column.pk for column in columns],
    ).order_by()
    before = _verdicts_before(wanted, period) if with_before else defaultdict(dict)
    codes = {column.pk: column.code for column in columns}
    found: defaultdict[int, _Places] = defaultdict(lambda: defaultdict(dict))
    links: defaultdict[int, Counter[int]] = defaultdict(Counter)
    now = wanted.filter(period=period, kind=period.judged_kind)
    of_link = ("goal_indicator_id", "goal_indicator__goal_id", "goal_indicator__indicator_id")
    rows = now.values_list("pk", "organisation_id", "light", *of_link)
    for pk, place, light, link, goal, indicator in rows:
        found[indicator][place][goal] = Cell(light, f"{codes[place]}/varfor/{pk}/")
        links[indicator][link] += 1
    # Units follow an indicator under goals of their own: one row, under the goal that most have.
    most = [counted.most_common(1)[0][0] for counted in links.values()]
    return Matrix(_indicator_rows(most, found, before), columns, hidden)


def _shown(cells: dict[int, Cell], before: dict[int, str]) -> Cell:
    """The lights that an indicator has at one place under its goals, as one cell."""
    known = [
        replace(cell, before=_was(goal, before, is_alone=len(cells) == 1))
        for goal, cell in cells.items()
    ]
    return in_one_cell(known, out_of=len(known))


def _was(goal: int, before: dict[int, str], *, is_alone: bool) -> str:
    """The earlier light under the same goal; of a new goal that of the others, where it is one only."""
    others = set(before.values()) if is_alone else set()
    return before.get(goal) or (others.pop() if len(others) == 1 else "")


def _verdicts_before(wanted: QuerySet[Verdict], period: Period) -> _Before:
    """The lights of the period before, each under its goal and the one that continues it."""
    names = ("goal_indicator__indicator_id", "organisation_id", "light")
    goals = ("goal_indicator__goal_id", "goal_indicator__goal__continued_by")
    found: _Before = defaultdict(dict)
    rows = wanted.filter(period_id__in=period_before(period))
    for indicator, place, light, goal, continued in rows.values_list(*names, *goals):
        found[indicator, place][goal] = light
        if continued:
            found[indicator, place][continued] = light
    return found


def _indicator_rows(ids: list[int], found: dict[int, _Places], before: _Before) -> list[Row]:
    """The rows in the order of their goals, those that only units follow last."""
    rows = []
    links = GoalIndicator.objects.filter(pk__in=ids).select_related("indicator", "goal")
    for link in links.order_by(*_ORDER):
        key = link.indicator_id
        cells = {at: _shown(cells, before[key, at]) for at, cells in found[key].items()}
        rows.append(_indicator_row(link, cells))
    return rows


def _indicator_row(link: GoalIndicator, cells: dict[int, Cell]) -> Row:
    """An indicator's row; the number of a unit's commitment would say nothing of the others."""
    is_of_units = link.goal.level == Level.COMMITMENT
    return Row(
        pk=link.indicator_id,
        code="" if is_of_units else link.goal.code,
        label=link.indicator.name,
        goal=0 if is_of_units else link.goal_id,
        goal_label="Enheternas åtaganden" if is_of_units else f"{link.goal}",
        cells=cells,
    )


_ORDER = (
    Case(When(goal__level=Level.COMMITMENT, then=1), default=0),
    "goal__order",
    "goal_id",
    "order",
    "pk",
)


def columns_of(
    organisation: Organisation, period: Period, readable: Readable
) -> tuple[list[Column], int]:
    """The organisation itself and those below it that report, by name; how many are not shown.

    Below the city they are nämnder and bolag, elsewhere units.
    """
    kinds = DECIDING_KINDS if organisation.kind == Kind.CITY else (Kind.UNIT,)
    below = Closure.objects.filter(
        period=period, ancestor=organisation, depth__gt=0, descendant__kind__in=kinds
    )
    names = ("descendant_id", "descendant__code", "descendant__name", "descendant__kind")
    rows = list(below.order_by("descendant__name_sort", "descendant_id").values_list(*names))
    shown = [
        Column(pk, code, name, is_whole=False)
        for pk, code, name, kind in rows
        if readable.shows_at(pk, kind)
    ]
    here = Column(organisation.pk, organisation.code, organisation.name, is_whole=True)
    return [here, *shown], len(rows) - len(shown)
