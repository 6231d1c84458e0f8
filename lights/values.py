"""The frozen values that go into the law and come out of it."""

from dataclasses import dataclass
from decimal import Decimal

from lights.enums import (
    EMPTY_KINDS,
    Aggregation,
    Basis,
    GoalLevel,
    Grey,
    Light,
    TargetKind,
    ToleranceKind,
)

# The version of the code's rules. Raise it when the same facts may get another light.
RULES_VERSION = "1"

_HUNDRED = Decimal(100)


class RuleError(ValueError):
    """Facts that contradict themselves and cannot be judged; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class Target:
    """A decided target (målvärde), in the indicator's unit.

    at_least and at_most use `value`, between uses `low` and `high`, yes_no uses `expected`;
    increase and decrease need none of them. Raises RuleError if a needed part is missing,
    is not a finite number, or if the interval is upside down.
    """

    kind: TargetKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    expected: bool | None = None

    def __post_init__(self) -> None:
        if self.kind in (TargetKind.AT_LEAST, TargetKind.AT_MOST):
            _require_number(self.value, "Årsmålet saknar målvärde.")
        elif self.kind is TargetKind.BETWEEN:
            low = _require_number(self.low, "Intervallet saknar undre gräns.")
            high = _require_number(self.high, "Intervallet saknar övre gräns.")
            if low > high:
                raise RuleError("Intervallets undre gräns är högre än den övre.")
        elif self.kind is TargetKind.YES_NO and self.expected is None:
            raise RuleError("Ett ja/nej-mål måste ange ja eller nej.")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the target a value may be and still be yellow; never rounded.

    `value` is in the indicator's unit (absolute) or in per cent of the target's size, for an
    interval of its width (percent). Raises RuleError if it is negative or not a finite number.
    """

    kind: ToleranceKind
    value: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if _require_number(self.value, "Toleransen saknar värde.") < 0:
            raise RuleError("Toleransen får inte vara negativ.")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the expected parts a total rests on, and how it is made of them.

    `parts_non_negative` promises that a part still missing can only raise a sum. `preliminary`
    is how many of the reported that nobody has accepted yet; it decides no light.
    """

    reported: int
    expected: int
    aggregation: Aggregation
    parts_non_negative: bool = True
    preliminary: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """The decided limits of the law, all in per cent (our own choice); a version is one decision.

    Raises RuleError if a share lies outside 0 to 100 or the tolerance is negative.
    """

    tolerance_percent: Decimal = Decimal(5)
    goal_green: Decimal = Decimal(50)
    goal_red: Decimal = Decimal(50)
    below_green: Decimal = Decimal(75)
    coverage: Decimal = Decimal(80)
    version: str = "1"

    def __post_init__(self) -> None:
        shares = (self.goal_green, self.goal_red, self.below_green, self.coverage)
        if not all(0 <= share <= _HUNDRED for share in shares):
            raise RuleError("En gräns måste ligga mellan 0 och 100 procent.")
        if not (self.tolerance_percent.is_finite() and self.tolerance_percent >= 0):
            raise RuleError("Toleransen får inte vara negativ.")

    @property
    def rules(self) -> str:
        """The version stored with a verdict: the code's rules, then the decided limits."""
        return f"{RULES_VERSION}/{self.version}"


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of an indicator, or the kind of its absence, with what is needed to judge it.

    `value` and `comparison` (the outcome of the year before) are in `unit`; they are judged as
    the reader sees them, with `decimals` decimals. `missing` wins over `value`. A tolerance of
    None means the city's own. `age_days` above `max_age_days` makes the value stale. Of a
    derived value `made_of` says what it is made of; `not_derived` says why it could not be made,
    and then `value` is the reported one. Raises RuleError if `missing` is a kind of grey that the law finds by itself.
    """

    value: Decimal | bool | None = None
    missing: Grey | None = None
    comparison: Decimal | None = None
    series_break: bool = False
    decimals: int = 0
    unit: str = ""
    tolerance: Tolerance | None = None
    basis: Basis = Basis.OUTCOME
    age_days: int | None = None
    max_age_days: int | None = None
    coverage: Coverage | None = None
    made_of: str = ""
    not_derived: str = ""

    def __post_init__(self) -> None:
        if self.missing is not None and self.missing not in EMPTY_KINDS:
            raise RuleError(f"”{self.missing.word}” är inget slag av tomt värde.")


# A verdict without its sentence: the light, and the kind if it is grey.
Judgement = tuple[Light, Grey | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light, the kind if it is grey, the reason in one Swedish sentence, and the rules used."""

    light: Light
    grey: Grey | None
    reason: str
    basis: Basis
    rules: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lights of each colour, and how many that are expected but have none."""

    green: int = 0
    yellow: int = 0
    red: int = 0
    missing: int = 0

    @property
    def known(self) -> int:
        """How many that have a colour: measured indicators, or assessments that exist."""
        return self.green + self.yellow + self.red

    @property
    def expected(self) -> int:
        """How many there should be, with or without a colour."""
        return self.known + self.missing


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """What a goal's suggestion rests on: its indicators, the assessments below it, its leads.

    `leads` holds the lead organisations' own assessments; grey is one that has not judged.
    An orientation goal rests on `below` alone.
    """

    level: GoalLevel
    indicators: Counts
    below: Counts
    leads: tuple[Light, ...] = ()
    basis: Basis = Basis.OUTCOME


def _require_number(value: Decimal | None, complaint: str) -> Decimal:
    """Give the number back, or raise RuleError if there is none or it is not finite."""
    if value is None:
        raise RuleError(complaint)
    if not value.is_finite():
        raise RuleError("Värdet är inte ett tal (NaN eller oändligt).")
    return value
