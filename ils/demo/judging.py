"""What the demo's people have written and judged: analyses, and assessments level by level."""

from collections.abc import Container, Iterable

from goals.enums import Level
from goals.models import Analysis, Assessment, Goal, Suggestion
from goals.suggesting import refresh_suggestions
from history.commands import because
from ils.demo.moments import judged_at, written_then
from ils.demo.renewing import renew
from ils.demo.scene import WORDS, Scene
from organisation.enums import COMPANY_KINDS, Kind
from organisation.models import Organisation
from periods.models import Period

_GREENER, _REDDER = 0.12, 0.18
_GREENER_THAN = {"red": "yellow", "yellow": "green"}
_REDDER_THAN = {"green": "yellow", "yellow": "red"}
Pair = tuple[Goal, Organisation]


def judge_chain(
    scene: Scene, period: Period, *, part: float = 1.0, whole: Container[str] = ()
) -> None:
    """Let nämnder, bolag and, when all is judged, the city assess their goals from below.

    `part` is the share of the goals that have been assessed so far; the organisations in
    `whole` (by code) have assessed all of theirs.
    """
    goals, city = scene.goals, scene.city
    own = [(g, one) for one in scene.deciding for g in goals.of_committee.get(one.code, [])]
    _assess(scene, period, _some(scene, own, part, whole))
    addressed = [(area, city[code]) for area in goals.areas for code in goals.addressees[area.code]]
    companies = [pair for pair in addressed if pair[1].kind != Kind.COMPANY_GROUP]
    _assess(scene, period, _some(scene, companies, part * part, whole))
    if part < 1:
        return
    _assess(scene, period, [pair for pair in addressed if pair[1].kind == Kind.COMPANY_GROUP])
    _assess(scene, period, [(area, city.city) for area in goals.areas])
    tops = [goal for goal in goals.kf.values() if goal.level == Level.ORIENTATION]
    _assess(scene, period, [(goal, city.city) for goal in tops])


def judge_commitments(scene: Scene, period: Period, units: Iterable[Organisation]) -> None:
    """Let units have assessed their åtaganden."""
    _assess(scene, period, [(g, unit) for unit in units for g in scene.goals.of_unit[unit.code]])


def write_analyses(scene: Scene, period: Period, organisations: list[Organisation]) -> None:
    """Let organisations have written of the goals they have assessed."""
    judged = {
        (goal, organisation): light
        for goal, organisation, light in Assessment.objects.filter(
            period=period, organisation__in=organisations
        ).values_list("goal_id", "organisation_id", "light")
    }
    rows = list(
        Analysis.objects.filter(period=period, organisation__in=organisations).select_related(
            "goal", "organisation"
        )
    )
    written = [row for row in rows if (row.goal_id, row.organisation_id) in judged]
    for row in written:
        words = WORDS["analysis"][judged[row.goal_id, row.organisation_id]]
        name = (period.kind, row.organisation.code, row.goal.code)
        row.result = scene.say(words["result"], "result", *name)
        row.analysis = scene.say(words["analysis"], "analysis", *name)
        row.development = scene.say(words["development"], "development", *name)
        row.changed_by = scene.people.author(row.organisation.code)
    with because("analyser skrevs", by=None):
        renew(written, ["result", "analysis", "development", "changed_by"])


def _some(scene: Scene, pairs: list[Pair], part: float, whole: Container[str]) -> list[Pair]:
    """The part of the goals that have been assessed, the same each time."""
    return [
        (goal, one)
        for goal, one in pairs
        if one.code in whole or part >= 1 or scene.dice.share("judged", one.code, goal.code) < part
    ]


def _assess(scene: Scene, period: Period, pairs: Iterable[Pair]) -> None:
    """Assess goals beside their suggestions, and bring the suggestions above up to date."""
    seen = {
        (goal, organisation): light
        for goal, organisation, light in Suggestion.objects.filter(period=period).values_list(
            "goal_id", "organisation_id", "light"
        )
    }
    rows = [
        _assessment(scene, period, goal, organisation, seen.get((goal.pk, organisation.pk), "grey"))
        for goal, organisation in pairs
    ]
    with because("mål bedömdes", by=None), written_then(Assessment):
        Assessment.objects.bulk_create(rows, batch_size=1000)
    refresh_suggestions(period)


def _assessment(
    scene: Scene, period: Period, goal: Goal, organisation: Organisation, seen: str
) -> Assessment:
    """One person's judgement: mostly as the suggestion, at times greener or redder."""
    name = (period.kind, organisation.code, goal.code)
    light, reason = _light(scene, seen, name)
    author = scene.people.author(organisation.code)
    greener = reason in ("greener", "over_grey")
    return Assessment(
        goal=goal,
        organisation=organisation,
        period=period,
        light=light,
        rationale=scene.say(WORDS["rationale"][reason], "rationale", *name),
        decided_by=scene.say(WORDS["decided_by"][_who(organisation)], *name) if greener else "",
        assessed_by=author,
        changed_by=author,
        changed_at=judged_at(scene, organisation.code, period, goal.code),
        seen=seen,
        rules=scene.calendar.rules,
    )


def _light(scene: Scene, seen: str, name: tuple[object, ...]) -> tuple[str, str]:
    """The light that is judged, and which sort of rationale it needs."""
    share = scene.dice.share("light", *name)
    if seen == "grey":
        return ("green" if share < 0.4 else "yellow", "over_grey")
    if share < _GREENER and seen in _GREENER_THAN:
        return _GREENER_THAN[seen], "greener"
    if _GREENER <= share < _REDDER and seen in _REDDER_THAN:
        return _REDDER_THAN[seen], "redder"
    return seen, "same"


def _who(organisation: Organisation) -> str:
    """Who decides a greener judgement at a kind of organisation."""
    if organisation.kind == Kind.CITY:
        return "city"
    if organisation.kind == Kind.UNIT:
        return "unit"
    return "company" if organisation.kind in COMPANY_KINDS else "committee"
