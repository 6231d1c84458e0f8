"""Goals as parts of a document: aim, paragraph, indicators, what lies below, activities, analysis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goals.enums import Level
from goals.models import Analysis, Goal
from goals.queries import Judgement, Judgements
from lights import Light
from organisation.models import Organisation
from periods.models import Period
from reports.canonical import clean
from reports.contents import ActivityLine, GoalPart, GoalRow, IndicatorLine, LightCell
from reports.gathering.activities import ActivityLines, counted
from reports.gathering.cells import judged_cell, tally_cell, tally_of
from reports.gathering.indicators import IndicatorLines
from reports.paragraphs import GoalCounts, Noun, goal_paragraph

_ANALYSIS_TITLES = (("result", "Resultat"), ("analysis", "Analys"), ("development", "Utveckling"))


Part = GoalPart | GoalRow


@dataclass(frozen=True, slots=True)
class Under:
    """What a goal's paragraph counts: goals below, judgements of nämnder and bolag, activities."""

    below: Sequence[tuple[Noun, Sequence[Part]]] = ()
    bodies: Sequence[tuple[Noun, Sequence[Part]]] = ()
    activities: Sequence[ActivityLine] = ()


class Goals:
    """The goals of a document with everything that belongs to them, read in bulk."""

    def __init__(self, period: Period, goals: Iterable[Goal], organisations: list[int]) -> None:
        self._period = period
        goal_ids = [goal.pk for goal in goals]
        self.judgements = Judgements(period, goal_ids, organisations, is_signed=True)
        self.indicators = IndicatorLines(period, organisations)
        self.activities = ActivityLines(period, organisations)
        texts = Analysis.objects.filter(
            period=period, goal_id__in=goal_ids, organisation_id__in=organisations
        )
        self._analyses = {(text.goal_id, text.organisation_id): text for text in texts.order_by()}

    def part(
        self,
        goal: Goal,
        organisation: Organisation,
        under: Under,
        activities: Sequence[ActivityLine] = (),
    ) -> GoalPart:
        """One goal. Its paragraph counts what lies under it; `activities` are listed."""
        lines = self.indicators.of_goal(goal.pk, organisation.pk)
        judgement = self.judgements.at(goal, organisation.pk)
        return {
            "key": f"{goal.level}-{organisation.code}-{goal.pk}".replace("_", "-"),
            "level": goal.level,
            "level_word": Level(goal.level).label,
            "code": goal.code,
            "title": goal.title,
            "aim": clean(goal.description or goal.expected_result),
            "owner": organisation.name,
            "at": judged_cell(judgement),
            "paragraph": self._paragraph(goal, judgement, lines, under),
            "tally": tally_cell(tally_of(_lights(lines))),
            "indicators": lines,
            "rows_title": "",
            "rows": [],
            "below": [],
            "activities": list(activities),
            "analysis": self._analysis(goal, organisation),
        }

    def _paragraph(
        self, goal: Goal, judgement: Judgement, lines: list[IndicatorLine], under: Under
    ) -> str:
        """The generated paragraph: an inriktningsmål has no indicators to count."""
        has_indicators = goal.level != Level.ORIENTATION
        return goal_paragraph(
            GoalCounts(
                judged=Light(judgement.judged.light),
                is_forecast=self._period.is_forecast,
                indicators=tally_of(_lights(lines)) if has_indicators else None,
                greys=tuple(line["light"]["grey"] for line in lines),
                below=tuple((noun, tally_of(_judged(parts))) for noun, parts in under.below),
                bodies=tuple((noun, tally_of(_judged(rows))) for noun, rows in under.bodies),
                activities=counted(under.activities),
            )
        )

    def row(
        self, goal: Goal, organisation: Organisation, *, is_lead: bool = False, is_preliminary: bool
    ) -> GoalRow:
        """One goal at an organisation as a row of a table."""
        lines = self.indicators.of_goal(goal.pk, organisation.pk)
        judgement: Judgement = self.judgements.at(goal, organisation.pk)
        return {
            "code": goal.code,
            "title": goal.title,
            "owner": organisation.name,
            "is_lead": is_lead,
            "is_preliminary": is_preliminary,
            "at": judged_cell(judgement),
            "indicators": tally_cell(tally_of(_lights(lines))),
        }

    def _analysis(self, goal: Goal, organisation: Organisation) -> list[tuple[str, str]]:
        """What was written of the goal: title and text of each part that has one."""
        text = self._analyses.get((goal.pk, organisation.pk))
        if text is None:
            return []
        parts = [(title, clean(getattr(text, name))) for name, title in _ANALYSIS_TITLES]
        return [(title, words) for title, words in parts if words]


def _lights(lines: Iterable[IndicatorLine]) -> list[LightCell]:
    """The lights of indicators."""
    return [line["light"] for line in lines]


def _judged(rows: Iterable[Part]) -> list[LightCell]:
    """The judgements of goals."""
    return [row["at"]["judged"] for row in rows]
