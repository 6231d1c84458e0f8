"""Why a light has its colour: the value, the target and its decision, the rules, what lies below."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from goals.queries.former import FirstTargets
from goals.queries.measured import judged_words, with_rules
from goals.queries.predecessors import predecessor_facts
from goals.queries.readable import Readable
from goals.queries.targets import Decisions, TargetView, target_view
from goals.queries.why_parts import PartView, below_of, parts_of, reports_of, why_url, word_of
from indicators.enums import MeasurementKind, Part, Standing
from indicators.models import Indicator, Measurement, Verdict
from indicators.queries import ExplainedLight, light_of
from lights import TargetKind, format_decimal, format_exact
from organisation.enums import Permission
from organisation.models import Organisation
from organisation.signatures import Deed, signature
from periods.models import Period, RuleSet


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the value."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """Everything that a light rests on."""

    light: ExplainedLight
    value: str
    value_kind: str
    against: str
    target: TargetView | None
    earlier: list[TargetView]
    softened: str
    beside: TargetView | None
    beside_url: str
    tolerance: str
    rules: str
    facts: list[Fact]
    preliminary: int
    genders: list[PartView]
    parts: list[PartView]
    below: str

    def as_dict(self) -> dict[str, Any]:
        """The same, for a program."""
        return asdict(self)


def verdict_at(pk: int, organisation: Organisation, period: Period) -> Verdict | None:
    """The verdict, if it belongs to the organisation and the period; its target comes later."""
    found = Verdict.objects.filter(pk=pk, organisation=organisation, period=period)
    rows = found.select_related(
        "goal_indicator__indicator", "goal_indicator__goal__owner", "measurement", "total"
    )
    return next(iter(with_rules(rows, period)), None)


def why_of(verdict: Verdict, organisation: Organisation, readable: Readable) -> Why:
    """Gather what the light rests on; four queries, and three more where there are predecessors."""
    indicator = verdict.goal_indicator.indicator
    decisions = Decisions(verdict.goal_indicator_id, organisation, verdict.period)
    verdict.target = decisions.get(verdict.target_id)
    beside_it = _beside(verdict)
    other, other_target = _other(verdict, beside_it)
    beside = decisions.get(other_target)
    earlier = decisions.before(verdict.target) if verdict.target else []
    total, below = verdict.total, below_of(verdict, organisation)
    return Why(
        light=light_of(verdict),
        value=_value(verdict, indicator),
        value_kind=_value_kind(verdict),
        against=_against(verdict),
        target=target_view(verdict.target, indicator) if verdict.target else None,
        earlier=[target_view(target, indicator) for target in earlier],
        softened=FirstTargets([verdict]).sentence(verdict),
        beside=target_view(beside, indicator) if beside else None,
        beside_url=why_url(other, verdict.period, organisation) if other else "",
        tolerance=_tolerance(verdict, indicator),
        rules=_rules(verdict.rules),
        facts=[
            *(fact for fact in _facts(verdict, indicator) if fact.text),
            *(Fact(*one) for one in predecessor_facts(verdict, organisation, verdict.period)),
        ],
        preliminary=total.preliminary if total else 0,
        genders=_genders(verdict, beside_it, organisation),
        parts=_parts(verdict, organisation, readable, below),
        below=below,
    )


def _parts(
    verdict: Verdict, organisation: Organisation, readable: Readable, below: str
) -> list[PartView]:
    """The parts of a total, or what was reported below a report of the organisation's own."""
    if below:
        return reports_of(verdict, organisation, readable)
    return parts_of(verdict, organisation, readable) if verdict.total else []


def _beside(verdict: Verdict) -> list[Verdict]:
    """The other verdicts of the same value: against the other target, and of the other parts."""
    found = Verdict.objects.filter(
        goal_indicator=verdict.goal_indicator_id,
        organisation=verdict.organisation_id,
        period=verdict.period_id,
        kind=verdict.kind,
    ).exclude(pk=verdict.pk)
    return list(found.select_related("measurement", "total").order_by("pk"))


def _other(verdict: Verdict, beside: list[Verdict]) -> tuple[int | None, int | None]:
    """The verdict against the other target, KF's beside the own or the other way round, and that."""
    found = ((one.pk, one.target_id) for one in beside if one.part == verdict.part)
    return next(found, (None, None))


