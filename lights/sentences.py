"""The reason for an indicator's light: one Swedish sentence with the arithmetic.

The font of the reports lacks the signs for at least and at most, so they are words here.
"""

from decimal import Decimal

from lights.enums import Aggregation, Basis, Grey, Light, TargetKind, ToleranceKind
from lights.numbers import MOST_DECIMALS, NBSP, format_decimal, format_exact, round_half_away
from lights.tolerances import allowance, bounds, tolerance_of
from lights.values import Coverage, Limits, Reading, RuleError, Target

WORDS = {Light.GREEN: "helt", Light.YELLOW: "delvis", Light.RED: "ej"}
SUBJECTS = {Basis.OUTCOME: "utfallet", Basis.FORECAST: "helårsprognosen"}


def indicator_reason(
    reading: Reading, target: Target | None, limits: Limits, light: Light, grey: Grey | None
) -> str:
    """Say why a reading got its light, and what would make it green."""
    if grey is not None or target is None:
        return _grey_reason(reading, target, limits, grey or Grey.NO_TARGET)
    if target.kind is TargetKind.YES_NO:
        body, demand = _answer(reading, target)
    elif target.kind in (TargetKind.INCREASE, TargetKind.DECREASE):
        body, demand = _movement(reading, target)
    else:
        body, demand = _placement(reading, target, limits, light)
    more = [] if light is Light.GREEN else [f"grönt kräver {demand}"]
    if _is_incomplete_sum(reading.coverage):
        more.append("det som saknas kan bara öka summan")
    tail = f"; {' och '.join(more)}" if more else ""
    return f"{_capital(body)}, så årsmålet uppnås {WORDS[light]}{tail}."


def _answer(reading: Reading, target: Target) -> tuple[str, str]:
    """Describe a yes/no value and what green demands of it."""
    expected = _yes_no(target.expected)
    link = "och" if reading.value is target.expected else "men"
    subject = SUBJECTS[reading.basis] + _in_brackets(_coverage_words(reading.coverage))
    return f"{subject} är {_yes_no(reading.value)} {link} årsmålet är {expected}", expected


def _movement(reading: Reading, target: Target) -> tuple[str, str]:
    """Describe how a value moved from the year before and what green demands of it."""
    value, before = _number(reading.value), _number(reading.comparison)
    rounded = [round_half_away(number, reading.decimals) for number in (value, before)]
    up, down = rounded[0] > rounded[1], rounded[0] < rounded[1]
    relation = "högre än" if up else "lägre än" if down else "lika med"
    last_year = _quantity(before, reading)
    rises = target.kind is TargetKind.INCREASE
    body = (
        f"{_subject(reading, target)} är {relation} förra årets utfall {last_year}"
        f" och årsmålet är att {'öka' if rises else 'minska'}"
    )
    return body, f"{'mer' if rises else 'mindre'} än {last_year}"


def _placement(reading: Reading, target: Target, limits: Limits, light: Light) -> tuple[str, str]:
    """Describe where a value lies against its bounds and what green demands of it."""
    demand = target_words(target, reading)
    low, _high = bounds(target, reading.decimals)
    if light is Light.GREEN:
        return f"{_subject(reading, target)} {_MEETS[target.kind]} årsmålet {demand}", demand
    value = round_half_away(_number(reading.value), reading.decimals)
    side = "under" if low is not None and value < low else "över"
    body = f"{_subject(reading, target)} ligger {side} årsmålet {demand}"
    tolerance = _tolerance_words(reading, target, limits)
    if tolerance:
        link = "men inom" if light is Light.YELLOW else "med mer än"
        body += f" {link} {tolerance}"
    return body, demand


_MEETS = {
    TargetKind.AT_LEAST: "når",
    TargetKind.AT_MOST: "klarar",
    TargetKind.BETWEEN: "ligger inom",
}


