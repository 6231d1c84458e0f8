"""Bilaga 2: every indicator of KF's, for the city and at each nämnd and bolag."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from goals.enums import Level
from goals.models import Goal
from indicators.models import GoalIndicator, Target
from organisation.models import Organisation
from periods.enums import PeriodKind, SetBy
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, Row, chapter, columns, row, shown, summed, table
from reports.contents import IndicatorLine
from reports.gathering.bodies import Bodies
from reports.gathering.cells import day, tally_of
from reports.gathering.indicators import IndicatorLines
from reports.paragraphs import Tally
from reports.sentences import city_indicators, counted, indicator_bodies, shares

_FIGURES = (
    (ColumnKind.NUMBER, "Periodens utfall"),
    (ColumnKind.NUMBER, "Kvinnor"),
    (ColumnKind.NUMBER, "Män"),
    (ColumnKind.NUMBER, "Förra året"),
    (ColumnKind.NUMBER, "Prognos helår"),
    (ColumnKind.TARGET, "Årsmål"),
    (ColumnKind.TARGET, "KF:s årsmål"),
    (ColumnKind.LIGHT, "Mot årsmålet"),
)
_COUNTS = tuple(
    (ColumnKind.COUNT, word) for word in ("Helt", "Delvis", "Ej", "Kan inte bedömas", "Summa")
)

_Lines = list[tuple[Organisation, IndicatorLine]]


@dataclass(frozen=True, slots=True)
class _Followed:
    """An indicator of KF's under a goal: the city's line, and those of nämnder and bolag."""

    key: str
    name: str
    unit: str
    city: IndicatorLine | None
    bodies: _Lines

    @property
    def tally(self) -> Tally:
        """How the nämnder and bolag reach their årsmål."""
        return tally_of(line["light"] for _, line in self.bodies)

    @property
    def greys(self) -> list[str]:
        """Why some of them have no light."""
        return [line["light"]["grey"] for _, line in self.bodies]

    @property
    def title(self) -> str:
        """The indicator with its unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


def indicator_chapters(city: Organisation, period: Period, bodies: Bodies) -> list[Chapter]:
    """All of them in brief, then goal by goal and indicator by indicator; in the plan their årsmål."""
    goals = Goal.objects.filter(year=period.year, level=Level.OPERATIONAL_AREA)
    links = _links(period)
    if period.kind == PeriodKind.PLAN:
        return [_planned([link for group in links.values() for link in group], city)]
    lines = IndicatorLines(period, [city.pk, *(body.pk for body in bodies.all)])
    followed = {
        goal: _followed(links[goal.pk], city, _placed(goal, [city, *bodies.all], lines))
        for goal in goals.order_by("order", "code", "pk")
    }
    return [
        _brief(followed, period),
        *(part for goal in followed for part in _goal(goal, followed[goal], bodies, period)),
    ]


def _links(period: Period) -> dict[int, list[GoalIndicator]]:
    """KF's indicators of the year by their goal, in order; one query."""
    found = GoalIndicator.objects.filter(
        goal__year=period.year_id, goal__level=Level.OPERATIONAL_AREA, set_by=SetBy.KF
    ).select_related("indicator", "goal")
    links: dict[int, list[GoalIndicator]] = defaultdict(list)
    for link in found.order_by("goal__order", "goal__code", "goal_id", "order", "pk"):
        links[link.goal_id].append(link)
    return links


def _placed(goal: Goal, places: list[Organisation], lines: IndicatorLines) -> dict[str, _Lines]:
    """The lines of a goal by the indicator's code, each with its place."""
    by_code: dict[str, _Lines] = defaultdict(list)
    for place in places:
        for line in lines.of_goal(goal.pk, place.pk):
            by_code[line["code"]].append((place, line))
    return by_code


def _followed(
    links: list[GoalIndicator], city: Organisation, by_code: dict[str, _Lines]
) -> list[_Followed]:
    """A goal's indicators with everyone who has a line of each."""
    return [
        _Followed(
            key=f"{link.goal_id}-{link.indicator.code}",
            name=link.indicator.name,
            unit=link.indicator.unit,
            city=next((line for place, line in found if place == city), None),
            bodies=[(place, line) for place, line in found if place != city],
        )
        for link in links
        for found in [by_code.get(link.indicator.code, [])]
    ]


def _planned(links: list[GoalIndicator], city: Organisation) -> Chapter:
    """In the plan nothing has been measured: KF's indicators with their årsmål and decisions."""
    targets = {
        target.goal_indicator_id: target
        for target in Target.objects.filter(
            goal_indicator__in=links, organisation=city, set_by=SetBy.KF, replaces=None
        ).order_by()
    }
    heads = columns(
        (ColumnKind.NAME, "KF-mål och indikator"),
        (ColumnKind.TARGET, "KF:s årsmål"),
        (ColumnKind.TEXT, "Beslutat av"),
        (ColumnKind.TEXT, "Diarienummer"),
        (ColumnKind.DAY, "Beslutsdag"),
    )
    without = len(links) - len(targets)
    parts = [(len(targets), "med ett årsmål från KF"), (without, "utan")]
    words = shares(counted(len(links), "KF-indikator", "KF-indikatorer"), parts)
    rows = [_plan_row(link, targets.get(link.pk)) for link in links]
    return chapter(
        1,
        "i-korthet",
        "KF:s indikatorer och årsmål",
        [f"{words} I planen har inget mätts än." if links else "KF har inga indikatorer för året."],
        [table("Årsmål", "KF:s indikatorer och årsmål", heads, rows)],
    )


