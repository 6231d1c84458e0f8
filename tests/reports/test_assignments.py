"""The nämnd's report carries its uppdrag with the answers, frozen as they were."""

from activities.commands import answer_assignment
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
