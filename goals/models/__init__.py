"""The models of goals: the chain and its judgements, and what is kept of how lights are judged."""

from goals.models.dialogue import Comment, Dialogue
from goals.models.goal import Addressee, Analysis, Assessment, Goal, Suggestion
from goals.models.rules import LightCheck, RuleProposal, TurnedLight
from goals.models.target_comment import TargetComment

__all__ = [
    "Addressee",
    "Analysis",
    "Assessment",
    "Comment",
    "Dialogue",
    "Goal",
    "LightCheck",
    "RuleProposal",
    "Suggestion",
    "TargetComment",
    "TurnedLight",
]