def target_words(target: Target, reading: Reading) -> str:
    """Write what a target asks for, in the decimals and the unit of the reading."""
    if target.kind is TargetKind.YES_NO:
        return _yes_no(target.expected)
    if target.kind in (TargetKind.INCREASE, TargetKind.DECREASE):
        return "att öka" if target.kind is TargetKind.INCREASE else "att minska"
    low, high = bounds(target, reading.decimals)
    if low is None:
        return f"högst {_bound(high, reading)}"
    if high is None:
        return f"minst {_bound(low, reading)}"
    if low == high:
        return f"precis {_bound(low, reading)}"
    return f"mellan {format_exact(low)} och {_bound(high, reading)}"


def _tolerance_words(reading: Reading, target: Target, limits: Limits) -> str:
    """Write how far off yellow reaches, or nothing where there is no tolerance."""
    tolerance = tolerance_of(reading, limits)
    width = allowance(tolerance, *bounds(target, reading.decimals))
    if not width:
        return ""
    if tolerance.kind is ToleranceKind.ABSOLUTE:
        return f"toleransen {_width(width, reading.unit)}"
    whole = "intervallets bredd" if target.kind is TargetKind.BETWEEN else "årsmålet"
    share = f"{format_exact(tolerance.value)}{NBSP}%"
    return f"toleransen {share} av {whole} ({_width(width, reading.unit)})"


def _grey_reason(reading: Reading, target: Target | None, limits: Limits, grey: Grey) -> str:
    """Say which kind of grey it is and why nothing can be judged."""
    subject = SUBJECTS[reading.basis]
    if grey in _EMPTY:
        return f"{_capital(grey.word)}: {_EMPTY[grey].format(subject=subject)}."
    if grey is Grey.NO_TARGET:
        why = f"{_subject(reading)} har inget årsmål att bedömas mot"
    elif grey is Grey.NO_COMPARISON:
        why = reading.not_derived or _no_comparison(reading, target)
    elif grey is Grey.STALE:
        made = "bygger på värden som mättes för upp till" if reading.coverage else "mättes för"
        why = (
            f"{_subject(reading)} {made} {reading.age_days} dagar sedan"
            f" och bedöms högst {reading.max_age_days} dagar efter mätningen"
        )
    else:
        why = _incomplete(reading, target, limits)
    return f"{_capital(grey.word)}: {why}."


_EMPTY = {
    Grey.NOT_DUE: "{subject} ska inte rapporteras nu och kan därför inte bedömas",
    Grey.NOT_REPORTED: "{subject} har inte lämnats och kan därför inte bedömas",
    Grey.NOT_MEASURED: "{subject} mäts inte här och kan därför inte bedömas",
    Grey.WITHHELD: "{subject} får inte visas eller bygger på för få svar och bedöms därför inte",
    Grey.PUBLISHED_LATER: "{subject} publiceras senare och kan därför inte bedömas ännu",
}


def _no_comparison(reading: Reading, target: Target | None) -> str:
    way = "minska" if target and target.kind is TargetKind.DECREASE else "öka"
    if reading.series_break:
        return (
            f"årsmålet är att {way}, men mätningen har ändrats sedan förra året"
            f" och {_subject(reading)} kan inte jämföras med förra årets utfall"
        )
    return (
        f"årsmålet är att {way}, men det finns inget utfall från förra året"
        f" att jämföra {_subject(reading)} med"
    )


def _incomplete(reading: Reading, target: Target | None, limits: Limits) -> str:
    coverage = reading.coverage
    if coverage is None or coverage.reported <= 0:
        return f"inget av det som {SUBJECTS[reading.basis]} ska bygga på har rapporterats"
    share = f"{coverage.reported} av {coverage.expected} har rapporterat"
    if coverage.aggregation is not Aggregation.SUM:
        least = f"{format_exact(limits.coverage)}{NBSP}%"
        return f"{share} men minst {least} krävs för att bedöma {SUBJECTS[reading.basis]}"
    words = f" {target_words(target, reading)}" if target else ""
    sum_so_far = f"summan hittills är {_shown(reading)}"
    return f"{share}, {sum_so_far} och det som saknas kan avgöra årsmålet{words}"


def _is_incomplete_sum(coverage: Coverage | None) -> bool:
    return (
        coverage is not None
        and coverage.aggregation is Aggregation.SUM
        and coverage.reported < coverage.expected
    )


