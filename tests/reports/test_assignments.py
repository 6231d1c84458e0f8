"""The reports carry the uppdrag with the answers, frozen as they were; late ones among what departs."""

from typing import Any

from activities.commands import answer_assignment
from activities.models import Assignment, AssignmentAnswer
from reports.commands import propose
from tests.reports.conftest import Scene
from tests.world import World


def test_the_report_has_the_own_uppdrag(scene: Scene, world: World) -> None:
    answer_assignment(
        answer=world.answer(), version=world.answer().version, state="done",
        text="Planen är antagen.", deviation="", new_end_on=None, by=world.controller,
    )  # fmt: skip

    content = scene.propose().content

    (line,) = content["assignments"]
    assert (line["owner"], line["word"]) == ("Järva stadsdelsnämnd", "genomfört")
    section = next(one for one in content["sections"] if one["part"] == "assignments")
    (table,) = section["tables"]
    assert table["rows"][0]["note"] == "Svar: Planen är antagen."


def part_of(content: Any, name: str) -> Any:
    """A part of a document by what it is generated from."""
    return next(one for one in content["sections"] if one["part"] == name)


def test_a_late_uppdrag_is_told_among_what_departs_from_the_plan(
    scene: Scene, world: World
) -> None:
    Assignment.objects.update(start_on=world.t2.last_day, end_on=world.t2.last_day)
    assert "uppdrag" not in part_of(scene.propose().content, "deviations")["paragraphs"][0]

    Assignment.objects.update(start_on=world.t1.last_day, end_on=world.t1.last_day)
    found = part_of(scene.propose().content, "deviations")

    assert "1 uppdrag är försenat." in found["paragraphs"][0]
    (late,) = [one for one in found["tables"] if one["caption"] == "Försenade uppdrag"]
    assert late["rows"][0]["cells"][1:3] == ["Järva stadsdelsnämnd", "2026-04-30"]


def test_the_citys_report_counts_the_answers_of_all(scene: Scene, world: World) -> None:
    content = propose(
        organisation=world.city, period=world.t2, by=world.slk, verify_at="https://ils.example/"
    ).content

    (table,) = part_of(content, "assignments")["tables"]
    assert table["caption"] == "Uppdrag och hur de är besvarade"
    answers = AssignmentAnswer.objects.filter(period=world.t2).count()
    at = next(n for n, one in enumerate(table["columns"]) if one["title"] == "Summa")
    assert table["total"][at] == answers > 0