def _plan_row(link: GoalIndicator, target: Target | None) -> Row:
    """An indicator with its årsmål as a decision."""
    indicator = link.indicator
    name = f"{link.goal.code} {indicator.name}"
    if target is None:
        return row(name, "", "", "", "")
    return row(
        name,
        target.words(indicator.decimals, indicator.unit),
        target.get_decided_by_display(),
        target.case_number,
        day(target.decided_on),
    )


def _brief(followed: dict[Goal, list[_Followed]], period: Period) -> Chapter:
    """One row for each indicator: the city's light, and how many nämnder and bolag have which."""
    every = [(goal, each) for goal, group in followed.items() for each in group]
    lights = [each.city["light"] for _, each in every if each.city]
    rows = [
        row(
            f"{goal.code} {each.title}",
            shown(each.city["light"]) if each.city else None,
            *_counts(each.tally),
        )
        for goal, each in every
    ]
    heads = columns(
        (ColumnKind.NAME, "KF-mål och indikator"), (ColumnKind.LIGHT, "Staden"), *_COUNTS
    )
    words = city_indicators(
        tally_of(lights),
        [light["grey"] for light in lights],
        len(every) - len(lights),
        is_forecast=period.is_forecast,
    )
    return chapter(
        1,
        "i-korthet",
        "I korthet",
        [words],
        [summed("I korthet", "KF:s indikatorer: antal nämnder och bolag", heads, rows)],
    )


def _counts(tally: Tally) -> tuple[int, ...]:
    """The four counts and their sum."""
    return tally.green, tally.yellow, tally.red, tally.grey, tally.total


def _goal(goal: Goal, followed: list[_Followed], bodies: Bodies, period: Period) -> list[Chapter]:
    """A goal: the city's figures, then each indicator at those who have it."""
    of_city = [(each.title, each.city) for each in followed if each.city]
    heads = columns((ColumnKind.NAME, "Indikator"), *_FIGURES)
    whole = table(
        "Staden",
        f"Stadens värden för mål {goal.code}",
        heads,
        (_row(name, line) for name, line in of_city),
    )
    words = "" if followed else "Målet har inga indikatorer från kommunfullmäktige."
    head = chapter(1, f"mal-{goal.pk}", f"{goal.code} {goal.title}", [words], [whole])
    return [head, *(_indicator(each, bodies, period) for each in followed)]


def _indicator(each: _Followed, bodies: Bodies, period: Period) -> Chapter:
    """One indicator at every nämnd and bolag that has it."""
    heads = columns((ColumnKind.NAME, "Nämnd eller bolag"), *_FIGURES)
    rows = [
        _row(body.name, line, "" if bodies.is_decided(body.pk) else "preliminärt")
        for body, line in each.bodies
    ]
    words = indicator_bodies(each.tally, each.greys, is_forecast=period.is_forecast)
    return chapter(
        2,
        f"indikator-{each.key}",
        each.title,
        [words],
        [table("Nämnder och bolag", each.title, heads, rows, foot=_foot(each.tally))],
    )


def _foot(tally: Tally) -> str:
    """How the table's lights add up."""
    helt, delvis, ej, saknar, summa = _counts(tally)
    return (
        f"Årsmålet: helt {helt}, delvis {delvis}, ej {ej}, kan inte bedömas {saknar}, summa {summa}"
    )


def _row(name: str, line: IndicatorLine, mark: str = "") -> Row:
    """The figures of an indicator at a place."""
    figures = (line[key] for key in ("outcome", "women", "men", "previous", "forecast"))
    target, of_kf = line["target"], line["kf_target"]
    return row(
        name,
        *figures,
        target["words"] if target else "",
        of_kf["words"] if of_kf else "",
        shown(line["light"]),
        mark=", ".join(word for word in (mark, _coverage(line)) if word),
        note=" ".join(_notes(line)),
    )


def _coverage(line: IndicatorLine) -> str:
    """How much of a total has come, where something is missing."""
    if not line["expected"] or line["reported"] == line["expected"]:
        return ""
    return f"{line['reported']} av {line['expected']} har rapporterat"


def _notes(line: IndicatorLine) -> Iterable[str]:
    """What stands under the figures: a moved target, a comment, an åtgärd."""
    target = line["target"]
    if target and target["replaced"]:
        yield f"Årsmålet var {target['replaced']}: {target['reason']}"
    if line["comment"]:
        yield f"Kommentar: {line['comment']}"
    if line["action"] and line["action"]["action"]:
        yield f"Åtgärd: {line['action']['action']}"
