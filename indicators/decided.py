"""The targets of an indicator at an organisation as they were decided, the replaced ones too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from indicators.models import Indicator, Target
from organisation.enums import Kind
from organisation.models import Closure, Organisation


@dataclass(frozen=True, slots=True)
class DecidedTarget:
    """A decision, in words and as numbers for a chart; `chain` is the first of those replaced."""

    target: Target
    chain: int
    words: str
    marks: tuple[Decimal, ...]
    is_replaced: bool

    @property
    def pk(self) -> int:
        """The decision's key."""
        return self.target.pk

    @property
    def year(self) -> int:
        """The year that it applies to."""
        return self.target.applies_from.year.number


def targets_of(indicator: Indicator, organisation: Organisation) -> list[DecidedTarget]:
    """The decided targets at the organisation and above it, the newest first; one query."""
    above = Closure.objects.filter(period=None, descendant=organisation).order_by()
    found = (
        Target.objects.filter(
            Q(organisation=organisation)
            | Q(organisation__in=above.values("ancestor_id"))
            | Q(organisation__kind=Kind.CITY),
            goal_indicator__indicator=indicator,
        )
        .select_related("organisation", "applies_from__year")
        .order_by("-applies_from__year__number", "-applies_from__place", "-pk")
    )
    return list(_decided(list(found), indicator))


def _decided(targets: list[Target], indicator: Indicator) -> Iterable[DecidedTarget]:
    """Each decision with the chain it stands in; the first of a chain comes last."""
    first = {target.pk: target.pk for target in targets}
    for target in reversed(targets):
        first[target.pk] = first.get(target.replaces_id or target.pk, target.pk)
    gone = {target.replaces_id for target in targets}
    for target in targets:
        yield DecidedTarget(
            target,
            chain=first[target.pk],
            words=target.words(indicator.decimals, indicator.unit),
            # What is reported is drawn; a derived value is judged in another unit.
            marks=() if indicator.is_derived else _marks(target),
            is_replaced=target.pk in gone,
        )


def _marks(target: Target) -> tuple[Decimal, ...]:
    """The numbers of a target: its value, or the two ends of an interval."""
    return tuple(n for n in (target.value, target.low, target.high) if n is not None)


def applying_in(
    year: int, organisation_id: int, targets: Sequence[DecidedTarget]
) -> DecidedTarget | None:
    """The organisation's own target of a year, the last one decided; None without one."""
    own = (
        one for one in targets if one.year == year and one.target.organisation_id == organisation_id
    )
    return next((one for one in own if not one.is_replaced), None)
