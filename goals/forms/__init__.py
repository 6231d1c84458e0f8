"""The forms of the goal pages, one module a subject."""

from goals.forms.assessment import AssessmentForm
from goals.forms.assignment import AssignmentForm
from goals.forms.dialogue import CommentForm
from goals.forms.rules import PercentField, RuleProposalForm
from goals.forms.target_comment import TargetCommentForm
from goals.forms.targets import TargetForm, deciders
from goals.forms.what_if import WhatIfForm

__all__ = [
    "AssessmentForm",
    "AssignmentForm",
    "CommentForm",
    "PercentField",
    "RuleProposalForm",
    "TargetCommentForm",
    "TargetForm",
    "WhatIfForm",
    "deciders",
]
