"""Pages of the goal chain."""

from goals.views.alignment import AlignmentPage
from goals.views.assignments import AssignmentPage, Assignments
from goals.views.dashboard import DashboardPage
from goals.views.dialogue import GoalDialogue, ValueDialogue
from goals.views.differing import DifferingList
from goals.views.efforts import Efforts, Timeline
from goals.views.giving import ChangeAssignment, GiveAssignment
from goals.views.goal import Assess, GoalHome, GoalPage
from goals.views.goal_past import GoalPastPage
from goals.views.matrix import MatrixPage
from goals.views.moved import MovedTargets
from goals.views.overview import City, OrganisationPage
from goals.views.own_targets import CommentTarget, OwnTargetsList, OwnTargetsPage
from goals.views.perspectives import PerspectivesPage
from goals.views.rejudging import Rejudge
from goals.views.rules import ProposeRules, RuleProposalPage, Rules
from goals.views.targets import DecideTarget, TargetsPage
from goals.views.trust import Forecasts, GreenOverTime
from goals.views.values import Values
from goals.views.why import WhyPage
from goals.views.why_goal import GoalWhyPage

__all__ = [
    "AlignmentPage",
    "Assess",
    "AssignmentPage",
    "Assignments",
    "ChangeAssignment",
    "City",
    "CommentTarget",
    "DashboardPage",
    "DecideTarget",
    "DifferingList",
    "Efforts",
    "Forecasts",
    "GiveAssignment",
    "GoalDialogue",
    "GoalHome",
    "GoalPage",
    "GoalPastPage",
    "GoalWhyPage",
    "GreenOverTime",
    "MatrixPage",
    "MovedTargets",
    "OrganisationPage",
    "OwnTargetsList",
    "OwnTargetsPage",
    "PerspectivesPage",
    "ProposeRules",
    "Rejudge",
    "RuleProposalPage",
    "Rules",
    "TargetsPage",
    "Timeline",
    "ValueDialogue",
    "Values",
    "WhyPage",
]
