"""What a report lacks when it is frozen or decided, in words."""


def missing_words(unwritten: list[str], unready: list[str], unjudged: int, *, is_unit: bool) -> str:
    """The texts that are not written or not marked ready, and how many goals nobody has judged.

    Nothing when all is there.
    """
    parts = [f"Texter: {', '.join(unwritten)}."] if unwritten else []
    if unready:
        parts.append(f"Ej klarmarkerat: {', '.join(unready)}.")
    if unjudged == 1:
        parts.append(f"1 {'åtagande' if is_unit else 'mål'} är inte bedömt.")
    elif unjudged:
        parts.append(f"{unjudged} {'åtaganden' if is_unit else 'mål'} är inte bedömda.")
    return " ".join(parts)
