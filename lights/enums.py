"""The closed lists of the law: lights, greys, targets, tolerances, totals and goal levels."""

from enum import StrEnum


class Light(StrEnum):
    """How far something is met: helt, delvis, ej, or no answer at all."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def rank(self) -> int:
        """How green the light is: 2, 1 or 0. Grey ranks with red (our own choice).

        A person's judgement with a higher rank than the suggestion needs a written rationale;
        so green and yellow over a grey suggestion do, and red over it does not.
        """
        return _RANKS[self]


_RANKS = {Light.GREEN: 2, Light.YELLOW: 1, Light.RED: 0, Light.GREY: 0}


class Grey(StrEnum):
    """Why a light is grey. The order is also the order in which the kinds win over each other."""

    NOT_DUE = "not_due"
    NOT_REPORTED = "not_reported"
    NOT_MEASURED = "not_measured"
    WITHHELD = "withheld"
    PUBLISHED_LATER = "published_later"
    NO_TARGET = "no_target"
    NO_COMPARISON = "no_comparison"
    STALE = "stale"
    INCOMPLETE = "incomplete"
    NOTHING_MEASURED = "nothing_measured"
    NOTHING_JUDGED = "nothing_judged"

    @property
    def word(self) -> str:
        """The Swedish word that a reader sees, as in the glossary."""
        return _WORDS[self]


_WORDS = {
    Grey.NOT_DUE: "ej aktuell denna period",
    Grey.NOT_REPORTED: "ej rapporterad",
    Grey.NOT_MEASURED: "mäts ej",
    Grey.WITHHELD: "sekretess/få svar",
    Grey.PUBLISHED_LATER: "publiceras senare",
    Grey.NO_TARGET: "årsmål saknas",
    Grey.NO_COMPARISON: "jämförelsevärde saknas",
    Grey.STALE: "för gammalt",
    Grey.INCOMPLETE: "ofullständigt underlag",
    Grey.NOTHING_MEASURED: "ingen indikator bedömd",
    Grey.NOTHING_JUDGED: "inget bedömt under målet",
}

# The kinds of empty value; the other kinds are found by the law itself.
EMPTY_KINDS = (
    Grey.NOT_DUE,
    Grey.NOT_REPORTED,
    Grey.NOT_MEASURED,
    Grey.WITHHELD,
    Grey.PUBLISHED_LATER,
)


class Basis(StrEnum):
    """What a light rests on: the forecast for the whole year, or the outcome."""

    FORECAST = "forecast"
    OUTCOME = "outcome"


class TargetKind(StrEnum):
    """What a target asks of the value. Nothing but the kind decides the comparison."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    INCREASE = "increase"
    DECREASE = "decrease"
    YES_NO = "yes_no"


class ToleranceKind(StrEnum):
    """How a tolerance is given: in the unit, in per cent of the target, or not at all."""

    ABSOLUTE = "absolute"
    PERCENT = "percent"
    NONE = "none"


class Aggregation(StrEnum):
    """How a total is made of its parts: pooled in three ways, measured centrally, or never."""

    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    CENTRAL = "central"
    NONE = "none"


class Derivation(StrEnum):
    """What is judged instead of the reported value itself."""

    NONE = "none"
    CHANGE = "change"
    CHANGE_PERCENT = "change_percent"
    SHARE_OF_SET = "share_of_set"
    ROLLING_MEAN = "rolling_mean"


class GoalLevel(StrEnum):
    """Where in the chain of goals a goal stands, from kommunfullmäktige down to a unit."""

    ORIENTATION = "orientation"
    OPERATIONAL_AREA = "operational_area"
    COMMITTEE = "committee"
    COMMITMENT = "commitment"
