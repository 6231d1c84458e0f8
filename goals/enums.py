"""The levels of the goal chain, and the words of a goal's judgement."""

from django.db.models import TextChoices

from indicators.enums import GREY_CHOICES

LIGHT_CHOICES = [
    ("green", "helt"),
    ("yellow", "delvis"),
    ("red", "ej"),
    ("grey", "ej bedömt"),
]
JUDGED_CHOICES = LIGHT_CHOICES[:3]

SUGGESTION_GREY_CHOICES = [
    *GREY_CHOICES,
    ("nothing_measured", "inget mätt"),
    ("nothing_judged", "inget bedömt"),
]


class Level(TextChoices):
    """From KF's long-term goal down to what a unit undertakes."""

    ORIENTATION = "orientation", "KF:s inriktningsmål"
    OPERATIONAL_AREA = "operational_area", "KF:s mål för verksamhetsområdet"
    COMMITTEE = "committee", "nämndmål"
    COMMITMENT = "commitment", "åtagande"


KF_LEVELS = (Level.ORIENTATION, Level.OPERATIONAL_AREA)


class Awaits(TextChoices):
    """Whose turn it is in a dialogue."""

    REPORTER = "reporter", "väntar på svar"
    REVIEWER = "reviewer", "besvarad"


class ProposalState(TextChoices):
    """Where a proposed version of the rules stands."""

    OPEN = "open", "öppet"
    DECIDED = "decided", "beslutat"
    DROPPED = "dropped", "nedlagt"
