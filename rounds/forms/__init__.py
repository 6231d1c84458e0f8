"""What people write in a round: values, how things stand, analyses, returns; substitutes."""

from rounds.forms.entry import (
    ANSWER_CHOICES,
    MISSING_CHOICES,
    STATE_CHOICES,
    YES_NO,
    ActionForm,
    AnalysisForm,
    AnswerForm,
    FileForm,
    ReturnableRow,
    ReturnForm,
    StatusForm,
    ValueForm,
    VersionForm,
    asked_of,
)
from rounds.forms.substitutes import SubstituteForm

__all__ = [
    "ANSWER_CHOICES",
    "MISSING_CHOICES",
    "STATE_CHOICES",
    "YES_NO",
    "ActionForm",
    "AnalysisForm",
    "AnswerForm",
    "FileForm",
    "ReturnForm",
    "ReturnableRow",
    "StatusForm",
    "SubstituteForm",
    "ValueForm",
    "VersionForm",
    "asked_of",
]
