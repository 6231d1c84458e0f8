"""The demo's years: the real 2022 with its sources, ten years back, and two rounds of 2026."""

import csv
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import call_command

from goals.commands import drift
from goals.enums import Level
from goals.models import Assessment, Goal
from goals.queries.forecasts import Result, forecasts_of, score_of
from ils.demo.files import DATA
from indicators.enums import (
    GREY_CHOICES,
    MeasurementKind,
    TargetScope,
    ToleranceKind,
)
from indicators.models import GoalIndicator, Indicator, KeyFigure, Measurement, Target, Verdict
from organisation.enums import DECIDING_KINDS
from organisation.models import Organisation
from periods.enums import LockLevel, SubmissionState
from periods.models import Period, Submission
from reports.models import Snapshot
from reports.queries import sources_of

pytestmark = pytest.mark.usefixtures("demo")

# Our own count of the rows of the published series: none may be lost on the way.
PUBLISHED_SERIES = 54
KF_INDICATORS_2022 = 2


def _period(year: int, kind: str) -> Period:
    return Period.objects.get(year__number=year, kind=kind)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def test_every_published_value_is_there_with_its_source_and_note() -> None:
    rows = _rows("key_figures.csv")

    for row in rows:
        figure = KeyFigure.objects.get(
            indicator__code=row["kod"], organisation__code=row["organisation"], year=row["år"]
        )
        assert figure.indicator.name == row["indikator"]
        assert figure.value == _number(row["utfall"])
        assert figure.source == row["källa"]
        assert figure.note == row["anmärkning"]
        assert (figure.desired, figure.goal_code) == (row["riktning"], row["mål"])
        if row["föregående år"]:
            assert figure.previous == _number(row["föregående år"])
        if row["årsmål"]:
            assert figure.target_value == _number(row["årsmål"])
            kind = "at_most" if row["riktning"] == "minska" else "at_least"
            assert figure.target_kind == kind
    assert len(rows) == KeyFigure.objects.count() == PUBLISHED_SERIES


def test_the_kf_indicators_of_2022_are_measurements_without_a_target() -> None:
    annual = _period(2022, "annual")
    rows = _rows("measurements_2022.csv")

    for row in rows:
        measurement = Measurement.objects.get(
            period=annual, organisation__code="stockholm", indicator__code=row["indikator"]
        )
        assert measurement.value == _number(row["värde"])
        assert measurement.source == row["källa"]
        assert measurement.comment == row["kommentar"]
    lights = Verdict.objects.filter(period=annual).values_list("light", "grey")
    assert (
        list(lights)
        == [("grey", "no_target")] * KF_INDICATORS_2022
        == [("grey", "no_target") for _ in rows]
    )


def test_2022_has_the_real_chain_and_is_locked() -> None:
    goals = Goal.objects.filter(year__number=2022)

    assert goals.filter(level=Level.ORIENTATION).count() == 3
    assert goals.filter(level=Level.OPERATIONAL_AREA).count() == 12
    assert not goals.filter(is_invented=True).exists()
    assert not goals.filter(source="").exists()
    assert all(_period(2022, "annual").locked_at(level) for level in LockLevel)


def test_2026_has_three_real_goals_and_invented_ones_below() -> None:
    goals = Goal.objects.filter(year__number=2026)

    real = goals.filter(is_invented=False)
    assert set(real.values_list("level", flat=True)) == {Level.ORIENTATION}
    assert real.count() == 3
    assert 10 <= goals.filter(level=Level.OPERATIONAL_AREA).count() <= 12
    addressed = Organisation.objects.filter(kind__in=DECIDING_KINDS, ended_on=None)
    owners = set(goals.filter(level=Level.COMMITTEE).values_list("owner__code", flat=True))
    assert owners == set(addressed.values_list("code", flat=True))


def test_every_unit_has_two_or_three_whole_commitments() -> None:
    commitments = Goal.objects.filter(level=Level.COMMITMENT)

    counts = Counter(commitments.values_list("owner", flat=True))
    assert set(counts.values()) <= {2, 3}
    assert len(counts) == Organisation.objects.filter(kind="unit").count()
    for goal in commitments:
        assert goal.expected_result
        assert goal.working_methods
        assert goal.use_of_resources
        assert goal.follow_up
        assert goal.development


def test_indicators_and_targets_are_of_every_kind() -> None:
    links = GoalIndicator.objects.filter(set_by="kf", goal__year__number=2026)
    targets = Target.objects.all()

    assert set(links.values_list("target_scope", flat=True)) == set(TargetScope.values)
    assert set(Indicator.objects.values_list("tolerance_kind", flat=True)) == set(
        ToleranceKind.values
    )
    assert set(targets.values_list("kind", flat=True)) == {
        "at_least", "at_most", "between", "increase", "decrease", "yes_no",
    }  # fmt: skip
    changed = targets.filter(replaces__isnull=False)
    assert changed.count() == 7
    assert all(target.reason and target.case_number and target.asked_by for target in changed)


