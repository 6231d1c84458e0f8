"""Reads of the goal chain: lights of goals, and what each page shows."""

from goals.queries.lights import (
    Judgement,
    Judgements,
    difference,
    judgement_of,
    suggestion_of,
)

__all__ = ["Judgement", "Judgements", "difference", "judgement_of", "suggestion_of"]
