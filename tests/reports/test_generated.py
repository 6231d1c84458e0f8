"""The generated tables say what is missing in the words of what is missing."""

from typing import Any

from reports.enums import GeneratedPart
from reports.gathering.generated import generated


def light(colour: str, word: str) -> dict[str, Any]:
    return {"light": colour, "word": word, "reason": "", "forecast": True, "grey": "", "rules": "1"}


def goal(judged: dict[str, Any], suggested: dict[str, Any]) -> dict[str, Any]:
    at = {
        "judged": judged, "suggested": suggested, "difference": "", "moved": False, "rationale": "",
    }  # fmt: skip
    return {
        "code": "1.1", "title": "Barn lär", "at": at, "below": [], "indicators": [], "activities": [],
    }  # fmt: skip


def test_a_goal_without_figures_is_not_said_to_be_unjudged() -> None:
    found = goal(
        light("yellow", "Bedöms uppfyllas delvis"), light("grey", "Ingen indikator bedömd")
    )

    _, (table,) = generated(GeneratedPart.DEVIATIONS, {"orientations": [], "loose": [found]})

    words = [cell["word"] for cell in table["rows"][0]["cells"] if isinstance(cell, dict)]
    assert words == ["Delvis", "Ingen indikator bedömd"]


def test_a_body_s_uppdrag_stand_with_their_answers_and_are_counted() -> None:
    done = {
        "code": "U1", "title": "Ta fram en plan", "giver": "kommunfullmäktige", "owner": "Järva",
        "end_on": "2026-06-30", "new_end_on": "", "state": "done", "word": "genomfört",
        "text": "Planen är antagen.", "deviation": "", "is_late": False,
    }  # fmt: skip
    silent = {**done, "code": "U2", "state": "", "word": "ej besvarat", "text": "", "is_late": True}

    words, (table,) = generated(GeneratedPart.ASSIGNMENTS, {"assignments": [done, silent]})

    assert words == ["Av 2 svar är 1 genomfört och 1 ej besvarat. 1 av dem är försenat."]
    assert [row["cells"][0] for row in table["rows"]] == [
        "U1 Ta fram en plan",
        "U2 Ta fram en plan",
    ]
    assert table["rows"][0]["note"] == "Svar: Planen är antagen."
    assert table["rows"][1]["cells"][-1] == "Ej besvarat, försenat"


def test_a_copy_made_before_there_were_uppdrag_says_that_there_are_none() -> None:
    assert generated(GeneratedPart.ASSIGNMENTS, {}) == (["Inga uppdrag besvaras i perioden."], [])
