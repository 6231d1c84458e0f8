"""The indicators of 2026: what each goal is followed by, who reports, and the targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goals.commands import TargetRow, expect, link_indicators, set_targets
from goals.importing.indicators import read_indicators, write_indicators
from goals.importing.targets import read_targets
from goals.models import Goal
from history.commands import because
from ils.demo.calendar import THIS_YEAR, Calendar
from ils.demo.chance import Dice
from ils.demo.city import City
from ils.demo.files import DATA, table
from ils.demo.goals import Goals, kf_of
from ils.demo.series import Series, read_series, reporters_of
from indicators.enums import TARGET_KIND_CHOICES, DecidedBy
from indicators.models import GoalIndicator, Indicator, SeriesBreak
from lights import parse_decimal
from organisation.enums import COMPANY_KINDS, Kind
from organisation.models import Organisation
from periods.enums import SetBy

KINDS = {label: kind for kind, label in TARGET_KIND_CHOICES}
_ANY = "*"
_ROUND = "checklista-for-arbetsmiljo"
_BREAKS = {
    "fallskador": (2023, "Fall utan läkarkontakt räknas inte längre med."),
    "delaktig-i-planen": (THIS_YEAR, "Frågan ställs nu av någon utanför enheten."),
}


@dataclass(slots=True)
class Plan:
    """What the year is followed by."""

    series: dict[str, Series]
    indicators: dict[str, Indicator]
    links: list[GoalIndicator]
    # Who reports each link.
    reporters: dict[int, list[Organisation]]


def make_indicators(*, calendar: Calendar, city: City, goals: Goals) -> Plan:
    """Make the indicators, link them to their goals and say who reports."""
    year = calendar.years[THIS_YEAR]
    write_indicators(read_indicators(DATA / "indicators_2026.csv", year), year)
    series = read_series()
    indicators = Indicator.objects.in_bulk(list(series), field_name="code")
    kf = list(GoalIndicator.objects.filter(goal__year=year).select_related("goal", "indicator"))
    own = [*_committee_links(indicators, city, goals), *_unit_links(indicators, city, goals)]
    links = kf + link_indicators(links=own, by=None)
    reporters = {link.pk: list(_reporters(link, series, city)) for link in links}
    plan = calendar[THIS_YEAR, "vp"]
    pairs = [(link, to) for link in links for to in reporters[link.pk]]
    expect(rows=pairs, plan=plan)
    return Plan(series, indicators, links, reporters)


def _committee_links(
    indicators: dict[str, Indicator], city: City, goals: Goals
) -> Iterator[GoalIndicator]:
    """The indicators of the nämndmål."""
    for row in table("committee_indicators.csv"):
        for owner in _owners(row["hos"], city):
            for goal in goals.of_committee.get(owner.code, []):
                if row["kf-mål"] in (_ANY, kf_of(goal)):
                    yield GoalIndicator(
                        goal=goal, indicator=indicators[row["kod"]], set_by=SetBy.COMMITTEE
                    )


def _owners(words: str, city: City) -> list[Organisation]:
    """The organisations of a group of the file."""
    groups = {
        "sdn": city.districts,
        "fack": city.committees,
        "bolag": [*city.companies, city["stadshus-ab"]],
    }
    return [organisation for word in words.split() for organisation in groups[word]]


def _unit_links(
    indicators: dict[str, Indicator], city: City, goals: Goals
) -> Iterator[GoalIndicator]:
    """The indicators of the åtaganden: one or two for each, the last by the arbetsmiljörond."""
    of_sort: dict[str, list[str]] = {}
    for row in table("unit_indicators.csv"):
        of_sort.setdefault(row["enhet"], []).append(row["kod"])
    for unit in city.units:
        *main, last = goals.of_unit[unit.code]
        for place, code in enumerate(of_sort[unit.sort]):
            goal = main[place % len(main)]
            yield GoalIndicator(goal=goal, indicator=indicators[code], set_by=SetBy.UNIT)
        yield GoalIndicator(goal=last, indicator=indicators[_ROUND], set_by=SetBy.UNIT)


def _reporters(
    link: GoalIndicator, series: dict[str, Series], city: City
) -> Iterator[Organisation]:
    """Who reports a link: a goal's owner, or those below it that the series names."""
    everyone = reporters_of(series[link.indicator.code], city)
    owner = link.goal.owner
    if owner.kind == Kind.CITY:
        yield from (city[code] for code in everyone)
    elif owner.code in everyone or owner.kind == Kind.COMPANY_GROUP:
        yield owner
    else:
        below = {unit.code for unit in city.units_of(owner.code)}
        yield from (city[code] for code in everyone if code in below)


def make_targets(*, calendar: Calendar, city: City, goals: Goals, plan: Plan, dice: Dice) -> None:
    """KF's targets from a file, and those that nämnder, bolag and units have set themselves."""
    year = calendar.years[THIS_YEAR]
    set_targets(rows=read_targets(DATA / "targets_2026.csv", year), by=None)
    since = calendar[THIS_YEAR, "vp"].pk
    asked = {row["kod"]: row for row in table("committee_indicators.csv")}
    asked |= {row["kod"]: row for row in table("unit_indicators.csv")}
    rows = [
        *(_own(link, asked[link.indicator.code], since, dice) for link in _set_by_others(plan)),
        *_left_to_committees(plan, since, dice),
        *_own_beside_kf(plan, since, dice),
        *_own_parts_of_total(plan, since, dice),
    ]
    set_targets(rows=rows, by=None)