def test_there_are_ten_years_of_outcomes() -> None:
    rows = Measurement.objects.filter(
        indicator__code="foraldrar-nojda-med-forskolan",
        organisation__code="forskolan-tallkotten",
        kind=MeasurementKind.OUTCOME,
        period__kind="annual",
    )

    years = set(rows.values_list("period__year__number", flat=True))
    assert years == set(range(2016, 2026))


def test_the_decided_years_have_forecasts_that_mostly_hold() -> None:
    found = forecasts_of([2023, 2024, 2025])
    early = score_of(one for one in found if one.tertial == "tertial_1")
    late = score_of(one for one in found if one.tertial == "tertial_2")

    assert {one.year for one in found} == {2023, 2024, 2025}
    assert early.hit_rate is not None
    assert late.hit_rate is not None
    assert 40 < early.hit_rate < late.hit_rate < 100
    # Only nämnder that ended in the year 2023 foresaw what they never came to report.
    assert late.counts[Result.OPEN] == 0
    ended = {one.organisation_id for one in found if one.result is Result.OPEN}
    assert not Organisation.objects.filter(pk__in=ended, ended_on=None).exists()
    # They hope for more than they get.
    assert early.counts[Result.LIGHTER] > early.counts[Result.DARKER]


def test_every_kind_of_light_appears() -> None:
    lights = set(Verdict.objects.values_list("light", "grey"))

    assert {("green", ""), ("yellow", ""), ("red", "")} < lights
    assert {grey for light, grey in lights if light == "grey"} == {kind for kind, _ in GREY_CHOICES}


def test_t1_is_finished_and_locked() -> None:
    period = _period(2026, "tertial_1")
    below = Submission.objects.filter(period=period).exclude(level=LockLevel.CITY)

    assert set(below.values_list("state", flat=True)) == {SubmissionState.ACCEPTED}
    assert period.city_locked_at
    greener = Assessment.objects.filter(period=period, light="green", seen="yellow")
    assert greener.exists()
    assert all(assessment.rationale and assessment.decided_by for assessment in greener)


def test_t2_is_half_reported() -> None:
    period = _period(2026, "tertial_2")
    units = Submission.objects.filter(period=period, level=LockLevel.UNIT)
    states = Counter(units.values_list("state", flat=True))

    done = states[SubmissionState.ACCEPTED] + states[SubmissionState.SUBMITTED]
    assert 0.4 <= done / units.count() <= 0.6
    assert set(states) == set(SubmissionState.values)
    assert period.unit_locked_at is None
    assert (period.due_on - period.opened_at.date()).days > 0
    assert str(period.due_on) == "2026-09-11"


def test_what_was_handed_in_was_whole() -> None:
    handed_in = Submission.objects.filter(
        period__year__number=2026,
        period__kind__in=["tertial_1", "tertial_2"],
        state__in=[SubmissionState.SUBMITTED, SubmissionState.ACCEPTED],
    )

    for submission in handed_in:
        empty = Measurement.objects.filter(
            period=submission.period, organisation=submission.organisation, missing="not_reported"
        )
        assert not empty.exists(), submission
        assert submission.handed_in["values"] or submission.level != LockLevel.UNIT


def test_the_unit_manager_has_one_unit_begun_and_one_untouched() -> None:
    forecasts = Measurement.objects.filter(
        period=_period(2026, "tertial_2"), kind=MeasurementKind.FORECAST
    )

    def share(code: str) -> tuple[int, int]:
        own = forecasts.filter(organisation__code=code)
        return own.exclude(missing="not_reported").count(), own.count()

    done, expected = share("forskolan-tallkotten")
    assert 1 < done < expected
    assert share("forskolan-lingonstigen")[0] == 1


def test_goals_were_judged_before_the_figures_were_handed_in() -> None:
    for assessment in Assessment.objects.select_related("period"):
        handed_in = Submission.objects.filter(
            organisation=assessment.organisation_id, period=assessment.period
        ).exclude(submitted_at=None)
        for submission in handed_in:
            assert submission.submitted_at
            assert assessment.changed_at < submission.submitted_at


def test_t2_has_a_report_to_draw_on_and_to_differ_from() -> None:
    committee = Organisation.objects.get(code="jarva")
    t1, t2 = (Period.objects.get(year__number=2026, kind=f"tertial_{n}") for n in (1, 2))

    found = sources_of(committee, t2, "sammanfattning")

    assert [each.title for each in found.earlier] == ["Tertialrapport 1 2026"]
    assert len(found.below) == 2
    decided = Snapshot.objects.get(
        report__organisation=committee, report__period=t1, stage="decided"
    )
    assert decided.paragraph == "9"


def test_no_light_drifts() -> None:
    for period in Period.objects.opened().filter(year__number=2026):
        assert drift(period=period) == []


def test_a_second_load_says_so_and_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = Organisation.objects.count()

    call_command("load_demo", size="test")

    assert "finns redan" in capsys.readouterr().out
    assert Organisation.objects.count() == before


def test_the_accounts_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo_accounts")

    printed = capsys.readouterr().out
    assert "enhetschef" in printed
    assert "prova-ils-2026" in printed
    assert "controller-" not in printed
