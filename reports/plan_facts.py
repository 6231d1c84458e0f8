"""What a reader would call a change in a plan, by names that tell it apart. Pure functions."""

from collections.abc import Iterator

from reports.contents import Content, PlannedActivity, PlannedGoal, PlannedLine, PlannedUnit

# How the name of a text begins.
TEXT = "Texten"


def planned_facts(content: Content) -> Iterator[tuple[str, str]]:
    """Goals with their texts, årsmål, activities, units, and the budget."""
    areas = [area for top in content["orientations"] for area in top["areas"]]
    for goal in (*areas, *content["loose"]):
        yield from _goal(goal)
    for activity in content["activities"]:
        yield _activity(activity)
    for unit in content["units"]:
        yield from _unit(unit)
    if content["economy"]:
        yield "Ekonomi, budget", content["economy"]["total"]["budget"]["shown"]


def _goal(goal: PlannedGoal) -> Iterator[tuple[str, str]]:
    """A goal, its texts, its indicators and activities, and the goals under it."""
    name = f"{goal['code']} {goal['title']} ({goal['owner']})"
    yield f"Målet {name}", goal["level_word"]
    yield f"{TEXT} i beskrivningen av {name}", goal["aim"]
    for title, text in goal["texts"]:
        yield f"{TEXT} {title.lower()} till {name}", text
    for line in goal["indicators"]:
        yield _indicator(goal["owner"], line)
    for activity in goal["activities"]:
        yield _activity(activity)
    for below in goal["below"]:
        yield from _goal(below)


def _unit(unit: PlannedUnit) -> Iterator[tuple[str, str]]:
    """How far a unit has come with its plan, and what is in it."""
    yield f"{unit['name']}, läge", unit["state_word"]
    for line in unit["indicators"]:
        yield _indicator(unit["name"], line)
    for goal in unit["commitments"]:
        yield from _goal(goal)
    for activity in unit["activities"]:
        yield _activity(activity)


def _indicator(owner: str, line: PlannedLine) -> tuple[str, str]:
    """The årsmål of an indicator at an organisation."""
    target = line["target"]
    name = f"{owner}, {line['name']} ({line['goal_code']}), årsmål"
    return name, target["words"] if target else "saknas"


def _activity(activity: PlannedActivity) -> tuple[str, str]:
    """When an activity starts and ends."""
    name = f"Aktiviteten {activity['title']} ({activity['owner']})"
    return name, f"{activity['start_on']} till {activity['end_on']}"
