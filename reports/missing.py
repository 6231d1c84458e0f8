"""What a report lacks when it is frozen or decided, in words."""

from lights import Light
from reports.contents import Content
from reports.templatetags.frozen import in_brief


def missing_words(
    unwritten: list[str], unready: list[str], content: Content | None, *, is_unit: bool
) -> str:
    """The texts that are not written or not marked ready, and how many goals nobody has judged.

    Nothing when all is there. A plan is not judged.
    """
    goals = in_brief(content) if content is not None and not content.get("is_plan") else []
    unjudged = sum(goal["at"]["judged"]["light"] == Light.GREY for goal in goals)
    parts = [f"Texter: {', '.join(unwritten)}."] if unwritten else []
    if unready:
        parts.append(f"Ej klarmarkerat: {', '.join(unready)}.")
    if unjudged == 1:
        parts.append(f"1 {'åtagande' if is_unit else 'mål'} är inte bedömt.")
    elif unjudged:
        parts.append(f"{unjudged} {'åtaganden' if is_unit else 'mål'} är inte bedömda.")
    return " ".join(parts)