def _genders(verdict: Verdict, beside: list[Verdict], organisation: Organisation) -> list[PartView]:
    """Women and men with a light each, which counts in no total; of the same target."""
    indicator, period = verdict.goal_indicator.indicator, verdict.period
    return [
        PartView(
            name=Part(one.part).label.capitalize(),
            value=_value(one, indicator),
            light=one.light,
            word=word_of(one),
            url=why_url(one.pk, period, organisation),
        )
        for one in sorted(beside, key=lambda one: one.part, reverse=True)
        if one.part in (Part.WOMEN, Part.MEN) and one.standing == verdict.standing
    ]


def _value(verdict: Verdict, indicator: Indicator) -> str:
    """The judged value with its unit, and what it is made of: "14 av 17 = 82,4 %"."""
    words = judged_words(verdict, indicator)
    if verdict.derived is not None:
        return f"{verdict.made_of} = {_with_unit(words, indicator)}"
    return words if indicator.is_derived else _with_unit(words, indicator)


def _value_kind(verdict: Verdict) -> str:
    """What the value is: a forecast or an outcome, of the whole or of one gender."""
    word = MeasurementKind(verdict.kind).label.capitalize()
    return word if verdict.part == Part.TOTAL else f"{word}, {Part(verdict.part).label}"


def _against(verdict: Verdict) -> str:
    """Which of the two targets the light is against."""
    if verdict.standing == Standing.KF_BESIDE:
        return "kommunfullmäktiges årsmål, som visas bredvid det egna"
    return "det årsmål som gäller här"


def _tolerance(verdict: Verdict, indicator: Indicator) -> str:
    """How far from the target yellow reaches."""
    if verdict.target and verdict.target.kind in (
        TargetKind.INCREASE,
        TargetKind.DECREASE,
        TargetKind.YES_NO,
    ):
        return "ingen för det här slaget av årsmål"
    value = format_exact(indicator.tolerance_value)
    return {
        "default": f"{format_exact(verdict.rules.tolerance_percent)} % av årsmålet, stadens standard",
        "percent": f"{value} % av årsmålet",
        "absolute": _with_unit(value, indicator),
        "none": "ingen",
    }[indicator.tolerance_kind]


def _facts(verdict: Verdict, indicator: Indicator) -> Iterator[Fact]:
    """What is known of the value, empty where it is not."""
    total, report = verdict.total, verdict.measurement
    if total is not None:
        yield Fact("Täckning", f"{total.reported} av {total.expected} har rapporterat")
    yield Fact("Jämförs med", _comparison(verdict, indicator))
    if report is not None:
        yield Fact("Rapporterat", _reported(report))
        yield Fact("Mätt den", _day(report.measured_on))
        yield Fact("Avser år", str(report.about_year or ""))
        yield Fact("Skäl till tomt", report.missing_reason)
        yield Fact("Publiceras", _day(report.published_on))
        yield Fact("Kommentar", report.comment)
    source = report.source if report else ""
    yield Fact("Källa", source or indicator.source or "organisationens egen rapportering")


def _reported(report: Measurement) -> str:
    """Who reported, for whom, and when."""
    when = date_format(localtime(report.changed_at), "j F Y H:i")
    who = signature(
        Deed(report.changed_by, report.organisation_id, report.changed_at, Permission.RECORD),
        report.period_id,
    )
    return f"{who}, {when}" if who else ""


def _day(day: date | None) -> str:
    """A day in words, or nothing."""
    return date_format(day, "j F Y") if day else ""


def _comparison(verdict: Verdict, indicator: Indicator) -> str:
    """Last year's outcome, for a target that asks for more or less than it."""
    if verdict.series_break:
        return "mätningen har ändrats sedan förra året"
    if verdict.comparison is None:
        return ""
    value = format_decimal(verdict.comparison, indicator.decimals)
    return f"förra årets utfall {_with_unit(value, indicator)}"


def _rules(rules: RuleSet) -> str:
    """Which version of the rules judged, and who decided it."""
    return f"Version {rules.name}, beslutad av {rules.decided_by}"


def _with_unit(words: str, indicator: Indicator) -> str:
    """A number with its unit; words and a dash have none."""
    is_number = words[:1].isdigit() or words[:1] == "−"
    return f"{words} {indicator.unit}" if is_number and indicator.unit else words
