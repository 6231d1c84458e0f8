"""Kinds of period, levels of locking, states of a submission."""

from django.db.models import TextChoices


class PeriodKind(TextChoices):
    """The reporting occasions of a year, in order."""

    PLAN = "plan", "Verksamhetsplan"
    TERTIAL_1 = "tertial_1", "Tertial 1"
    TERTIAL_2 = "tertial_2", "Tertial 2"
    ANNUAL = "annual", "Helår"


# The place in the year, and the word in an address: /mal/2026-t2/
PERIOD_ORDER = {kind: place for place, kind in enumerate(PeriodKind)}
PERIOD_SLUG = {
    PeriodKind.PLAN: "vp",
    PeriodKind.TERTIAL_1: "t1",
    PeriodKind.TERTIAL_2: "t2",
    PeriodKind.ANNUAL: "ar",
}


class LockLevel(TextChoices):
    """The levels that are locked one by one, from the bottom up."""

    UNIT = "unit", "enheterna"
    COMMITTEE = "committee", "nämnder och bolag"
    CITY = "city", "staden"


class SubmissionState(TextChoices):
    """Where an organisation's data of a period stands."""

    DRAFT = "draft", "utkast"
    SUBMITTED = "submitted", "inlämnad"
    RETURNED = "returned", "återsänd för komplettering"
    ACCEPTED = "accepted", "godkänd"


class ReturnReason(TextChoices):
    """Why a submission is sent back."""

    VALUE = "value", "Värde saknas eller verkar fel"
    COMMENT = "comment", "Avvikelse behöver kommenteras"
    ANALYSIS = "analysis", "Analysen behöver utvecklas"
    OTHER = "other", "Annat"


class SetBy(TextChoices):
    """Which level set an indicator, a target or an activity."""

    KF = "kf", "kommunfullmäktige"
    COMMITTEE = "committee", "nämnd eller bolag"
    UNIT = "unit", "enhet"