def _subject(reading: Reading, target: Target | None = None) -> str:
    """Name the value: what it is, how much, and within brackets what the reader may wonder."""
    notes = (
        _rounding_words(reading, target),
        "" if reading.not_derived else reading.made_of,
        _coverage_words(reading.coverage),
    )
    return f"{SUBJECTS[reading.basis]} {_shown(reading)}{_in_brackets(*notes)}"


def _in_brackets(*notes: str) -> str:
    said = ", ".join(note for note in notes if note)
    return f" ({said})" if said else ""


def _coverage_words(coverage: Coverage | None) -> str:
    """Say how many a total rests on, and how many of them nobody has accepted yet."""
    if coverage is None or coverage.aggregation in (Aggregation.CENTRAL, Aggregation.NONE):
        return ""
    words = f"{coverage.reported} av {coverage.expected} har rapporterat"
    if not coverage.preliminary:
        return words
    every = coverage.preliminary == coverage.reported
    return f"{words}, {'' if every else f'{coverage.preliminary} av dem '}preliminärt"


def _rounding_words(reading: Reading, target: Target | None) -> str:
    """Give the exact value where a reader has typed it, or where rounding takes it to a bound."""
    value = reading.value
    if value is None or isinstance(value, bool):
        return ""
    seen = round_half_away(value, reading.decimals)
    is_typed = round_half_away(value, reading.decimals + _TYPED_DECIMALS) == value
    if seen == value or not (is_typed or _crosses(value, seen, reading, target)):
        return ""
    shown = round_half_away(value, _decimals_that_tell(value, seen, reading.decimals))
    return f"{format_exact(shown)} avrundat"


def _decimals_that_tell(value: Decimal, seen: Decimal, decimals: int) -> int:
    """As few decimals as tell the value from what is seen: "92,76 avrundat", not "92,758621"."""
    for more in range(_TYPED_DECIMALS, MOST_DECIMALS - decimals):
        if round_half_away(value, decimals + more) != seen:
            return decimals + more
    return MOST_DECIMALS


# Somebody typed a value that has at most so many decimals more than the ones shown (our own choice).
_TYPED_DECIMALS = 2


def _crosses(value: Decimal, seen: Decimal, reading: Reading, target: Target | None) -> bool:
    """Tell whether rounding alone takes the value to or over a bound of the target."""
    if target is None or target.kind is TargetKind.YES_NO:
        return False
    edges = [*bounds(target, reading.decimals)]
    if target.kind in (TargetKind.INCREASE, TargetKind.DECREASE) and reading.comparison is not None:
        edges.append(round_half_away(reading.comparison, reading.decimals))
    return any(edge is not None and _side(value, edge) != _side(seen, edge) for edge in edges)


def _side(value: Decimal, edge: Decimal) -> int:
    return (value > edge) - (value < edge)


def _shown(reading: Reading) -> str:
    if isinstance(reading.value, bool):
        return _yes_no(reading.value)
    return _quantity(reading.value, reading)


def _quantity(value: Decimal | None, reading: Reading) -> str:
    """Write a number as the reader sees it, with its unit."""
    return _with_unit(format_decimal(_number(value), reading.decimals), reading.unit)


def _bound(value: Decimal | None, reading: Reading) -> str:
    """Write a bound without idle zeros after the comma: 80 rather than 80,0."""
    return _with_unit(format_exact(_number(value)), reading.unit)


def _width(width: Decimal, unit: str) -> str:
    """Write a difference: between two percentages it is percentage points."""
    if unit == "%":
        unit = "procentenhet" if width == 1 else "procentenheter"
    return _with_unit(format_exact(width), unit)


def _with_unit(number: str, unit: str) -> str:
    return f"{number}{NBSP}{unit}" if unit else number


def _number(value: Decimal | bool | None) -> Decimal:
    if value is None:
        raise RuleError("Värdet saknas.")
    return Decimal(value)


def _yes_no(value: Decimal | bool | None) -> str:
    return "ja" if value else "nej"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
