"""The limits of the rules in words: what each is called, and what it does to a light."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lights import format_exact
from periods.models import RuleLimits

WORDS = {
    "tolerance_percent": (
        "Tolerans för gult",
        "Så långt från årsmålet, i procent av det, får ett värde ligga och ändå vara gult. "
        "Gäller indikatorer utan egen tolerans.",
    ),
    "goal_green": (
        "Gröna indikatorer för ett grönt mål",
        "Minst så stor andel av målets bedömda indikatorer ska vara gröna.",
    ),
    "goal_red": (
        "Röda indikatorer för ett rött mål",
        "Är andelen röda större än så blir målet rött.",
    ),
    "below_green": (
        "Gröna bedömningar under ett grönt mål",
        "Minst så stor andel av bedömningarna under målet ska vara gröna.",
    ),
    "coverage": (
        "Täckning för medelvärde och kvot",
        "Minst så stor andel av dem som ska rapportera måste ha gjort det för att "
        "totalvärdet ska få ett ljus.",
    ),
}


@dataclass(frozen=True, slots=True)
class LimitView:
    """A limit as a page shows it: as it is proposed or decided, and what it would replace."""

    label: str
    help: str
    value: str
    replaces: str

    @property
    def is_changed(self) -> bool:
        """The limit differs from the one it would replace."""
        return bool(self.replaces) and self.replaces != self.value


def limit_views(limits: RuleLimits, replaced: RuleLimits | None = None) -> Iterator[LimitView]:
    """The limits in their order, beside those they would replace."""
    for name, (label, meaning) in WORDS.items():
        before = _percent(getattr(replaced, name)) if replaced else ""
        yield LimitView(label, meaning, _percent(getattr(limits, name)), before)


def _percent(value: Decimal) -> str:
    """A limit in per cent, with the decimals it has."""
    return f"{format_exact(Decimal(value))} %"
