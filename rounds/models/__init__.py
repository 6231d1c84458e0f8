"""What the round keeps of its own, one module a subject."""

from rounds.models.burden import RoundBurden
from rounds.models.drafts import Draft
from rounds.models.files import Import, ImportFile, ImportRow, MeasureColumn
from rounds.models.mails import CalendarKey, SentMail

__all__ = [
    "CalendarKey",
    "Draft",
    "Import",
    "ImportFile",
    "ImportRow",
    "MeasureColumn",
    "RoundBurden",
    "SentMail",
]
