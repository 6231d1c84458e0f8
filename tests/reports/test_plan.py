"""The document of the plan period is a plan: what is meant to be done, and nothing that is judged."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from reports.commands import decide, write_section
from reports.differences import differences
from reports.enums import Stage
from reports.freezing import freeze as freeze_copy
from reports.freezing import one_moment
from reports.gathering.committee import committee_content
from reports.gathering.frame import Decision, Freezing
from reports.models import Report
from tests.reports.conftest import ADDRESS, SignIn
from tests.reports.planning import area, content_of, freeze, unlocked
from tests.world import World, make_world


@pytest.fixture
def world(world: World) -> World:
    return unlocked(world)


def test_kfs_goal_has_its_indicators_with_who_decided_the_target(world: World) -> None:
    goal = area(content_of(world, world.committee))

    line = next(line for line in goal["indicators"] if line["code"] == "nojda")
    assert line["set_by"] == "KF"
    assert line["target"]["words"] == "minst 82\u00a0%"
    assert line["target"]["decided_by"] == "nämnden"
    assert line["kf_target"]["words"] == "minst 80\u00a0%"
    assert "light" not in line
    assert "forecast" not in line


def test_kfs_own_target_stands_as_kfs_where_it_applies(world: World) -> None:
    goal = area(content_of(world, world.other_committee))

    line = next(line for line in goal["indicators"] if line["code"] == "nojda")
    assert line["target"] == line["kf_target"]
    assert line["target"]["words"] == "minst 80\u00a0%"


def test_last_years_outcome_stands_beside_the_target(world: World) -> None:
    before = content_of(world, world.committee)
    assert area(before)["indicators"][0]["previous"]["shown"] == "–"


def test_a_goal_that_nobody_reports_for_yet_still_shows_its_indicator(world: World) -> None:
    own = area(content_of(world, world.committee))["below"][0]
    count = len(own["indicators"])
    link = world.share.indicator
    own_link = world.committee_goal.goal_indicators.create(indicator=link, set_by="committee")

    own = area(content_of(world, world.committee))["below"][0]

    assert len(own["indicators"]) == count + 1
    assert own_link.expectations.count() == 0


def test_another_committees_indicators_are_not_here(world: World) -> None:
    world.other_committee_goal.goal_indicators.create(
        indicator=world.grade.indicator, set_by="committee"
    )

    assert "skarpnack" not in json.dumps(content_of(world, world.committee)).lower()


def test_the_counts_add_up_to_what_is_listed(world: World) -> None:
    content = content_of(world, world.committee)

    goal, brief = area(content), content["brief"]
    own = goal["below"]
    rows = [row for each in own for row in each["rows"]]
    lines = len(goal["indicators"]) + sum(len(each["indicators"]) for each in own)
    lines += sum(row["counts"]["indicators"] for row in rows)
    activities = len(goal["activities"]) + sum(len(each["activities"]) for each in own)
    activities += sum(row["counts"]["activities"] for row in rows)
    assert goal["counts"]["own_goals"] == len(own) == 1
    assert goal["counts"]["commitments"] == len(rows) == 2
    assert goal["counts"]["indicators"] == lines
    assert goal["counts"]["activities"] == activities == 2
    for name, total in brief["total"].items():
        assert total == sum(row["counts"][name] for row in brief["rows"])
    assert "1 nämndmål, 2 åtaganden och 2 aktiviteter bidrar." in goal["paragraph"]


def test_what_stands_outside_kfs_goals_has_rows_of_its_own(world: World) -> None:
    goal = world.committee_goal
    goal.parent = None
    goal.save()
    world.commitment.parent = None
    world.commitment.save()
    world.activity.goal = None
    world.activity.owner = world.committee
    world.activity.save()

    brief = content_of(world, world.committee)["brief"]

    found = {row["title"]: row["counts"] for row in brief["rows"]}
    assert found["Mål utan koppling till KF:s mål"]["own_goals"] == 1
    assert found["Enheternas åtaganden utan nämndmål"]["commitments"] == 1
    assert found["Aktiviteter utan mål"]["activities"] == 1
    assert brief["total"]["commitments"] == 2
    assert brief["total"]["activities"] == 2


def test_a_unit_plans_its_commitments_with_their_texts(world: World) -> None:
    goal = world.commitment
    goal.expected_result, goal.working_methods = "Barnen trivs.", "Vi leker ute."
    goal.save()

    content = content_of(world, world.unit)

    part = content["loose"][0]
    assert part["texts"] == [
        ["Förväntat resultat", "Barnen trivs."],
        ["Arbetssätt", "Vi leker ute."],
    ]
    assert content["brief"]["columns"][0] == ["indicators", "Indikatorer"]
    assert part["paragraph"].startswith("Åtagandet följs med")
    units = content_of(world, world.committee)["units"]
    assert units[0]["commitments"][0]["texts"] == part["texts"]


def test_the_city_plans_whom_its_goals_are_addressed_to(world: World) -> None:
    content = content_of(world, world.city)

    goal = area(content)
    assert "Målet riktas till 2 nämnder och 1 bolag." in goal["paragraph"]
    assert "Järva stadsdelsnämnd (huvudansvarig)" in goal["addressed"]
    assert goal["counts"]["own_goals"] == 3
    assert content["orientations"][0]["counts"] == goal["counts"]
    assert content["brief"]["total"]["indicators"] == len(goal["indicators"])


def test_the_texts_are_written_and_the_plan_decided(world: World, client_of: SignIn) -> None:
    write_section(
        organisation=world.committee, period=world.plan, key="inledning", version=0,
        text="Vi börjar med **förskolan**.", is_ready=True, by=world.controller,
    )  # fmt: skip
    freeze(world, world.committee)
    snapshot = decide(
        organisation=world.committee, period=world.plan, seen=1, by=world.approver,
        decision=Decision(date(2025, 12, 18), "14", "JÄR 2025/1", exceptions_reason="Bråttom."),
        verify_at=ADDRESS,
    )  # fmt: skip

    page = client_of(world.reader).get(snapshot.get_absolute_url()).content.decode()
    assert "Vi börjar med <strong>förskolan</strong>." in page
    assert "Nämnden överlämnar verksamhetsplanen till kommunstyrelsen." in page
    assert "<h3>1.1 Målet 1.1</h3>" in page


def test_what_changed_since_the_proposal_is_told(world: World) -> None:
    before = content_of(world, world.committee)
    activity = world.activity
    activity.end_on = date(2026, 12, 24)
    activity.save()
    world.commitment.expected_result = "Barnen trivs."
    world.commitment.save()

    words = differences(before, content_of(world, world.committee))

    assert any("Aktiviteten" in each and "2026-12-24" in each for each in words)
    assert any("förväntat resultat" in each for each in words)
    assert len(words) == 2


def test_a_copy_of_a_plan_made_before_is_shown_as_it_was(world: World, client_of: SignIn) -> None:
    """Plans that were frozen as follow-ups are documents that somebody has decided on."""
    report = Report.objects.create(
        organisation=world.committee, period=world.plan, kind="committee_report"
    )
    freezing = Freezing(report=report, stage=Stage.PROPOSAL, by=world.slk, verify_at=ADDRESS)
    with one_moment():
        old = freeze_copy(freezing, committee_content)

    page = client_of(world.controller).get(old.get_absolute_url()).content.decode()

    assert "Måluppfyllelse i korthet" in page
    assert "Planen i korthet" not in page


def test_a_plan_costs_the_same_for_many_as_for_few(
    db: None, queries: Callable[[], AbstractContextManager[CaptureQueriesContext]], today: object
) -> None:
    asked = []
    for many in (1, 3):
        with transaction.atomic():
            world = unlocked(make_world(units=many + 1, many=many))
            with queries() as seen:
                for organisation in (world.committee, world.unit, world.city):
                    content_of(world, organisation)
            asked.append(len(seen))
            transaction.set_rollback(True)

    assert asked[0] == asked[1]
