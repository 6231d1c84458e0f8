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
    found = goal(light("yellow", "Bedöms uppfyllas delvis"), light("grey", "Ingen indikator mätt"))

    _, (table,) = generated(GeneratedPart.DEVIATIONS, {"orientations": [], "loose": [found]})

    words = [cell["word"] for cell in table["rows"][0]["cells"] if isinstance(cell, dict)]
    assert words == ["Delvis", "Ingen indikator mätt"]
