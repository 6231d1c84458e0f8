"""The indicators of a document: every value, target and light of some organisations, in bulk."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import GoalIndicator, Measurement, Total, Verdict
from indicators.queries import light_of, with_inputs
from organisation.enums import COMPANY_KINDS
from periods.enums import PeriodKind, SetBy, SubmissionState
from periods.models import Period, Submission
from reports.canonical import clean
from reports.contents import IndicatorLine, Number
from reports.gathering.cells import NOTHING, action_cell, light_cell, number_cell, target_cell

_SET_BY = {SetBy.KF: "KF", SetBy.UNIT: "enhet"}
Place = tuple[int, int]  # an indicator at an organisation


def set_by_word(link: GoalIndicator) -> str:
    """Who set an indicator; of a bolag's own goal it is the bolag. Have the goal's owner selected."""
    body = "bolag" if link.goal.owner.kind in COMPANY_KINDS else "nämnd"
    return _SET_BY.get(SetBy(link.set_by), body)


class IndicatorLines:
    """The lines of some organisations in a period, read with a fixed number of queries."""

    def __init__(self, period: Period, organisations: Iterable[int]) -> None:
        self._period, self._organisations = period, list(organisations)
        verdicts = self._verdicts()
        self._beside = {
            (v.goal_indicator_id, v.organisation_id): v
            for v in verdicts
            if v.standing == Standing.KF_BESIDE
        }
        self._by_goal: dict[Place, list[Verdict]] = defaultdict(list)
        self._by_organisation: dict[int, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            if verdict.standing == Standing.APPLIES:
                self._keep(verdict)
        indicators = {v.goal_indicator.indicator_id for v in verdicts}
        self._values = _Values(period, self._organisations, indicators)

    def of_goal(self, goal_id: int, organisation_id: int) -> list[IndicatorLine]:
        """The indicators that a goal is followed by at an organisation."""
        return [self._line(verdict) for verdict in self._by_goal[goal_id, organisation_id]]

    def reported_by(self, organisation_id: int) -> list[IndicatorLine]:
        """What the organisation reported itself, in the order of the goals."""
        return [self._line(verdict) for verdict in self._by_organisation[organisation_id]]

    def _verdicts(self) -> list[Verdict]:
        """Every light on a whole value, in the order of goals and indicators."""
        found = with_inputs().filter(
            period=self._period, organisation_id__in=self._organisations, part=Part.TOTAL
        )
        goal = "goal_indicator__goal"
        return list(
            found.select_related(f"{goal}__owner", "target__replaces", "measurement__corrective_action").order_by(
                f"{goal}__order", f"{goal}__code", f"{goal}_id", "goal_indicator__order",
                "goal_indicator_id", "organisation_id",
            )
        )  # fmt: skip

    def _keep(self, verdict: Verdict) -> None:
        """File a verdict under its goal, and under who reported it."""
        goal = verdict.goal_indicator.goal_id
        self._by_goal[goal, verdict.organisation_id].append(verdict)
        if verdict.measurement_id is not None:
            self._by_organisation[verdict.organisation_id].append(verdict)

    def _line(self, verdict: Verdict) -> IndicatorLine:
        """One line, whole."""
        link = verdict.goal_indicator
        indicator, total, report = link.indicator, verdict.total, verdict.measurement
        beside = self._beside.get((link.pk, verdict.organisation_id))
        place = (indicator.pk, verdict.organisation_id)
        shown = self._values.shown(place, indicator.decimals)
        return {
            "code": indicator.code,
            "name": indicator.name,
            "unit": indicator.unit,
            "goal_code": link.goal.code,
            "set_by": set_by_word(link),
            "outcome": shown["outcome"],
            "women": shown["women"],
            "men": shown["men"],
            "previous": shown["previous"],
            "forecast": shown["forecast"],
            "target": target_cell(verdict.target, indicator),
            "kf_target": target_cell(beside.target, indicator) if beside else None,
            "light": light_cell(light_of(verdict)),
            "kf_light": light_cell(light_of(beside)) if beside else None,
            "reported": total.reported if total else None,
            "expected": total.expected if total else None,
            "is_preliminary": self._values.is_preliminary(verdict),
            "comment": clean(report.comment) if report else "",
            "action": action_cell(report),
        }


class _Values:
    """Outcomes, forecasts and last year's outcomes, reported or totalled."""

    def __init__(self, period: Period, organisations: list[int], indicators: set[int]) -> None:
        wanted: dict[str, Any] = {
            "organisation_id__in": organisations,
            "indicator_id__in": indicators,
        }
        self._now: dict[tuple[Place, str, str], Decimal | bool | None] = {}
        for total in Total.objects.filter(period=period, **wanted).order_by():
            place = (total.indicator_id, total.organisation_id)
            self._now[place, total.kind, total.part] = total.value if total.reported else None
        for row in Measurement.objects.filter(period=period, **wanted).order_by():
            self._keep(row)
        self._before = outcomes_before(period, wanted)
        accepted = Submission.objects.filter(period=period, state=SubmissionState.ACCEPTED)
        self._accepted = set(accepted.order_by().values_list("organisation_id", flat=True))

    def _keep(self, row: Measurement) -> None:
        """What is reported goes before a total."""
        place = (row.indicator_id, row.organisation_id)
        self._now[place, row.kind, Part.TOTAL] = row.reported
        self._now[place, row.kind, Part.WOMEN] = row.women
        self._now[place, row.kind, Part.MEN] = row.men

    def shown(self, place: Place, decimals: int) -> dict[str, Number]:
        """The numbers of a line."""
        outcome, forecast = MeasurementKind.OUTCOME, MeasurementKind.FORECAST
        return {
            "outcome": number_cell(self._now.get((place, outcome, Part.TOTAL)), decimals),
            "women": number_cell(self._now.get((place, outcome, Part.WOMEN)), decimals),
            "men": number_cell(self._now.get((place, outcome, Part.MEN)), decimals),
            "forecast": number_cell(self._now.get((place, forecast, Part.TOTAL)), decimals),
            "previous": number_cell(self._before.get(place), decimals)
            if place in self._before
            else NOTHING,
        }

    def is_preliminary(self, verdict: Verdict) -> bool:
        """The value, or a part of it, has not been accepted by the level above."""
        if verdict.total is not None:
            return verdict.total.preliminary > 0
        return verdict.organisation_id not in self._accepted


def outcomes_before(period: Period, wanted: dict[str, Any]) -> dict[Place, Decimal | bool | None]:
    """The outcomes of the year before, reported or totalled, by indicator and organisation."""
    year = {
        "period__year__number": period.year.number - 1,
        "period__kind": PeriodKind.ANNUAL,
        "kind": MeasurementKind.OUTCOME,
    }
    before: dict[Place, Decimal | bool | None] = {}
    for old in Total.objects.filter(part=Part.TOTAL, **year, **wanted).order_by():
        before[old.indicator_id, old.organisation_id] = old.value
    for past in Measurement.objects.filter(missing="", **year, **wanted).order_by():
        before[past.indicator_id, past.organisation_id] = past.reported
    return before
