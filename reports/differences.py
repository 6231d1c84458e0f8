"""What has changed between two contents of the same report, in Swedish sentences. Pure functions."""

from collections.abc import Iterator

from reports.contents import Content, GoalPart, IndicatorLine, UnitPart
from reports.plan_facts import TEXT, planned_facts

Facts = dict[str, str]
# How the sentences about a judgement begin, and what stands in those about an indicator's values.
JUDGED = "Bedömningen av"
VALUES = "(utfall / prognos)"


def differences(before: Content, now: Content) -> list[str]:
    """One sentence for each text, judgement, value or state that is not as it was."""
    old, new = dict(_facts(before)), dict(_facts(now))
    changed = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return [_sentence(key, old.get(key), new.get(key)) for key in changed]


def _sentence(key: str, before: str | None, now: str | None) -> str:
    """One difference; a long text is not repeated."""
    if before is None:
        return f"{key}: har tillkommit."
    if now is None:
        return f"{key}: har tagits bort."
    if key.startswith(TEXT):
        return f"{key} har ändrats."
    return f"{key}: ”{before}” är nu ”{now}”."


def _facts(content: Content) -> Iterator[tuple[str, str]]:
    """Everything that a reader would call a change, by a name that tells it apart."""
    for section in content["sections"]:
        if section.get("takes_text", True):
            yield f"{TEXT} ”{section['title']}”", section["text"]
    yield from planned_facts(content) if content.get("is_plan") else _followed_up(content)


def _followed_up(content: Content) -> Iterator[tuple[str, str]]:
    """How goals and values stood, and the forecast of the economy."""
    areas = [area for orientation in content["orientations"] for area in orientation["areas"]]
    for goal in (*areas, *content["loose"]):
        yield from _goal(goal)
    for unit in content["units"]:
        yield from _unit(unit)
    if content["economy"]:
        yield "Ekonomi, prognos", content["economy"]["total"]["forecast"]["shown"]


def _unit(unit: UnitPart) -> Iterator[tuple[str, str]]:
    """How far a unit has come, its values and its texts."""
    yield f"{unit['name']}, läge", unit["state_word"]
    for line in unit["indicators"]:
        yield from _indicator(unit["name"], line)
    for commitment in unit["commitments"]:
        yield from _goal(commitment)


def _goal(goal: GoalPart) -> Iterator[tuple[str, str]]:
    """A goal's judgement, texts and indicators, and those of the goals under it."""
    name = f"{goal['code']} {goal['title']} ({goal['owner']})"
    yield f"{JUDGED} {name}", goal["at"]["judged"]["word"]
    yield f"Texten i motiveringen till {name}", goal["at"]["rationale"]
    for title, text in goal["analysis"]:
        yield f"Texten {title.lower()} till {name}", text
    for line in goal["indicators"]:
        yield from _indicator(goal["owner"], line)
    for below in goal["below"]:
        yield from _goal(below)


def _indicator(owner: str, line: IndicatorLine) -> Iterator[tuple[str, str]]:
    """An indicator's values and light at an organisation."""
    shown = f"{line['outcome']['shown']} / {line['forecast']['shown']}, {line['light']['word']}"
    yield f"{owner}, {line['name']} {VALUES}", shown.lower()
    # Frozen copies of the first schema have none.
    if action := line.get("action"):
        yield (
            f"Texten i åtgärden till {owner}, {line['name']}",
            f"{action['cause']} {action['action']} {action['responsible']} {action['due_on']}",
        )