def break_series(plan: Plan) -> None:
    """Two indicators have been measured in another way from some year on."""
    with because("seriebrott lades in", by=None):
        for code, (year, reason) in _BREAKS.items():
            SeriesBreak.objects.create(indicator=plan.indicators[code], year=year, reason=reason)


def _link_of(plan: Plan, code: str) -> GoalIndicator:
    """KF's link of an indicator."""
    found = (k for k in plan.links if k.indicator.code == code and k.set_by == SetBy.KF)
    return next(found)


def _set_by_others(plan: Plan) -> list[GoalIndicator]:
    """The links that nämnder, bolag and units have set."""
    return [link for link in plan.links if link.set_by != SetBy.KF]


def _own(link: GoalIndicator, asked: dict[str, str], since: int, dice: Dice) -> TargetRow:
    """The owner's own target for its own indicator, a little different for each."""
    kind = KINDS[asked["slag"]]
    value = _read(asked["värde"]) if kind in ("at_least", "at_most") else None
    if value is not None:
        value += dice.of("target", link.goal.owner.code, link.indicator.code).choice((-2, 0, 0, 1))
    return TargetRow(
        link.pk,
        link.goal.owner_id,
        link.set_by,
        kind,
        since,
        _decided_by(link.goal),
        date(THIS_YEAR - 1, 12, 18),
        value=value,
        low=_read(asked["lägst"]),
        high=_read(asked["högst"]),
        expected=asked["värde"] == "ja" if kind == "yes_no" else None,
        case_number=_case_number(link.goal.owner),
    )


def _left_to_committees(plan: Plan, since: int, dice: Dice) -> Iterator[TargetRow]:
    """Where KF leaves the target to the nämnd, most nämnder have set one."""
    committees = {"unga-som-inte-aterkommer": "at_least", "sjukfranvaro-2026": "at_most"}
    for code, kind in committees.items():
        link = _link_of(plan, code)
        for organisation in _deciding_above(plan.reporters[link.pk]):
            chance = dice.of("left", code, organisation.code)
            if chance.random() < 0.85 or organisation.code == "jarva":
                around = Decimal(str(round(plan.series[code].base, 1)))
                value = around + Decimal(chance.randint(-4, 4)) / (1 if kind == "at_least" else 10)
                yield _committee_target(link, organisation, kind, value, since)


def _own_beside_kf(plan: Plan, since: int, dice: Dice) -> Iterator[TargetRow]:
    """Some nämnder aim lower or higher than KF asked for: both targets stand."""
    link = _link_of(plan, "foraldrar-nojda-med-forskolan")
    for organisation in _deciding_above(plan.reporters[link.pk]):
        if organisation.code == "jarva":
            yield _committee_target(link, organisation, "at_least", Decimal(82), since)
        elif dice.share("beside", organisation.code) < 0.3:
            yield _committee_target(link, organisation, "at_least", Decimal(88), since)


def _own_parts_of_total(plan: Plan, since: int, dice: Dice) -> Iterator[TargetRow]:
    """Where KF's target is for the whole city, nämnder and bolag set their own parts of it."""
    around = {"aspiranter-till-arbete-eller-studier": (51, 3), "paborjade-lagenheter": (360, 60)}
    for code, (middle, spread) in around.items():
        link = _link_of(plan, code)
        for organisation in _deciding_above(plan.reporters[link.pk]):
            chance = dice.of("part", code, organisation.code)
            value = Decimal(middle + chance.randint(-spread, spread))
            yield _committee_target(link, organisation, "at_least", value, since)


def _deciding_above(reporters: list[Organisation]) -> list[Organisation]:
    """The nämnder and bolag that the reporters are or belong to."""
    found: dict[str, Organisation] = {}
    for organisation in reporters:
        step: Organisation | None = organisation
        while step is not None and step.kind in (Kind.UNIT, Kind.DEPARTMENT, Kind.ADMINISTRATION):
            step = step.parent
        if step is not None:
            found[step.code] = step
    return list(found.values())


def _committee_target(
    link: GoalIndicator, organisation: Organisation, kind: str, value: Decimal, since: int
) -> TargetRow:
    """A nämnd's own target for KF's indicator."""
    return TargetRow(
        link.pk,
        organisation.pk,
        SetBy.COMMITTEE,
        kind,
        since,
        DecidedBy.COMPANY_BOARD if organisation.kind in COMPANY_KINDS else DecidedBy.COMMITTEE,
        date(THIS_YEAR - 1, 12, 18),
        value=value,
        case_number=_case_number(organisation),
    )


def _decided_by(goal: Goal) -> str:
    """Who decides the targets of a goal's owner."""
    if goal.owner.kind == Kind.UNIT:
        return DecidedBy.UNIT
    return DecidedBy.COMPANY_BOARD if goal.owner.kind in COMPANY_KINDS else DecidedBy.COMMITTEE


def _case_number(organisation: Organisation) -> str:
    """An invented case number of the decision on the year's plan."""
    return f"{organisation.code[:3].upper()} {THIS_YEAR - 1}/{300 + len(organisation.code) * 7}"


def _read(text: str) -> Decimal | None:
    """A number of the file."""
    return parse_decimal(text) if text else None
